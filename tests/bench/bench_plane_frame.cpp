// plane/frame: the preparation of a frame (edit, solve, figure, draw lists) while a hand drags Q in the
// plane, at 256 points a side and at 1000, which a worker re-solves meanwhile.
#ifdef DLAB_HAVE_APP
#include <benchmark/benchmark.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "app/host/host.hpp"
#include "app/shell/app.hpp"

namespace {

using namespace dlab;

// Of this thread alone: a software renderer's threads take the same processors.
double thread_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

void plane_frame(benchmark::State& state, std::int64_t samples) {
  const float width = 1280, height = 800;
  Result<std::unique_ptr<OffScreen>> host =
      OffScreen::open(static_cast<int>(width), static_cast<int>(height), 1);
  if (!host) {
    state.SkipWithError("no off-screen rendering here");
    return;
  }
  AppOptions options;
  options.scene = *built_in_scene("ring-and-bell");
  std::get<PlaneScene>(options.scene.exhibit).samples = samples;
  options.settings.language = "en";
  App app(std::move(options));
  FrameInput input;
  input.width = width;
  input.height = height;
  input.display_scale = 1;
  input.pointer = Pointer{};
  double milliseconds = 0, cpu = 0;
  const auto frame = [&] {
    app.prepare_fonts(1);
    (*host)->frame(
        [&](const FrameInput& in) {
          const auto begin = std::chrono::steady_clock::now();
          const double cpu_begin = thread_milliseconds();
          app.frame(in);
          cpu = thread_milliseconds() - cpu_begin;
          milliseconds =
              std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        },
        input);
  };
  for (int i = 0; i < 3; ++i) frame();
  const auto handle = app.probe().places.find("handle.q.center");
  if (handle == app.probe().places.end()) {
    state.SkipWithError("no handle to drag");
    return;
  }
  const float x = handle->second.x + handle->second.w / 2, y = handle->second.y + handle->second.h / 2;
  input.pointer->x = x;
  input.pointer->y = y;
  frame();
  input.pointer->left = true;
  frame();
  int tick = 0;
  std::vector<double> times, cpu_times;
  for (auto step : state) {
    input.pointer->x = x + 40 * std::sin(0.05f * static_cast<float>(++tick));
    input.pointer->y = y + 20 * std::cos(0.05f * static_cast<float>(tick));
    frame();
    times.push_back(milliseconds);
    cpu_times.push_back(cpu);
  }
  std::ranges::sort(times);
  std::ranges::sort(cpu_times);
  state.counters["p50_cpu_ms"] = cpu_times[cpu_times.size() / 2];
  state.counters["p99_cpu_ms"] = cpu_times[cpu_times.size() * 99 / 100];
  state.counters["p50_ms"] = times[times.size() / 2];
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
}

BENCHMARK_CAPTURE(plane_frame, 256, 256)
    ->Name("plane/frame/256")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(400);
BENCHMARK_CAPTURE(plane_frame, 1000, 1000)
    ->Name("plane/frame/1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(400);

}  // namespace
#endif
