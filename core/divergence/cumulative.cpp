// Calls the kernel with arrays of the right size.
#include "core/divergence/cumulative.hpp"

namespace dlab {

void PointList::pad() {
  while (!base_.empty() && base_.size() % lane_block != 0) {
    base_.push_back(base_.back());
    offset_.push_back(offset_.back());
  }
}

void Cumulative::evaluate(const LawTable& table, std::size_t n, const double* base, const double* offset) {
  for (auto* array : {&below, &above, &density, &slope}) array->resize(n);
  kernels().cumulatives(table.view(), base, offset, n, below.data(), above.data(), density.data(),
                        slope.data());
}

}  // namespace dlab
