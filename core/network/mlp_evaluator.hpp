// Evaluates a network in float at many points, apart from any training: for maps and samples of stored
// weights.
#pragma once
#include "core/network/cpu_mlp.hpp"

namespace dlab {

// One thread at a time; after construction nothing is allocated.
class MlpEvaluator {
 public:
  explicit MlpEvaluator(const MlpShape& shape);
  MlpEvaluator(const MlpShape& shape, std::span<const float> parameters) : MlpEvaluator(shape) {
    set_parameters(parameters);
  }

  const MlpShape& shape() const { return mlp_.shape(); }
  void set_parameters(std::span<const float> flat) { mlp_.set_parameters(flat); }  // in mlp.hpp's order

  // `inputs` numbers a point → `outputs` numbers a point.
  void values(std::span<const float> points, std::span<float> out) const { evaluate(points, out, {}); }
  // And ∂out/∂x, `inputs` numbers a point, of a network with one output.
  void gradients(std::span<const float> points, std::span<float> out, std::span<float> slopes) const {
    evaluate(points, out, slopes);
  }

 private:
  void evaluate(std::span<const float> points, std::span<float> out, std::span<float> slopes) const;

  Arena arena_;
  CpuMlp mlp_;
  MlpRows rows_;
};

}  // namespace dlab
