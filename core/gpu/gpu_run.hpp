// A training run on a graphics card: the same batches, checkpoints and counters as on the processor.
#pragma once
#include <memory>
#include <optional>

#include "core/gan/batch.hpp"
#include "core/gan/trainer.hpp"
#include "core/gpu/gpu_trainer.hpp"

namespace dlab {

// From its first restore() on it belongs to the thread that made that call. Real samples are drawn on the
// processor, for the data may be anything; noise and what lies between are drawn on the card.
class GpuRun : public Trainer {
 public:
  // The device is current on no thread; an error is the run's failure.
  explicit GpuRun(Result<std::unique_ptr<GpuDevice>> device);
  ~GpuRun() override;
  StepLosses advance(int critic_steps, int generator_steps) override;
  Checkpoint checkpoint() const override;
  void restore(const Checkpoint& from, const GanProblem& problem) override;
  std::string device() const override { return device_ ? "GPU, " + device_->renderer() : "GPU"; }
  std::optional<Error> failure() const override { return failure_; }

 private:
  bool current() const;  // else that is a failure

  std::unique_ptr<GpuDevice> device_;
  std::unique_ptr<GpuTrainer> trainer_;
  std::optional<DataSource> source_, fake_;
  std::vector<float> real_, fakes_, between_;
  Checkpoint start_;
  std::uint64_t critic_steps_ = 0, generator_steps_ = 0;
  StepLosses losses_;
  mutable std::optional<Error> failure_;
};

}  // namespace dlab
