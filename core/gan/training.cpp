#include "core/gan/training.hpp"

#include <chrono>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr double between_snapshots = 1 / 60.;
constexpr double most_share = 0.04;  // of the time goes into snapshots, however large the networks are
constexpr double turn = 0.004;       // seconds between looks at the commands
constexpr std::uint64_t moment_every = 100;  // iterations: "back 100 steps" finds one

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

Training::Training(MakeTrainer make, const GanSettings& settings, GanProblem data, std::function<void()> wake)
    : make_(std::move(make)), settings_(settings), data_(std::move(data)), wake_(std::move(wake)) {
  last_good_ = std::make_shared<const Checkpoint>(first_checkpoint(settings_));
  auto first = std::make_shared<TrainingSnapshot>();
  first->checkpoint = last_good_;
  first->data = data_;
  first->record = std::make_shared<const std::vector<LossRecord::Row>>();
  first->moments = std::make_shared<const std::vector<TimeMachine::Moment>>();
  latest_ = std::move(first);
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

Training::~Training() {
  thread_.request_stop();
  changed_.notify_all();
}

void Training::submit(Command command) {
  {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
  }
  changed_.notify_all();
}

void Training::play() {
  submit([this] { begin_to_play(); });
}

void Training::play_until(std::uint64_t iteration) {
  submit([this, iteration] {
    if (iterations_ >= iteration) {
      if (status_ == TrainingStatus::running) status_ = TrainingStatus::paused;
      return;
    }
    begin_to_play();
    until_ = iteration;
  });
}

void Training::begin_to_play() {
  until_.reset();
  if (status_ != TrainingStatus::paused) return;
  status_ = TrainingStatus::running;
  rate_from_ = due_ = Clock::now();
  rate_iterations_ = iterations_;
}

void Training::pause() {
  submit([this] {
    if (status_ == TrainingStatus::running) status_ = TrainingStatus::paused;
  });
}

void Training::step(TrainingStep what, int count) {
  submit([this, what, count] {
    if (status_ == TrainingStatus::diverged) return;
    status_ = TrainingStatus::paused;
    for (int i = 0; i < count && status_ == TrainingStatus::paused; ++i) {
      if (what == TrainingStep::both) {
        while (!one_piece() && status_ == TrainingStatus::paused) {
        }
        continue;
      }
      const bool critic = what == TrainingStep::critic;
      losses_ = trainer_->advance(critic ? 1 : 0, critic ? 0 : 1);
      if (has_diverged(losses_)) break_off();
    }
    if (status_ == TrainingStatus::paused) last_good_ = keep();
  });
}

void Training::set(const GanSettings& settings) {
  submit([this, settings] {
    if (settings == settings_) return;
    settings_ = settings;
    critic_in_round_ = std::min(critic_in_round_, settings.n_critic - 1);
    const Checkpoint now = status_ == TrainingStatus::diverged ? *last_good_ : *keep();
    begin(std::make_shared<const Checkpoint>(adapted(now, settings)), false);
  });
}

void Training::set_data(GanProblem data) {
  submit([this, moved = std::move(data)]() mutable {
    data_ = std::move(moved);
    begin(status_ == TrainingStatus::diverged ? last_good_ : keep(), false);
  });
}

void Training::reset(const GanSettings& settings, GanProblem data) {
  submit([this, settings, moved = std::move(data)]() mutable {
    settings_ = settings;
    data_ = std::move(moved);
    begin(std::make_shared<const Checkpoint>(first_checkpoint(settings_)), true);
  });
}

void Training::restore(std::shared_ptr<const Checkpoint> from) {
  submit([this, from = std::move(from)] {
    settings_ = from->settings;
    begin(from, true);
  });
}

void Training::freeze_generator(bool frozen) {
  submit([this, frozen] { frozen_ = frozen; });
}

void Training::limit(double iterations_per_second) {
  submit([this, iterations_per_second] {
    limit_ = iterations_per_second;
    due_ = Clock::now();
  });
}

std::shared_ptr<const TrainingSnapshot> Training::snapshot() const {
  const std::lock_guard lock(mutex_);
  seen_ = true;
  return latest_;
}

// From a checkpoint: `anew`, the run so far is not its past.
void Training::begin(std::shared_ptr<const Checkpoint> from, bool anew) {
  trainer_->restore(*from, data_);
  step_seconds_ = 0;
  iterations_ = from->iterations;
  critic_in_round_ = from->critic_in_round;
  if (status_ == TrainingStatus::diverged) status_ = TrainingStatus::paused;
  divergence_.reset();
  last_good_ = from;
  if (anew) {
    ++run_;
    began_ = iterations_;
    losses_ = {};
    record_.back_to(iterations_);
    moments_.back_to(iterations_);
    if (!record_.rows().empty()) losses_ = record_.rows().back().losses;
  }
  if (moments_.moments().empty() || moments_.moments().back().iteration < iterations_ || iterations_ == 0)
    moments_.add(iterations_, from);
}

std::shared_ptr<const Checkpoint> Training::keep() {
  auto kept = std::make_shared<Checkpoint>(trainer_->checkpoint());
  kept->iterations = iterations_;
  kept->critic_in_round = critic_in_round_;
  return kept;
}

void Training::run(std::stop_token stop) {
  trainer_ = make_();
  begin(last_good_, true);
  run_ = 0;
  publish(true);
  while (take_commands(stop)) work();
}

bool Training::take_commands(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  if (status_ == TrainingStatus::running && commands_.empty() && limit_ > 0 && due_ > Clock::now())
    changed_.wait_until(lock, stop, due_, [this] { return !commands_.empty(); });
  if (status_ != TrainingStatus::running) changed_.wait(lock, stop, [this] { return !commands_.empty(); });
  while (!commands_.empty() && !stop.stop_requested()) {
    const Command command = std::move(commands_.front());
    commands_.pop_front();
    lock.unlock();
    command();
    publish(true);
    lock.lock();
  }
  return !stop.stop_requested();
}

void Training::work() {
  const auto end = Clock::now() + Seconds(turn);
  while (status_ == TrainingStatus::running) {
    const bool round = one_piece();
    if (round && limit_ > 0) {  // a limit is one of whole rounds
      due_ = std::max(due_ + std::chrono::duration_cast<Clock::duration>(Seconds(1 / limit_)),
                      Clock::now() - std::chrono::milliseconds(50));
      if (due_ > Clock::now()) break;
    }
    if (Clock::now() >= end) break;
  }
  const bool rests = limit_ > 0 && Seconds(due_ - Clock::now()).count() > between_snapshots;
  publish(rests || status_ != TrainingStatus::running);
}

// True if a round was completed.
bool Training::one_piece() {
  const int left = settings_.n_critic - critic_in_round_;
  // How long one takes is not known at first.
  const bool long_steps = step_seconds_ == 0 || step_seconds_ * (left + 1) > turn;
  const auto before = Clock::now();
  const int critic = long_steps ? std::min(left, 1) : left;
  const bool completes = critic == left;
  // The generator's step is a piece of its own where steps are long.
  const bool generator = completes && !generator_rests() && !(long_steps && critic > 0);
  losses_ = trainer_->advance(critic, generator ? 1 : 0);
  critic_in_round_ += critic;
  const double seconds = Seconds(Clock::now() - before).count();
  step_seconds_ = seconds / (critic + (generator ? 1 : 0));
  if (has_diverged(losses_)) {
    break_off();
    return false;
  }
  if (critic_in_round_ < settings_.n_critic || (!generator && !generator_rests())) return false;
  critic_in_round_ = 0;
  completed();
  return true;
}

void Training::completed() {
  ++iterations_;
  record_.add(iterations_, losses_);
  if (iterations_ % moment_every == 0) {
    last_good_ = keep();
    moments_.add(iterations_, last_good_);
  }
  if (until_ && iterations_ >= *until_) {
    until_.reset();
    status_ = TrainingStatus::paused;
  }
}

void Training::break_off() {
  divergence_ = divergence_in(*keep(), iterations_ + 1);
  status_ = TrainingStatus::diverged;
}

double Training::rate() {
  const auto now = Clock::now();
  const double seconds = Seconds(now - rate_from_).count();
  if (seconds > 0.5 || rate_ == 0) {
    if (seconds > 0) rate_ = static_cast<double>(iterations_ - rate_iterations_) / seconds;
    if (seconds > 0.5) rate_from_ = now, rate_iterations_ = iterations_;
  }
  return rate_;
}

void Training::publish(bool now) {
  const auto at = Clock::now();
  {
    const std::lock_guard lock(mutex_);
    const double wait = std::max(between_snapshots, publish_seconds_ / most_share);
    if (!now && (!seen_ || Seconds(at - published_).count() < wait)) return;
  }
  auto next = std::make_shared<TrainingSnapshot>();
  next->run = run_;
  next->began = began_;
  next->checkpoint = status_ == TrainingStatus::diverged ? last_good_ : keep();
  next->data = data_;
  next->losses = losses_;
  next->record = std::make_shared<const std::vector<LossRecord::Row>>(record_.rows());
  next->moments = std::make_shared<const std::vector<TimeMachine::Moment>>(moments_.moments());
  next->iterations_per_second = status_ == TrainingStatus::running ? rate() : 0;
  next->status = status_;
  next->divergence = divergence_;
  {
    const std::lock_guard lock(mutex_);
    latest_ = std::move(next);
    seen_ = false;
  }
  published_ = Clock::now();
  publish_seconds_ = Seconds(published_ - at).count();
  if (wake_) wake_();
}

}  // namespace dlab
