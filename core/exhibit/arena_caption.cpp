// What to look at in the arena: the scene's own words while they hold, then what the run's numbers say.
#include <cmath>

#include "core/exhibit/arena_exhibit.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// Captions speak of the data's and the objective's kind.
bool still_speaks_of(const Scene& scene, const ArenaScene& now) {
  const Result<Scene> start = built_in_scene(scene.name);
  if (!start) return !scene.caption.empty();
  const auto* then = std::get_if<ArenaScene>(&start->exhibit);
  if (!then || dimension_of(*then) != dimension_of(now) || then->model != now.model ||
      then->gan.objective != now.gan.objective)
    return false;
  return std::visit([](const auto& distribution) { return distribution.index(); }, then->p) ==
         std::visit([](const auto& distribution) { return distribution.index(); }, now.p);
}

std::string broken_off(const Divergence& where, const Catalog& words) {
  const std::string at = std::to_string(where.iteration);
  if (where.layer == 0)
    return words(
        "The run broke off at iteration %1: the losses grew beyond all bounds. Go back 100 iterations, or "
        "lower the learning rates.",
        {at});
  const std::string layer = std::to_string(where.layer), size = number_text(where.size, 2);
  return where.in_critic
             ? words(
                   "The run broke off at iteration %1: in the critic's layer %2 a weight grew to %3. Go back "
                   "100 iterations, or lower the learning rates.",
                   {at, layer, size})
             : words(
                   "The run broke off at iteration %1: in the generator's layer %2 a weight grew to %3. Go "
                   "back 100 iterations, or lower the learning rates.",
                   {at, layer, size});
}

}  // namespace

std::string caption(const Scene& whole, const ArenaScene& scene, const ArenaResults& results,
                    const Catalog& words) {
  if (results.divergence) return broken_off(*results.divergence, words);
  const Diagnosis& m = *results.diagnosis;
  if (results.looking_back)
    return words(
        "Looking back at iteration %1 of %2. Change anything, or press Play, and the run goes on from "
        "here.",
        {std::to_string(m.iteration), std::to_string(results.iterations)});
  if (still_speaks_of(whole, scene)) return words(whole.caption);
  if (scene.model == ArenaModel::network && m.modes.modes > 1 && m.modes.covered < m.modes.modes &&
      results.iterations > 200)
    return words(
        "After %1 iterations %2 of %3 modes are covered.",
        {std::to_string(m.iteration), std::to_string(m.modes.covered), std::to_string(m.modes.modes)});
  if (is_critic(results.settings.objective))
    return words(
        "The critic's estimate is E f(real) − E f(fake); it bounds {W1} from below only while no slope is "
        "above 1.");
  return words(
      "A discriminator tells real from generated, and its loss speaks of {JS}: where the two do not touch it "
      "says no more than ln 2.");
}

}  // namespace dlab
