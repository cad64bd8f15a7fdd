// Exact transport: cold from coarse to fine, warm from the last tree or the last prices.
#include "core/transport/transport.hpp"

#include <algorithm>
#include <array>

#include "core/math/compensated.hpp"
#include "core/transport/line_transport.hpp"
#include "core/transport/network_simplex.hpp"
#include "core/transport/optimise.hpp"
#include "core/transport/problem.hpp"
#include "core/transport/start.hpp"

namespace dlab {
namespace {

TransportBudget budget_for(const TransportProblem& problem, const TransportOptions& options) {
  const std::int64_t nodes = problem.p.size() + problem.q.size();
  TransportBudget budget;
  budget.most_pivots = options.most_iterations > 0 ? options.most_iterations : 500 * nodes + 100'000;
  budget.stop = options.stop;
  return budget;
}

// A flow that is nothing but rounding of the masses, not a share of either end worth naming.
bool is_dust(double mass, double a, double b) { return mass < 1e-15 && mass < 1e-3 * std::min(a, b); }

// Shifts the potentials so that both sides hold half of the dual value, whatever the root was.
void balance(const TransportProblem& problem, TransportPrices& prices) {
  CompensatedSum difference;
  for (std::int32_t i = 0; i < problem.p.size(); ++i)
    difference.add(static_cast<double>(problem.p.mass[i]) * prices.u[i]);
  for (std::int32_t j = 0; j < problem.q.size(); ++j)
    difference.add(-static_cast<double>(problem.q.mass[j]) * prices.v[j]);
  const double shift = difference.value() / static_cast<double>(problem.total) / 2;
  for (double& u : prices.u) u -= shift;
  for (double& v : prices.v) v += shift;
}

// Points without mass take no part, but have prices too: the largest feasible ones.
void price_idle(const TransportProblem& problem, const TransportPrices& prices, std::size_t rows,
                std::size_t columns, Transport& transport) {
  transport.potential_p.assign(rows, 0.0);
  transport.potential_q.assign(columns, 0.0);
  const auto put = [&](std::vector<double>& out, const std::vector<std::int32_t>& places,
                       const std::vector<double>& values) {
    for (std::size_t i = 0; i < places.size(); ++i) out[places[i]] = values[i] * problem.unit;
  };
  put(transport.potential_p, problem.p.place, prices.u);
  put(transport.potential_q, problem.q.place, prices.v);
  if (problem.kind == CostKind::matrix) {
    for (std::int32_t i : problem.idle_p.place) {
      double least = problem.all_costs[static_cast<std::size_t>(i) * columns +
                                       static_cast<std::size_t>(problem.q.place[0])] -
                     prices.v[0];
      for (std::int32_t j = 1; j < problem.q.size(); ++j) {
        least = std::min(least, problem.all_costs[static_cast<std::size_t>(i) * columns +
                                                  static_cast<std::size_t>(problem.q.place[j])] -
                                    prices.v[j]);
      }
      transport.potential_p[i] = least;
    }
    for (std::int32_t j : problem.idle_q.place) {
      double least = problem.all_costs[static_cast<std::size_t>(j)] - transport.potential_p[0];
      for (std::size_t i = 1; i < rows; ++i) {
        least = std::min(
            least, problem.all_costs[i * columns + static_cast<std::size_t>(j)] - transport.potential_p[i]);
      }
      transport.potential_q[j] = least;
    }
    return;
  }
  const std::vector<double> idle_u = transform(problem.kind, problem.idle_p, problem.q, prices.v);
  put(transport.potential_p, problem.idle_p.place, idle_u);
  if (problem.idle_q.place.empty()) return;
  std::vector<double> idle_v = transform(problem.kind, problem.idle_q, problem.p, prices.u);
  if (!idle_u.empty()) {
    const std::vector<double> other = transform(problem.kind, problem.idle_q, problem.idle_p, idle_u);
    for (std::size_t j = 0; j < idle_v.size(); ++j) idle_v[j] = std::min(idle_v[j], other[j]);
  }
  put(transport.potential_q, problem.idle_q.place, idle_v);
}

Transport assemble(const TransportProblem& problem, const std::vector<TransportFlow>& flows,
                   TransportPrices prices, std::size_t rows, std::size_t columns,
                   const TransportBudget& budget) {
  Transport transport;
  transport.status = budget.status;
  transport.iterations = budget.pivots;
  balance(problem, prices);
  CompensatedSum cost, gap;
  const double mass_unit = 1 / static_cast<double>(problem.total);
  transport.plan.reserve(flows.size());
  for (const TransportFlow& flow : flows) {
    if (flow.mass == 0) continue;
    const double mass = static_cast<double>(flow.mass) * mass_unit, c = problem.cost(flow.i, flow.j);
    if (is_dust(mass, static_cast<double>(problem.p.mass[flow.i]) * mass_unit,
                static_cast<double>(problem.q.mass[flow.j]) * mass_unit)) {
      continue;
    }
    cost.add(mass * c);
    gap.add(mass * (c - prices.u[flow.i] - prices.v[flow.j]));
    transport.plan.push_back({problem.p.place[flow.i], problem.q.place[flow.j], mass});
  }
  std::sort(transport.plan.begin(), transport.plan.end(),
            [](const PlanEntry& x, const PlanEntry& y) { return x.i != y.i ? x.i < y.i : x.j < y.j; });
  transport.cost = cost.value() * problem.unit;
  transport.gap = std::max(0.0, gap.value()) * problem.unit;
  price_idle(problem, prices, rows, columns, transport);
  return transport;
}

}  // namespace

const char* ground_cost_key(GroundCost cost) {
  constexpr std::array keys{"euclidean", "squared_euclidean", "manhattan"};
  return keys[static_cast<std::size_t>(cost)];
}

double ground_cost(GroundCost cost, Point from, Point to) {
  const Point d = from - to;
  if (cost == GroundCost::euclidean) return norm(d);
  if (cost == GroundCost::squared_euclidean) return d.x * d.x + d.y * d.y;
  return std::abs(d.x) + std::abs(d.y);
}

const char* transport_status_key(TransportStatus status) {
  constexpr std::array keys{"optimal", "iteration_limit", "stopped"};
  return keys[static_cast<std::size_t>(status)];
}

// What the last call left. The simplex is empty if there is no tree to go on from.
struct TransportSolver::State {
  NetworkSimplex simplex;
  std::vector<TransportArc> arcs;
  TransportOrder order;
  TransportSide p, q;
  CostKind kind = CostKind::matrix;
  double unit = 1;
  std::size_t rows = 0, columns = 0;
  std::vector<double> potential_q;

