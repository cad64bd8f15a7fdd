// What a moment of a run looks like: maps of the critic, samples with the slopes they feel, the generator's
// manifold, exact distances and shares. A pure function of a checkpoint and the data.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/distribution/law_2d.hpp"
#include "core/gan/diagnostics.hpp"
#include "core/gan/modes.hpp"
#include "core/gan/trainer.hpp"
#include "core/math/estimate.hpp"

namespace dlab {

struct DiagnosisRequest {
  Bounds view;                  // what the maps cover; on the line only x counts
  int columns = 96, rows = 96;  // of the maps' nodes; on the line `columns` places of x
  int points = 512;             // real and generated samples
  int arrows = 15;              // a side, of the grid of arrows; 0: none
  int manifold = 21;            // lines each way of the warped grid of noise; 0: none
  bool exact_distance = true;   // W1 between the samples
  bool layers = true;           // gradient by layer, weight histogram
};

struct Diagnosis {
  std::uint64_t iteration = 0;
  DiagnosisRequest request;
  int dimension = 2;
  // Nodes of `view`, row 0 at the top (largest y), f (or D before the sigmoid), and ‖∇f‖. On the line one
  // row.
  std::shared_ptr<const std::vector<float>> values, steepness;
  double low = 0, high = 0;  // of `values`
  // Samples: the same noise and the same real samples at every moment of a run, so that points move, not
  // flicker. On the line y = 0.
  std::vector<Point> real, fake;
  std::vector<float> real_value, fake_value;  // f there
  std::vector<Point> fake_slope;              // ∇f there
  std::vector<Point> arrow_at, arrow_slope;   // on the grid
  // (manifold × manifold) of G at a grid of noise, row-major (one row for one-dimensional noise): normal
  // noise at its quantiles, uniform noise evenly.
  std::vector<Point> manifold;
  int manifold_columns = 0, manifold_rows = 0;
  // On the line: densities at the nodes; of generated samples a kernel estimate unless they are of a law.
  std::vector<double> real_density, fake_density;
  // On the line, where both densities are known or estimated: D* = p/(p + q), and f*, Kantorovich's
  // potential of the samples (slope ≤ 1), both at the nodes.
  std::vector<double> optimal_discriminator, optimal_critic;

  Estimate w1;               // between `real` and `fake`, exact between the samples
  double estimate = 0;       // E f(real) − E f(fake) over the samples
  std::optional<double> js;  // what the discriminator's loss says of JS: ln 2 − loss/2, clipped to [0, ln 2]
  ModeCoverage modes;
  double steep_share = 0;     // share of `slopes` above 1
  std::vector<float> slopes;  // ‖∇f‖ where the penalty looks (between, real or fake)
  double cosine = 0;          // of ∇f at the fakes with the way of the mass; NaN if undefined
  std::vector<double> critic_layers, generator_layers;  // rms gradient of the loss by layer, input side first
  WeightHistogram critic_weights;
};

// Stopped: null.
std::shared_ptr<const Diagnosis> diagnose(const Checkpoint& checkpoint, const GanProblem& problem,
                                          const DiagnosisRequest& request, std::stop_token stop = {});

// The view that shows data and samples at the start of a run: equal scales, some room around.
Bounds natural_view(const GanProblem& problem);

}  // namespace dlab
