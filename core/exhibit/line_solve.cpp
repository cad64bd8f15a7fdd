// Exhibit A's compute: meters and the recorded curve as a function of the scene.
#include "core/exhibit/line_solve.hpp"

#include "core/exhibit/line_solve_binned.hpp"
#include "core/exhibit/line_solve_cost.hpp"
#include "core/exhibit/line_solve_curve.hpp"

namespace dlab {
std::shared_ptr<const LineResults> solve(const LineScene& scene, const LineResults* previous,
                                         std::stop_token stop) {
  auto results = std::make_shared<LineResults>();
  results->inputs = scene;
  results->p = previous && previous->inputs.p == scene.p ? previous->p : std::make_shared<const Law>(scene.p);
  results->q = previous && previous->inputs.q == scene.q ? previous->q : std::make_shared<const Law>(scene.q);
  const bool same_laws = previous && results->p == previous->p && results->q == previous->q;
  results->distances = same_laws ? previous->distances : distances(*results->p, *results->q);
  if (scene.binned.on) {
    const auto p = binned_masses(*results->p, scene.binned), q = binned_masses(*results->q, scene.binned);
    results->binned_kl_pq = binned_kl(p, q);
    results->binned_kl_qp = binned_kl(q, p);
  }
  auto curve = record_curve(scene, *results->p, *results->q, previous, stop);
  if (!curve || stop.stop_requested()) return nullptr;
  results->curve = std::move(*curve);
  return results;
}

std::shared_ptr<const LineResults> solve(const LineScene& scene, std::stop_token stop) {
  return solve(scene, nullptr, std::move(stop));
}

bool cheap(const LineScene& scene) {
  const double positions = scene.recorder.recorded ? static_cast<double>(scene.recorder.steps) + 1 : 1;
  return evaluation_cost(scene) <= 400 && evaluation_cost(scene) * positions <= 15000;
}

}  // namespace dlab
