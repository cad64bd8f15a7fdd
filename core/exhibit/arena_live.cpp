#include "core/exhibit/arena_live.hpp"

#include <algorithm>

#include "core/gan/cpu_run.hpp"

namespace dlab {
namespace {

// The last moment at or before an iteration that is still kept; empty if none is.
std::vector<std::shared_ptr<const Checkpoint>> kept_at(const TrainingSnapshot& now, std::uint64_t iteration) {
  const auto& moments = *now.moments;
  const auto after = std::ranges::upper_bound(moments, iteration, {}, &TimeMachine::Moment::iteration);
  std::vector<std::shared_ptr<const Checkpoint>> all;
  if (after == moments.begin()) return all;
  all.push_back(std::prev(after)->checkpoint);
  std::ranges::copy(std::prev(after)->rivals, std::back_inserter(all));
  for (std::size_t i = all.size(); i <= now.rivals.size(); ++i)  // was not there yet
    all.push_back(
        std::make_shared<const Checkpoint>(adapted(*all.front(), now.rivals[i - 1].checkpoint->settings)));
  all.resize(1 + now.rivals.size());
  return all;
}

}  // namespace

ArenaLive::ArenaLive(std::function<void()> wake)
    : wake_(std::move(wake)),
      worker_([this](const Moment& moment, std::stop_token) { return std::optional(look(moment)); }, wake_,
              Superseded::publish) {}

void ArenaLive::begin(const ArenaScene& scene, std::int64_t seed) {
  ++runs_;
  playing_ = false;
  looked_at_.reset();
  training_.reset();  // one at a time has the processors
  training_ = std::make_unique<Training>(
      [pool = std::make_shared<Pool>(spare_threads())] { return std::make_unique<CpuRun>(pool); },
      setups_of(scene, seed), wake_);
  training_->limit(scene.speed);
  training_->freeze_generator(scene.freeze);
}

// Empty: the newest.
ArenaLive::Checkpoints ArenaLive::moment_of(const ArenaScene& scene, const TrainingSnapshot& now) const {
  if (scene.moment < 0) return {};
  const auto wanted = static_cast<std::uint64_t>(scene.moment);
  return wanted >= now.checkpoint->iterations ? Checkpoints{} : kept_at(now, wanted);
}

// A moment may have been trained under other settings than those on screen, which hold.
void ArenaLive::go_on_from(Checkpoints moment) {
  training_->restore(std::move(moment));
  training_->change(setups_of(scene_, seed_));
}

// The run goes on from the moment that the scene looks at.
void ArenaLive::leave_moment() {
  if (Checkpoints back = moment_of(scene_, *training_->snapshot()); !back.empty())
    go_on_from(std::move(back));
}

void ArenaLive::follow(const ArenaScene& scene, const std::string& name, std::int64_t seed) {
  const bool other =
      !training_ || name != name_ || seed != seed_ || dimension_of(scene) != dimension_of(scene_);
  if (other) {
    begin(scene, seed);
  } else if (scene != scene_) {
    if (scene_.moment >= 0 && scene.moment < 0 && !same_training(scene, scene_)) leave_moment();
    if (!same_training(scene, scene_)) training_->change(setups_of(scene, seed));
    if (scene.speed != scene_.speed) training_->limit(scene.speed);
    if (scene.freeze != scene_.freeze) training_->freeze_generator(scene.freeze);
  }
  scene_ = scene;
  name_ = name;
  seed_ = seed;
  look_on();
}

// Has the newest looked at, unless that is being done or was.
void ArenaLive::look_on() {
  const auto snapshot = training_->snapshot();
  if (snapshot->status == TrainingStatus::diverged && snapshot != played_from_) playing_ = false;
  const ArenaScene& scene = scene_;
  const bool alike = snapshot == looked_at_ && scene.moment == looked_scene_.moment &&
                     same_training(scene, looked_scene_) &&
                     diagnosis_request(scene) == diagnosis_request(looked_scene_);
  if (waiting_ || alike) return;
  looked_at_ = snapshot;
  looked_scene_ = scene;
  waiting_ = true;
  Checkpoints moment = moment_of(scene, *snapshot);
  const bool back = !moment.empty();
  if (!back) {
    moment.push_back(snapshot->checkpoint);
    for (const LaneSnapshot& rival : snapshot->rivals) moment.push_back(rival.checkpoint);
  }
  worker_.submit({snapshot, std::move(moment), back, scene, seed_, runs_});
}

std::shared_ptr<const ArenaResults> ArenaLive::poll() {
  auto answer = worker_.poll();
  if (!answer) return nullptr;
  waiting_ = false;
  look_on();  // what came meanwhile: nobody may wake us for it again
  return (*answer)->run == runs_ ? *answer : nullptr;
}

void ArenaLive::play() {
  if (!training_) return;
  leave_moment();
  played_from_ = training_->snapshot();
  training_->play();
  playing_ = true;
}

void ArenaLive::pause() {
  if (training_) training_->pause();
  playing_ = false;
}

void ArenaLive::step(TrainingStep what) {
  if (!training_) return;
  leave_moment();
  training_->step(what);
  playing_ = false;
}

void ArenaLive::reset() {
  if (!training_) return;
  training_->pause();
  training_->reset(setups_of(scene_, seed_));
  playing_ = false;
}

void ArenaLive::go_back(std::uint64_t iterations) {
  if (!training_) return;
  const auto now = training_->snapshot();
  const std::uint64_t at = now->checkpoint->iterations;
  if (Checkpoints moment = kept_at(*now, at > iterations ? at - iterations : 0); !moment.empty())
    go_on_from(std::move(moment));
}

// What a race's configuration looks like; one that has come later is not measured before.
std::shared_ptr<ArenaResults> ArenaLive::look_at(const Moment& moment, std::size_t lane) {
  const TrainingSnapshot& snapshot = *moment.snapshot;
  const LaneSnapshot& now =
      lane == 0 ? static_cast<const LaneSnapshot&>(snapshot) : snapshot.rivals[lane - 1];
  const Checkpoint& checkpoint = *moment.checkpoints[lane];
  auto results = std::make_shared<ArenaResults>();
  const DiagnosisRequest request = diagnosis_request(moment.scene, lane);
  results->run = moment.run;
  results->inputs = lane_scene(moment.scene, lane);
  results->seed = moment.seed;
  results->settings = checkpoint.settings;
  results->view = request.view;
  results->diagnosis = diagnose(checkpoint, problem_of(results->inputs), request, {});

  auto& [history, floor] = measured_[now.id];
  history.reach(*now.checkpoint);
  if (!moment.back) history.add(measure_of(*results->diagnosis));
  history.give(*results);
  results->w1_floor =
      floor.of(problem_of(results->inputs).real, request.points, static_cast<std::uint64_t>(moment.seed));
  results->record = now.record;
  results->iterations = now.checkpoint->iterations;
  results->looking_back = moment.back;
  results->losses = now.losses;
  results->divergence = now.divergence;
  results->status = now.divergence ? TrainingStatus::diverged : snapshot.status;
  results->iterations_per_second = snapshot.iterations_per_second;
  results->threads = spare_threads();
  return results;
}

std::shared_ptr<const ArenaResults> ArenaLive::look(const Moment& moment) {
  const TrainingSnapshot& now = *moment.snapshot;
  if (measured_run_ != moment.run) {
    measured_run_ = moment.run;
    measured_snapshot_run_ = now.run;
    measured_.clear();
  } else if (measured_snapshot_run_ != now.run) {
    measured_snapshot_run_ = now.run;
    for (auto& [id, measured] : measured_) measured.history.go_back(now.began);
  }
  // Until a change has come through there are fewer or more configurations than on screen.
  const std::size_t seen = std::min(moment.checkpoints.size(), lanes(moment.scene));
  const auto results = look_at(moment, 0);
  for (std::size_t lane = 1; lane < seen; ++lane) results->rivals.push_back(look_at(moment, lane));
  results->inputs = moment.scene;
  results->status = now.status;
  return results;
}

}  // namespace dlab
