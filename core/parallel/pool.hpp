// Threads that wait for work by spinning a little before they sleep: handing over costs less than a
// microsecond while steps follow each other, and nothing once they stop.
#pragma once
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

  // Inside run(): what any thread wrote before it, every thread sees after it. All threads must come.
  void barrier();

 private:
  struct Job {
    void (*call)(void* context, int index) = nullptr;
    void* context = nullptr;
  };
  void run_job(Job job);
  void serve(int index);

  Job job_;
  // Apart from each other, for each is written by one thread while others read the next.
  alignas(64) std::atomic<std::uint32_t> round_{0};  // grows with every job
  alignas(64) std::atomic<std::uint32_t> unfinished_{0};
  alignas(64) std::atomic<std::uint32_t> arrived_{0};
  alignas(64) std::atomic<std::uint32_t> passed_{0};  // barriers
  alignas(64) std::atomic<bool> stop_{false};
  std::vector<std::jthread> workers_;
};

}  // namespace dlab
