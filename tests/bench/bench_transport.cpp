// How long exact transport takes, cold and after every point moved a little. tests/bench/peers/compare.py
// makes the same points and sets the times beside those of POT and SciPy.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <string>

#include "core/divergence/discrete.hpp"
#include "core/transport/transport.hpp"

namespace {

using namespace dlab;

// Number `index` of a stream by SplitMix64 (Steele, Lea, Flood 2014), in (0, 1).
double uniform(std::uint64_t stream, std::uint64_t index) {
  std::uint64_t z = ((stream << 40) + index + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  z ^= z >> 31;
  return (static_cast<double>(z >> 11) + 0.5) * 0x1p-53;
}
double normal(std::uint64_t stream, std::uint64_t index) {
  return std::sqrt(-2 * std::log(uniform(stream, 2 * index))) *
         std::cos(6.283185307179586 * uniform(stream, 2 * index + 1));
}

// Stream 0: N(0, 1), stream 1: N(1, 2²) in both coordinates; weights uniform in (0, 1).
DiscreteMeasure cloud(std::size_t n, std::uint64_t stream, bool weighted) {
  const double at = stream == 0 ? 0 : 1, std = stream == 0 ? 1 : 2;
  DiscreteMeasure measure;
  for (std::size_t i = 0; i < n; ++i) {
    measure.points.push_back({at + std * normal(stream, 2 * i), at + std * normal(stream, 2 * i + 1)});
    if (weighted) measure.weights.push_back(uniform(stream + 10, i));
  }
  return measure;
}

// The most memory that this program has held (Linux; 0 elsewhere).
double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (double kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

void emd(benchmark::State& state, std::size_t n, bool weighted) {
  const DiscreteMeasure p = cloud(n, 0, weighted), q = cloud(n, 1, weighted);
  double cost = 0;
  for (auto _ : state) cost = transport(p, q, GroundCost::euclidean).cost;
  state.counters["cost"] = cost;
  if (const double peak = peak_megabytes(); peak > 0) state.counters["peak_MB"] = peak;
}
void emd_256(benchmark::State& state) { emd(state, 256, false); }
void emd_1000(benchmark::State& state) { emd(state, 1000, false); }
void emd_4000(benchmark::State& state) { emd(state, 4000, false); }
void emd_1000_weighted(benchmark::State& state) { emd(state, 1000, true); }
void emd_4000_weighted(benchmark::State& state) { emd(state, 4000, true); }
BENCHMARK(emd_256)->Name("emd/256")->Unit(benchmark::kMillisecond);
BENCHMARK(emd_1000)->Name("emd/1000")->Unit(benchmark::kMillisecond);
BENCHMARK(emd_4000)->Name("emd/4000")->Unit(benchmark::kMillisecond);
BENCHMARK(emd_1000_weighted)->Name("emd/1000/weighted")->Unit(benchmark::kMillisecond);
BENCHMARK(emd_4000_weighted)->Name("emd/4000/weighted")->Unit(benchmark::kMillisecond);

// Every point goes 0.02, 1 % of the wider cloud's standard deviation, in a direction of its own, and back.
DiscreteMeasure moved(DiscreteMeasure measure, std::uint64_t stream) {
  for (std::size_t i = 0; i < measure.points.size(); ++i) {
    const double angle = 6.283185307179586 * uniform(stream, i);
    measure.points[i] = measure.points[i] + 0.02 * Point{std::cos(angle), std::sin(angle)};
  }
  return measure;
}
void emd_warm(benchmark::State& state, std::size_t n, bool weighted) {
  std::vector<DiscreteMeasure> p{cloud(n, 0, weighted)}, q{cloud(n, 1, weighted)};
  for (std::uint64_t step = 0; step < 16; ++step) {
    p.push_back(moved(p[0], 100 + 2 * step));
    q.push_back(moved(q[0], 101 + 2 * step));
  }
  TransportSolver solver;
  solver.solve(p[0], q[0], GroundCost::euclidean);
  std::size_t step = 0;
  for (auto _ : state) {
    const std::size_t at = step % 2 == 0 ? 1 + step / 2 % 16 : 0;
    benchmark::DoNotOptimize(solver.solve(p[at], q[at], GroundCost::euclidean));
    ++step;
  }
  state.counters["cost"] = solver.solve(p[1], q[1], GroundCost::euclidean).cost;
}
void emd_warm_256(benchmark::State& state) { emd_warm(state, 256, false); }
void emd_warm_1000(benchmark::State& state) { emd_warm(state, 1000, false); }
void emd_warm_1000_weighted(benchmark::State& state) { emd_warm(state, 1000, true); }
BENCHMARK(emd_warm_256)->Name("emd_warm/256")->Unit(benchmark::kMillisecond);
BENCHMARK(emd_warm_1000)->Name("emd_warm/1000")->Unit(benchmark::kMillisecond);
BENCHMARK(emd_warm_1000_weighted)->Name("emd_warm/1000/weighted")->Unit(benchmark::kMillisecond);

// W1 of 10⁶ samples of N(0, 1) and 10⁶ of N(3, 2²), sorting included.
void w1_line(benchmark::State& state) {
  std::vector<double> p, q;
  for (std::uint64_t i = 0; i < 1'000'000; ++i) {
    p.push_back(normal(2, i));
    q.push_back(3 + 2 * normal(3, i));
  }
  double cost = 0;
  for (auto _ : state) cost = samples_w1(p, q).value;
  state.counters["cost"] = cost;
}
BENCHMARK(w1_line)->Name("w1_line/1000000")->Unit(benchmark::kMillisecond);

}  // namespace
