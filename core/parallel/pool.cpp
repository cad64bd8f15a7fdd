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

// Of Pool::inside_: no more workers may come.
constexpr std::uint32_t closed = std::uint32_t{1} << 31;

}  // namespace

Pool::Pool(int threads) : inside_(closed) {
  const int count = std::clamp(threads, 1, most_threads);
  workers_.reserve(static_cast<std::size_t>(count - 1));
  for (int index = 1; index < count; ++index) workers_.emplace_back([this, index] { serve(index); });
}

Pool::~Pool() {
  stop_.store(true, std::memory_order_relaxed);
  round_.fetch_add(2, std::memory_order_release);
  round_.notify_all();
}

void Pool::run_job(Job job) {
  const FlushDenormals flush;
  if (workers_.empty()) return job.call(job.context, 0);
  job_ = job;
  unfinished_.store(static_cast<std::uint32_t>(workers_.size()), std::memory_order_relaxed);
  const std::uint32_t round = round_.load(std::memory_order_relaxed);
  round_.store((round | 1) + 1, std::memory_order_release);
  round_.notify_all();
  job.call(job.context, 0);
  std::uint32_t left = unfinished_.load(std::memory_order_acquire);
  while (left != 0) left = await_change(unfinished_, left);
}

void Pool::run_tasks(const std::array<Phase, phases>& tasks) {
  const FlushDenormals flush;
  if (workers_.empty()) {
    for (const Phase& phase : tasks)
      for (int task = 0; task < phase.tasks; ++task) phase.call(phase.context, task, 0);
    return;
  }
  tasks_ = tasks;
  for (std::size_t k = 0; k < phases; ++k) {
    begun_[k].value.store(0, std::memory_order_relaxed);
    ended_[k].value.store(0, std::memory_order_relaxed);
  }
  inside_.store(0, std::memory_order_release);
  const std::uint32_t round = round_.load(std::memory_order_relaxed);
  round_.store((round + 1) | 1, std::memory_order_release);
  round_.notify_all();
  take_tasks(0);
  std::uint32_t inside = inside_.fetch_or(closed, std::memory_order_acq_rel) | closed;
  while (inside != closed) inside = await_change(inside_, inside);
}

void Pool::take_tasks(int index) {
  for (std::size_t k = 0; k < phases; ++k) {
    const Phase& phase = tasks_[k];
    const auto count = static_cast<std::uint32_t>(phase.tasks);
    std::atomic<std::uint32_t>& ended = ended_[k].value;
    std::uint32_t task;
    while ((task = begun_[k].value.fetch_add(1, std::memory_order_relaxed)) < count) {
      phase.call(phase.context, static_cast<int>(task), index);
      if (ended.fetch_add(1, std::memory_order_acq_rel) + 1 == count) ended.notify_all();
    }
    std::uint32_t so_far = ended.load(std::memory_order_acquire);
    while (so_far != count) so_far = await_change(ended, so_far);
  }
}

// A worker that comes too late for one round may find the next one open, or none.
void Pool::join_tasks(int index) {
  std::uint32_t inside = inside_.load(std::memory_order_relaxed);
  do {
    if (inside & closed) return;
  } while (!inside_.compare_exchange_weak(inside, inside + 1, std::memory_order_acq_rel));
  take_tasks(index);
  if (inside_.fetch_sub(1, std::memory_order_acq_rel) == (closed | 1)) inside_.notify_all();
}

void Pool::serve(int index) {
  const FlushDenormals flush;
  std::uint32_t round = 0;  // none has begun before the constructor ends
  while (true) {
    round = await_change(round_, round);
    if (stop_.load(std::memory_order_relaxed)) return;
    if (round % 2 == 1) {
      join_tasks(index);
      continue;
    }
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
