#include "core/gan/cpu_run.hpp"

#include <algorithm>
#include <thread>

#include "core/gan/checkpoint_of.hpp"
#include "core/gan/drawn_batch.hpp"

namespace dlab {

int spare_threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) - 1, 1, most_threads);
}

StepLosses CpuRun::advance(int critic_steps, int generator_steps) {
  const DataSource* const fake = fake_ ? &*fake_ : nullptr;
  if (fake) generator_steps = 0;
  for (int i = 0; i < critic_steps; ++i) {
    const CriticLosses losses =
        trainer_->critic_step(DrawnBatch(settings_, *source_, critic_steps_, generator_steps_, fake));
    ++critic_steps_;
    losses_.critic = losses.loss();
    losses_.penalty = losses.penalty;
    losses_.estimate = losses.estimate();
  }
  for (int i = 0; i < generator_steps; ++i) {
    losses_.generator =
        trainer_->generator_step(DrawnBatch(settings_, *source_, critic_steps_, generator_steps_));
    ++generator_steps_;
  }
  return losses_;
}

Checkpoint CpuRun::checkpoint() const { return checkpoint_of(*trainer_, critic_steps_, generator_steps_); }

void CpuRun::restore(const Checkpoint& from, const GanProblem& problem) {
  const auto source = [](const auto& distribution) { return DataSource(distribution); };
  settings_ = from.settings;
  source_ = std::visit(source, problem.real);
  fake_.reset();
  if (problem.fake) fake_ = std::visit(source, *problem.fake);
  const NetworkState critic{from.critic, from.critic_state}, generator{from.generator, from.generator_state};
  if (trainer_ && trainer_->change(settings_)) {
    trainer_->set_critic(critic, from.spectral);
    trainer_->set_generator(generator);
  } else {
    trainer_ = std::make_unique<CpuTrainer>(settings_, *pool_, critic, from.spectral, generator);
  }
  critic_steps_ = from.critic_steps;
  generator_steps_ = from.generator_steps;
  losses_ = {};
}

std::string CpuRun::device() const {
  return "CPU, " + std::to_string(pool_->threads()) + (pool_->threads() == 1 ? " thread, " : " threads, ") +
         network_kernels().name;
}

}  // namespace dlab
