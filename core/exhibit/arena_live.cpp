#include "core/exhibit/arena_live.hpp"

#include <algorithm>

#include "core/gan/cpu_run.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_measures = 2000;  // then every second goes
constexpr std::size_t most_left = 8;

}  // namespace

ArenaLive::ArenaLive(std::function<void()> wake)
    : wake_(std::move(wake)),
      worker_([this](const Moment& moment, std::stop_token) { return std::optional(look(moment)); }, wake_,
              Superseded::publish) {}

void ArenaLive::begin(const ArenaScene& scene, std::int64_t seed) {
  const GanSettings settings = gan_settings(scene, seed);
  ++runs_;
  playing_ = false;
  looked_at_.reset();
  training_.reset();  // one at a time has the processors
  training_ = std::make_unique<Training>([] { return std::make_unique<CpuRun>(spare_threads()); }, settings,
                                         problem_of(scene), wake_);
  training_->limit(scene.speed);
  training_->freeze_generator(scene.freeze);
}

std::shared_ptr<const Checkpoint> ArenaLive::moment_of(const ArenaScene& scene,
                                                       const TrainingSnapshot& now) const {
  if (scene.moment < 0) return nullptr;
  const auto wanted = static_cast<std::uint64_t>(scene.moment);
  if (wanted >= now.checkpoint->iterations) return nullptr;
  const auto& moments = *now.moments;
  const auto after = std::ranges::upper_bound(moments, wanted, {}, &TimeMachine::Moment::iteration);
  return after == moments.begin() ? nullptr : std::prev(after)->checkpoint;
}

// A moment may have been trained under other settings than those on screen, which hold.
void ArenaLive::go_on_from(std::shared_ptr<const Checkpoint> moment) {
  training_->restore(std::move(moment));
  training_->set(gan_settings(scene_, seed_));
}

// The run goes on from the moment that the scene looks at.
void ArenaLive::leave_moment() {
  if (auto back = moment_of(scene_, *training_->snapshot())) go_on_from(std::move(back));
}

void ArenaLive::follow(const ArenaScene& scene, const std::string& name, std::int64_t seed) {
  const bool other =
      !training_ || name != name_ || seed != seed_ || dimension_of(scene) != dimension_of(scene_);
  if (other) {
    begin(scene, seed);
  } else if (scene != scene_) {
    if (scene_.moment >= 0 && scene.moment < 0 && !same_training(scene, scene_)) leave_moment();
    if (problem_of(scene) != problem_of(scene_)) training_->set_data(problem_of(scene));
    if (scene.gan != scene_.gan) training_->set(gan_settings(scene, seed));
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
                     problem_of(scene) == problem_of(looked_scene_) &&
                     diagnosis_request(scene) == diagnosis_request(looked_scene_);
  if (waiting_ || alike) return;
  looked_at_ = snapshot;
  looked_scene_ = scene;
  waiting_ = true;
  const auto back = moment_of(scene, *snapshot);
  worker_.submit({snapshot, back ? back : snapshot->checkpoint, back != nullptr, scene, seed_, runs_});
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
  training_->reset(gan_settings(scene_, seed_), problem_of(scene_));
  playing_ = false;
}

void ArenaLive::go_back(std::uint64_t iterations) {
  if (!training_) return;
  const auto now = training_->snapshot();
  const std::uint64_t at = now->checkpoint->iterations;
  const std::uint64_t wanted = at > iterations ? at - iterations : 0;
  const auto& moments = *now->moments;
  const auto after = std::ranges::upper_bound(moments, wanted, {}, &TimeMachine::Moment::iteration);
  if (after != moments.begin()) go_on_from(std::prev(after)->checkpoint);
}

std::shared_ptr<const ArenaResults> ArenaLive::look(const Moment& moment) {
  const TrainingSnapshot& now = *moment.snapshot;
  auto results = std::make_shared<ArenaResults>();
  const DiagnosisRequest request = diagnosis_request(moment.scene);
  results->run = moment.run;
  results->inputs = moment.scene;
  results->seed = moment.seed;
  results->settings = moment.checkpoint->settings;
  results->view = request.view;
  results->diagnosis = diagnose(*moment.checkpoint, problem_of(moment.scene), request, {});

  if (measured_run_ != moment.run) {
    measured_run_ = moment.run;
    measured_snapshot_run_ = now.run;
    measured_began_ = measured_to_ = 0;
    measured_number_ = 1;
    measures_.clear();
    left_.clear();
  } else if (measured_snapshot_run_ != now.run) {
    measured_snapshot_run_ = now.run;
    const std::uint64_t from = now.began;
    if (!measures_.empty() && measures_.back().iteration > from) {
      left_.push_back({measured_number_++, measured_began_, from, measured_settings_,
                       std::make_shared<const Measures>(measures_)});
      if (left_.size() > most_left) left_.erase(left_.begin());
      std::erase_if(measures_, [&](const ArenaMeasure& m) { return m.iteration > from; });
    }
    for (LeftRun& run : left_) run.parted = std::min(run.parted, from);
    measured_began_ = measured_to_ = from;
  }
  // Settings that came after the last step are not what the run was trained with.
  if (const std::uint64_t reached = now.checkpoint->iterations;
      reached > measured_to_ || reached == measured_began_) {
    measured_to_ = reached;
    measured_settings_ = now.checkpoint->settings;
  }
  if (!moment.back && (measures_.empty() || measures_.back().iteration < results->diagnosis->iteration)) {
    measures_.push_back(measure_of(*results->diagnosis));
    if (measures_.size() > most_measures) {
      Measures kept;
      for (std::size_t i = 0; i < measures_.size(); i += 2) kept.push_back(measures_[i]);
      measures_ = std::move(kept);
    }
  }
  results->measures = std::make_shared<const Measures>(measures_);
  results->w1_floor =
      floor_.of(problem_of(moment.scene).real, request.points, static_cast<std::uint64_t>(moment.seed));
  results->number = measured_number_;
  results->left = std::make_shared<const std::vector<LeftRun>>(left_);
  results->record = now.record;
  results->iterations = now.checkpoint->iterations;
  results->looking_back = moment.back;
  results->losses = now.losses;
  results->status = now.status;
  results->divergence = now.divergence;
  results->iterations_per_second = now.iterations_per_second;
  results->threads = spare_threads();
  return results;
}

}  // namespace dlab
