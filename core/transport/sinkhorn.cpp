// Entropic transport between points, and the divergence made of it.
#include "core/transport/sinkhorn.hpp"

#include <algorithm>
#include <cmath>

#include "core/math/compensated.hpp"
#include "core/transport/sinkhorn_dense.hpp"

namespace dlab {
namespace {

Sinkhorn solve_dense(const DenseCosts& costs, const std::vector<double>& a, const std::vector<double>& b,
                     const SinkhornOptions& options) {
  const SoftMinima minima = costs.minima(a, b);
  Sinkhorn result = iterate_sinkhorn(minima, a, b, options);
  result.cost =
      rounded_cost(costs, a, b, rounded_plan(minima, a, b, result, options.epsilon), options.epsilon);
  return result;
}

}  // namespace

double rounded_cost(const DenseCosts& costs, const std::vector<double>& a, const std::vector<double>& b,
                    const RoundedPlan& plan, double epsilon) {
  std::vector<double> log_b(padded_row(b.size()), log_zero), row(log_b.size()), masses(log_b.size());
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (b[j] > 0) log_b[j] = std::log(b[j]) + plan.g[j] / epsilon;
  }
  CompensatedSum sum;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double* cost = costs.row(i);
    const double share = plan.missing > 0 ? plan.missing_p[i] / plan.missing : 0;
    const double log_a = log_of_mass(a[i]);
    double kept = 0, added = 0;
    if (log_a > log_zero) {
      std::fill(masses.begin(), masses.end(), 0.0);
      sinkhorn_kernels().add_exponentials(log_b.data(), cost, log_a + plan.f[i] / epsilon, 1 / epsilon,
                                          log_b.size(), masses.data());
      for (std::size_t j = 0; j < b.size(); ++j) kept += masses[j] * cost[j];
    }
    if (share > 0) {
      for (std::size_t j = 0; j < b.size(); ++j) added += plan.missing_q[j] * cost[j];
    }
    sum.add(kept + share * added);
  }
  return sum.value();
}

Sinkhorn sinkhorn(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                  const SinkhornOptions& options) {
  const DenseCosts costs(p.points.size(), q.points.size(), [&](std::size_t i, std::size_t j) {
    return ground_cost(cost, p.points[i], q.points[j]);
  });
  return solve_dense(costs, masses_of(p), masses_of(q), options);
}

Sinkhorn sinkhorn(std::span<const double> costs, std::span<const double> a, std::span<const double> b,
                  const SinkhornOptions& options) {
  const DenseCosts dense(a.size(), b.size(),
                         [&](std::size_t i, std::size_t j) { return costs[i * b.size() + j]; });
  return solve_dense(dense, normalised_masses(a), normalised_masses(b), options);
}

SinkhornDivergence sinkhorn_divergence(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                                       const SinkhornOptions& options) {
  const auto costs = [&](const DiscreteMeasure& from, const DiscreteMeasure& to) {
    return DenseCosts(from.points.size(), to.points.size(), [&](std::size_t i, std::size_t j) {
      return ground_cost(cost, from.points[i], to.points[j]);
    });
  };
  const std::vector<double> a = masses_of(p), b = masses_of(q);
  const DenseCosts between = costs(p, q);
  const Sinkhorn both = iterate_sinkhorn(between.minima(a, b), a, b, options);
  const Sinkhorn p_self = iterate_self(costs(p, p).minima(a, a), a, options),
                 q_self = iterate_self(costs(q, q).minima(b, b), b, options);
  SinkhornDivergence result;
  const double value = both.objective - 0.5 * p_self.objective - 0.5 * q_self.objective;
  result.value = std::max(0.0, value);
  for (const Sinkhorn* part : {&both, &p_self, &q_self}) {
    // The dual value is off by at most the marginals' error times the potentials' range.
    const auto [low, high] = std::minmax_element(part->potential_p.begin(), part->potential_p.end());
    result.error += (part == &both ? 1 : 0.5) * part->marginal_error * (*high - *low + options.epsilon);
    if (part->status != TransportStatus::optimal) result.status = part->status;
  }
  result.error += 1e-13 * (std::abs(both.objective) + between.largest());
  return result;
}

}  // namespace dlab
