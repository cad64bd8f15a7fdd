// How many iterations of adversarial training a second, and how much of the processor's peak that is.
#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>
#include <thread>

#include "core/gan/cpu_trainer.hpp"
#include "core/math/philox.hpp"

namespace {

using namespace dlab;

// Ring of eight normal distributions, as in the peer's script.
struct Batches {
  explicit Batches(const GanSettings& settings) {
    const auto rows = static_cast<std::size_t>(settings.batch);
    for (std::uint64_t b = 0; b < 8; ++b) {
      for (std::size_t i = 0; i < rows; ++i) {
        const auto [u, v] = uniform_pair(1, 1, b * rows + i);
        const auto [s, t] = uniform_pair(1, 2, b * rows + i);
        const double angle = std::floor(u * 8) * std::numbers::pi / 4, radius = std::sqrt(-2 * std::log(s));
        const double x = radius * std::cos(2 * std::numbers::pi * t),
                     y = radius * std::sin(2 * std::numbers::pi * t);
        real.push_back(static_cast<float>(1.414 * std::cos(angle) + 0.02 * x));
        real.push_back(static_cast<float>(1.414 * std::sin(angle) + 0.02 * y));
        noise.push_back(static_cast<float>(x));
        noise.push_back(static_cast<float>(y));
        between.push_back(static_cast<float>(v));
      }
    }
  }
  std::vector<float> real, noise, between;
};

int cores() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

// Floating point operations of one iteration in the products between hidden layers: 10 of the critic per
// sample and layer (3 forward, 3 back, 1 tangent, 3 gradient), and the generator's forward pass.
double operations(const GanSettings& s) {
  const double square = 2.0 * s.critic.width * s.critic.width * (s.critic.depth - 1) * s.batch;
  return square * (s.n_critic * 11 + 5);
}

// Arguments: width, depth, batch, n_critic, threads.
void gan(benchmark::State& state) {
  GanSettings settings;
  settings.critic.width = settings.generator.width = static_cast<int>(state.range(0));
  settings.critic.depth = settings.generator.depth = static_cast<int>(state.range(1));
  settings.batch = static_cast<int>(state.range(2));
  settings.n_critic = static_cast<int>(state.range(3));
  Pool pool(static_cast<int>(state.range(4)));
  CpuTrainer trainer(settings, pool);
  const Batches batches(settings);
  std::size_t b = 0;
  const auto rows = static_cast<std::size_t>(settings.batch);
  for (auto _ : state) {
    for (int i = 0; i < settings.n_critic; ++i, b = (b + 1) % 8)
      benchmark::DoNotOptimize(trainer.critic_step(&batches.real[b * rows * 2], &batches.noise[b * rows * 2],
                                                   &batches.between[b * rows]));
    benchmark::DoNotOptimize(trainer.generator_step(&batches.noise[b * rows * 2]));
  }
  state.counters["iterations/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["GFLOP/s"] =
      benchmark::Counter(operations(settings) * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
}
void sizes(benchmark::internal::Benchmark* bench) {
  for (const int threads : {1, cores()}) {
    for (const auto& [width, depth, batch, n_critic] :
         {std::array{512, 3, 256, 5}, {128, 3, 256, 5}, {64, 3, 256, 5}, {32, 2, 128, 1}, {16, 1, 150, 1}})
      bench->Args({width, depth, batch, n_critic, threads});
  }
}
BENCHMARK(gan)->Apply(sizes)->Unit(benchmark::kMicrosecond)->UseRealTime();

#if defined(__x86_64__)
// Twelve independent sums of the widest vectors: what the processor could do if nothing but products were to
// do.
template <class V>
__attribute__((always_inline)) inline float chains(long rounds) {
  V a{}, b{}, c{}, d{}, e{}, f{}, g{}, h{}, i{}, j{}, k{}, l{}, factor = V{} + 0.999f, term = V{} + 0.001f;
  for (long round = 0; round < rounds; ++round) {
    asm volatile("" : "+v"(factor), "+v"(term));
    a = a * factor + term, b = b * factor + term, c = c * factor + term, d = d * factor + term;
    e = e * factor + term, f = f * factor + term, g = g * factor + term, h = h * factor + term;
    asm volatile("" : "+v"(a), "+v"(b), "+v"(c), "+v"(d), "+v"(e), "+v"(f), "+v"(g), "+v"(h));
    i = i * factor + term, j = j * factor + term, k = k * factor + term, l = l * factor + term;
    asm volatile("" : "+v"(i), "+v"(j), "+v"(k), "+v"(l));
  }
  const V total = ((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l));
  return total[0];
}
typedef float Wide __attribute__((vector_size(64)));
typedef float Half __attribute__((vector_size(32)));
__attribute__((target("avx512f,avx512vl,fma"))) float chains_512(long rounds) { return chains<Wide>(rounds); }
__attribute__((target("avx2,fma"))) float chains_256(long rounds) { return chains<Half>(rounds); }

void fma_peak(benchmark::State& state) {
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
  if (!wide && !(__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))) {
    state.SkipWithError("no fused multiply-add");
    return;
  }
  constexpr long rounds = 100000;
  for (auto _ : state) benchmark::DoNotOptimize(wide ? chains_512(rounds) : chains_256(rounds));
  state.counters["GFLOP/s"] = benchmark::Counter((wide ? 16 : 8) * 2 * 12 * 1e-9 * rounds,
                                                 benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(fma_peak)
    ->Name("gan/fma_peak")
    ->Unit(benchmark::kMicrosecond)
    ->ThreadRange(1, cores())
    ->UseRealTime();
#endif

}  // namespace
