// Exhibit F's results: where a run is, what the moment that is looked at shows, and how it came there.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/exhibit/arena.hpp"
#include "core/gan/diagnosis.hpp"
#include "core/gan/training.hpp"

namespace dlab {

// What was measured on samples at some iteration; losses are recorded apart, at every iteration.
struct ArenaMeasure {
  std::uint64_t iteration = 0;
  double estimate = 0, w1 = 0;  // E f(real) − E f(fake); exact between the samples
  double js = 0;                // what a discriminator says of JS; NaN of a critic
  double cosine = 0, steep_share = 0;
  int modes = 0;
};

// A run that was left behind by going back and branching.
struct LeftRun {
  int number = 1;            // "run 2" of those of a window, in the order in which they began
  std::uint64_t began = 0;   // the iteration that it went on from; 0: of fresh weights
  std::uint64_t parted = 0;  // until here its past is that of the run that is shown
  GanSettings settings;      // the last that it was trained with
  std::shared_ptr<const std::vector<ArenaMeasure>> measures;  // from 0 to where it was left
};

struct ArenaResults {
  std::uint64_t run = 0;  // which of a window's runs; 0: made at once
  ArenaScene inputs;
  std::int64_t seed = 1;
  GanSettings settings;  // those of the moment that is shown
  Bounds view;           // what the map covers
  std::shared_ptr<const Diagnosis> diagnosis;
  std::shared_ptr<const std::vector<LossRecord::Row>> record;
  std::shared_ptr<const std::vector<ArenaMeasure>> measures;  // ascending
  // What the exact W1 reads between samples of equal distributions; NaN while the data move.
  double w1_floor = std::numeric_limits<double>::quiet_NaN();
  int number = 1;                                    // as LeftRun's, of the run that is shown
  std::shared_ptr<const std::vector<LeftRun>> left;  // ascending; the oldest of many are forgotten
  std::shared_ptr<const Checkpoint> checkpoint;      // the newest; what a longer run goes on from
  std::uint64_t iterations = 0;  // of the newest moment; diagnosis->iteration is the one shown
  bool looking_back = false;
  StepLosses losses;  // of the newest
  TrainingStatus status = TrainingStatus::paused;
  std::optional<Divergence> divergence;
  double iterations_per_second = 0;
  int threads = 1;
  std::vector<std::shared_ptr<const ArenaResults>> rivals;  // of a race, each as of a scene of its own
};

// Trains `scene.iterations` iterations from fresh weights, measuring now and then, and looks at the last. The
// same scene and seed, the same result, whatever the machine's number of cores. Empty if stopped. What
// `previous` has of the same training is kept.
std::shared_ptr<const ArenaResults> solve(const ArenaScene& scene, std::int64_t seed,
                                          const ArenaResults* previous, std::stop_token stop = {},
                                          bool curve = true);

// What the map covers: the scene's limits, or what fits the data of the configuration.
Bounds map_view(const ArenaScene& scene, std::size_t lane = 0);
// How a moment of a configuration is to be looked at for the scene.
DiagnosisRequest diagnosis_request(const ArenaScene& scene, std::size_t lane = 0);
// The results of a race's configuration.
inline const ArenaResults& lane_of(const ArenaResults& results, std::size_t lane) {
  return lane == 0 ? results : *results.rivals[lane - 1];
}
ArenaMeasure measure_of(const Diagnosis& diagnosis);

}  // namespace dlab
