// F, 1 − F and density of a law at many points, atoms left out, in arrays that keep their memory.
#pragma once
#include <vector>

#include "core/divergence/table.hpp"

namespace dlab {

// Points in the kernels' layout: padded to a multiple of lane_block with copies of the last one.
class PointList {
 public:
  void clear() { size_ = 0, base_.clear(), offset_.clear(); }
  void add(LinePoint at) { ++size_, base_.push_back(at.base), offset_.push_back(at.offset); }
  void pad();
  std::size_t size() const { return size_; }
  std::size_t padded() const { return base_.size(); }
  const double* base() const { return base_.data(); }
  const double* offset() const { return offset_.data(); }

 private:
  std::size_t size_ = 0;
  std::vector<double> base_, offset_;
};

struct Cumulative {
  std::vector<double> below, above, density, slope;

  void evaluate(const LawTable& table, std::size_t n, const double* base, const double* offset);
  void evaluate(const LawTable& table, const PointList& points) {
    evaluate(table, points.padded(), points.base(), points.offset());
  }
};

}  // namespace dlab
