// Oracles for the transport puzzle: every plan there is, by enumeration.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

namespace dlab {

using IntegerPlan = std::vector<std::int64_t>;  // row-major

// Calls `use` with every plan whose rows sum to `stock` and columns to `demand`.
inline void for_every_plan(const std::vector<std::int64_t>& stock, std::vector<std::int64_t> demand,
                           const std::function<void(const IntegerPlan&)>& use) {
  const std::size_t columns = demand.size();
  IntegerPlan plan(stock.size() * columns, 0);
  const std::function<void(std::size_t, std::int64_t)> fill = [&](std::size_t entry, std::int64_t left) {
    if (entry == plan.size()) {
      use(plan);
      return;
    }
    const std::size_t i = entry / columns, j = entry % columns;
    if (j == 0) left = stock[i];
    const bool last = j + 1 == columns;
    for (std::int64_t count = last ? left : 0; count <= left; ++count) {
      if (count > demand[j]) break;
      plan[entry] = count;
      demand[j] -= count;
      fill(entry + 1, left - count);
      demand[j] += count;
      plan[entry] = 0;
    }
  };
  fill(0, 0);
}

inline double plan_cost(const std::vector<double>& costs, const IntegerPlan& plan) {
  double cost = 0;
  for (std::size_t k = 0; k < plan.size(); ++k) cost += costs[k] * static_cast<double>(plan[k]);
  return cost;
}

}  // namespace dlab
