// The entropic plan as a plan: exact marginals, and prices that say how far from optimal it is.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/compensated.hpp"
#include "core/transport/sinkhorn_dense.hpp"

namespace dlab {
namespace {

constexpr double left_out = 1e-12;

// Adds what rows and columns still miss, in order (the north-west corner rule): n + m − 1 entries at most.
void fill_up(std::vector<PlanEntry>& plan, std::vector<double> rows, std::vector<double> columns) {
  std::size_t i = 0, j = 0;
  while (i < rows.size() && j < columns.size()) {
    const double mass = std::min(rows[i], columns[j]);
    if (mass > 0) plan.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(j), mass});
    rows[i] -= mass, columns[j] -= mass;
    const bool row_done = rows[i] <= 0;
    if (columns[j] <= 0) ++j;
    if (row_done) ++i;
  }
}

// Sorted by i, then j; entries of the same pair joined.
void join(std::vector<PlanEntry>& plan) {
  std::sort(plan.begin(), plan.end(),
            [](const PlanEntry& a, const PlanEntry& b) { return a.i != b.i ? a.i < b.i : a.j < b.j; });
  std::size_t kept = 0;
  for (const PlanEntry& entry : plan) {
    if (kept > 0 && plan[kept - 1].i == entry.i && plan[kept - 1].j == entry.j) {
      plan[kept - 1].mass += entry.mass;
    } else {
      plan[kept++] = entry;
    }
  }
  plan.resize(kept);
}

}  // namespace

Transport as_transport(const DenseCosts& costs, const std::vector<double>& a, const std::vector<double>& b,
                       const Sinkhorn& sinkhorn, double epsilon) {
  const std::size_t n = a.size(), m = b.size();
  Transport result;
  result.status = sinkhorn.status;
  result.iterations = sinkhorn.iterations;
  std::vector<double> log_b(padded_row(m), log_zero), row(padded_row(m));
  for (std::size_t j = 0; j < m; ++j) {
    if (b[j] > 0) log_b[j] = std::log(b[j]) + sinkhorn.potential_q[j] / epsilon;
  }
  // Rows, then columns, that hold too much are scaled down; what is missing is filled up.
  std::vector<double> missing_p = a, missing_q = b, columns(m, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    if (!(a[i] > 0)) continue;
    std::fill(row.begin(), row.end(), 0.0);
    sinkhorn_kernels().add_exponentials(log_b.data(), costs.row(i),
                                        std::log(a[i]) + sinkhorn.potential_p[i] / epsilon, 1 / epsilon,
                                        row.size(), row.data());
    double sum = 0;
    for (std::size_t j = 0; j < m; ++j) sum += row[j];
    const double scale = sum > a[i] ? a[i] / sum : 1;
    for (std::size_t j = 0; j < m; ++j) {
      if (!(row[j] * scale > left_out)) continue;
      result.plan.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(j), row[j] * scale});
      columns[j] += row[j] * scale;
    }
  }
  for (PlanEntry& entry : result.plan) {
    const auto i = static_cast<std::size_t>(entry.i), j = static_cast<std::size_t>(entry.j);
    if (columns[j] > b[j]) entry.mass *= b[j] / columns[j];
    missing_p[i] -= entry.mass, missing_q[j] -= entry.mass;
  }
  for (double& mass : missing_p) mass = std::max(0.0, mass);
  for (double& mass : missing_q) mass = std::max(0.0, mass);
  fill_up(result.plan, std::move(missing_p), std::move(missing_q));
  join(result.plan);
  CompensatedSum cost, dual;
  for (const PlanEntry& entry : result.plan)
    cost.add(entry.mass * costs.row(static_cast<std::size_t>(entry.i))[entry.j]);
  result.cost = cost.value();

  // c-transforms: g_j = min_i c_ij − f_i, then f_i = min_j c_ij − g_j; feasible, and only higher than before.
  constexpr double infinity = std::numeric_limits<double>::infinity();
  result.potential_p.assign(n, infinity);
  result.potential_q.assign(m, infinity);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j)
      result.potential_q[j] = std::min(result.potential_q[j], costs.row(i)[j] - sinkhorn.potential_p[i]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j)
      result.potential_p[i] = std::min(result.potential_p[i], costs.row(i)[j] - result.potential_q[j]);
  }
  for (std::size_t i = 0; i < n; ++i) dual.add(a[i] * result.potential_p[i]);
  for (std::size_t j = 0; j < m; ++j) dual.add(b[j] * result.potential_q[j]);
  result.gap = std::max(0.0, result.cost - dual.value());
  return result;
}

Transport as_transport(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                       const Sinkhorn& sinkhorn, double epsilon) {
  const DenseCosts costs(p.points.size(), q.points.size(), [&](std::size_t i, std::size_t j) {
    return ground_cost(cost, p.points[i], q.points[j]);
  });
  return as_transport(costs, masses_of(p), masses_of(q), sinkhorn, epsilon);
}

Transport as_transport(std::span<const double> costs, std::span<const double> a, std::span<const double> b,
                       const Sinkhorn& sinkhorn, double epsilon) {
  const DenseCosts dense(a.size(), b.size(),
                         [&](std::size_t i, std::size_t j) { return costs[i * b.size() + j]; });
  return as_transport(dense, normalised_masses(a), normalised_masses(b), sinkhorn, epsilon);
}

}  // namespace dlab
