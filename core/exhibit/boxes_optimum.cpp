#include "core/exhibit/boxes_optimum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/transport/transport.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> as_weights(std::span<const std::int64_t> amounts) {
  return {amounts.begin(), amounts.end()};
}

// A vertex of the polytope of plans has whole masses if stock and demand are whole: what rounding left of
// them is put right.
std::vector<std::int64_t> in_boxes(const Transport& solved, std::size_t columns, std::size_t entries,
                                   std::int64_t boxes) {
  std::vector<std::int64_t> plan(entries, 0);
  for (const PlanEntry& entry : solved.plan)
    plan[static_cast<std::size_t>(entry.i) * columns + static_cast<std::size_t>(entry.j)] +=
        std::llround(entry.mass * static_cast<double>(boxes));
  return plan;
}

// Whole costs have whole prices; what differs from one by rounding only is one.
double without_rounding(double price, double scale) {
  const double whole = std::round(price);
  return std::abs(price - whole) <= 1e-9 * scale ? whole : price;
}

// Best prices are seldom unique: between places that no box of the plan connects they may shift. These are in
// the middle. With one place's price held at 0, the plan's prices p satisfy p_j ≤ p_i + c_ij, and p_i ≤ p_j −
// c_ij where γ_ij > 0; the shortest ways d of these constraints give each price's range, −d(v, 0) … d(0, v)
// (Ahuja, Magnanti, Orlin 1993, section 9.4), and the middle of two best price systems is one, too.
std::vector<double> middle_prices(std::span<const double> costs, const std::vector<std::int64_t>& plan,
                                  std::size_t rows, std::size_t columns, std::size_t origin) {
  const std::size_t n = rows + columns;
  std::vector<double> way(n * n, infinity);
  for (std::size_t v = 0; v < n; ++v) way[v * n + v] = 0;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      way[i * n + rows + j] = costs[i * columns + j];
      if (plan[i * columns + j] > 0) way[(rows + j) * n + i] = -costs[i * columns + j];
    }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t u = 0; u < n; ++u)
      for (std::size_t v = 0; v < n; ++v)
        way[u * n + v] = std::min(way[u * n + v], way[u * n + k] + way[k * n + v]);
  std::vector<double> prices;
  for (std::size_t v = 0; v < n; ++v) prices.push_back((way[origin * n + v] - way[v * n + origin]) / 2);
  return prices;
}

// The c-transforms sell_j = min_i buy_i + c_ij and buy_i = max_j sell_j − c_ij lose nothing of the dual value
// (Villani 2009, Definition 5.2), price places where nothing stands or is wanted, and make both prices of a
// place one where a way of length 0 connects them.
BoxPrices best_prices(std::span<const double> costs, const std::vector<std::int64_t>& plan,
                      std::span<const std::int64_t> stock, std::size_t columns) {
  const std::size_t rows = stock.size();
  const auto origin = static_cast<std::size_t>(
      std::ranges::find_if(stock, [](std::int64_t amount) { return amount > 0; }) - stock.begin());
  const std::vector<double> middle = middle_prices(costs, plan, rows, columns, origin);
  BoxPrices prices{std::vector<double>(rows, -infinity), std::vector<double>(columns, infinity)};
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns && stock[i] > 0; ++j)
      prices.sell[j] = std::min(prices.sell[j], middle[i] + costs[i * columns + j]);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      prices.buy[i] = std::max(prices.buy[i], prices.sell[j] - costs[i * columns + j]);
  const double lowest =
      std::min(*std::ranges::min_element(prices.buy), *std::ranges::min_element(prices.sell));
  const double scale = 1 + *std::ranges::max_element(costs);
  for (std::vector<double>* side : {&prices.buy, &prices.sell})
    for (double& price : *side) price = without_rounding(price - lowest, scale);
  return prices;
}

}  // namespace

BoxOptimum box_optimum(std::span<const double> costs, std::span<const std::int64_t> stock,
                       std::span<const std::int64_t> demand) {
  const std::size_t rows = stock.size(), columns = demand.size();
  const std::int64_t boxes = std::reduce(stock.begin(), stock.end());
  BoxOptimum best;
  best.plan.assign(costs.size(), 0);
  best.prices = {std::vector<double>(rows, 0), std::vector<double>(columns, 0)};
  if (boxes == 0) return best;

  TransportSolver solver;
  const std::vector<double> a = as_weights(stock), b = as_weights(demand);
  const Transport cheapest = solver.solve(costs, a, b);
  best.plan = in_boxes(cheapest, columns, costs.size(), boxes);
  best.prices = best_prices(costs, best.plan, stock, columns);

  const double highest = *std::ranges::max_element(costs);
  std::vector<double> savings;
  for (const double cost : costs) savings.push_back(highest - cost);
  const std::vector<std::int64_t> worst = in_boxes(solver.solve(savings, a, b), columns, costs.size(), boxes);

  for (std::size_t k = 0; k < costs.size(); ++k) {
    best.cost += costs[k] * static_cast<double>(best.plan[k]);
    best.dearest += costs[k] * static_cast<double>(worst[k]);
  }
  for (std::size_t j = 0; j < columns; ++j) best.dual += b[j] * best.prices.sell[j];
  for (std::size_t i = 0; i < rows; ++i) best.dual -= a[i] * best.prices.buy[i];
  return best;
}

}  // namespace dlab
