// The best plan for boxes and the prices that prove it, in whole boxes.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace dlab {

// Prices at the places: who buys a box where it stands (buy_i) and sells it where it is wanted (sell_j) earns
// sell_j − buy_i. While no way earns more than it costs, sell_j − buy_i ≤ c_ij, all earnings together bound
// the cost of every plan from below (Kantorovich 1942); the best prices reach it. In the usual letters
// u_i = −buy_i, v_j = sell_j. Where costs are |x − y| buy and sell are one function of x with slopes up to 1.
struct BoxPrices {
  std::vector<double> buy, sell;  // ≥ 0, the lowest is 0
};

struct BoxOptimum {
  double cost = 0;                 // min Σ c γ
  double dearest = 0;              // max Σ c γ: equal to cost if no plan can be better than another
  double dual = 0;                 // Σ demand sell − Σ stock buy
  std::vector<std::int64_t> plan;  // row-major, one that costs that little
  BoxPrices prices;
};

// Precondition: costs finite and ≥ 0, row-major (stock, demand); Σ stock = Σ demand.
BoxOptimum box_optimum(std::span<const double> costs, std::span<const std::int64_t> stock,
                       std::span<const std::int64_t> demand);

}  // namespace dlab
