// Training that goes on beneath the screen: a thread owns the trainer, takes commands and publishes what it
// has come to. Nobody waits for it but its destructor.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/gan/time_machine.hpp"
#include "core/gan/training_lane.hpp"

namespace dlab {

enum class TrainingStatus { paused, running, diverged };
enum class TrainingStep { critic, generator, both };

// What the screen sees; immutable. The snapshot itself is of the first configuration.
struct TrainingSnapshot : LaneSnapshot {
  std::uint64_t run =
      0;  // grows when weights are not those of the run so far, a step further: reset, step back
  std::uint64_t began =
      0;  // the iteration that this run goes on from; what others did behind it is not its past
  std::vector<LaneSnapshot> rivals;  // of a race
  std::shared_ptr<const std::vector<TimeMachine::Moment>> moments;
  double iterations_per_second = 0;  // 0 unless running
  std::optional<Error> trouble;      // why use()'s device was left again
  TrainingStatus status = TrainingStatus::paused;
};

// Several configurations run a race: a round of each in turn, so that all are at the same iteration, and as
// their batches are numbered by steps, those of the same seed see the same ones. One that diverges is out
// until the race is taken back to where it was still in it; the race ends when all are out.
class Training {
 public:
  using MakeTrainer = std::function<std::unique_ptr<Trainer>()>;
  // `wake` is called from the thread whenever there is something new to see.
  Training(MakeTrainer make, const GanSettings& settings, GanProblem data, std::function<void()> wake = {});
  Training(MakeTrainer make, std::vector<TrainingSetup> setups, std::function<void()> wake = {});
  ~Training();
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;

  // Commands take effect between two steps, in the order given.
  void play();
  void pause();
  void step(TrainingStep what, int count = 1);  // and pauses
  void play_until(std::uint64_t iteration);     // and pauses there
  // Weights are kept where the shapes stay (see adapted()); data stay of the same dimension. Of
  // fewer configurations than before each is the one with that setup; one that is new goes on from the first
  // one's weights.
  void change(std::vector<TrainingSetup> setups);
  void set(const GanSettings& settings);          // of the first
  void set_data(GanProblem data);                 // of all
  void reset(std::vector<TrainingSetup> setups);  // fresh weights, from the settings' seeds
  void reset(const GanSettings& settings, GanProblem data) { reset({{settings, std::move(data)}}); }
  // Goes on from there, one checkpoint for each configuration; what lies behind is forgotten.
  void restore(std::vector<std::shared_ptr<const Checkpoint>> from);
  void restore(std::shared_ptr<const Checkpoint> from) { restore(std::vector{std::move(from)}); }
  void freeze_generator(bool frozen);        // iterations are critic steps only
  void limit(double iterations_per_second);  // 0: none
  // Trainers of another device go on from the same weights. Where they fail the run goes back to the first
  // device, from the last weights that were kept, and says why.
  void use(MakeTrainer make);

  // The newest; never null.
  std::shared_ptr<const TrainingSnapshot> snapshot() const;

 private:
  using Command = std::function<void()>;
  void submit(Command command);
  void begin_to_play();
  void run(std::stop_token stop);
  bool take_commands(std::stop_token stop);  // false: it is time to end
  void work();
  bool one_piece();  // of the race's round; true if it was completed
  TrainingLane* next_lane();
  void completed();
  void begin(std::vector<std::shared_ptr<const Checkpoint>> from, bool anew);
  void move_lanes(const MakeTrainer& make);
  void mend();
  void leave_lanes(const std::vector<TrainingSetup>& setups);
  void set_up(std::vector<TrainingSetup> setups);
  void set_lanes(std::vector<TrainingSetup> setups);
  std::vector<TrainingSetup> setups() const;
  void remember();
  void publish(bool now);
  double rate();

  // The thread's own.
  MakeTrainer first_make_, make_;
  std::optional<Error> trouble_;
  std::vector<std::unique_ptr<TrainingLane>> lanes_;  // one at least
  std::vector<TrainingSetup> first_;
  std::uint64_t next_id_ = 0;
  std::function<void()> wake_;
  TrainingStatus status_ = TrainingStatus::paused;
  bool frozen_ = false;
  double limit_ = 0;
  std::uint64_t run_ = 0, began_ = 0;
  std::uint64_t iterations_ = 0;  // that every lane that is not out has completed
  std::optional<std::uint64_t> until_;
  TimeMachine moments_;
  using Clock = std::chrono::steady_clock;
  Clock::time_point published_{}, rate_from_{}, due_{};
  std::uint64_t rate_iterations_ = 0;
  double rate_ = 0, publish_seconds_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Command> commands_;
  std::shared_ptr<const TrainingSnapshot> latest_;
  mutable bool seen_ = true;  // the latest was fetched: the next is worth making

  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace dlab
