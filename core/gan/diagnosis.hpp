// What a moment of a run looks like: maps of the critic, samples with the slopes they feel, the generator's
// manifold, exact distances and shares. A pure function of a checkpoint and the problem.
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
  bool operator==(const DiagnosisRequest&) const = default;
};

// f is the critic's output, for discriminators D before its sigmoid, and ∇f its gradient, up which the
// generator's samples are drawn (for discriminators by the loss's slope times it). A spectrally normalised
// critic is looked at as it is evaluated.
struct Diagnosis {
  std::uint64_t iteration = 0;
  DiagnosisRequest request;  // its numbers brought within what can be done
  int dimension = 2;
  // f and ‖∇f‖ at the nodes of `view`, its edges included, row-major, row 0 at the top (largest y). On the
  // line one row.
  std::shared_ptr<const std::vector<float>> values, steepness;
  double low = 0, high = 0;  // of `values`
  // Samples, of counter streams of their own: the same noise and the same real samples at every moment of a
  // run, so that points move, not flicker. On the line y = 0.
  std::vector<Point> real, fake;
  std::vector<float> real_value, fake_value;  // f there
  std::vector<Point> fake_slope;              // ∇f there
  std::vector<Point> arrow_at, arrow_slope;   // ∇f in the middles of arrows × arrows parts of the view
  // G at a grid of noise, row-major: normal noise at its quantiles (i + ½)/n, uniform noise evenly from end
  // to end; along a row the first coordinate of the noise rises, from row to row the second. Noise on a line
  // makes one row of more places. Empty where the fakes are given.
  std::vector<Point> manifold;
  int manifold_columns = 0, manifold_rows = 0;
  // On the line: densities at the nodes, point masses left out; of generated samples a kernel estimate. Empty
  // where there is none: points of mass only, or a generator that says one thing alone.
  std::vector<double> real_density, fake_density;
  // On the line, at the nodes. D* = p/(p + q) where both densities are there; NaN where both are 0. f*,
  // Kantorovich's potential (slope within ±1, higher on the real side), of the laws if both are given, else
  // of the samples; lifted so that it lies over f, on average over the samples in the view.
  std::vector<double> optimal_discriminator, optimal_critic;

  // Between `real` and `fake`, exact between the samples: above W1 of what they are drawn from, and above 0
  // even if that is the same. Undefined if it was not asked for or samples are not finite.
  Estimate w1;
  double estimate = 0;       // E f(real) − E f(fake) over the samples
  std::optional<double> js;  // what the discriminator's loss says of JS: ln 2 − loss/2, clipped to [0, ln 2]
  ModeCoverage modes;
  double steep_share = 0;     // share of `slopes` above 1
  std::vector<float> slopes;  // ‖∇f‖ where the penalty looks (between, real or fake)
  double cosine = 0;          // of ∇f at the fakes with the way of the mass; NaN if undefined
  // Root mean square of the loss's gradient by layer's weights, input side first, on a batch of the run's
  // size but at most 128, the same at every moment; the critic's loss with its penalty (Gulrajani et al.
  // 2017, figure 1b). The generator's is empty where fakes are given.
  std::vector<double> critic_layers, generator_layers;
  WeightHistogram critic_weights;  // symmetric about 0; from wall to wall (±clip) where weights are clipped
};

// Stopped: null. On the calling thread alone; nothing is kept between calls.
std::shared_ptr<const Diagnosis> diagnose(const Checkpoint& checkpoint, const GanProblem& problem,
                                          const DiagnosisRequest& request, std::stop_token stop = {});

// The view that shows data and samples at the start of a run: equal scales, some room around.
Bounds natural_view(const GanProblem& problem);

}  // namespace dlab
