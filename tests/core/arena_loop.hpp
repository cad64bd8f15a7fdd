// A window's loop for tests of the run beneath it: a frame whenever it is roused, and only then.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

#include "core/exhibit/arena_live.hpp"

namespace dlab {

class ArenaLoop : public testing::Test {
 protected:
  using Wanted = std::function<bool(const ArenaResults&)>;

  void frame() {
    live_.follow(scene_, name_, seed_);
    if (auto newest = live_.poll()) shown_ = std::move(newest);
  }
  // The first results shown that are `wanted`; null if none come.
  std::shared_ptr<const ArenaResults> wait(const Wanted& wanted) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(100);
    while (true) {
      frame();
      if (shown_ && wanted(*shown_)) return shown_;
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, end, [this] { return woken_; })) return nullptr;
      woken_ = false;
    }
  }
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
  }

  ArenaScene scene_;
  std::string name_ = "mine";
  std::int64_t seed_ = 1;
  std::shared_ptr<const ArenaResults> shown_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  ArenaLive live_{[this] { wake(); }};  // last: its threads use the above
};

}  // namespace dlab
