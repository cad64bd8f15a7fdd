// Results for the scene on screen: in the frame where that is cheap, else from a worker that works on the
// latest; of the arena from the run beneath.
#pragma once
#include <functional>

#include "core/exhibit/arena_live.hpp"
#include "core/exhibit/exhibit.hpp"
#include "core/parallel/latest_worker.hpp"

namespace dlab {

class SceneSolver {
 public:
  // `whole`: the first picture of an exhibit is waited for with its curve (pictures, tests); else without.
  explicit SceneSolver(std::function<void()> wake, bool whole = false);

  // Call each frame; `revision` changes with every change of the scene.
  void update(const Scene& scene, std::uint64_t revision);
  // Of the scene's exhibit.
  const Results& results() const { return results_; }
  // The scene that they belong to, as it is to be shown.
  Scene shown(const Scene& scene) const { return stale_ ? solved_scene(scene, results_) : scene; }
  bool stale() const { return stale_; }  // results belong to an earlier scene and are being renewed
  // Something on screen is still being worked on: everything, or the curve only.
  bool renewing() const { return stale_ || !curve_current(results_); }
  // The run beneath the scene; null if the scene is no arena, or is solved at once.
  ArenaLive* live(const Scene& scene);

 private:
  struct Request {
    Scene scene;
    std::uint64_t revision;
    Results previous;  // what still holds of it is kept
  };
  struct Answer {
    Results results;
    std::uint64_t revision;
  };
  Results results_;
  std::uint64_t solved_ = 0, asked_ = 0;
  bool stale_ = false, whole_ = false;
  std::function<void()> wake_;
  std::unique_ptr<ArenaLive> live_;
  std::uint64_t live_began_ = 0;  // the run that results made at once stand in for
  void update_live(const Scene& scene, std::uint64_t revision);
  LatestWorker<Request, Answer> worker_;
};

}  // namespace dlab
