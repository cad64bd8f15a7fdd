// Many bracketed roots at once, so that the functions can be evaluated in vectors.
#pragma once
#include <functional>
#include <vector>

#include "core/divergence/table.hpp"

namespace dlab {

// A change of sign between base + low and base + high; values at both ends have opposite signs.
struct Bracket {
  LinePoint base;
  double low, high;
  double value_low, value_high;
  // Kept by find_roots: the root's estimate, f there, and the remaining width.
  double root = 0, value = 0, width = 0;

  LinePoint point() const { return base + root; }
};

class RootFinder {
 public:
  struct Points {
    std::size_t n;  // a multiple of lane_block
    const double *base, *offset;
    const std::size_t* bracket;  // to which each point belongs
  };
  using Function = std::function<void(const Points&, double* value)>;
  // Stops for a root when |f| ≤ small or the bracket has shrunk to 1e−14 of its first width.
  void find(std::vector<Bracket>& brackets, double small, const Function& f);

 private:
  struct State {
    double a, fa, b, fb, c, fc, at;  // [a, b] brackets; b is the latest point, c the one before
    bool done;
  };
  std::vector<State> states_;
  std::vector<std::size_t> open_, bracket_;
  std::vector<double> base_, offset_, value_;
};

}  // namespace dlab
