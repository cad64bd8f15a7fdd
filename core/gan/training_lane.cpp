#include "core/gan/training_lane.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

void look_through(const std::vector<float>& weights, const MlpShape& shape, bool critic, Divergence& worst) {
  int layer = 0;
  for (const LayerPlace& place : layers(shape)) {
    ++layer;
    for (std::size_t i = place.weights; i < place.biases + static_cast<std::size_t>(place.rows); ++i) {
      const double size = std::isfinite(weights[i]) ? std::abs(static_cast<double>(weights[i]))
                                                    : std::numeric_limits<double>::infinity();
      if (size > worst.size) worst = {worst.iteration, critic, layer, size};
    }
  }
}

}  // namespace

Divergence largest_weight(const Checkpoint& checkpoint) {
  Divergence worst;
  look_through(checkpoint.critic, checkpoint.settings.critic_shape(), true, worst);
  look_through(checkpoint.generator, checkpoint.settings.generator_shape(), false, worst);
  return worst;
}

bool has_diverged(const StepLosses& losses) {
  return !(std::abs(losses.critic) <= most_loss && std::abs(losses.generator) <= most_loss);
}

Divergence divergence_in(const Checkpoint& checkpoint, std::uint64_t iteration) {
  Divergence where = largest_weight(checkpoint);
  where.iteration = iteration;
  if (where.size < most_loss && std::isfinite(where.size)) where.layer = 0;
  return where;
}

void TrainingLane::begin(std::shared_ptr<const Checkpoint> from, bool anew) {
  setup_.settings = from->settings;
  trainer_->restore(*from, setup_.data);
  step_seconds_ = 0;
  iterations_ = from->iterations;
  critic_in_round_ = from->critic_in_round;
  divergence_.reset();
  last_good_ = std::move(from);
  if (!anew) return;
  losses_ = {};
  record_.back_to(iterations_);
  if (!record_.rows().empty()) losses_ = record_.rows().back().losses;
}

std::shared_ptr<const Checkpoint> TrainingLane::now() const {
  auto kept = std::make_shared<Checkpoint>(trainer_->checkpoint());
  kept->iterations = iterations_;
  kept->critic_in_round = critic_in_round_;
  return kept;
}

std::shared_ptr<const Checkpoint> TrainingLane::keep() {
  if (!divergence_ && !failure()) last_good_ = now();
  return last_good_;
}

void TrainingLane::break_off() { divergence_ = divergence_in(*now(), iterations_ + 1); }

void TrainingLane::take(const StepLosses& losses) {
  losses_ = losses;
  if (has_diverged(losses)) break_off();
}

void TrainingLane::step(bool critic) {
  const StepLosses losses = trainer_->advance(critic ? 1 : 0, critic ? 0 : 1);
  if (!failure()) take(losses);
}

bool TrainingLane::one_piece(bool generator_rests, double turn) {
  using Clock = std::chrono::steady_clock;
  const int left = std::max(0, setup_.settings.n_critic - critic_in_round_);
  // How long one takes is not known at first.
  const bool long_steps = step_seconds_ == 0 || step_seconds_ * (left + 1) > turn;
  const auto before = Clock::now();
  const int critic = long_steps ? std::min(left, 1) : left;
  const bool completes = critic == left;
  // The generator's step is a piece of its own where steps are long.
  const bool generator = completes && !generator_rests && !(long_steps && critic > 0);
  const StepLosses losses = trainer_->advance(critic, generator ? 1 : 0);
  if (failure()) return false;
  critic_in_round_ += critic;
  step_seconds_ = std::chrono::duration<double>(Clock::now() - before).count() /
                  std::max(1, critic + (generator ? 1 : 0));
  take(losses);
  if (divergence_) return false;
  if (critic_in_round_ < setup_.settings.n_critic || (!generator && !generator_rests)) return false;
  critic_in_round_ = 0;
  ++iterations_;
  record_.add(iterations_, losses_);
  return true;
}

LaneSnapshot TrainingLane::snapshot() const {
  return {id_,
          newest(),
          setup_.data,
          losses_,
          std::make_shared<const std::vector<LossRecord::Row>>(record_.rows()),
          divergence_,
          trainer_->device()};
}

}  // namespace dlab