  enum class Start { cold, prices, tree };
  Start start_for(const TransportProblem& problem, std::size_t new_rows, std::size_t new_columns) const;
  Transport solve(TransportProblem& problem, std::size_t new_rows, std::size_t new_columns,
                  const TransportOptions& options);
};

namespace {

// Mean distance that points went, in units of about the extent of all.
double mean_move(const TransportSide& before, double before_unit, const TransportSide& now, double now_unit) {
  if (before.x.size() != now.x.size() || now.x.empty()) return 0;
  const double factor = before_unit / now_unit;
  double sum = 0;
  for (std::size_t i = 0; i < now.x.size(); ++i) {
    sum += std::abs(before.x[i] * factor - now.x[i]) + std::abs(before.y[i] * factor - now.y[i]);
  }
  return sum / static_cast<double>(now.x.size());
}

double length_unit(CostKind kind, double unit) {
  return kind == CostKind::squared_euclidean ? std::sqrt(unit) : unit;
}

}  // namespace

TransportSolver::State::Start TransportSolver::State::start_for(const TransportProblem& problem,
                                                                std::size_t new_rows,
                                                                std::size_t new_columns) const {
  if (simplex.empty() || kind != problem.kind || rows != new_rows || columns != new_columns)
    return Start::cold;
  if (problem.p.place != order.p || problem.q.place != order.q) return Start::prices;
  const double before = length_unit(kind, unit), now = length_unit(kind, problem.unit);
  constexpr double too_far = 0.1;
  if (mean_move(p, before, problem.p, now) + mean_move(q, before, problem.q, now) > too_far)
    return Start::cold;
  return problem.p.mass == p.mass && problem.q.mass == q.mass ? Start::tree : Start::prices;
}

Transport TransportSolver::State::solve(TransportProblem& problem, std::size_t new_rows,
                                        std::size_t new_columns, const TransportOptions& options) {
  TransportBudget budget = budget_for(problem, options);
  const auto keep = [&](const Transport& transport) {
    order = {problem.p.place, problem.q.place};
    kind = problem.kind, unit = problem.unit, rows = new_rows, columns = new_columns;
    potential_q = transport.potential_q;
    p = std::move(problem.p), q = std::move(problem.q);
    return transport;
  };
  if (const auto line = line_transport(problem)) {
    simplex.clear();
    return keep(assemble(problem, line->flows, line->prices, new_rows, new_columns, budget));
  }
  const Start start = start_for(problem, new_rows, new_columns);
  if (start == Start::tree) {
    for (TransportArc& arc : arcs) arc.cost = problem.cost(arc.i, arc.j);
    optimise(problem, simplex, arcs, budget);
    drop_dear_arcs(simplex, problem.p.mass.size() + problem.q.mass.size(), arcs);
  } else {
    simplex.clear();
    if (start == Start::prices) {
      std::vector<double> v;
      for (std::int32_t j : problem.q.place) v.push_back(potential_q[j] / problem.unit);
      solve_from_prices(problem, v, simplex, arcs, budget);
    } else {
      solve_cold(problem, simplex, arcs, budget);
    }
  }
  TransportPrices prices{std::vector<double>(problem.p.mass.size(), 0.0),
                         std::vector<double>(problem.q.mass.size(), 0.0)};
  if (simplex.empty()) {  // stopped before there was a tree: any plan, and prices of 0
    return keep(
        assemble(problem, north_west(problem.p.mass, problem.q.mass), prices, new_rows, new_columns, budget));
  }
  for (std::int32_t j = 0; j < problem.q.size(); ++j) prices.v[j] = simplex.v(j);
  if (budget.exhausted()) {
    prices.u = transform(problem, prices.v);
  } else {
    for (std::int32_t i = 0; i < problem.p.size(); ++i) prices.u[i] = simplex.u(i);
  }
  return keep(assemble(problem, simplex.flows(), prices, new_rows, new_columns, budget));
}

TransportSolver::TransportSolver() : state_(std::make_unique<State>()) {}
TransportSolver::~TransportSolver() = default;
TransportSolver::TransportSolver(TransportSolver&&) noexcept = default;
TransportSolver& TransportSolver::operator=(TransportSolver&&) noexcept = default;
void TransportSolver::forget() { *state_ = State{}; }

Transport TransportSolver::solve(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                                 const TransportOptions& options) {
  TransportProblem problem = make_problem(p, q, cost, state_->order);
  return state_->solve(problem, p.points.size(), q.points.size(), options);
}
Transport TransportSolver::solve(std::span<const double> costs, std::span<const double> a,
                                 std::span<const double> b, const TransportOptions& options) {
  TransportProblem problem = make_problem(costs, a, b);
  return state_->solve(problem, a.size(), b.size(), options);
}

Transport transport(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                    const TransportOptions& options) {
  return TransportSolver().solve(p, q, cost, options);
}

}  // namespace dlab
