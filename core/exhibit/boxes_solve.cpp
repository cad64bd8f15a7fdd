#include "core/exhibit/boxes_solve.hpp"

#include <algorithm>
#include <limits>

namespace dlab {
namespace {

std::vector<std::int64_t> amounts(const std::vector<BoxPlace>& places) {
  std::vector<std::int64_t> all;
  for (const BoxPlace& place : places) all.push_back(place.amount);
  return all;
}

Estimate undefined(const char* why) {
  return {std::numeric_limits<double>::quiet_NaN(), 0, Method::exact, why};
}

Estimate exact(double value) { return {value, 0, Method::exact, {}}; }

constexpr const char* no_plan = N_("Not defined: stock and demand differ, so no plan serves both.");

}  // namespace

bool BoxesResults::complete() const {
  return std::ranges::equal(row_sums, amounts(inputs.stock)) &&
         std::ranges::equal(column_sums, amounts(inputs.demand));
}

Estimate BoxesResults::best() const { return optimum ? exact(optimum->cost) : undefined(no_plan); }
Estimate BoxesResults::dual() const { return optimum ? exact(optimum->dual) : undefined(no_plan); }

Estimate BoxesResults::gap() const {
  if (!optimum) return undefined(no_plan);
  if (!complete()) return undefined(N_("Not defined yet: the plan does not carry every box to its place."));
  return exact(cost - optimum->dual);
}

double BoxesResults::slack(std::size_t i, std::size_t j) const {
  const BoxPrices& prices = optimum->prices;
  return costs[entry(i, j)] - (prices.sell[j] - prices.buy[i]);
}

bool BoxesResults::tight(std::size_t i, std::size_t j) const {
  return slack(i, j) <= 1e-9 * (1 + *std::ranges::max_element(costs));
}

std::shared_ptr<const BoxesResults> solve(const BoxesScene& scene, const BoxesResults* previous) {
  auto results = std::make_shared<BoxesResults>();
  results->inputs = scene;
  results->costs = box_costs(scene);
  results->plan = box_plan(scene);
  results->row_sums.assign(scene.stock.size(), 0);
  results->column_sums.assign(scene.demand.size(), 0);
  for (std::size_t i = 0; i < scene.stock.size(); ++i)
    for (std::size_t j = 0; j < scene.demand.size(); ++j) {
      const std::int64_t count = results->plan[results->entry(i, j)];
      results->row_sums[i] += count;
      results->column_sums[j] += count;
      results->carried += count;
      results->cost += static_cast<double>(count) * results->costs[results->entry(i, j)];
    }
  const std::vector<std::int64_t> stock = amounts(scene.stock), demand = amounts(scene.demand);
  results->stock = total_amount(scene.stock);
  results->demand = total_amount(scene.demand);
  const bool same = previous && previous->costs == results->costs &&
                    amounts(previous->inputs.stock) == stock && amounts(previous->inputs.demand) == demand;
  if (same)
    results->optimum = previous->optimum;
  else if (results->stock == results->demand)
    results->optimum = box_optimum(results->costs, stock, demand);
  return results;
}

}  // namespace dlab
