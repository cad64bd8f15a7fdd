// Sliced Wasserstein distance: the line's W_p along many directions (Rabin, Peyré, Delon, Bernot 2012).
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include "core/divergence/distances_2d.hpp"
#include "core/math/compensated.hpp"
#include "core/math/sort.hpp"

namespace dlab {
namespace {

double power(double off, int order) { return order == 1 ? std::abs(off) : off * off; }

// Equal weights on both sides and as many points: sorted, they pair up.
double paired(std::vector<double>& a, std::vector<double>& b, int order) {
  sort_values(a);
  sort_values(b);
  CompensatedSum sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum.add(power(a[i] - b[i], order));
  return sum.value() / static_cast<double>(a.size());
}

struct Placed {
  double at, mass;
};
void sort_by_place(std::vector<Placed>& atoms) {
  std::sort(atoms.begin(), atoms.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
}

// Quantiles merged: the levels of both are walked together.
double merged(std::vector<Placed>& a, std::vector<Placed>& b, int order) {
  sort_by_place(a);
  sort_by_place(b);
  CompensatedSum sum;
  double left_a = a.front().mass, left_b = b.front().mass;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double mass = std::min(left_a, left_b);
    sum.add(mass * power(a[i].at - b[j].at, order));
    const bool a_ends = left_a <= left_b, b_ends = left_b <= left_a;
    left_a -= mass, left_b -= mass;
    if (a_ends && ++i < a.size()) left_a = a[i].mass;
    if (b_ends && ++j < b.size()) left_b = b[j].mass;
  }
  return sum.value();
}

std::vector<double> normalised(const DiscreteMeasure& measure) {
  std::vector<double> masses = measure.weights;
  if (masses.empty()) masses.assign(measure.points.size(), 1.0);
  CompensatedSum total;
  for (const double mass : masses) total.add(mass);
  for (double& mass : masses) mass /= total.value();
  return masses;
}

}  // namespace

Estimate sliced_w_2d(const DiscreteMeasure& p, const DiscreteMeasure& q, int order, int directions) {
  const bool plain = p.weights.empty() && q.weights.empty() && p.points.size() == q.points.size();
  const std::vector<double> p_mass = normalised(p), q_mass = normalised(q);
  std::vector<double> a(p.points.size()), b(q.points.size());
  std::vector<Placed> placed_a(a.size()), placed_b(b.size());
  CompensatedSum sum;
  double size = 0;
  for (int k = 0; k < directions; ++k) {
    const double angle = std::numbers::pi * k / directions, c = std::cos(angle), s = std::sin(angle);
    const auto project = [&](const std::vector<Point>& points, std::vector<double>& to) {
      for (std::size_t i = 0; i < points.size(); ++i) {
        to[i] = c * points[i].x + s * points[i].y;
        size = std::max(size, std::abs(to[i]));
      }
    };
    project(p.points, a);
    project(q.points, b);
    if (plain) {
      sum.add(paired(a, b, order));
      continue;
    }
    for (std::size_t i = 0; i < a.size(); ++i) placed_a[i] = {a[i], p_mass[i]};
    for (std::size_t i = 0; i < b.size(); ++i) placed_b[i] = {b[i], q_mass[i]};
    sum.add(merged(placed_a, placed_b, order));
  }
  const double mean = sum.value() / directions;
  const double value = order == 1 ? mean : std::sqrt(mean);
  return {value, 1e-14 * (value + size), Method::exact, ""};
}

}  // namespace dlab
