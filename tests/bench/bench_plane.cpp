// The plane's frame: what a drag costs, part by part.
#include <benchmark/benchmark.h>

#include "core/base/languages.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {
namespace {

// Q's centre goes to and fro, as under a hand; the curve is the worker's.
void drag(benchmark::State& state, const char* name, std::int64_t samples) {
  Scene scene = *built_in_scene(name);
  std::get<PlaneScene>(scene.exhibit).samples = samples;
  const std::string path = location_path(std::get<PlaneScene>(scene.exhibit), Side::q);
  Results results = solve(scene, {}, {}, false);
  double x = 0;
  for (auto _ : state) {
    x = x > 0 ? -0.02 : 0.02;
    Scene moved = scene;
    if (auto next = apply(scene, SetFields{{{path, x}}, true})) moved = *next;
    results = solve(moved, results, {}, false);
    benchmark::DoNotOptimize(results);
  }
}
BENCHMARK_CAPTURE(drag, two_normals_128, "two-normals", 128)
    ->Name("plane/drag/two-normals/128")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(drag, ring_256, "ring-and-bell", 256)
    ->Name("plane/drag/ring/256")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(drag, ring_1000, "ring-and-bell", 1000)
    ->Name("plane/drag/ring/1000")
    ->Unit(benchmark::kMillisecond);

void draw(benchmark::State& state, const char* name) {
  const Scene scene = *built_in_scene(name);
  const Results results = solve(scene, {});
  const FixedAdvance measurer;
  const Catalog words;
  const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false};
  for (auto _ : state) benchmark::DoNotOptimize(figure(scene, results, {}, style, 1085, 750));
}
BENCHMARK_CAPTURE(draw, ring, "ring-and-bell")->Name("plane/figure")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dlab
