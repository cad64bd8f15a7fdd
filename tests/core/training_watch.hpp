// Waits for what a training thread comes to, woken by it.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "core/gan/training.hpp"

namespace dlab {

class TrainingWatch {
 public:
  void wake() {  // by the thread
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
  }
  // The first snapshot that is `wanted`; null if none comes.
  std::shared_ptr<const TrainingSnapshot> wait(const Training& training,
                                               const std::function<bool(const TrainingSnapshot&)>& wanted) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(100);
    while (true) {
      {
        const std::lock_guard lock(mutex_);
        woken_ = false;
      }
      auto now = training.snapshot();
      if (wanted(*now)) return now;
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, end, [this] { return woken_; })) return nullptr;
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

}  // namespace dlab
