// The worker that works on the latest request only.
#include "core/parallel/latest_worker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace dlab {
namespace {

// Waits, with a bound, until the worker hands over an answer.
template <class Worker>
auto await(Worker& worker, std::condition_variable& woken, std::mutex& mutex) {
  std::unique_lock lock(mutex);
  decltype(worker.poll()) answer;
  woken.wait_for(lock, std::chrono::seconds(30), [&] { return (answer = worker.poll()).has_value(); });
  return answer;
}

struct Woken {
  std::mutex mutex;
  std::condition_variable changed;
  void wake() {
    std::lock_guard lock(mutex);
    changed.notify_all();
  }
};

TEST(LatestWorker, AnswersOnce) {
  Woken woken;
  LatestWorker<int, int> worker([](int request, std::stop_token) { return std::optional(request * 2); },
                                [&] { woken.wake(); });
  worker.submit(21);
  EXPECT_EQ(await(worker, woken.changed, woken.mutex), 42);
  EXPECT_EQ(worker.poll(), std::nullopt);
  EXPECT_FALSE(worker.busy());
}

TEST(LatestWorker, ANewerRequestStopsTheOlderAndReplacesThePending) {
  Woken woken;
  std::latch started(1);
  std::atomic<int> finished{0};
  LatestWorker<int, int> worker(
      [&](int request, std::stop_token stop) -> std::optional<int> {
        if (request == 1) {
          started.count_down();
          while (!stop.stop_requested()) std::this_thread::yield();
          return std::nullopt;
        }
        ++finished;
        return request;
      },
      [&] { woken.wake(); });
  worker.submit(1);
  started.wait();
  worker.submit(2);  // may be begun or replaced
  worker.submit(3);
  std::optional<int> answer;
  while ((answer = await(worker, woken.changed, woken.mutex)) == 2) {
  }
  EXPECT_EQ(answer, 3);
  EXPECT_LE(finished, 2);
}

TEST(LatestWorker, ADroppedAnswerNeverShows) {
  Woken woken;
  std::latch started(1);
  LatestWorker<int, int> worker(
      [&](int request, std::stop_token stop) -> std::optional<int> {
        started.count_down();
        while (!stop.stop_requested()) std::this_thread::yield();
        return request;  // ignores the request to stop, too late
      },
      [&] { woken.wake(); });
  worker.submit(1);
  started.wait();
  worker.cancel();
  std::unique_lock lock(woken.mutex);
  woken.changed.wait_for(lock, std::chrono::seconds(30), [&] { return !worker.busy(); });
  EXPECT_EQ(worker.poll(), std::nullopt);
}

TEST(LatestWorker, EndsWhileAtWork) {
  std::latch started(1);
  {
    LatestWorker<int, int> worker([&](int, std::stop_token stop) -> std::optional<int> {
      started.count_down();
      while (!stop.stop_requested()) std::this_thread::yield();
      return std::nullopt;
    });
    worker.submit(1);
    started.wait();
  }
  SUCCEED();
}

TEST(LatestWorker, AnAnswerToASupersededRequestIsDroppedOrPublishedAsAsked) {
  for (const Superseded superseded : {Superseded::drop, Superseded::publish}) {
    Woken woken;
    std::latch started(1);
    std::vector<int> answers;
    LatestWorker<int, int> worker(
        [&](int request, std::stop_token stop) -> std::optional<int> {
          if (request == 1) {
            started.count_down();
            while (!stop.stop_requested()) std::this_thread::yield();
          }
          return request;
        },
        [&] { woken.wake(); }, superseded);
    worker.submit(1);
    started.wait();
    worker.submit(2);
    std::optional<int> answer;
    while ((answer = await(worker, woken.changed, woken.mutex)) && *answer != 2) answers.push_back(*answer);
    EXPECT_EQ(answer, 2);
    if (superseded == Superseded::drop) {
      EXPECT_TRUE(answers.empty());
    }
  }
}

}  // namespace
}  // namespace dlab
