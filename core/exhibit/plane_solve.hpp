// Exhibit B's compute: distances, the exact plan on samples, maps of the densities, the recorded curve.
#pragma once
#include <memory>
#include <stop_token>
#include <vector>

#include "core/distribution/law_2d.hpp"
#include "core/exhibit/plane.hpp"
#include "core/exhibit/recorder_point.hpp"
#include "core/transport/transport.hpp"

namespace dlab {

// Values at the nodes of a regular grid over `bounds`, row 0 at the top.
struct FieldMap {
  Bounds bounds;
  int columns = 0, rows = 0;
  std::shared_ptr<const std::vector<float>> values;
  double low = 0, high = 1;
};

// What stays between calls so that the next one is warm; taken by whoever solves, never waited for.
class PlaneWarmth;

struct PlaneResults {
  PlaneScene inputs;
  std::int64_t seed = 1;
  std::shared_ptr<const Law2d> p, q;
  Distances distances;              // nats
  double w1_bias = 0, w2_bias = 0;  // how far above the truth sampled values are, about; known with the curve
  DiscreteMeasure points_p, points_q;
  bool sampled_p = false, sampled_q = false;  // samples of a density rather than the measure itself
  Transport plan;                             // under the scene's cost and ruler; empty for `sliced`
  double ruled = 0;  // what the ruler says: plan's cost, Sinkhorn divergence, sliced W
  double ruled_error = 0;
  std::vector<double> slices;        // W by direction (0 … 180°), for `sliced`
  FieldMap map_p, map_q, potential;  // values null where there is no density, or it is not shown
  Bounds reach;                      // what the fitted stage shows
  std::vector<RecorderPoint> curve;
  bool curve_current = true;
  double milliseconds = 0;  // what all but the curve took; not below half of the last
  std::shared_ptr<PlaneWarmth> warmth;
};

// `curve` false: everything but the curve and the biases, which are taken over from `previous`. If stopped
// while recording, the curve is the old one and not current.
std::shared_ptr<const PlaneResults> solve(const PlaneScene& scene, std::int64_t seed,
                                          const PlaneResults* previous, std::stop_token stop = {},
                                          bool curve = true);

}  // namespace dlab
