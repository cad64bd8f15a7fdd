#include "core/gan/loss_record.hpp"

namespace dlab {

void LossRecord::back_to(std::uint64_t iteration) {
  while (!rows_.empty() && rows_.back().iteration > iteration) rows_.pop_back();
}

void LossRecord::resume(std::vector<Row> rows) {
  rows_ = std::move(rows);
  spacing_ = rows_.empty() ? 1 : rows_.front().iteration;  // the first multiple of it that is kept
}

void LossRecord::add(std::uint64_t iteration, const StepLosses& losses) {
  if (iteration == 0) return;
  back_to(iteration - 1);
  if (iteration % spacing_ != 0) return;
  rows_.push_back({iteration, losses});
  if (rows_.size() < most_) return;
  spacing_ *= 2;
  std::erase_if(rows_, [this](const Row& row) { return row.iteration % spacing_ != 0; });
}

}  // namespace dlab
