// A whole run without a screen: so many iterations as fast as can be, with a table of how it went.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/gan/trainer.hpp"
#include "core/gan/training.hpp"
#include "core/math/estimate.hpp"

namespace dlab {

struct TrainRunOptions {
  std::uint64_t iterations = 1;
  std::uint64_t every =
      0;  // rows of the table: before the first iteration, every so many, after the last; 0: none
  bool freeze_generator = false;
  int points = 512;                                            // samples that distances are taken between
  std::function<void(std::uint64_t done)> progress = nullptr;  // a few times a second, and at the end
  std::stop_token stop = {};                                   // ends the run early, between two iterations
};

// How things stand after so many iterations. What is not a number is undefined, or has grown beyond them.
struct TrainRow {
  std::uint64_t iterations = 0;
  StepLosses losses;  // of the last steps' batches; 0 before the first iteration; no generator's if it rests
  // Of the samples of a diagnosis, the same at every row.
  double estimate = 0;  // E f(real) − E f(fake)
  Estimate w1;          // between the samples, exact
  std::optional<double> js;
  int modes_covered = 0, modes = 0;
  double steep_share = 0, cosine = 0;
  bool diverged = false;  // in this iteration, which was not completed
};

struct TrainReport {
  std::vector<TrainRow> rows;
  TrainRow last;
  double iterations_per_second = 0;  // of training alone, the table apart
  std::optional<Divergence> divergence;
  Checkpoint end;
};

// From the settings' first weights. Everything but the speed is the same whatever the trainer's threads.
TrainReport train_run(Trainer& trainer, const GanSettings& settings, const GanProblem& problem,
                      const TrainRunOptions& options);

// About a hundred rows.
std::uint64_t usual_spacing(std::uint64_t iterations);

// "iterations,critic_estimate,w1_exact,…": numbers with all their digits, in no language; empty cells where
// there is none.
std::string train_csv(const std::vector<TrainRow>& rows);

}  // namespace dlab
