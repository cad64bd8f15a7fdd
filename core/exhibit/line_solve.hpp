// Exhibit A's compute: a function of the scene. Every result carries the inputs that it belongs to.
#pragma once
#include <memory>
#include <stop_token>
#include <vector>

#include "core/exhibit/line.hpp"
#include "core/exhibit/recorder_point.hpp"
#include "core/math/estimate.hpp"

namespace dlab {

struct LineResults {
  LineScene inputs;
  std::shared_ptr<const Law> p, q;
  Distances distances;               // nats, at the scene's own parameters
  std::vector<RecorderPoint> curve;  // over the visited range, ascending in x; empty if nothing was recorded
  double binned_kl_pq = 0, binned_kl_qp = 0;
  bool curve_current = true;  // false: `curve` belongs to an earlier scene and is being renewed
};

// Meters, and the curve over the recorder's visited range; stops early (nullptr) when asked.
std::shared_ptr<const LineResults> solve(const LineScene& scene, std::stop_token stop = {});
// The same, keeping what still holds of earlier results (may be null): while one parameter is dragged or
// swept, only the curve's new positions are computed. The answer does not depend on `previous`.
std::shared_ptr<const LineResults> solve(const LineScene& scene, const LineResults* previous,
                                         std::stop_token stop = {});
// The part that always fits into a frame for analytic laws; false for many samples or atoms, which go to a
// worker.
bool cheap(const LineScene& scene);

// One gradient step of Q's location and log-scale on forward or reverse KL; error if KL is infinite or Q's
// family has nothing to fit.
Result<LineScene> fit_step(const LineScene& scene, int steps);

}  // namespace dlab
