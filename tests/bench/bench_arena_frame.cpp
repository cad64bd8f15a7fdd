// arena/frame: the frame thread's own processor time for a frame while a run trains flat out beneath and a
// hand turns the landscape. arena/command: how long a pause takes to be seen. arena/snapshot: what being
// looked at sixty times a second costs the trainer.
#ifdef DLAB_HAVE_APP
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/host/host.hpp"
#include "app/shell/app.hpp"
#include "core/gan/cpu_run.hpp"
#include "tests/bench/frame_times.hpp"

namespace {

using namespace dlab;
using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

// A program without a window whose run is played, and a hand on a place of it that goes round.
class Trained {
 public:
  bool open(const char* scene, const char* held) {
    Result<std::unique_ptr<OffScreen>> host = OffScreen::open(1280, 800, 1);
    if (!host) return false;
    host_ = *std::move(host);
    AppOptions options;
    options.scene = *built_in_scene(scene);
    options.settings.language = "en";
    app_ = std::make_unique<App>(std::move(options));
    input_.pointer = Pointer{};
    for (int i = 0; i < 3 || (i < 200 && !app_->probe().places.contains(held)); ++i) frame();
    const auto place = app_->probe().places.find(held);
    if (place == app_->probe().places.end()) return false;
    input_.keys = {{' ', false, false, false, false}};
    frame();
    input_.keys.clear();
    input_.pointer->x = x_ = place->second.x + place->second.w / 2;
    input_.pointer->y = y_ = place->second.y + place->second.h / 2;
    frame();
    input_.pointer->left = true;
    frame();
    return true;
  }

  // Sixty a second, as on a screen: what the run comes to meanwhile arrives as it does there.
  void step() {
    next_ = std::max(next_ + std::chrono::microseconds(16667), Clock::now());
    std::this_thread::sleep_until(next_);
    ++tick_;
    input_.pointer->x = x_ + 40 * std::sin(0.05f * static_cast<float>(tick_));
    input_.pointer->y = y_ + 20 * std::cos(0.05f * static_cast<float>(tick_));
    frame();
  }

  double prepare() const { return prepare_; }      // milliseconds of this thread
  double submit() const { return submit_; }        // the same, of ImGui's backend and the driver
  double waited() const { return wall_; }          // of the clock, for preparing
  bool new_result() const { return new_result_; }  // what is shown is newer than in the frame before
  const ArenaResults* shown() const { return app_->results().get<ArenaResults>(); }

 private:
  void frame() {
    const auto* before = shown() ? shown()->diagnosis.get() : nullptr;
    const double fonts_begin = thread_milliseconds();
    app_->prepare_fonts(1);
    const double begin = thread_milliseconds();
    double prepared = begin - fonts_begin, wall = 0;
    host_->frame(
        [&](const FrameInput& in) {
          const auto wall_begin = Clock::now();
          const double app_begin = thread_milliseconds();
          app_->frame(in);
          prepared += thread_milliseconds() - app_begin;
          wall = milliseconds(Clock::now() - wall_begin);
        },
        input_);
    prepare_ = prepared;
    submit_ = thread_milliseconds() - fonts_begin - prepared;
    wall_ = wall;
    new_result_ = (shown() ? shown()->diagnosis.get() : nullptr) != before;
  }

