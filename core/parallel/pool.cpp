#include "core/parallel/pool.hpp"

#include <algorithm>

#include "core/parallel/flush_denormals.hpp"

namespace dlab {
namespace {

void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Spins for some ten microseconds, then sleeps, until `value` is no longer `old`.
std::uint32_t await_change(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
  constexpr int spins = 1000;
  std::uint32_t now = old;
  for (int i = 0; i < spins; ++i) {
    if ((now = value.load(std::memory_order_acquire)) != old) return now;
    pause();
  }
  while ((now = value.load(std::memory_order_acquire)) == old) value.wait(old, std::memory_order_acquire);
  return now;
}

}  // namespace

Pool::Pool(int threads) {
  const int count = std::clamp(threads, 1, most_threads);
  workers_.reserve(static_cast<std::size_t>(count - 1));
  for (int index = 1; index < count; ++index) workers_.emplace_back([this, index] { serve(index); });
}

Pool::~Pool() {
  stop_.store(true, std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
}

void Pool::run_job(Job job) {
  const FlushDenormals flush;
  if (workers_.empty()) return job.call(job.context, 0);
  job_ = job;
  unfinished_.store(static_cast<std::uint32_t>(workers_.size()), std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  job.call(job.context, 0);
  std::uint32_t left = unfinished_.load(std::memory_order_acquire);
  while (left != 0) left = await_change(unfinished_, left);
}

void Pool::serve(int index) {
  const FlushDenormals flush;
  std::uint32_t round = 0;  // none has begun before the constructor ends
  while (true) {
    round = await_change(round_, round);
    if (stop_.load(std::memory_order_relaxed)) return;
    job_.call(job_.context, index);
    if (unfinished_.fetch_sub(1, std::memory_order_acq_rel) == 1) unfinished_.notify_all();
  }
}

void Pool::barrier() {
  if (workers_.empty()) return;
  const std::uint32_t passed = passed_.load(std::memory_order_relaxed);
  if (arrived_.fetch_add(1, std::memory_order_acq_rel) == workers_.size()) {
    arrived_.store(0, std::memory_order_relaxed);
    passed_.fetch_add(1, std::memory_order_release);
    passed_.notify_all();
  } else {
    await_change(passed_, passed);
  }
}

}  // namespace dlab
