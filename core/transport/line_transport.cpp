// On a line a cost c(|s − t|) with convex c makes the pairing in ascending order optimal (Monge 1781, Hoffman
// 1963), and prices that are tight along the merge's path, pairs without flow included, are feasible:
// c(i,j) + c(i+1,j+1) ≤ c(i,j+1) + c(i+1,j) carries u_i + v_j ≤ c(i,j) from the path to all pairs. O(n log
// n).
#include "core/transport/line_transport.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/transport/start.hpp"

namespace dlab {
namespace {

// Positions along the line, by side; nothing if the points are not on one.
std::optional<std::array<std::vector<double>, 2>> positions(const TransportProblem& problem) {
  const double x0 = problem.p.x[0], y0 = problem.p.y[0];
  const std::array sides{&problem.p, &problem.q};
  double dx = 0, dy = 0, longest = 0;
  for (const TransportSide* side : sides) {
    for (std::size_t i = 0; i < side->x.size(); ++i) {
      const double x = side->x[i] - x0, y = side->y[i] - y0, square = x * x + y * y;
      if (square > longest) longest = square, dx = x, dy = y;
    }
  }
  const double most_across = longest * 4e-16;
  std::array<std::vector<double>, 2> result;
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t i = 0; i < sides[k]->x.size(); ++i) {
      const double x = sides[k]->x[i] - x0, y = sides[k]->y[i] - y0;
      if (std::abs(dx * y - dy * x) > most_across) return std::nullopt;
      result[k].push_back(dx * x + dy * y);
    }
  }
  return result;
}

std::vector<std::int32_t> ascending(const std::vector<double>& at) {
  std::vector<std::int32_t> order(at.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return at[a] < at[b]; });
  return order;
}

}  // namespace

std::optional<LineTransport> line_transport(const TransportProblem& problem) {
  if (problem.kind == CostKind::matrix) return std::nullopt;
  const auto at = positions(problem);
  if (!at) return std::nullopt;
  const std::vector<std::int32_t> p = ascending((*at)[0]), q = ascending((*at)[1]);
  std::vector<std::int64_t> supply, demand;
  for (std::int32_t i : p) supply.push_back(problem.p.mass[i]);
  for (std::int32_t j : q) demand.push_back(problem.q.mass[j]);
  LineTransport result;
  result.flows = north_west(supply, demand);
  result.prices = {std::vector<double>(p.size(), 0.0), std::vector<double>(q.size(), 0.0)};
  auto& [u, v] = result.prices;
  std::int32_t last_i = -1;
  for (TransportFlow& flow : result.flows) {
    const bool new_source = flow.i != last_i && last_i >= 0;
    last_i = flow.i;
    flow = {p[flow.i], q[flow.j], flow.mass};
    const double cost = problem.cost(flow.i, flow.j);
    (new_source ? u[flow.i] : v[flow.j]) = new_source ? cost - v[flow.j] : cost - u[flow.i];
  }
  return result;
}

}  // namespace dlab
