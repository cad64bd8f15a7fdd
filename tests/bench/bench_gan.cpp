// How many iterations of adversarial training a second, and how much of the processor's peak dense ones would
// be.
#include <benchmark/benchmark.h>

#include <chrono>
#include <thread>

#include "core/gan/drawn_batch.hpp"

namespace {

using namespace dlab;

int cores() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

// Twelve independent sums of the widest vectors: what the processor could do if products were all there is.
#if defined(__x86_64__)
template <class V>
__attribute__((always_inline)) inline float chains(long rounds) {
  // Different, lest the compiler see twelve times the same.
  V a = V{} + 1, b = a + 1, c = b + 1, d = c + 1, e = d + 1, f = e + 1, g = f + 1, h = g + 1, i = h + 1,
    j = i + 1, k = j + 1, l = k + 1;
  const V factor = V{} + 0.999f, term = V{} + 0.001f;
  for (long round = 0; round < rounds; ++round) {
    a = a * factor + term, b = b * factor + term, c = c * factor + term, d = d * factor + term;
    e = e * factor + term, f = f * factor + term, g = g * factor + term, h = h * factor + term;
    i = i * factor + term, j = j * factor + term, k = k * factor + term, l = l * factor + term;
  }
  const V total = ((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l));
  return total[0];
}
using Wide = float __attribute__((vector_size(64)));
using Half = float __attribute__((vector_size(32)));
__attribute__((target("avx512f,avx512vl,fma"))) float chains_512(long rounds) { return chains<Wide>(rounds); }
__attribute__((target("avx2,fma"))) float chains_256(long rounds) { return chains<Half>(rounds); }

double chains_of_widest(long rounds) {  // floating point operations done
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
  if (!wide && !(__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))) return 0;
  benchmark::DoNotOptimize(wide ? chains_512(rounds) : chains_256(rounds));
  return (wide ? 16 : 8) * 2.0 * 12 * static_cast<double>(rounds);
}
#else
double chains_of_widest(long) { return 0; }
#endif

void fma_peak(benchmark::State& state) {
  double operations = 0;
  for (auto _ : state) operations = chains_of_widest(100000);
  if (operations == 0) state.SkipWithError("no fused multiply-add");
  state.counters["GFLOP/s"] = benchmark::Counter(
      operations * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kAvgThreads);
}
BENCHMARK(fma_peak)
    ->Name("gan/fma_peak")
    ->Unit(benchmark::kMicrosecond)
    ->ThreadRange(1, cores())
    ->UseRealTime();

// Of all threads together, by the clock on the wall, as the machine is just now.
double peak(Pool& pool) {
  using Clock = std::chrono::steady_clock;
  constexpr long rounds = 1000000;
  const Clock::time_point begin = Clock::now();
  pool.run([](int) { chains_of_widest(rounds); });
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return chains_of_widest(1) * rounds * pool.threads() / seconds;
}

// Floating point operations of one iteration in the products between hidden layers, zeros included: 10 of the
// critic per sample and layer (3 forward, 3 back, 1 tangent, 3 gradient), and the generator's forward pass.
// What is skipped because it is 0, or summed once for many rows, counts as done, so that GFLOP/s and of_peak,
// which compare with dense products, may exceed what the processor can do; active is the share of the
// critic's weight gradient that was still summed row by row.
double operations(const GanSettings& s) {
  const double square = 2.0 * s.critic.width * s.critic.width * (s.critic.depth - 1) * s.batch;
  return square * (s.n_critic * 11 + 5);
}

void gan(benchmark::State& state, int width, int depth, int batch, int n_critic) {
  GanSettings settings;
  settings.critic.width = settings.generator.width = width;
  settings.critic.depth = settings.generator.depth = depth;
  settings.batch = batch;
  settings.n_critic = n_critic;
  Pool pool(static_cast<int>(state.range(0)));
  CpuTrainer trainer(settings, pool);
  const DataSource ring{Distribution2d(Ring2d{})};  // of eight, as in the peer's script
  std::uint64_t critic_steps = 0, generator_steps = 0;
  double best = peak(pool);
  for (auto _ : state) {
    for (int i = 0; i < n_critic; ++i, ++critic_steps)
      benchmark::DoNotOptimize(
          trainer.critic_step(DrawnBatch(settings, ring, critic_steps, generator_steps)));
    benchmark::DoNotOptimize(
        trainer.generator_step(DrawnBatch(settings, ring, critic_steps, generator_steps)));
    ++generator_steps;
  }
  best = (best + peak(pool)) / 2;
  using benchmark::Counter;
  state.counters["iterations/s"] = Counter(1, Counter::kIsIterationInvariantRate);
  state.counters["GFLOP/s"] = Counter(operations(settings) * 1e-9, Counter::kIsIterationInvariantRate);
  state.counters["active"] = trainer.active_share();
  if (best > 0)
    state.counters["of_peak"] = Counter(operations(settings) / best, Counter::kIsIterationInvariantRate);
}
void threads(benchmark::internal::Benchmark* bench) {
  bench->ArgName("threads")->Arg(1)->Unit(benchmark::kMicrosecond)->UseRealTime();
  if (cores() > 1) bench->Arg(cores());
}
BENCHMARK_CAPTURE(gan, 512_3_256_5, 512, 3, 256, 5)->Apply(threads);
BENCHMARK_CAPTURE(gan, 128_3_256_5, 128, 3, 256, 5)->Apply(threads);
BENCHMARK_CAPTURE(gan, 64_3_256_5, 64, 3, 256, 5)->Apply(threads);
BENCHMARK_CAPTURE(gan, 32_2_128_1, 32, 2, 128, 1)->Apply(threads);
BENCHMARK_CAPTURE(gan, 16_1_150_1, 16, 1, 150, 1)->Apply(threads);

}  // namespace
