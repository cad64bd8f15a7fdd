// How long it takes to say what a moment of a run looks like, on one core.
#include <benchmark/benchmark.h>

#include "core/gan/cpu_run.hpp"
#include "core/gan/diagnosis.hpp"

namespace {

using namespace dlab;

Checkpoint trained(int width, int depth, int dimension, const GanProblem& problem) {
  GanSettings settings;
  settings.dimension = dimension;
  settings.critic.width = settings.generator.width = width;
  settings.critic.depth = settings.generator.depth = depth;
  CpuRun run(1);
  run.restore(first_checkpoint(settings), problem);
  for (int i = 0; i < 10; ++i) run.advance(5, 1);
  return run.checkpoint();
}

enum class Part { all, maps, distance, layers };

void look(benchmark::State& state, int width, const GanProblem& problem, Part part = Part::all) {
  const Checkpoint now = trained(width, 3, dimension_of(problem.real), problem);
  DiagnosisRequest request;
  request.view = natural_view(problem);
  request.exact_distance = part == Part::all || part == Part::distance;
  request.layers = part == Part::all || part == Part::layers;
  if (part != Part::all && part != Part::maps) request.columns = request.rows = 1;
  for (auto _ : state) benchmark::DoNotOptimize(diagnose(now, problem, request));
}

const GanProblem ring{Distribution2d(Ring2d{})}, grid{Distribution2d(Grid2d{})}, bell{Distribution(Normal{})};

BENCHMARK_CAPTURE(look, ring_3x96, 96, ring)->Name("diagnosis/ring_3x96")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, map_3x96, 96, ring, Part::maps)
    ->Name("diagnosis/map_3x96")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, distance_3x96, 96, ring, Part::distance)
    ->Name("diagnosis/distance_3x96")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, layers_3x96, 96, ring, Part::layers)
    ->Name("diagnosis/layers_3x96")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, line_3x96, 96, bell)->Name("diagnosis/line_3x96")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, ring_3x512, 512, ring)->Name("diagnosis/ring_3x512")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(look, layers_3x512, 512, ring, Part::layers)
    ->Name("diagnosis/layers_3x512")
    ->Unit(benchmark::kMillisecond);

}  // namespace
