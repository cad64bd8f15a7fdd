// Optimal transport between two discrete measures: min Σ c(i,j) γ(i,j) over plans γ ≥ 0 with the given
// marginals (Kantorovich 1942), solved exactly, with the dual prices that prove it.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/math/point.hpp"

namespace dlab {

enum class GroundCost { euclidean, squared_euclidean, manhattan };
const char* ground_cost_key(GroundCost cost);  // "euclidean", as in the command line's JSON
double ground_cost(GroundCost cost, Point from, Point to);

// Finite points with weights ≥ 0, not all 0; they are normalised to sum 1 on use. No weights: all equal.
struct DiscreteMeasure {
  std::vector<Point> points;
  std::vector<double> weights;
  bool operator==(const DiscreteMeasure&) const = default;
};
inline constexpr std::size_t most_transport_points = 10'000;  // a side; more is refused with this limit named

enum class TransportStatus { optimal, iteration_limit, stopped };
const char* transport_status_key(TransportStatus status);  // "optimal", "iteration_limit", "stopped"

struct PlanEntry {
  std::int32_t i, j;  // from point i of P to point j of Q
  double mass;        // > 0; all together sum to 1
  bool operator==(const PlanEntry&) const = default;
};

// Whatever the status, `plan` has the right marginals (to 1e-12), the potentials are feasible (potential_p[i]
// + potential_q[j] ≤ c(i,j) up to rounding), and gap = cost − (Σ a potential_p + Σ b potential_q) ≥ 0 is
// true.
struct Transport {
  double cost = 0;
  double gap = 0;
  TransportStatus status = TransportStatus::optimal;
  std::vector<PlanEntry> plan;  // by i, then j; at most n + m − 1 entries
  std::vector<double> potential_p, potential_q;
  std::int64_t iterations = 0;  // pivots
};

struct TransportOptions {
  std::int64_t most_iterations = 0;  // 0: a bound that no practical problem reaches
  std::stop_token stop = {};         // asked now and then; status is `stopped` then
};

// Keeps the spanning tree (basis) between calls: when points move and weights stay, the next call begins with
// the last optimal basis, which is still feasible; when weights change too, it begins with its potentials.
// The answer never depends on what was solved before by more than rounding. Not thread-safe; movable.
class TransportSolver {
 public:
  TransportSolver();
  ~TransportSolver();
  TransportSolver(TransportSolver&&) noexcept;
  TransportSolver& operator=(TransportSolver&&) noexcept;

  // Precondition: check(p, q) holds.
  Transport solve(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                  const TransportOptions& options = {});
  // Any finite costs ≥ 0, row-major (rows, columns); a has `rows` weights, b has `columns`.
  Transport solve(std::span<const double> costs, std::span<const double> a, std::span<const double> b,
                  const TransportOptions& options = {});
  void forget();  // the next call starts cold

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Cold, once.
Transport transport(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                    const TransportOptions& options = {});

// Sizes from 1 to most_transport_points, lengths equal, everything finite, weights ≥ 0 and not all 0. Errors
// name "p.weights[3]", "p.points", "cost_matrix[2][0]" …
Status check(const DiscreteMeasure& measure, const std::string& where);
Status check(std::span<const double> costs, std::span<const double> a, std::span<const double> b);

}  // namespace dlab
