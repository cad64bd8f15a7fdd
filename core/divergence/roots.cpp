// Chandrupatla's method (1997, Adv. Eng. Software 28:145): inverse quadratic interpolation where it is safe,
// bisection elsewhere. The bracket shrinks at least by half in every second step.
#include "core/divergence/roots.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr int most_steps = 200;

double next_fraction(double a, double fa, double b, double fb, double c, double fc) {
  const double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
}

}  // namespace

void RootFinder::find(std::vector<Bracket>& brackets, double small, const Function& f) {
  states_.clear();
  open_.clear();
  for (std::size_t i = 0; i < brackets.size(); ++i) {
    Bracket& one = brackets[i];
    State state{one.low, one.value_low, one.high, one.value_high, one.low, one.value_low, 0, false};
    // The first step is along the chord, kept off the ends.
    const double share = std::clamp(one.value_low / (one.value_low - one.value_high), 0.02, 0.98);
    state.at = one.low + share * (one.high - one.low);
    states_.push_back(state);
    open_.push_back(i);
  }
  for (int step = 0; step < most_steps && !open_.empty(); ++step) {
    const std::size_t n = (open_.size() + lane_block - 1) / lane_block * lane_block;
    base_.resize(n), offset_.resize(n), value_.resize(n), bracket_.resize(n);
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = open_[std::min(k, open_.size() - 1)];
      bracket_[k] = i;
      base_[k] = brackets[i].base.base;
      offset_[k] = brackets[i].base.offset + states_[i].at;
    }
    f({n, base_.data(), offset_.data(), bracket_.data()}, value_.data());
    std::size_t kept = 0;
    for (std::size_t k = 0; k < open_.size(); ++k) {
      const std::size_t i = open_[k];
      State& s = states_[i];
      const double x = s.at, fx = value_[k];
      if (std::signbit(fx) == std::signbit(s.fa)) {
        s.c = s.a, s.fc = s.fa;
      } else {
        s.c = s.b, s.fc = s.fb, s.b = s.a, s.fb = s.fa;
      }
      s.a = x, s.fa = fx;
      Bracket& one = brackets[i];
      const bool a_better = std::abs(s.fa) < std::abs(s.fb);
      one.root = a_better ? s.a : s.b;
      one.value = a_better ? s.fa : s.fb;
      one.width = std::abs(s.b - s.a);
      if (std::abs(one.value) <= small || one.width <= 1e-14 * (one.high - one.low)) continue;
      const double least = 2e-15 * (one.high - one.low) / one.width;
      const double t = std::clamp(next_fraction(s.a, s.fa, s.b, s.fb, s.c, s.fc), std::min(least, 0.5),
                                  std::max(1 - least, 0.5));
      s.at = s.a + t * (s.b - s.a);
      open_[kept++] = i;
    }
    open_.resize(kept);
  }
}

}  // namespace dlab
