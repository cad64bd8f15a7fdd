// How long exhibit A's numbers take: all six distances of one pair, and of 201 pairs along a parameter.
#include <benchmark/benchmark.h>

#include <cmath>
#include <optional>

#include "core/distribution/law.hpp"
#include "core/divergence/distances.hpp"

namespace {

using namespace dlab;

constexpr std::size_t positions = 201;

Distribution two_bells(double first_mean) {
  return Mixture{{{0.6, Normal{first_mean, 0.8}}, {0.4, Normal{2.5, 1.2}}}};
}
const Distribution& target() {
  static const Distribution mixture = Mixture{{{0.5, Normal{-2, 1}}, {0.5, Normal{2, 1}}}};
  return mixture;
}

void meters(benchmark::State& state, const Distribution& p, const Distribution& q) {
  const Law p_law(p), q_law(q);
  for (auto _ : state) benchmark::DoNotOptimize(distances(p_law, q_law));
}

// Q is built anew at every position, as it is when a parameter is swept.
template <class MakeQ>
void sweep(benchmark::State& state, const Distribution& p, MakeQ q_at) {
  const Law p_law(p);
  for (auto _ : state) {
    std::optional<Law> q_law;
    benchmark::DoNotOptimize(distance_sweep(positions, [&](std::size_t i) {
      q_law.emplace(q_at(-8 + 16 * static_cast<double>(i) / static_cast<double>(positions - 1)));
      return LawPair{&p_law, &*q_law};
    }));
  }
}

void line_meters(benchmark::State& state) { meters(state, target(), two_bells(-1)); }
BENCHMARK(line_meters)->Name("line/meters")->Unit(benchmark::kMicrosecond);

void line_sweep(benchmark::State& state) { sweep(state, target(), two_bells); }
BENCHMARK(line_sweep)->Name("line/sweep")->Unit(benchmark::kMicrosecond);

// Every kind of piece: nothing here has a formula.
Distribution medley(double mean) {
  return Mixture{
      {{1, Laplace{mean, 0.7}}, {1, Uniform{-1, 3}}, {1, Exponential{1.5, 0.5}}, {1, Normal{-2, 0.4}}}};
}
void line_meters_medley(benchmark::State& state) { meters(state, medley(-1), medley(1.3)); }
BENCHMARK(line_meters_medley)->Name("line/meters/medley")->Unit(benchmark::kMicrosecond);

void line_sweep_medley(benchmark::State& state) { sweep(state, medley(-1), medley); }
BENCHMARK(line_sweep_medley)->Name("line/sweep/medley")->Unit(benchmark::kMillisecond);

Samples drawn(const Distribution& distribution, std::size_t n, std::uint32_t stream, double bandwidth) {
  Samples samples;
  samples.values = Law(distribution).sample(n, 1, stream);
  samples.bandwidth = bandwidth;
  return samples;
}

void line_meters_kernel_estimates(benchmark::State& state) {
  meters(state, drawn(target(), 150, 1, 0.35), drawn(two_bells(-1), 150, 2, 0.35));
}
BENCHMARK(line_meters_kernel_estimates)
    ->Name("line/meters/kernel_estimates_150")
    ->Unit(benchmark::kMicrosecond);

void line_meters_atoms(benchmark::State& state) { meters(state, drawn(target(), 1000, 1, 0), two_bells(-1)); }
BENCHMARK(line_meters_atoms)->Name("line/meters/1000_atoms_against_bells")->Unit(benchmark::kMicrosecond);

// From unsorted samples to all six distances; sorting is most of it.
void line_million(benchmark::State& state) {
  const Distribution p = drawn(Normal{0, 1}, 1'000'000, 1, 0), q = drawn(Normal{1, 2}, 1'000'000, 2, 0);
  for (auto _ : state) benchmark::DoNotOptimize(distances(Law(p), Law(q)));
}
BENCHMARK(line_million)->Name("line/meters/million_samples")->Unit(benchmark::kMillisecond);

}  // namespace
