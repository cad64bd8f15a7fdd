// What to look at in the plane: the scene's own words while they hold, then what the numbers say.
#include <cmath>
#include <numbers>

#include "core/exhibit/plane_exhibit.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

bool still_speaks_of(const Scene& scene, const PlaneScene& now) {
  const Result<Scene> start = built_in_scene(scene.name);
  if (!start) return !scene.caption.empty();
  const auto* then = std::get_if<PlaneScene>(&start->exhibit);
  return then && then->p.index() == now.p.index() && then->q.index() == now.q.index() &&
         then->ruler == now.ruler;
}

}  // namespace

std::string caption(const Scene& whole, const PlaneScene& scene, const PlaneResults& results,
                    const Catalog& words) {
  if (still_speaks_of(whole, scene)) return words(whole.caption);
  const Distances& d = results.distances;
  const std::string w1 = number_text(d[DistanceKind::w1].value, 3);
  if (scene.ruler == Ruler::sinkhorn)
    return words(
        "Entropy blurs the plan: the larger ε, the softer the matrix. The debiased divergence is 0 only "
        "where {P} = {Q}.");
  if (scene.ruler == Ruler::sliced)
    return words(
        "Every slice is a problem on a line, solved by sorting; their mean is the sliced distance, never "
        "above {W1} itself.");
  if (d[DistanceKind::kl_pq].infinite() && d[DistanceKind::kl_qp].infinite() &&
      d[DistanceKind::tv].value > 1 - 1e-9)
    return words(
        "P and Q do not touch: {KL} is ∞ both ways and {JS} = ln 2 wherever they stand. Only {W1} = %1 says "
        "how far apart they are.",
        {w1});
  if (d[DistanceKind::js].value > 0.98 * std::numbers::ln2)
    return words("{JS} is within 2 % of ln 2: pulling further hardly changes it. {W1} = %1 still grows.",
                 {w1});
  return words(
      "Every arrow carries mass from {P} to {Q}; no other plan costs less. Pull an ellipse, and the plan "
      "follows the hand.");
}

}  // namespace dlab
