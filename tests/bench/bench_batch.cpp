// How long a batch of training data takes to draw, a row.
#include <benchmark/benchmark.h>

#include "core/gan/batch.hpp"

namespace dlab {
namespace {

constexpr int rows = 150;

void draw(benchmark::State& state, const DataSource& source) {
  std::vector<float> out(static_cast<std::size_t>(rows * source.dimension()));
  std::uint64_t step = 0;
  for (auto _ : state) {
    source.real(1, step++, 0, rows, out.data());
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * rows);
}
void batch_ring(benchmark::State& state) { draw(state, DataSource(Distribution2d(Ring2d{}))); }
void batch_grid(benchmark::State& state) { draw(state, DataSource(Distribution2d(Grid2d{}))); }
void batch_swiss_roll(benchmark::State& state) { draw(state, DataSource(Distribution2d(SwissRoll2d{}))); }
void batch_disc(benchmark::State& state) { draw(state, DataSource(Distribution2d(Disc2d{}))); }
void batch_normal(benchmark::State& state) { draw(state, DataSource(Distribution(Normal{}))); }
void batch_noise(benchmark::State& state) {
  std::vector<float> out(2 * rows);
  std::uint64_t step = 0;
  for (auto _ : state) {
    draw_noise({NoiseKind::normal, 2}, 1, step++, 0, rows, out.data());
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * rows);
}
BENCHMARK(batch_ring);
BENCHMARK(batch_grid);
BENCHMARK(batch_swiss_roll);
BENCHMARK(batch_disc);
BENCHMARK(batch_normal);
BENCHMARK(batch_noise);

}  // namespace
}  // namespace dlab
