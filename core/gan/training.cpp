#include "core/gan/training.hpp"

#include <chrono>

namespace dlab {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr double between_snapshots = 1 / 60.;
constexpr double most_share = 0.04;  // of the time goes into snapshots, however large the networks are
constexpr double turn = 0.004;       // seconds between looks at the commands
constexpr std::uint64_t moment_every = 100;  // iterations: "back 100 steps" finds one

}  // namespace

Training::Training(MakeTrainer make, const GanSettings& settings, GanProblem data, std::function<void()> wake)
    : Training(std::move(make), {{settings, std::move(data)}}, std::move(wake)) {}

Training::Training(MakeTrainer make, std::vector<TrainingSetup> setups, std::function<void()> wake)
    : first_make_(std::move(make)), make_(first_make_), first_(std::move(setups)), wake_(std::move(wake)) {
  auto first = std::make_shared<TrainingSnapshot>();
  for (const TrainingSetup& setup : first_) {
    LaneSnapshot lane;
    lane.checkpoint = std::make_shared<const Checkpoint>(first_checkpoint(setup.settings));
    lane.data = setup.data;
    lane.record = std::make_shared<const std::vector<LossRecord::Row>>();
    if (&setup == &first_.front())
      static_cast<LaneSnapshot&>(*first) = std::move(lane);
    else
      first->rivals.push_back(std::move(lane));
  }
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
      for (const auto& lane : lanes_)
        if (!lane->divergence()) lane->step(what == TrainingStep::critic);
      next_lane();
    }
    for (const auto& lane : lanes_) lane->keep();
  });
}

void Training::change(std::vector<TrainingSetup> setups) {
  submit([this, setups = std::move(setups)]() mutable { set_up(std::move(setups)); });
}

void Training::set(const GanSettings& settings) {
  submit([this, settings] {
    std::vector<TrainingSetup> now = setups();
    now.front().settings = settings;
    set_up(std::move(now));
  });
}

void Training::set_data(GanProblem data) {
  submit([this, data = std::move(data)] {
    std::vector<TrainingSetup> now = setups();
    for (TrainingSetup& setup : now) setup.data = data;
    set_up(std::move(now));
  });
}

void Training::reset(std::vector<TrainingSetup> setups) {
  submit([this, setups = std::move(setups)]() mutable {
    std::vector<std::shared_ptr<const Checkpoint>> from;
    for (const TrainingSetup& setup : setups)
      from.push_back(std::make_shared<const Checkpoint>(first_checkpoint(setup.settings)));
    set_lanes(std::move(setups));
    begin(std::move(from), true);
  });
}

