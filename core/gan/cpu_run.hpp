// A training run on the processor: batches drawn, steps taken, checkpoints given and taken back.
#pragma once
#include <memory>
#include <optional>

#include "core/gan/batch.hpp"
#include "core/gan/cpu_trainer.hpp"
#include "core/gan/trainer.hpp"
#include "core/parallel/pool.hpp"

namespace dlab {

// The number of threads changes how long a step takes, never a bit of it.
class CpuRun : public Trainer {
 public:
  explicit CpuRun(int threads) : CpuRun(std::make_shared<Pool>(threads)) {}
  // Runs that are advanced in turn may share the threads.
  explicit CpuRun(std::shared_ptr<Pool> pool) : pool_(std::move(pool)) {}
  StepLosses advance(int critic_steps, int generator_steps) override;
  Checkpoint checkpoint() const override;
  void restore(const Checkpoint& from, const GanProblem& problem) override;
  std::string device() const override;

 private:
  std::shared_ptr<Pool> pool_;
  GanSettings settings_;
  std::optional<DataSource> source_, fake_;
  std::unique_ptr<CpuTrainer> trainer_;
  std::uint64_t critic_steps_ = 0, generator_steps_ = 0;
  StepLosses losses_;
};

// Threads for a run beneath a window: every core but the window's own, and at least one.
int spare_threads();

}  // namespace dlab
