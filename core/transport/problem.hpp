// A transport problem as the simplex wants it: only points with mass, integer masses with equal sums, and
// costs scaled to about 1.
#pragma once
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/transport/pricing.hpp"
#include "core/transport/transport.hpp"

namespace dlab {

// One side. Integers make flows exact: no pivot is degenerate by rounding only, and sums cannot differ.
struct TransportSide {
  std::vector<double> x, y;         // scaled; empty where costs are given
  std::vector<std::int64_t> mass;   // > 0
  std::vector<std::int32_t> place;  // index in the caller's measure
  std::int32_t size() const { return static_cast<std::int32_t>(mass.size()); }
};

struct TransportProblem {
  CostKind kind = CostKind::matrix;
  TransportSide p, q;
  TransportSide idle_p, idle_q;       // the points without mass
  std::span<const double> all_costs;  // as the caller gave them
  std::span<const double> given;      // row-major; its columns are q's points
  std::size_t columns = 0;
  std::vector<double> compacted;  // `given`, where columns without mass were left out
  std::int64_t total = 0;         // of either side's masses
  double largest_cost = 0;        // an upper bound, at most a few times the largest
  double unit = 1;                // scaled costs times this are the caller's: a power of two

  double cost(std::int32_t i, std::int32_t j) const {
    if (kind == CostKind::matrix)
      return given[static_cast<std::size_t>(p.place[i]) * columns + static_cast<std::size_t>(j)];
    const double dx = p.x[i] - q.x[j], dy = p.y[i] - q.y[j];
    if (kind == CostKind::euclidean) return std::sqrt(dx * dx + dy * dy);
    if (kind == CostKind::squared_euclidean) return dx * dx + dy * dy;
    return std::abs(dx) + std::abs(dy);
  }
  CostRow row(std::int32_t i) const {
    if (kind == CostKind::matrix)
      return {0, 0, nullptr, nullptr, given.data() + static_cast<std::size_t>(p.place[i]) * columns};
    return {p.x[i], p.y[i], q.x.data(), q.y.data(), nullptr};
  }
  // From a point of Q to all of P; not for a matrix, whose columns are far apart in memory.
  CostRow column(std::int32_t j) const { return {q.x[j], q.y[j], p.x.data(), p.y.data(), nullptr}; }
  Pricing::Below below() const { return pricing().below[static_cast<std::size_t>(kind)]; }
  Pricing::Smallest smallest() const { return pricing().smallest[static_cast<std::size_t>(kind)]; }
};

// The places of an earlier problem's points, which are kept where the same points have mass.
struct TransportOrder {
  std::vector<std::int32_t> p, q;
};
TransportProblem make_problem(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                              const TransportOrder& last = {});
// `costs` is referred to, not copied, unless a column has no mass.
TransportProblem make_problem(std::span<const double> costs, std::span<const double> a,
                              std::span<const double> b);

// Every `group` consecutive points of either side become one, at their center of mass.
TransportProblem coarsen(const TransportProblem& fine, std::int32_t group);

}  // namespace dlab
