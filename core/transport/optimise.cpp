#include "core/transport/optimise.hpp"

#include <algorithm>

#include "core/transport/start.hpp"

namespace dlab {
namespace {

constexpr std::int32_t small_side = 64;  // solved with all arcs at once
constexpr std::int32_t coarser_by = 4;
constexpr std::size_t nearest_arcs = 10;      // each way, before the full pricing
constexpr double relative_tolerance = 1e-13;  // of the largest cost

// Adds the steepest arcs of every row that prices in; whether there were any.
bool price_all(const TransportProblem& problem, const NetworkSimplex& simplex, double tolerance,
               std::vector<TransportArc>& arcs, TransportBudget& budget) {
  constexpr std::size_t most_a_row = 30;
  const std::int32_t n = problem.p.size(), m = problem.q.size();
  std::vector<double> v(static_cast<std::size_t>(m));
  for (std::int32_t j = 0; j < m; ++j) v[j] = simplex.v(j);
  std::vector<std::int32_t> found(static_cast<std::size_t>(m));
  std::vector<std::pair<double, std::int32_t>> steepest;
  const std::size_t before = arcs.size();
  for (std::int32_t i = 0; i < n; ++i) {
    if (i % 256 == 255 && budget.stop.stop_requested()) {
      budget.status = TransportStatus::stopped;
      return false;
    }
    const double u = simplex.u(i);
    const std::size_t count =
        problem.below()(problem.row(i), v.data(), v.size(), u - tolerance, found.data());
    if (count == 0) continue;
    steepest.clear();
    for (std::size_t k = 0; k < count; ++k)
      steepest.emplace_back(problem.cost(i, found[k]) - v[found[k]], found[k]);
    const std::size_t taken = std::min(count, most_a_row);
    std::partial_sort(steepest.begin(), steepest.begin() + static_cast<std::ptrdiff_t>(taken),
                      steepest.end());
    for (std::size_t k = 0; k < taken; ++k) {
      const std::int32_t j = steepest[k].second;
      arcs.push_back({i, j, problem.cost(i, j)});
    }
  }
  return arcs.size() > before;
}

void start_from(const TransportProblem& problem, const std::vector<double>& v, std::size_t nearest,
                NetworkSimplex& simplex, std::vector<TransportArc>& arcs, TransportBudget& budget) {
  if (budget.stop.stop_requested()) budget.status = TransportStatus::stopped;
  if (budget.status == TransportStatus::stopped) return;
  TransportCandidates candidates = find_candidates(problem, v, nearest);
  simplex.set_tree(problem, starting_tree(problem, candidates), 0);
  arcs = std::move(candidates.arcs);
}

}  // namespace

void optimise(const TransportProblem& problem, NetworkSimplex& simplex, std::vector<TransportArc>& arcs,
              TransportBudget& budget) {
  if (simplex.empty()) return;
  const double tolerance = relative_tolerance * problem.largest_cost;
  do {
    simplex.renew_potentials(problem);
    simplex.improve(arcs, tolerance, budget);
    simplex.renew_potentials(problem);
  } while (!budget.exhausted() && price_all(problem, simplex, tolerance, arcs, budget));
}

void drop_dear_arcs(const NetworkSimplex& simplex, std::size_t nodes, std::vector<TransportArc>& arcs) {
  constexpr std::size_t most_a_node = 24, kept_a_node = 12;
  if (arcs.size() <= most_a_node * nodes) return;
  const auto reduced = [&](const TransportArc& arc) {
    return arc.cost - simplex.u(arc.i) - simplex.v(arc.j);
  };
  const auto kept = arcs.begin() + static_cast<std::ptrdiff_t>(kept_a_node * nodes);
  std::nth_element(arcs.begin(), kept, arcs.end(),
                   [&](const TransportArc& a, const TransportArc& b) { return reduced(a) < reduced(b); });
  arcs.erase(kept, arcs.end());
  std::sort(arcs.begin(), arcs.end(),
            [](const TransportArc& a, const TransportArc& b) { return a.i != b.i ? a.i < b.i : a.j < b.j; });
}

void solve_from_prices(const TransportProblem& problem, const std::vector<double>& v, NetworkSimplex& simplex,
                       std::vector<TransportArc>& arcs, TransportBudget& budget) {
  start_from(problem, v, nearest_arcs, simplex, arcs, budget);
  optimise(problem, simplex, arcs, budget);
}

// Clusters of neighbours are transported first; their prices, carried over, are a good start for the points.
void solve_cold(const TransportProblem& problem, NetworkSimplex& simplex, std::vector<TransportArc>& arcs,
                TransportBudget& budget) {
  const bool small = std::max(problem.p.size(), problem.q.size()) <= small_side;
  std::vector<double> v(problem.q.mass.size(), 0.0);
  if (!small && problem.kind != CostKind::matrix) {
    const TransportProblem coarse = coarsen(problem, coarser_by);
    NetworkSimplex coarse_simplex;
    std::vector<TransportArc> coarse_arcs;
    solve_cold(coarse, coarse_simplex, coarse_arcs, budget);
    if (coarse_simplex.empty()) return;
    std::vector<double> u;
    for (std::int32_t i = 0; i < coarse.p.size(); ++i) u.push_back(coarse_simplex.u(i));
    v = transform(problem.kind, problem.q, coarse.p, u);
  }
  start_from(problem, v, small ? static_cast<std::size_t>(small_side) : nearest_arcs, simplex, arcs, budget);
  optimise(problem, simplex, arcs, budget);
}

}  // namespace dlab
