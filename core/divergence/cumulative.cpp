// Calls the kernel with arrays of the right size.
#include "core/divergence/cumulative.hpp"

namespace dlab {

void PointList::pad() {
  if (base_.empty()) return;
  const std::size_t padded = (base_.size() + lane_block - 1) / lane_block * lane_block;
  base_.resize(padded, base_.back());
  offset_.resize(padded, offset_.back());
}

void Cumulative::evaluate(const LawTable& table, std::size_t n, const double* base, const double* offset) {
  for (auto* array : {&below, &above, &density, &slope}) array->resize(n);
  kernels().cumulatives(table.view(), base, offset, n, below.data(), above.data(), density.data(),
                        slope.data());
}

}  // namespace dlab
