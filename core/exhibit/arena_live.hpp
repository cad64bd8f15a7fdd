// The arena's run beneath the window: follows the scene's edits, takes the player's commands, and has what
// the newest (or the chosen) moment looks like worked out on a thread of its own.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/arena_history.hpp"
#include "core/gan/noise_floor.hpp"
#include "core/parallel/latest_worker.hpp"

namespace dlab {

class ArenaLive {
 public:
  explicit ArenaLive(std::function<void()> wake);

  // Call each frame with the scene on screen. `name`: another built-in scene or file is another run. Newest
  // results, once they are there.
  void follow(const ArenaScene& scene, const std::string& name, std::int64_t seed);
  // Newer than the last time, or null.
  std::shared_ptr<const ArenaResults> poll();

  // Results with another number are of a run before.
  std::uint64_t run() const { return runs_; }
  bool playing() const { return playing_; }
  // Where the scene looks back, both go on from the moment looked at.
  void play();
  void pause();
  void step(TrainingStep what);
  void reset();  // the same first weights
  // After a divergence: to so many iterations before it.
  void go_back(std::uint64_t iterations);

 private:
  using Checkpoints = std::vector<std::shared_ptr<const Checkpoint>>;  // one for each configuration
  struct Moment {                                                      // what is to be looked at
    std::shared_ptr<const TrainingSnapshot> snapshot;
    Checkpoints checkpoints;
    bool back = false;
    ArenaScene scene;
    std::int64_t seed = 1;
    std::uint64_t run = 0;  // counts restarts
  };

  void begin(const ArenaScene& scene, std::int64_t seed);
  void go_on_from(Checkpoints moment);
  void leave_moment();
  void look_on();
  Checkpoints moment_of(const ArenaScene& scene, const TrainingSnapshot& now) const;
  std::shared_ptr<const ArenaResults> look(const Moment& moment);
  std::shared_ptr<ArenaResults> look_at(const Moment& moment, std::size_t lane);

  std::function<void()> wake_;
  std::unique_ptr<Training> training_;
  ArenaScene scene_;
  std::string name_;
  std::int64_t seed_ = 1;
  bool playing_ = false;
  std::uint64_t runs_ = 0;
  std::shared_ptr<const TrainingSnapshot> looked_at_;
  std::shared_ptr<const TrainingSnapshot>
      played_from_;  // the newest when play was pressed: that it broke off is past
  ArenaScene looked_scene_;
  bool waiting_ = false;  // the worker has a moment to look at

  // The worker's own.
  std::uint64_t measured_run_ = 0, measured_snapshot_run_ = 0;
  struct Measured {
    ArenaHistory history;
    NoiseFloor floor;
  };
  std::map<std::uint64_t, Measured> measured_;  // by configuration

  LatestWorker<Moment, std::shared_ptr<const ArenaResults>> worker_;  // last: it uses all of the above
};

}  // namespace dlab
