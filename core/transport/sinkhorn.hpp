// Entropic optimal transport (Cuturi 2013) in the log domain, and the debiased Sinkhorn divergence.
#pragma once
#include <span>
#include <stop_token>
#include <vector>

#include "core/transport/transport.hpp"

namespace dlab {

struct SinkhornOptions {
  double epsilon = 0.05;         // > 0, in units of the cost
  double marginal_error = 1e-6;  // stop when Σ|row sums − a| + Σ|column sums − b| is at most this
  std::int64_t most_iterations = 100'000;
  std::stop_token stop = {};
};

struct Sinkhorn {
  double cost = 0;       // ⟨c, γ⟩ of the entropic plan, after rounding to the exact marginals
  double objective = 0;  // OT_ε = max of the dual: Σ a f + Σ b g (with KL(γ | a⊗b) as the regulariser)
  double marginal_error = 0;
  std::int64_t iterations = 0;
  TransportStatus status = TransportStatus::optimal;
  std::vector<double> potential_p, potential_q;  // f, g
};

inline constexpr std::size_t most_sinkhorn_points = 4000;  // a side: the costs are held twice

// Between points; ε-scaling where costs are many ε.
Sinkhorn sinkhorn(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                  const SinkhornOptions& options);
Sinkhorn sinkhorn(std::span<const double> costs, std::span<const double> a, std::span<const double> b,
                  const SinkhornOptions& options);
// The plan that belongs to its potentials, rounded to exact marginals (Altschuler, Weed, Rigollet 2017);
// entries below 1e-12 of the mass left out before rounding. Feasible potentials as a dual certificate come
// from one c-transform: the gap to them is stated as in Transport.
Transport as_transport(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                       const Sinkhorn& sinkhorn, double epsilon);
Transport as_transport(std::span<const double> costs, std::span<const double> a, std::span<const double> b,
                       const Sinkhorn& sinkhorn, double epsilon);

// Two measures on the same columns × rows grid (row-major) with squared euclidean cost; spacing dx, dy. The
// kernel is separable, an iteration costs O(N³) on N × N.
Sinkhorn sinkhorn_grid(std::span<const double> a, std::span<const double> b, int columns, int rows, double dx,
                       double dy, const SinkhornOptions& options);

// S_ε = OT_ε(p,q) − ½ OT_ε(p,p) − ½ OT_ε(q,q) ≥ 0, 0 iff p = q (Feydy et al. 2019).
struct SinkhornDivergence {
  double value = 0;
  double error = 0;  // what the marginal errors can amount to
  TransportStatus status = TransportStatus::optimal;
};
SinkhornDivergence sinkhorn_divergence(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                                       const SinkhornOptions& options);

}  // namespace dlab
