// How long entropic transport takes between two bumps on a grid, and between clouds.
#include <benchmark/benchmark.h>

#include <cmath>

#include "core/transport/sinkhorn.hpp"

namespace {

using namespace dlab;

// Two bumps on [0, 1]²; what the comparison with other programs uses.
std::vector<double> bump(int side, double x0, double y0, double width) {
  std::vector<double> values;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const double x = column / (side - 1.0) - x0, y = row / (side - 1.0) - y0;
      values.push_back(std::exp(-(x * x + y * y) / width) + 1e-9);
    }
  }
  return values;
}

void sinkhorn_on_grid(benchmark::State& state) {
  const auto side = static_cast<int>(state.range(0));
  const std::vector<double> p = bump(side, 0.3, 0.3, 0.01), q = bump(side, 0.7, 0.6, 0.02);
  const SinkhornOptions options{.epsilon = 0.01, .marginal_error = 1e-6};
  Sinkhorn result;
  for (auto _ : state) {
    result = sinkhorn_grid(p, q, side, side, 1.0 / (side - 1), 1.0 / (side - 1), options);
    benchmark::DoNotOptimize(result);
  }
  state.counters["cost"] = result.cost;
  state.counters["marginal_error"] = result.marginal_error;
  state.counters["iterations"] = static_cast<double>(result.iterations);
}
BENCHMARK(sinkhorn_on_grid)->Name("sinkhorn_grid")->Arg(64)->Arg(128)->Unit(benchmark::kMillisecond);

void sinkhorn_small_epsilon(benchmark::State& state) {
  const int side = 64;
  const std::vector<double> p = bump(side, 0.3, 0.3, 0.01), q = bump(side, 0.7, 0.6, 0.02);
  const SinkhornOptions options{.epsilon = 0.001, .marginal_error = 1e-4};
  Sinkhorn result;
  for (auto _ : state) {
    result = sinkhorn_grid(p, q, side, side, 1.0 / (side - 1), 1.0 / (side - 1), options);
    benchmark::DoNotOptimize(result);
  }
  state.counters["iterations"] = static_cast<double>(result.iterations);
}
BENCHMARK(sinkhorn_small_epsilon)->Name("sinkhorn_grid/64_epsilon_0.001")->Unit(benchmark::kMillisecond);

}  // namespace
