// The losses of a run over its iterations, in bounded memory.
#pragma once
#include <cstdint>
#include <vector>

#include "core/gan/trainer.hpp"

namespace dlab {

// Keeps every iteration at first; when full, every second row goes and only every second iteration is kept
// from then on, and so forth: rows stay evenly spaced from the first iteration to the last.
class LossRecord {
 public:
  struct Row {
    std::uint64_t iteration;  // completed
    StepLosses losses;
  };

  explicit LossRecord(std::size_t most = 4096) : most_(most < 4 ? 4 : most) {}
  // Goes on from the rows of a record of the same size that began at the run's beginning.
  void resume(std::vector<Row> rows);
  // Iterations come in order; one at or before the last row's takes off what lies behind it (a step back).
  void add(std::uint64_t iteration, const StepLosses& losses);
  // Takes off all rows behind an iteration.
  void back_to(std::uint64_t iteration);
  const std::vector<Row>& rows() const { return rows_; }
  std::uint64_t spacing() const { return spacing_; }

 private:
  std::size_t most_;
  std::uint64_t spacing_ = 1;
  std::vector<Row> rows_;
};

}  // namespace dlab
