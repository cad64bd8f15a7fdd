// surface/…: what a landscape of 96² nodes with 400 points costs, on screen and in a file. The frame is drawn
// off-screen and waited for; on a machine without a GPU in software.
#include <benchmark/benchmark.h>

#include <cmath>

#include "core/figure/surface_mesh.hpp"
#include "core/figure/surface_raster.hpp"
#ifdef DLAB_HAVE_APP
#include <imgui.h>

#include "app/draw/draw_figure.hpp"
#include "app/host/host.hpp"
#endif

namespace {

using namespace dlab;

Surface hills(double phase) {
  constexpr int side = 96;
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const double x = 6.0 * column / side, y = 6.0 * row / side;
      values->push_back(static_cast<float>(0.5 + 0.5 * std::sin(x + phase) * std::cos(y + 0.3 * x)));
    }
  auto points = std::make_shared<std::vector<SurfacePoint>>();
  for (int i = 0; i < 400; ++i)
    points->push_back({static_cast<float>(37 * i % 950) / 10,
                       static_cast<float>(23 * i % 940) / 10,
                       {213, 94, 0, 255},
                       {255, 255, 255, 255},
                       Shape::diamond,
                       7});
  Surface surface;
  surface.rect = {20, 20, 600, 500};
  surface.columns = surface.rows = side;
  surface.values = std::move(values);
  surface.points = std::move(points);
  surface.ramp = {{142, 27, 44, 255}, {251, 250, 248, 255}, {28, 106, 168, 255}};
  for (int i = 1; i < 12; ++i) surface.contours.push_back(i / 12.0);
  surface.contour = {{30, 36, 44, 90}, 1};
  surface.wall = {230, 230, 230, 255};
  surface.rim = {{140, 140, 140, 255}, 1};
  return surface;
}

void mesh(benchmark::State& state) {
  const Surface surface = hills(0);
  for (auto step : state) benchmark::DoNotOptimize(surface_mesh(surface));
}
BENCHMARK(mesh)->Name("surface/mesh")->Unit(benchmark::kMillisecond);

void image(benchmark::State& state) {
  const Surface surface = hills(0);
  for (auto step : state) benchmark::DoNotOptimize(surface_raster(surface, surface.rect, 2500, 2083));
}
BENCHMARK(image)->Name("surface/image")->Unit(benchmark::kMillisecond);

#ifdef DLAB_HAVE_APP
enum Change { empty, none, turned, renewed };
void surface_frame(benchmark::State& state) {
  auto screen = OffScreen::open(1280, 800, 1);
  if (!screen) {
    state.SkipWithError(screen.error().text().c_str());
    return;
  }
  FigureTextures textures;
  Ui ui;
  std::vector<Surface> surfaces;
  for (int i = 0; i < 8; ++i) surfaces.push_back(hills(0.7 * i));
  std::size_t tick = 0;
  for (auto step : state) {
    Figure figure{1280, 800, {}, {}};
    Surface surface = surfaces[state.range(0) == renewed ? ++tick % surfaces.size() : 0];
    if (state.range(0) == turned) surface.yaw = static_cast<double>(++tick % 360);
    if (state.range(0) != empty) figure.add(surface);
    (*screen)->frame([&](const FrameInput& input) {
      ImGui::SetNextWindowPos({0, 0});
      ImGui::SetNextWindowSize({input.width, input.height});
      ImGui::Begin("surface", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground);
      draw_figure(ui, ImGui::GetWindowDrawList(), {0, 0}, figure, textures);
      ImGui::End();
    });
    textures.end_frame();
  }
  state.SetLabel((*screen)->renderer());
}
BENCHMARK(surface_frame)
    ->Name("surface/frame")
    ->ArgName("empty_none_turned_renewed")
    ->DenseRange(empty, renewed)
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);
#endif

}  // namespace
