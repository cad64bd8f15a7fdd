// Densities and potentials on grids.
#include "core/exhibit/plane_maps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr int nodes = 160, potential_nodes = 128;

std::vector<double> spaced(double from, double to, int count) {
  std::vector<double> at(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) at[static_cast<std::size_t>(i)] = from + (to - from) * i / (count - 1);
  return at;
}

// A density that ends abruptly needs room to end in.
Bounds widened(Bounds b, double share) {
  const double dx = std::max(share * (b.x_high - b.x_low), 1e-9),
               dy = std::max(share * (b.y_high - b.y_low), 1e-9);
  return {b.x_low - dx, b.x_high + dx, b.y_low - dy, b.y_high + dy};
}

}  // namespace

Bounds plane_reach(const Law2d& p, const Law2d& q) {
  const Bounds a = p.reach(1e-3), b = q.reach(1e-3);
  Bounds both{std::min(a.x_low, b.x_low), std::max(a.x_high, b.x_high), std::min(a.y_low, b.y_low),
              std::max(a.y_high, b.y_high)};
  const double least = 1e-6 * (1 + std::abs(both.x_low) + std::abs(both.y_low));
  if (both.x_high - both.x_low < least && both.y_high - both.y_low < least)
    both = {both.x_low - 1, both.x_high + 1, both.y_low - 1, both.y_high + 1};
  const double margin = 0.06 * std::max(both.x_high - both.x_low, both.y_high - both.y_low);
  return {both.x_low - margin, both.x_high + margin, both.y_low - margin, both.y_high + margin};
}

FieldMap density_map(const Law2d& law) {
  FieldMap map;
  if (law.singular()) return map;
  map.bounds = widened(law.reach(1e-4), 0.04);
  map.columns = map.rows = nodes;
  std::vector<double> xs = spaced(map.bounds.x_low, map.bounds.x_high, nodes);
  std::vector<double> ys = spaced(map.bounds.y_high, map.bounds.y_low, nodes);
  std::vector<double> logs(xs.size() * ys.size());
  law.log_densities(xs, ys, logs);
  const double most = *std::max_element(logs.begin(), logs.end());
  auto values = std::make_shared<std::vector<float>>(logs.size());
  for (std::size_t i = 0; i < logs.size(); ++i)
    (*values)[i] = std::exp(static_cast<float>(0.5 * (logs[i] - most)));
  map.values = std::move(values);
  return map;
}

FieldMap potential_map(const Bounds& bounds, const DiscreteMeasure& q, const Transport& plan,
                       GroundCost cost) {
  FieldMap map;
  if (plan.potential_q.empty()) return map;
  const auto potential = [&](Point at) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < q.points.size(); ++j)
      least = std::min(least, ground_cost(cost, at, q.points[j]) - plan.potential_q[j]);
    return least;
  };
  std::vector<double> on_q;
  for (const Point& at : q.points) on_q.push_back(potential(at));
  double sum = 0, mass = 0;
  for (const PlanEntry& entry : plan.plan) {
    const auto i = static_cast<std::size_t>(entry.i), j = static_cast<std::size_t>(entry.j);
    sum += 0.5 * entry.mass * (plan.potential_p[i] + on_q[j]);
    mass += entry.mass;
  }
  const double mean = mass > 0 ? sum / mass : 0;
  double most = 0;
  for (const std::vector<double>* side : {&plan.potential_p, static_cast<const std::vector<double>*>(&on_q)})
    for (double value : *side) most = std::max(most, std::abs(value - mean));

  map.bounds = bounds;
  map.columns = map.rows = potential_nodes;
  auto values = std::make_shared<std::vector<float>>();
  values->reserve(static_cast<std::size_t>(potential_nodes) * potential_nodes);
  for (double y : spaced(bounds.y_high, bounds.y_low, potential_nodes))
    for (double x : spaced(bounds.x_low, bounds.x_high, potential_nodes))
      values->push_back(static_cast<float>(potential({x, y}) - mean));
  map.high = most > 0 ? most : 1;
  map.low = -map.high;
  map.values = std::move(values);
  return map;
}

}  // namespace dlab
