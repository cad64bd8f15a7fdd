// One configuration of a run: its trainer, how far it has come and what it has recorded. Owned by the thread
// that trains.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "core/gan/loss_record.hpp"
#include "core/gan/trainer.hpp"

namespace dlab {

// What a configuration trains, and how.
struct TrainingSetup {
  GanSettings settings;
  GanProblem data;
  bool operator==(const TrainingSetup&) const = default;
};

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

// A configuration as the screen sees it; immutable. After a divergence: the last weights that were kept.
struct LaneSnapshot {
  std::uint64_t id = 0;  // no other configuration of the training has it, also if this one has left
  std::shared_ptr<const Checkpoint> checkpoint;
  GanProblem data;
  StepLosses losses;
  std::shared_ptr<const std::vector<LossRecord::Row>> record;
  std::optional<Divergence> divergence;
  std::string device;  // as Trainer says
};

class TrainingLane {
 public:
  TrainingLane(std::uint64_t id, std::unique_ptr<Trainer> trainer, TrainingSetup setup)
      : id_(id), trainer_(std::move(trainer)), setup_(std::move(setup)) {}

  const TrainingSetup& setup() const { return setup_; }
  std::uint64_t iterations() const { return iterations_; }
  const std::optional<Divergence>& divergence() const { return divergence_; }

  void set_up(TrainingSetup setup) { setup_ = std::move(setup); }                // begin() next
  void use(std::unique_ptr<Trainer> trainer) { trainer_ = std::move(trainer); }  // begin() next
  // From a checkpoint, under the setup's data; `anew`: the run so far is not its past.
  void begin(std::shared_ptr<const Checkpoint> from, bool anew);
  void break_off();
  void stay_out(const Divergence& out) { divergence_ = out; }

  // A round, or a step of it if rounds take longer than `turn` seconds. True if a round was completed.
  bool one_piece(bool generator_rests, double turn);
  void step(bool critic);  // a single one

  std::shared_ptr<const Checkpoint> now() const;
  // What a divergence leaves: kept now and then, for it costs a copy.
  std::shared_ptr<const Checkpoint> keep();
  std::shared_ptr<const Checkpoint> newest() const { return divergence_ || failure() ? last_good_ : now(); }
  std::optional<Error> failure() const { return trainer_->failure(); }  // of the device
  LaneSnapshot snapshot() const;

 private:
  void take(const StepLosses& losses);

  std::uint64_t id_;
  std::unique_ptr<Trainer> trainer_;
  TrainingSetup setup_;
  std::uint64_t iterations_ = 0;
  int critic_in_round_ = 0;
  double step_seconds_ = 0;
  StepLosses losses_;
  LossRecord record_;
  std::shared_ptr<const Checkpoint> last_good_;
  std::optional<Divergence> divergence_;
};

}  // namespace dlab
