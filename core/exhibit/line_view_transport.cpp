// What the transport views show, as numbers: the monotone plan on a grid and Kantorovich's potential.
#include "core/exhibit/line_view_transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exhibit/line_figure_curve.hpp"

namespace dlab {
namespace {

// F at the edges of n equal cells; an atom on an inner edge belongs to the cell above it, one on the last
// edge to the last cell.
std::vector<double> cdf_at_edges(const Law& law, double low, double high, std::size_t n) {
  std::vector<double> u(n + 1);
  for (std::size_t i = 0; i <= n; ++i) {
    const double edge = low + (high - low) * static_cast<double>(i) / static_cast<double>(n);
    u[i] = law.cdf(i == n ? high : std::nextafter(edge, -std::numeric_limits<double>::infinity()));
  }
  return u;
}

// The sign of G − F, from the tails where both are near 1; 0 within rounding.
int slope_sign(const Law& p, const Law& q, double x) {
  const double f = p.cdf(x), g = q.cdf(x);
  const double difference = f + g > 1 ? p.survival(x) - q.survival(x) : g - f;
  const double size = f + g > 1 ? p.survival(x) + q.survival(x) : g + f;
  if (std::abs(difference) <= 1e-12 * size || size < 1e-12) return 0;
  return difference > 0 ? 1 : -1;
}

// The place between a and b where the sign stops being `sign`.
double turning_point(const Law& p, const Law& q, double a, double b, int sign) {
  for (int i = 0; i < 60 && b - a > 1e-13 * (1 + std::abs(a)); ++i) {
    const double middle = 0.5 * (a + b);
    (slope_sign(p, q, middle) == sign ? a : b) = middle;
  }
  return b;
}

}  // namespace

PlanGrid monotone_plan(const Law& p, const Law& q, double low, double high, std::size_t rows,
                       std::size_t columns) {
  const std::vector<double> f = cdf_at_edges(p, low, high, rows), g = cdf_at_edges(q, low, high, columns);
  PlanGrid plan{rows, columns, std::vector<double>(rows * columns), std::vector<double>(rows),
                std::vector<double>(columns)};
  for (std::size_t i = 0; i < rows; ++i) plan.row_sums[i] = f[i + 1] - f[i];
  for (std::size_t j = 0; j < columns; ++j) plan.column_sums[j] = g[j + 1] - g[j];
  // Both lists of intervals ascend in u, so one walk along them finds every overlap.
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    plan.mass[i * columns + j] += std::max(0.0, std::min(f[i + 1], g[j + 1]) - std::max(f[i], g[j]));
    (f[i + 1] < g[j + 1] ? i : j) += 1;
  }
  return plan;
}

std::vector<PlanPair> atom_pairs(const Law& p, const Law& q) {
  std::vector<PlanPair> pairs;
  const auto a = p.atoms(), b = q.atoms();
  std::size_t i = 0, j = 0;
  double left = a.empty() ? 0 : a[0].mass, wanted = b.empty() ? 0 : b[0].mass;
  while (i < a.size() && j < b.size()) {
    const double mass = std::min(left, wanted);
    if (mass > 1e-15) pairs.push_back({a[i].at, b[j].at, mass});
    const bool row_done = left <= wanted;
    left -= mass;
    wanted -= mass;
    if (row_done)
      left = ++i < a.size() ? a[i].mass : 0;
    else
      wanted = ++j < b.size() ? b[j].mass : 0;
  }
  return pairs;
}

Potential kantorovich_potential(const Law& p, const Law& q, double low, double high) {
  const std::vector<double> grid = curve_positions(p, q, low, high, 800);
  Potential potential{{low}, {0}};
  const auto extend = [&](double x, int slope) {
    potential.f.push_back(potential.f.back() + slope * (x - potential.x.back()));
    potential.x.push_back(x);
  };
  int slope = slope_sign(p, q, 0.5 * (grid[0] + grid[1]));
  for (std::size_t i = 1; i < grid.size(); ++i) {
    const double a = grid[i - 1], b = grid[i];
    const int next = slope_sign(p, q, 0.5 * (a + b));
    if (next != slope) {
      const double before = i > 1 ? 0.5 * (grid[i - 2] + a) : a;
      const double at = turning_point(p, q, before, 0.5 * (a + b), slope);
      if (at > potential.x.back()) extend(at, slope);
      slope = next;
    }
  }
  extend(high, slope);
  const auto [least, most] = std::minmax_element(potential.f.begin(), potential.f.end());
  const double middle = 0.5 * (*least + *most);
  for (double& f : potential.f) f -= middle;
  return potential;
}

}  // namespace dlab
