// Exhibit B's transport on points: W1 and W2 with their sampling error, the plan, and slices.
#pragma once
#include <array>
#include <memory>
#include <mutex>

#include "core/distribution/law_2d.hpp"
#include "core/exhibit/plane_solve.hpp"

namespace dlab {

// One solver per ground cost, each warm from its last problem.
struct PlaneSolvers {
  std::array<TransportSolver, 3> of_cost;
  Transport solve(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost) {
    return of_cost[static_cast<std::size_t>(cost)].solve(p, q, cost);
  }
};

class PlaneWarmth {
 public:
  std::mutex now_mutex;
  PlaneSolvers now;  // the scene itself
  std::mutex curve_mutex;
  PlaneSolvers curve, p_bias, q_bias;  // the recorder's positions, and independent samples
};

struct PlanePoints {
  DiscreteMeasure p, q;
  bool sampled_p = false, sampled_q = false;
  bool sampled() const { return sampled_p || sampled_q; }
};
PlanePoints plane_points(const Law2d& p, const Law2d& q, std::int64_t samples, std::int64_t seed);

// W_order from the optimal plan for |x−y|^order. Sampled: one standard error from the dual potentials (del
// Barrio, González-Sanz, Loubes 2024: √n(W_n^p − E W_n^p) → N(0, Var f(X) + Var g(Y))); else the gap.
Estimate w_of_plan(const Transport& plan, const PlanePoints& points, int order);

// Everything but the plan: all six distances at one pair, closed forms first.
Distances plane_distances(const Distribution2d& p, const Distribution2d& q, const Law2d& law_p,
                          const Law2d& law_q, const PlanePoints& points, PlaneSolvers& solvers,
                          std::stop_token stop);

// W_order of the projections on `directions` lines, evenly spaced over the half circle.
std::vector<double> slices(const DiscreteMeasure& p, const DiscreteMeasure& q, int order, int directions);

}  // namespace dlab
