// The pool of threads that trains networks.
#include "core/parallel/pool.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

TEST(PoolThreads, EveryIndexOnceEachRun) {
  for (const int threads : {1, 2, 3, 8}) {
    Pool pool(threads);
    ASSERT_EQ(pool.threads(), threads);
    std::array<int, 8> calls{};
    for (int i = 0; i < 300; ++i) pool.run([&](int index) { ++calls[static_cast<std::size_t>(index)]; });
    for (int index = 0; index < 8; ++index)
      EXPECT_EQ(calls[static_cast<std::size_t>(index)], index < threads ? 300 : 0);
  }
}

TEST(PoolThreads, NumbersOfThreadsAreHeldWithinBounds) {
  EXPECT_EQ(Pool(0).threads(), 1);
  EXPECT_EQ(Pool(-3).threads(), 1);
  EXPECT_EQ(Pool(1000).threads(), most_threads);
}

// Each thread reads, after a barrier, what its neighbour wrote before it: a missing barrier is a race.
TEST(PoolThreads, ABarrierShowsWhatOthersWrote) {
  for (const int threads : {1, 2, 3, 8}) {
    Pool pool(threads);
    std::array<long, 8> values{};
    for (int run = 0; run < 20; ++run) {
      values.fill(1);
      pool.run([&](int index) {
        for (int round = 0; round < 10; ++round) {
          const long sum = values[static_cast<std::size_t>(index)] +
                           values[static_cast<std::size_t>((index + 1) % threads)];
          pool.barrier();
          values[static_cast<std::size_t>(index)] = sum;
          pool.barrier();
        }
      });
      for (int index = 0; index < threads; ++index) EXPECT_EQ(values[static_cast<std::size_t>(index)], 1024);
    }
  }
}

// Every task once; the second phase sees what the first wrote, whoever did it.
TEST(PoolThreads, PhasesFollowEachOther) {
  for (const int threads : {1, 2, 3, 8}) {
    Pool pool(threads);
    std::array<int, 40> values{}, sums{};
    for (int run = 0; run < 300; ++run) {
      const int tasks = run % 41;
      std::array<int, 8> callers{};
      pool.run_phases(
          tasks, [&](int task, int) { values[static_cast<std::size_t>(task)] = run + task; }, 40,
          [&](int task, int thread) {
            int sum = 0;
            for (int i = 0; i < tasks; ++i) sum += values[static_cast<std::size_t>(i)] - run;
            sums[static_cast<std::size_t>(task)] = sum + task;
            ++callers[static_cast<std::size_t>(thread)];
          });
      int calls = 0;
      for (const int count : callers) calls += count;
      ASSERT_EQ(calls, 40);
      for (int task = 0; task < 40; ++task)
        ASSERT_EQ(sums[static_cast<std::size_t>(task)], tasks * (tasks - 1) / 2 + task);
      if (run % 7 == 0) {  // other jobs between
        std::array<int, 8> indices{};
        pool.run([&](int index) { ++indices[static_cast<std::size_t>(index)]; });
        for (int index = 0; index < threads; ++index) ASSERT_EQ(indices[static_cast<std::size_t>(index)], 1);
      }
    }
  }
}

TEST(PoolThreads, SleepersWakeAndPoolsEndAtOnce) {
  for (int i = 0; i < 100; ++i) {
    Pool pool(4);
    if (i % 2 == 0) continue;  // ended before it worked
    std::atomic<int> sum{0};
    pool.run([&](int index) { sum += index; });
    EXPECT_EQ(sum, 6);
  }
}

#if defined(__x86_64__) || defined(__aarch64__)
TEST(PoolThreads, DenormalsAreZeroDuringARunOnly) {
  Pool pool(3);
  volatile float tiny = std::numeric_limits<float>::min();
  std::array<float, 3> halves{1, 1, 1};
  EXPECT_GT(tiny * 0.5f, 0.f);
  pool.run([&](int index) { halves[static_cast<std::size_t>(index)] = tiny * 0.5f; });
  for (const float half : halves) EXPECT_EQ(half, 0.f);
  EXPECT_GT(tiny * 0.5f, 0.f);
}
#endif

}  // namespace
}  // namespace dlab
