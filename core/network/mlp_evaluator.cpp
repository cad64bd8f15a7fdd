#include "core/network/mlp_evaluator.hpp"

#include "core/parallel/flush_denormals.hpp"

namespace dlab {
namespace {

constexpr std::size_t rows_at_once = 128;

}  // namespace

MlpEvaluator::MlpEvaluator(const MlpShape& shape) {
  for (int round = 0; round < 2; ++round) {
    mlp_ = CpuMlp(shape, arena_);
    rows_ = mlp_.rows(rows_at_once, arena_);
    if (round == 0) arena_.allocate();
  }
}

void MlpEvaluator::evaluate(std::span<const float> points, std::span<float> out,
                            std::span<float> slopes) const {
  const FlushDenormals flush;
  mlp_.evaluate(rows_, rows_at_once, points, out, slopes);
}

}  // namespace dlab
