#include "core/gpu/gpu_run.hpp"

#include "core/gan/checkpoint_of.hpp"

namespace dlab {
namespace {

const Error& lost() {
  static const Error error{"", N_("The graphics card does not answer any more: train on the processor."), {}};
  return error;
}

}  // namespace

GpuRun::GpuRun(Result<std::unique_ptr<GpuDevice>> device) {
  if (device)
    device_ = *std::move(device);
  else
    failure_ = device.error();
}

GpuRun::~GpuRun() {
  if (!device_) return;
  if (device_->make_current()) trainer_.reset();
  device_->release();
}

bool GpuRun::current() const {
  if (device_ && device_->make_current()) return true;
  if (!failure_) failure_ = lost();
  return false;
}

StepLosses GpuRun::advance(int critic_steps, int generator_steps) {
  if (failure_ || !current()) return losses_;
  const GanSettings& settings = trainer_->settings();
  GpuBatch batch;
  if (fake_) generator_steps = 0;
  for (int i = 0; i < critic_steps; ++i) {
    source_->real(settings.seed, critic_steps_, 0, settings.batch, real_.data());
    batch.real = real_;
    if (fake_) {
      fake_->draw(settings.seed, RandomStream::fake, critic_steps_, 0, settings.batch, fakes_.data());
      draw_between(settings.seed, critic_steps_, 0, settings.batch, between_.data());
      batch.fake = fakes_;
      batch.between = between_;
    }
    batch.noise_number = critic_steps_ + generator_steps_;
    batch.real_number = critic_steps_++;
    trainer_->critic_step(batch);
  }
  for (int i = 0; i < generator_steps; ++i) {
    batch.noise_number = critic_steps_ + generator_steps_++;
    trainer_->generator_step(batch);
  }
  if (critic_steps > 0) {
    const CriticLosses losses = trainer_->critic_losses();
    losses_.critic = losses.loss();
    losses_.penalty = losses.penalty;
    losses_.estimate = losses.estimate();
  }
  if (generator_steps > 0) losses_.generator = trainer_->generator_loss();
  if (device_->gl().GetError() != GL_NO_ERROR) failure_ = lost();
  return losses_;
}

Checkpoint GpuRun::checkpoint() const {
  if (failure_ || !current()) return start_;
  return checkpoint_of(*trainer_, critic_steps_, generator_steps_);
}

void GpuRun::restore(const Checkpoint& from, const GanProblem& problem) {
  const auto source = [](const auto& distribution) { return DataSource(distribution); };
  start_ = from;
  source_ = std::visit(source, problem.real);
  fake_.reset();
  if (problem.fake) fake_ = std::visit(source, *problem.fake);
  critic_steps_ = from.critic_steps;
  generator_steps_ = from.generator_steps;
  losses_ = {};
  if (!device_) return;
  failure_.reset();
  if (!current()) return;
  const GanSettings& settings = from.settings;
  if (!trainer_ || !trainer_->change(settings)) {
    trainer_.reset();  // its memory first
    Result<std::unique_ptr<GpuTrainer>> made = GpuTrainer::make(*device_, settings);
    if (!made) {
      failure_ = made.error();
      return;
    }
    trainer_ = *std::move(made);
  }
  const auto rows = static_cast<std::size_t>(settings.batch);
  real_.resize(rows * static_cast<std::size_t>(settings.dimension));
  fakes_.resize(real_.size());
  between_.resize(rows);
  trainer_->set_critic({from.critic, from.critic_state}, from.spectral);
  trainer_->set_generator({from.generator, from.generator_state});
}

}  // namespace dlab
