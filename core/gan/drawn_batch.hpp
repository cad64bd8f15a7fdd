// The batch that a run draws at a step, handed out rows at a time to whichever thread asks.
#pragma once
#include "core/gan/batch.hpp"
#include "core/gan/cpu_trainer.hpp"

namespace dlab {

// Real rows are numbered by critic steps; noise by steps of either network.
class DrawnBatch : public BatchSource {
 public:
  // `fake`: in the generator's place; null: the generator makes them.
  DrawnBatch(const GanSettings& settings, const DataSource& data, std::uint64_t critic_steps,
             std::uint64_t generator_steps, const DataSource* fake = nullptr)
      : settings_(settings),
        data_(data),
        fake_(fake),
        step_(critic_steps),
        draw_(critic_steps + generator_steps) {}
  void real(int first, int count, float* out) const override {
    data_.real(settings_.seed, step_, first, count, out);
  }
  void noise(int first, int count, float* out) const override {
    draw_noise(settings_.noise, settings_.seed, draw_, first, count, out);
  }
  void between(int first, int count, float* out) const override {
    draw_between(settings_.seed, step_, first, count, out);
  }
  bool has_fake() const override { return fake_ != nullptr; }
  void fake(int first, int count, float* out) const override {
    fake_->draw(settings_.seed, RandomStream::fake, step_, first, count, out);
  }

 private:
  const GanSettings& settings_;
  const DataSource& data_;
  const DataSource* fake_;
  std::uint64_t step_, draw_;
};

}  // namespace dlab
