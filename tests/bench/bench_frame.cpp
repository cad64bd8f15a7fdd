// line/frame: one whole frame of the program's UI while a hand drags Q's mean (edit, solve, curve, figure,
// draw lists), without the GPU's part.
#ifdef DLAB_HAVE_APP
#include <benchmark/benchmark.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "app/shell/app.hpp"

namespace {

using namespace dlab;

// ImGui without a window or GPU: the atlas is built, its texture never uploaded.
class BareFrames {
 public:
  BareFrames() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 800};
    io.DeltaTime = 1.0f / 60;
  }
  ~BareFrames() { ImGui::DestroyContext(); }

  void frame(App& app) {
    FrameInput input;
    input.width = 1280;
    input.height = 800;
    app.prepare_fonts(1);
    ImGuiIO& io = ImGui::GetIO();
    if (!io.Fonts->IsBuilt()) {
      unsigned char* pixels = nullptr;
      int width = 0, height = 0;
      io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    }
    ImGui::NewFrame();
    app.frame(input);
    ImGui::Render();
  }
};

void line_frame(benchmark::State& state, const char* scene_name) {
  BareFrames frames;
  AppOptions options;
  options.scene = *built_in_scene(scene_name);
  options.settings.language = "en";
  App app(std::move(options));
  for (int i = 0; i < 3; ++i) frames.frame(app);
  ImGuiIO& io = ImGui::GetIO();
  const auto handle = app.probe().places.find("handle.q.mean");
  if (handle == app.probe().places.end()) {
    state.SkipWithError("no handle to drag");
    return;
  }
  const ImVec2 start{handle->second.x + handle->second.w / 2, handle->second.y + handle->second.h / 2};
  io.MousePos = start;
  frames.frame(app);
  io.MouseDown[0] = true;
  frames.frame(app);
  int tick = 0;
  std::vector<double> times;
  for (auto step : state) {
    io.MousePos = {start.x + 60 * std::sin(0.05f * static_cast<float>(++tick)), start.y};
    const auto begin = std::chrono::steady_clock::now();
    frames.frame(app);
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  io.MouseDown[0] = false;
  std::ranges::sort(times);
  state.counters["p50_ms"] = times[times.size() / 2];
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
}

BENCHMARK_CAPTURE(line_frame, two_bells, "two-bells")->Name("line/frame")->Unit(benchmark::kMillisecond);

}  // namespace
#endif