void Training::restore(std::vector<std::shared_ptr<const Checkpoint>> from) {
  submit([this, from = std::move(from)]() mutable {
    from.resize(lanes_.size(), from.front());  // of a rival that was not there then
    begin(std::move(from), true);
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

void Training::use(MakeTrainer make) {
  submit([this, make = std::move(make)] {
    trouble_.reset();
    move_lanes(make);
  });
}

void Training::move_lanes(const MakeTrainer& make) {
  make_ = make;
  std::vector<std::shared_ptr<const Checkpoint>> from;
  bool back = false;
  for (const auto& lane : lanes_) {
    back = back || lane->failure();
    from.push_back(lane->newest());
    lane->use(make_());
  }
  begin(std::move(from), back);
}

// A device that fails is left for the first one.
void Training::mend() {
  for (const auto& lane : lanes_) {
    const std::optional<Error> failure = lane->failure();
    if (!failure) continue;
    trouble_ = failure;
    return move_lanes(first_make_);
  }
}

std::shared_ptr<const TrainingSnapshot> Training::snapshot() const {
  const std::lock_guard lock(mutex_);
  seen_ = true;
  return latest_;
}

std::vector<TrainingSetup> Training::setups() const {
  std::vector<TrainingSetup> all;
  for (const auto& lane : lanes_) all.push_back(lane->setup());
  return all;
}

// Of those that leave: others take their places.
void Training::leave_lanes(const std::vector<TrainingSetup>& setups) {
  if (setups.size() >= lanes_.size()) return;
  std::vector<std::size_t> order;
  for (std::size_t old = 0; old < lanes_.size() && order.size() < setups.size(); ++old) {
    const std::size_t left = lanes_.size() - old, wanted = setups.size() - order.size();
    if (left == wanted || lanes_[old]->setup() == setups[order.size()]) order.push_back(old);
  }
  std::vector<std::unique_ptr<TrainingLane>> stay;
  for (const std::size_t old : order) stay.push_back(std::move(lanes_[old]));
  lanes_ = std::move(stay);
  moments_.reorder(order);
}

void Training::set_up(std::vector<TrainingSetup> setups) {
  if (setups == this->setups()) return;
  leave_lanes(setups);
  std::vector<std::shared_ptr<const Checkpoint>> from;
  for (std::size_t i = 0; i < setups.size(); ++i) {
    auto now = lanes_[i < lanes_.size() ? i : 0]->newest();
    if (now->settings != setups[i].settings)
      now = std::make_shared<const Checkpoint>(adapted(*now, setups[i].settings));
    from.push_back(std::move(now));
  }
  set_lanes(std::move(setups));
  begin(std::move(from), false);
}

void Training::set_lanes(std::vector<TrainingSetup> setups) {
  leave_lanes(setups);
  lanes_.resize(setups.size());
  for (std::size_t i = 0; i < setups.size(); ++i) {
    if (lanes_[i])
      lanes_[i]->set_up(std::move(setups[i]));
    else
      lanes_[i] = std::make_unique<TrainingLane>(next_id_++, make_(), std::move(setups[i]));
  }
}

// From checkpoints, one for each lane: `anew`, the run so far is not their past.
void Training::begin(std::vector<std::shared_ptr<const Checkpoint>> from, bool anew) {
  iterations_ = 0;
  for (const auto& checkpoint : from) iterations_ = std::max(iterations_, checkpoint->iterations);
  bool one_on_time = false;
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const bool late = lanes_[i]->divergence() && from[i]->iterations < iterations_;
    const std::optional<Divergence> out = late ? lanes_[i]->divergence() : std::nullopt;
    lanes_[i]->begin(std::move(from[i]), anew);
    if (out) lanes_[i]->stay_out(*out);
    one_on_time = one_on_time || !out;
  }
  // In the midst of a round some are one ahead.
  for (const auto& lane : lanes_)
    if (!lane->divergence()) iterations_ = std::min(iterations_, lane->iterations());
  if (status_ == TrainingStatus::diverged && one_on_time) status_ = TrainingStatus::paused;
  if (anew) {
    ++run_;
    began_ = iterations_;
    moments_.back_to(iterations_);
  }
  if (moments_.moments().empty() || moments_.moments().back().iteration < iterations_ || iterations_ == 0)
    remember();
}

void Training::remember() {
  std::vector<std::shared_ptr<const Checkpoint>> all;
  for (const auto& lane : lanes_) all.push_back(lane->keep());
  auto first = std::move(all.front());
  all.erase(all.begin());
  moments_.add(iterations_, std::move(first), std::move(all));
}

void Training::run(std::stop_token stop) {
  set_lanes(first_);
  std::vector<std::shared_ptr<const Checkpoint>> from{latest_->checkpoint};
  for (const LaneSnapshot& rival : latest_->rivals) from.push_back(rival.checkpoint);
  begin(std::move(from), true);
  mend();
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
    mend();
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

// Whose turn it is; null if the round is complete. Notes whether the race is over.
TrainingLane* Training::next_lane() {
  bool over = true;
  TrainingLane* next = nullptr;
  for (const auto& lane : lanes_) {
    if (lane->divergence()) continue;
    over = false;
    if (!next && lane->iterations() <= iterations_) next = lane.get();
  }
  if (over) status_ = TrainingStatus::diverged;
  return next;
}

bool Training::one_piece() {
  if (TrainingLane* lane = next_lane()) {
    const bool rests = frozen_ || lane->setup().data.fake;
    if (!lane->one_piece(rests, turn) && !lane->divergence()) {
      mend();
      return false;
    }
  }
  if (next_lane() || status_ == TrainingStatus::diverged) return false;
  completed();
  return true;
}

void Training::completed() {
  ++iterations_;
  if (iterations_ % moment_every == 0) remember();
  if (until_ && iterations_ >= *until_) {
    until_.reset();
    status_ = TrainingStatus::paused;
  }
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
  static_cast<LaneSnapshot&>(*next) = lanes_.front()->snapshot();
  for (std::size_t i = 1; i < lanes_.size(); ++i) next->rivals.push_back(lanes_[i]->snapshot());
  next->run = run_;
  next->began = began_;
  next->moments = std::make_shared<const std::vector<TimeMachine::Moment>>(moments_.moments());
  next->iterations_per_second = status_ == TrainingStatus::running ? rate() : 0;
  next->status = status_;
  next->trouble = trouble_;
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