  std::unique_ptr<OffScreen> host_;
  std::unique_ptr<App> app_;
  FrameInput input_;
  float x_ = 0, y_ = 0;
  int tick_ = 0;
  Clock::time_point next_ = Clock::now();
  double prepare_ = 0, submit_ = 0, wall_ = 0;
  bool new_result_ = false;
};

void arena_frame(benchmark::State& state, const char* scene, const char* held) {
  Trained trained;
  if (!trained.open(scene, held)) {
    state.SkipWithError("no off-screen rendering here, or no such place");
    return;
  }
  for (int i = 0; i < 60; ++i) trained.step();  // the first digits of every kind are rasterised
  Times prepare, submit, wall, with_new;
  const std::uint64_t from = trained.shown()->iterations;
  const auto began = Clock::now();
  for (auto frame : state) {
    trained.step();
    state.SetIterationTime(1e-3 * trained.prepare());
    prepare.all.push_back(trained.prepare());
    submit.all.push_back(trained.submit());
    wall.all.push_back(trained.waited());
    if (trained.new_result()) with_new.all.push_back(trained.prepare());
  }
  state.counters["iterations/s"] =
      1e3 * static_cast<double>(trained.shown()->iterations - from) / milliseconds(Clock::now() - began);
  state.counters["new_results"] =
      static_cast<double>(with_new.all.size()) / static_cast<double>(prepare.all.size());
  state.counters["prepare_p50"] = prepare.share(0.5);
  state.counters["prepare_p99"] = prepare.share(0.99);
  state.counters["prepare_max"] = prepare.share(1);
  state.counters["prepare_p50_new"] = with_new.share(0.5);
  state.counters["submit_p50"] = submit.share(0.5);
  state.counters["submit_p99"] = submit.share(0.99);
  state.counters["wall_p99"] = wall.share(0.99);
}

void frames_of(const char* name, const char* scene, const char* held) {
  benchmark::RegisterBenchmark(name,
                               [scene, held](benchmark::State& state) { arena_frame(state, scene, held); })
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime()
      ->Iterations(600);
}

// A run as it goes on beneath the window.
class Beneath {
 public:
  explicit Beneath(const char* scene)
      : arena_(std::get<ArenaScene>(built_in_scene(scene)->exhibit)),
        training_([] { return std::make_unique<CpuRun>(spare_threads()); }, gan_settings(arena_, 1),
                  problem_of(arena_),
                  [this] {
                    const std::lock_guard lock(mutex_);
                    woken_ = true;
                    changed_.notify_all();
                  }) {}
  Training& training() { return training_; }
  std::shared_ptr<const TrainingSnapshot> wait(const std::function<bool(const TrainingSnapshot&)>& wanted) {
    while (true) {
      if (auto now = training_.snapshot(); wanted(*now)) return now;
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return woken_; });
      woken_ = false;
    }
  }
  std::shared_ptr<const TrainingSnapshot> pause() {
    training_.pause();
    return wait([](const TrainingSnapshot& now) { return now.status == TrainingStatus::paused; });
  }
  void play() {
    training_.play();
    wait([](const TrainingSnapshot& now) { return now.status == TrainingStatus::running; });
  }

 private:
  ArenaScene arena_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  Training training_;  // last: its thread uses the above
};

void command(benchmark::State& state, const char* scene) {
  Beneath beneath(scene);
  Times times;
  for (auto pause : state) {
    beneath.play();
    // At any phase of a turn and of a snapshot.
    std::this_thread::sleep_for(std::chrono::microseconds(30000 + 1370 * (times.all.size() % 23)));
    const auto began = Clock::now();
    beneath.pause();
    times.all.push_back(milliseconds(Clock::now() - began));
    state.SetIterationTime(1e-3 * times.all.back());
  }
  state.counters["p50"] = times.share(0.5);
  state.counters["max"] = times.share(1);
}

// Slices of a run, every second one looked at sixty times a second, the others not at all.
void snapshot(benchmark::State& state, const char* scene) {
  Beneath beneath(scene);
  std::vector<double> cost;
  for (auto pair : state) {
    double rates[2] = {};
    for (const bool looked_at : {false, true}) {
      const std::uint64_t from = beneath.pause()->checkpoint->iterations;
      beneath.play();
      const auto began = Clock::now();
      for (int i = 0; i < 30; ++i) {
        std::this_thread::sleep_for(std::chrono::microseconds(16667));
        if (looked_at) benchmark::DoNotOptimize(beneath.training().snapshot());
      }
      const auto paused = beneath.pause();
      rates[looked_at] = static_cast<double>(paused->checkpoint->iterations - from) /
                         std::chrono::duration<double>(Clock::now() - began).count();
    }
    cost.push_back(100 * (1 - rates[1] / rates[0]));
    state.SetIterationTime(1);
  }
  Times sorted{cost};
  state.counters["cost_percent_p50"] = sorted.share(0.5);
}

void beneath_of(const char* scene) {
  const std::string name(scene);
  benchmark::RegisterBenchmark(("arena/command/" + name).c_str(),
                               [scene](benchmark::State& state) { command(state, scene); })
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime()
      ->Iterations(100);
  benchmark::RegisterBenchmark(("arena/snapshot/" + name).c_str(),
                               [scene](benchmark::State& state) { snapshot(state, scene); })
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime()
      ->Iterations(12);
}

const bool registered = [] {
  frames_of("arena/frame/turned", "arena-ring", "axes.landscape");
  frames_of("arena/frame/dragged", "arena-ring", "handle.p.center");
  frames_of("arena/frame/race", "race-penalty", "axes.landscape");
  beneath_of("arena-ring");
  beneath_of("toy-8");
  return true;
}();

}  // namespace
#endif
