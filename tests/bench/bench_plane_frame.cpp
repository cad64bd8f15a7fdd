// plane/frame: the frame thread's own processor time for a frame while a hand drags Q in the plane and a
// worker re-solves: preparing it (edit, solve, figure, draw lists) and, apart from that, handing it to
// OpenGL.
#ifdef DLAB_HAVE_APP
#include <benchmark/benchmark.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "app/host/host.hpp"
#include "app/shell/app.hpp"
#include "core/exhibit/plane_solve.hpp"
#include "tests/bench/frame_times.hpp"

namespace {

using namespace dlab;
using Clock = std::chrono::steady_clock;

struct Setting {
  const char* scene;
  const char* handle;
  std::int64_t samples = 0;  // 0: the scene's own
  bool potential = false;
};

// A program without a window, and a hand on one of its handles.
class Drag {
 public:
  bool open(const Setting& setting) {
    Result<std::unique_ptr<OffScreen>> host = OffScreen::open(1280, 800, 1);
    if (!host) return false;
    host_ = *std::move(host);
    AppOptions options;
    options.scene = *built_in_scene(setting.scene);
    auto& plane = std::get<PlaneScene>(options.scene.exhibit);
    if (setting.samples > 0) plane.samples = setting.samples;
    plane.show.potential = setting.potential;
    options.settings.language = "en";
    app_ = std::make_unique<App>(std::move(options));
    input_.pointer = Pointer{};
    const std::string name = std::string("handle.") + setting.handle;
    for (int i = 0; i < 3 || (i < 200 && !app_->probe().places.contains(name)); ++i) frame();
    const auto handle = app_->probe().places.find(name);
    if (handle == app_->probe().places.end()) return false;
    x_ = handle->second.x + handle->second.w / 2;
    y_ = handle->second.y + handle->second.h / 2;
    input_.pointer->x = x_;
    input_.pointer->y = y_;
    frame();
    input_.pointer->left = true;
    frame();
    return true;
  }

  // Sixty a second, as on a screen: what the worker finishes meanwhile arrives as it does there.
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

 private:
  const PlaneResults* shown() const { return app_->results().get<PlaneResults>(); }

  void frame() {
    const PlaneResults* before = shown();
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
          wall = std::chrono::duration<double, std::milli>(Clock::now() - wall_begin).count();
        },
        input_);
    prepare_ = prepared;
    submit_ = thread_milliseconds() - fonts_begin - prepared;
    wall_ = wall;
    new_result_ = shown() != before;
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

void plane_frame(benchmark::State& state, const Setting& setting) {
  Drag drag;
  if (!drag.open(setting)) {
    state.SkipWithError("no off-screen rendering here, or no such handle");
    return;
  }
  for (int i = 0; i < 30; ++i) drag.step();  // the first digits of every kind are rasterised
  Times prepare, submit, wall, with_new;
  for (auto frame : state) {
    drag.step();
    state.SetIterationTime(1e-3 * drag.prepare());
    prepare.all.push_back(drag.prepare());
    submit.all.push_back(drag.submit());
    wall.all.push_back(drag.waited());
    if (drag.new_result()) with_new.all.push_back(drag.prepare());
  }
  state.counters["prepare_p50"] = prepare.share(0.5);
  state.counters["prepare_p99"] = prepare.share(0.99);
  state.counters["prepare_max"] = prepare.share(1);
  state.counters["prepare_p50_new"] = with_new.share(0.5);
  state.counters["submit_p50"] = submit.share(0.5);
  state.counters["submit_p99"] = submit.share(0.99);
  state.counters["wall_p99"] = wall.share(0.99);
  state.counters["new_results"] =
      static_cast<double>(with_new.all.size()) / static_cast<double>(prepare.all.size());
}

void case_of(const char* name, const Setting& setting) {
  benchmark::RegisterBenchmark(name, [setting](benchmark::State& state) { plane_frame(state, setting); })
      ->Unit(benchmark::kMillisecond)
      ->UseManualTime()
      ->Iterations(600);
}

const bool registered = [] {
  case_of("plane/frame/256", {"two-normals", "q.u", 256});
  case_of("plane/frame/1000", {"two-normals", "q.u", 1000});
  case_of("plane/frame/ring/256", {"ring-and-bell", "q.center", 256});
  case_of("plane/frame/ring/1000", {"ring-and-bell", "q.center", 1000});
  case_of("plane/frame/potential/1000", {"two-normals", "q.u", 1000, true});
  case_of("plane/frame/penguins", {"penguins-plane", "q.center"});
  case_of("plane/frame/words", {"words", "q.center"});
  return true;
}();

}  // namespace
#endif
