// A thread that works on the latest request only: submit replaces what is pending, poll never blocks.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace dlab {

// An answer that comes although its request was superseded meanwhile: dropped, or good enough until the next
// one comes (work that can stop half-way answers with what it has).
enum class Superseded { drop, publish };

// work(request, stop) runs on the worker's thread; a newer submit() asks it to stop. wake() is called from
// that thread after each finished result (to rouse an event loop).
template <class Request, class Answer>
class LatestWorker {
 public:
  using Work = std::function<std::optional<Answer>(const Request&, std::stop_token)>;

  explicit LatestWorker(Work work, std::function<void()> wake = {}, Superseded superseded = Superseded::drop)
      : work_(std::move(work)),
        wake_(std::move(wake)),
        superseded_(superseded),
        thread_([this](std::stop_token stop) { run(stop); }) {}
  ~LatestWorker() {
    thread_.request_stop();
    {
      std::lock_guard lock(mutex_);
      current_.request_stop();
    }
    changed_.notify_all();
  }
  LatestWorker(const LatestWorker&) = delete;
  LatestWorker& operator=(const LatestWorker&) = delete;

  void submit(Request request) {
    {
      std::lock_guard lock(mutex_);
      pending_ = std::move(request);
      current_.request_stop();
    }
    changed_.notify_all();
  }
  void cancel() {
    std::lock_guard lock(mutex_);
    pending_.reset();
    current_.request_stop();
  }
  // The newest finished answer, once.
  std::optional<Answer> poll() {
    std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }
  bool busy() const {
    std::lock_guard lock(mutex_);
    return working_ || pending_.has_value();
  }

 private:
  void run(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, stop, [this] { return pending_.has_value(); });
      if (stop.stop_requested()) return;
      Request request = std::move(*pending_);
      pending_.reset();
      current_ = std::stop_source();
      std::stop_token mine = current_.get_token();
      working_ = true;
      lock.unlock();
      std::optional<Answer> answer = work_(request, mine);
      lock.lock();
      working_ = false;
      const bool wanted = superseded_ == Superseded::publish || !mine.stop_requested();
      if (answer && wanted) answer_ = std::move(answer);
      if (wake_) {
        lock.unlock();
        wake_();
        lock.lock();
      }
    }
  }

  Work work_;
  std::function<void()> wake_;
  Superseded superseded_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Request> pending_;
  std::optional<Answer> answer_;
  std::stop_source current_;
  bool working_ = false;
  std::jthread thread_;  // last: starts when everything above is there
};

}  // namespace dlab
