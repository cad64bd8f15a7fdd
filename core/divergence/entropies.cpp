// Adaptive quadrature of the three relative entropies on shared nodes.
//
// The integrands are non-negative and analytic inside a cell. Each panel carries the 15-point Kronrod rule;
// its difference from the embedded 7-point Gauss rule bounds the error of the former (Kronrod 1965),
// generously where both have converged. Panels whose share of the error is too large are halved.
#include "core/divergence/entropies.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr std::size_t most_panels = 200'000;
constexpr int most_rounds = 60;
constexpr double epsilon = std::numeric_limits<double>::epsilon();

}  // namespace

Entropies::Totals Entropies::total() const {
  Totals all;
  double lowest = 0, highest = 0;
  for (const Evaluated& one : panels_) {
    for (std::size_t j = 0; j < 3; ++j) {
      all.value[j] += one.sums.kronrod[j];
      all.difference[j] += one.sums.difference[j];
    }
    for (std::size_t j = 0; j < 2; ++j) all.magnitude[j] += one.sums.magnitude[j];
    lowest = std::min(lowest, one.sums.lowest_ratio);
    highest = std::max(highest, one.sums.highest_ratio);
  }
  all.largest_ratio = std::max(-lowest, highest);
  return all;
}

void Entropies::evaluate(const LawTable& p, const LawTable& q, const Panel& panel, std::size_t cell) {
  Evaluated& made = panels_.emplace_back();
  made.panel = panel;
  made.cell = cell;
  kernels().entropies(p.view(), q.view(), panel, made.sums, made.log_ratio);
}

// Halves every panel whose difference exceeds one of the limits.
void Entropies::refine(const LawTable& p, const LawTable& q, const std::array<double, 3>& limit) {
  old_.swap(panels_);
  panels_.clear();
  for (const Evaluated& one : old_) {
    if (one.sums.difference[0] <= limit[0] && one.sums.difference[1] <= limit[1] &&
        one.sums.difference[2] <= limit[2]) {
      panels_.push_back(one);
      continue;
    }
    const double half = 0.5 * one.panel.half;
    for (const double side : {-half, half}) {
      const LinePoint center = LinePoint{one.panel.base, one.panel.offset} + side;
      evaluate(p, q, {center.base, center.offset, half}, one.cell);
    }
  }
}

EntropyIntegrals Entropies::integrate(const LawTable& p, const LawTable& q, const std::vector<Cell>& cells,
                                      const std::array<bool, 3>& wanted) {
  panels_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].p || !cells[i].q) continue;
    cut_into_panels(cells[i].low, cells[i].high, {&p, &q}, 1,
                    [&](const Panel& panel) { evaluate(p, q, panel, i); });
  }
  Totals all = total();
  for (int round = 0; round < most_rounds && panels_.size() <= most_panels; ++round) {
    std::array<double, 3> limit{};  // for one panel
    bool done = true;
    for (std::size_t j = 0; j < 3; ++j) {
      const double allowed = tolerance_ * std::max(1.0, std::abs(all.value[j]));
      const bool good = !wanted[j] || all.difference[j] <= allowed;
      limit[j] =
          good ? std::numeric_limits<double>::infinity() : allowed / static_cast<double>(panels_.size());
      done = done && good;
    }
    if (done) break;
    refine(p, q, limit);
    all = total();
  }
  EntropyIntegrals integrals{all.value, all.difference};
  // Rounding of the arguments of exp (up to about 40 where p is not negligible) and of the logarithms.
  integrals.error[0] += 16 * epsilon * all.magnitude[0];
  integrals.error[1] += 16 * epsilon * all.magnitude[1];
  integrals.error[2] += 16 * epsilon;
  return integrals;
}

}  // namespace dlab
