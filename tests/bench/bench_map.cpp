// map/…: what a field on screen and in a file costs. The frame is drawn off-screen with two fields of 256²
// that change every frame, contours and all, and read back; on a machine without a GPU in software.
#include <benchmark/benchmark.h>

#include <cmath>

#include "core/figure/contour.hpp"
#include "core/figure/map_field.hpp"
#ifdef DLAB_HAVE_APP
#include <imgui.h>

#include "app/draw/draw_figure.hpp"
#include "app/host/host.hpp"
#endif

namespace {

using namespace dlab;

Map hills(int side, double phase) {
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const double x = 6.0 * column / side, y = 6.0 * row / side;
      values->push_back(static_cast<float>(0.5 + 0.5 * std::sin(x + phase) * std::cos(y + 0.3 * x)));
    }
  Map map;
  map.rect = {20, 20, 700, 520};
  map.columns = map.rows = side;
  map.values = std::move(values);
  map.ramp = {{0, 114, 178, 0}, {0, 114, 178, 160}};
  map.contours = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  map.contour = {{0, 114, 178, 255}, 1};
  return map;
}

void contours(benchmark::State& state) {
  const Map map = hills(static_cast<int>(state.range(0)), 0);
  for (auto step : state) benchmark::DoNotOptimize(map_contours(map));
}
BENCHMARK(contours)->Name("map/contours")->Arg(128)->Arg(256)->Unit(benchmark::kMillisecond);

void image(benchmark::State& state) {
  const Map map = hills(256, 0);
  for (auto step : state) benchmark::DoNotOptimize(map_raster(map, map.rect, 1400, 1040));
}
BENCHMARK(image)->Name("map/image")->Unit(benchmark::kMillisecond);

#ifdef DLAB_HAVE_APP
// `fields`: 0 is the empty frame, to be taken off.
void map_frame(benchmark::State& state) {
  auto screen = OffScreen::open(1280, 800, 1);
  if (!screen) {
    state.SkipWithError(screen.error().text().c_str());
    return;
  }
  FigureTextures textures;
  Ui ui;
  std::vector<Map> maps;
  for (int i = 0; i < 8; ++i) maps.push_back(hills(256, 0.7 * i));
  std::size_t tick = 0;
  for (auto step : state) {
    Figure figure{1280, 800, {}, {}};
    for (int i = 0; i < state.range(0); ++i) {
      Map map = maps[++tick % maps.size()];
      map.rect.x += 300 * i;
      figure.add(map);
    }
    (*screen)->frame([&](const FrameInput& input) {
      ImGui::SetNextWindowPos({0, 0});
      ImGui::SetNextWindowSize({input.width, input.height});
      ImGui::Begin("map", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground);
      draw_figure(ui, ImGui::GetWindowDrawList(), {0, 0}, figure, textures);
      ImGui::End();
    });
    textures.end_frame();
    benchmark::DoNotOptimize((*screen)->pixels());
  }
  state.SetLabel((*screen)->renderer());
}
BENCHMARK(map_frame)
    ->Name("map/frame")
    ->Arg(0)
    ->Arg(1)
    ->Arg(2)
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);
#endif

}  // namespace
