// Threads that wait for work by spinning a little before they sleep: handing over costs less than a
// microsecond while steps follow each other, and nothing once they stop.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

namespace dlab {

inline constexpr int most_threads = 64;

class Pool {
 public:
  explicit Pool(int threads);  // 1 … most_threads, the caller of run() among them
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }

  // work(index) on every thread at once, the caller being 0; returns when all have finished. Denormals are
  // zero meanwhile. `work` throws nothing; one run at a time, always by the same caller or in turn.
  template <class Work>
  void run(Work&& work) {
    using Plain = std::remove_reference_t<Work>;
    run_job({[](void* context, int index) { (*static_cast<Plain*>(context))(index); },
             const_cast<void*>(static_cast<const void*>(std::addressof(work)))});
  }

  // first(task, thread) for all tasks below `firsts`, then second likewise, each on whichever thread comes
  // for it; no second task begins before every first one has ended, and each sees what they wrote. A thread
  // that the system keeps waiting is not waited for unless it has begun something. Else as run().
  template <class First, class Second>
  void run_phases(int firsts, First&& first, int seconds, Second&& second) {
    run_tasks({phase(firsts, first), phase(seconds, second)});
  }

  // Inside run(): what any thread wrote before it, every thread sees after it. All threads must come.
  void barrier();

 private:
  struct Job {
    void (*call)(void* context, int index) = nullptr;
    void* context = nullptr;
  };
  struct Phase {
    int tasks = 0;
    void (*call)(void* context, int task, int thread) = nullptr;
    void* context = nullptr;
  };
  static constexpr std::size_t phases = 2;
  template <class Task>
  static Phase phase(int tasks, Task& task) {
    return {tasks,
            [](void* context, int index, int thread) {
              (*static_cast<std::remove_reference_t<Task>*>(context))(index, thread);
            },
            const_cast<void*>(static_cast<const void*>(std::addressof(task)))};
  }
  void run_job(Job job);
  void run_tasks(const std::array<Phase, phases>& tasks);
  void take_tasks(int index);
  void join_tasks(int index);
  void serve(int index);

  Job job_;
  std::array<Phase, phases> tasks_;
  // Apart from each other, for each is written by one thread while others read the next.
  alignas(64) std::atomic<std::uint32_t> round_{0};  // grows by 2 with every job; odd: tasks, even: for all
  alignas(64) std::atomic<std::uint32_t> unfinished_{0};
  alignas(64) std::atomic<std::uint32_t> arrived_{0};
  alignas(64) std::atomic<std::uint32_t> passed_{0};  // barriers
  alignas(64) std::atomic<std::uint32_t> inside_;     // workers at tasks, and whether more may come
  struct alignas(64) Counter {
    std::atomic<std::uint32_t> value{0};
  };
  std::array<Counter, phases> begun_, ended_;  // tasks of a phase
  alignas(64) std::atomic<bool> stop_{false};
  std::vector<std::jthread> workers_;
};

}  // namespace dlab
