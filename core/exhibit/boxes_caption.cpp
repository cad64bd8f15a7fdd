#include "core/exhibit/boxes_caption.hpp"

#include <algorithm>

#include "core/exhibit/boxes_figure.hpp"

namespace dlab {
namespace {

bool same_problem(const BoxesScene& a, const BoxesScene& b) {
  return a.stock == b.stock && a.demand == b.demand && a.cost == b.cost && a.cost_matrix == b.cost_matrix;
}

bool still_speaks_of(const Scene& scene, const BoxesScene& boxes) {
  const Result<Scene> start = built_in_scene(scene.name);
  if (!start) return !scene.caption.empty();
  const auto* then = std::get_if<BoxesScene>(&start->exhibit);
  return then && same_problem(*then, boxes);
}

std::string unequal(const BoxesResults& results, const Catalog& words) {
  const std::string stock = std::to_string(results.stock), demand = std::to_string(results.demand);
  if (results.stock > results.demand)
    return words("There are %1 boxes and only %2 are wanted: no plan serves both sides, so none is best.",
                 {stock, demand});
  return words("There are %1 boxes but %2 are wanted: no plan serves both sides, so none is best.",
               {stock, demand});
}

std::string complete(const BoxesScene& boxes, const BoxesResults& results, const Catalog& words) {
  const BoxOptimum& best = *results.optimum;
  const std::string cost = whole_or_decimal(results.cost);
  const double over = results.cost - best.cost;
  const bool optimal = over <= 1e-9 * (1 + best.cost), revealed = boxes.show_optimum || boxes.show_prices;
  if (!revealed)
    return words(
        "Every box is where it should be, at a cost of %1. Can it be done for less? Show the optimum.",
        {cost});
  if (!optimal)
    return boxes.show_prices
               ? words(
                     "This plan costs %1, which is %2 more than need be: the ways that are not tight are "
                     "where it is lost.",
                     {cost, whole_or_decimal(over)})
               : words(
                     "This plan costs %1, which is %2 more than need be. Press Step: one box after another "
                     "finds a better place.",
                     {cost, whole_or_decimal(over)});
  return boxes.show_prices
             ? words(
                   "Buying boxes where they are and selling them where they should be earns %1, yet no way "
                   "earns more than it costs: so no plan is cheaper.",
                   {cost})
             : words("No plan costs less than %1. Show the prices for the proof.", {cost});
}

}  // namespace

std::string boxes_caption(const Scene& scene, const BoxesScene& boxes, const BoxesResults& results,
                          const Catalog& words) {
  if (!results.optimum) return unequal(results, words);
  const bool own = still_speaks_of(scene, boxes);
  const BoxOptimum& best = *results.optimum;
  const bool all_alike = best.dearest - best.cost <= 1e-9 * (1 + best.dearest);
  if (own && (!results.complete() || (all_alike && !boxes.show_prices))) return words(scene.caption);
  if (results.complete() && all_alike && !boxes.show_prices)
    return words("Here every plan that carries all boxes costs the same: %1.", {whole_or_decimal(best.cost)});
  if (results.complete()) return complete(boxes, results, words);
  if (std::ranges::any_of(boxes.demand, [&](const BoxPlace& place) {
        const auto j = static_cast<std::size_t>(&place - boxes.demand.data());
        return results.column_sums[j] > place.amount;
      }))
    return words("A place has more boxes than are wanted there, marked with a plus: carry one on, or back.");
  return words("Drag each box to a dashed place, or click in the table: one box more that way.");
}

}  // namespace dlab
