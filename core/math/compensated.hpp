// Sums whose rounding error does not grow with the number of terms.
#pragma once
#include <cmath>

namespace dlab {

// Neumaier's variant of Kahan's sum (1974): the error is about one rounding of the result plus n·ε² Σ|terms|.
class CompensatedSum {
 public:
  void add(double term) {
    const double sum = sum_ + term;
    carry_ += std::abs(sum_) >= std::abs(term) ? (sum_ - sum) + term : (term - sum) + sum_;
    sum_ = sum;
  }
  double value() const { return sum_ + carry_; }

 private:
  double sum_ = 0, carry_ = 0;
};

}  // namespace dlab
