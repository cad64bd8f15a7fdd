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

#include "core/gan/loss_record.hpp"
#include "core/gan/time_machine.hpp"
#include "core/gan/trainer.hpp"

namespace dlab {

enum class TrainingStatus { paused, running, diverged };
enum class TrainingStep { critic, generator, both };

inline constexpr double most_loss = 1e8;  // beyond it a run has diverged, even if it is still numbers

// Where a run broke off: an iteration, and what had grown beyond all bounds.
struct Divergence {
  std::uint64_t iteration = 0;  // the one that was not completed
  bool in_critic = true;        // which network
  int layer = 0;                // 1 … depth + 1; 0: the losses, no weight yet
  double size = 0;              // of the largest number there; infinite if it is none any more
  bool operator==(const Divergence&) const = default;
};
// The largest weight of both networks, and where it is.
Divergence largest_weight(const Checkpoint& checkpoint);
// Losses beyond all bounds, or none any more; and what had grown when that came of iteration `iteration`.
bool has_diverged(const StepLosses& losses);
Divergence divergence_in(const Checkpoint& checkpoint, std::uint64_t iteration);

// What the screen sees; immutable. After a divergence: the last weights that were still numbers.
struct TrainingSnapshot {
  std::uint64_t run =
      0;  // grows when weights are not those of the run so far, a step further: reset, step back
  std::uint64_t began =
      0;  // the iteration that this run goes on from; what others did behind it is not its past
  std::shared_ptr<const Checkpoint> checkpoint;
  GanProblem data;
  StepLosses losses;
  std::shared_ptr<const std::vector<LossRecord::Row>> record;
  std::shared_ptr<const std::vector<TimeMachine::Moment>> moments;
  double iterations_per_second = 0;  // 0 unless running
  TrainingStatus status = TrainingStatus::paused;
  std::optional<Divergence> divergence;
};

class Training {
 public:
  using MakeTrainer = std::function<std::unique_ptr<Trainer>()>;
  // `wake` is called from the thread whenever there is something new to see.
  Training(MakeTrainer make, const GanSettings& settings, GanProblem data, std::function<void()> wake = {});
  ~Training();
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;

  // Commands take effect between two steps, in the order given.
  void play();
  void pause();
  void step(TrainingStep what, int count = 1);  // and pauses
  void play_until(std::uint64_t iteration);     // and pauses there
  void set(const GanSettings& settings);        // weights are kept where the shapes stay (see adapted())
  void set_data(GanProblem data);               // of the same dimension
  void reset(const GanSettings& settings, GanProblem data);  // fresh weights, from the settings' seed
  void restore(std::shared_ptr<const Checkpoint> from);  // goes on from there; what lies behind is forgotten
  void freeze_generator(bool frozen);                    // iterations are critic steps only
  void limit(double iterations_per_second);              // 0: none

  // The newest; never null.
  std::shared_ptr<const TrainingSnapshot> snapshot() const;

 private:
  using Command = std::function<void()>;
  void submit(Command command);
  void begin_to_play();
  void run(std::stop_token stop);
  bool take_commands(std::stop_token stop);  // false: it is time to end
  void work();
  bool generator_rests() const { return frozen_ || data_.fake; }
  bool one_piece();  // a round, or a step of it if rounds are long; false: the run broke off or is where it
                     // should be
  void completed();
  void begin(std::shared_ptr<const Checkpoint> from, bool anew);
  std::shared_ptr<const Checkpoint> keep();
  void publish(bool now);
  void break_off();
  double rate();

  // The thread's own.
  MakeTrainer make_;
  std::unique_ptr<Trainer> trainer_;
  GanSettings settings_;
  GanProblem data_;
  std::function<void()> wake_;
  TrainingStatus status_ = TrainingStatus::paused;
  bool frozen_ = false;
  double limit_ = 0;
  std::uint64_t run_ = 0, began_ = 0, iterations_ = 0;
  int critic_in_round_ = 0;
  std::optional<std::uint64_t> until_;
  StepLosses losses_;
  LossRecord record_;
  TimeMachine moments_;
  std::shared_ptr<const Checkpoint> last_good_;
  std::optional<Divergence> divergence_;
  using Clock = std::chrono::steady_clock;
  Clock::time_point published_{}, rate_from_{}, due_{};
  std::uint64_t rate_iterations_ = 0;
  double rate_ = 0, step_seconds_ = 0, publish_seconds_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Command> commands_;
  std::shared_ptr<const TrainingSnapshot> latest_;
  mutable bool seen_ = true;  // the latest was fetched: the next is worth making

  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace dlab
