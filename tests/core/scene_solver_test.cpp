// Frame and worker between them: whatever the order in which their answers meet, a drag ends where solving
// its last scene from nothing ends. Needs no screen; run under ThreadSanitizer too.
#include "core/exhibit/scene_solver.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>

#include "core/exhibit/scene.hpp"

namespace dlab {
namespace {

// What an event loop is to the worker.
class Loop {
 public:
  std::function<void()> wake() {
    return [this] {
      const std::lock_guard lock(mutex_);
      woken_ = true;
      changed_.notify_all();
    };
  }
  bool wait() {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, std::chrono::seconds(60), [&] { return woken_; });
    woken_ = false;
    return came;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

class SceneSolverThread : public testing::TestWithParam<std::string> {};

TEST_P(SceneSolverThread, ADragEndsWhereItsLastSceneBegins) {
  Scene scene = *built_in_scene(GetParam());
  if (auto* plane = std::get_if<PlaneScene>(&scene.exhibit)) {
    plane->recorder.steps = 4;
    plane->samples = plane->samples > 0 ? 300 : 0;  // more than a frame takes
  }
  if (auto* line = std::get_if<LineScene>(&scene.exhibit)) line->recorder.steps = 20;
  Loop loop;
  SceneSolver solver(loop.wake());
  std::uint64_t revision = 1;
  solver.update(scene, revision);
  ASSERT_TRUE(solver.results());
  int moves = 0;
  for (int step = 0; step < 12; ++step) {
    const std::vector<Handle> all = handles(scene, solver.results());
    for (std::size_t i = 0; i < all.size() && i < 4; ++i) {
      const Vec to{all[i].at.x + 0.02 * (step % 5 - 2), all[i].at.y + 0.01};
      auto moved = dlab::apply(scene, drag_handle(scene, solver.results(), all[i], to, false));
      if (!moved || *moved == scene) continue;
      scene = *std::move(moved);
      ++moves;
      solver.update(scene, ++revision);
      if (moves % 7 == 0 && solver.renewing()) {
        ASSERT_TRUE(loop.wait()) << "nothing came of the worker";
      }
      ASSERT_TRUE(same_exhibit(scene, solver.results()));
    }
  }
  EXPECT_GT(moves, 0);
  for (solver.update(scene, revision); solver.renewing(); solver.update(scene, revision))
    ASSERT_TRUE(loop.wait()) << "never settled";
  EXPECT_FALSE(solver.stale());

  const auto fresh = meters(scene, solve(scene, {}));
  const auto followed = meters(scene, solver.results());
  ASSERT_EQ(followed.size(), fresh.size());
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const double value = fresh[i].second.value;
    if (std::isfinite(value))
      EXPECT_NEAR(followed[i].second.value, value, 1e-9 * (1 + std::abs(value))) << fresh[i].first;
    else
      EXPECT_EQ(followed[i].second.value, value) << fresh[i].first;
  }
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Scene& scene : built_in_scenes())
    if (!std::holds_alternative<BoxesScene>(scene.exhibit) &&  // which never needs the worker
        !std::holds_alternative<ArenaScene>(scene.exhibit))    // which has a run of its own
      all.push_back(scene.name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Scenes, SceneSolverThread, testing::ValuesIn(names()), [](const auto& info) {
  std::string name = info.param;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
});

}  // namespace
}  // namespace dlab
