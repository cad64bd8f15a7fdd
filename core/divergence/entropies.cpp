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

EntropyIntegrals Entropies::total() const {
  EntropyIntegrals all;
  double magnitude[2] = {};
  for (const Evaluated& one : panels_) {
    for (std::size_t j = 0; j < 3; ++j) {
      all.value[j] += one.sums.kronrod[j];
      all.error[j] += one.sums.difference[j];
    }
    for (std::size_t j = 0; j < 2; ++j) magnitude[j] += one.sums.magnitude[j];
  }
  // Rounding of the arguments of exp (up to about 40 where p is not negligible) and of the logarithms.
  for (std::size_t j = 0; j < 2; ++j) all.error[j] += 16 * epsilon * magnitude[j];
  all.error[2] += 16 * epsilon;
  return all;
}

EntropyIntegrals Entropies::integrate(const LawTable& p, const LawTable& q, const std::vector<Cell>& cells,
                                      const std::array<bool, 3>& wanted) {
  const Kernels& kernel = kernels();
  panels_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].p || !cells[i].q) continue;
    cut_into_panels(cells[i].low, cells[i].high, {&p, &q}, 1, [&](const Panel& panel) {
      Evaluated& made = panels_.emplace_back();
      made.panel = panel;
      made.cell = i;
      kernel.entropies(p.view(), q.view(), panel, made.sums, made.log_ratio);
    });
  }
  EntropyIntegrals all = total();
  for (int round = 0; round < most_rounds; ++round) {
    std::array<double, 3> limit{};  // for one panel
    bool done = true;
    for (std::size_t j = 0; j < 3; ++j) {
      const double allowed = tolerance_ * std::max(1.0, std::abs(all.value[j]));
      double error = 0;
      for (const Evaluated& one : panels_) error += one.sums.difference[j];
      limit[j] = wanted[j] && error > allowed ? allowed / static_cast<double>(panels_.size())
                                              : std::numeric_limits<double>::infinity();
      done = done && std::isinf(limit[j]);
    }
    if (done || panels_.size() > most_panels) break;
    refined_.clear();
    for (const Evaluated& one : panels_) {
      const bool good = one.sums.difference[0] <= limit[0] && one.sums.difference[1] <= limit[1] &&
                        one.sums.difference[2] <= limit[2];
      if (good) {
        refined_.push_back(one);
        continue;
      }
      const double half = 0.5 * one.panel.half;
      for (const double side : {-half, half}) {
        const Point center = Point{one.panel.base, one.panel.offset} + side;
        Evaluated& made = refined_.emplace_back();
        made.panel = {center.base, center.offset, half};
        made.cell = one.cell;
        kernel.entropies(p.view(), q.view(), made.panel, made.sums, made.log_ratio);
      }
    }
    panels_.swap(refined_);
    all = total();
  }
  return all;
}

}  // namespace dlab
