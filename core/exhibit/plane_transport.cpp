// W1, W2 and slices of point measures in the plane.
#include "core/exhibit/plane_transport.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/divergence/distances_2d.hpp"

namespace dlab {
namespace {

struct Weighted {
  double at, mass;
};

std::vector<Weighted> projected(const DiscreteMeasure& measure, double cosine, double sine) {
  std::vector<Weighted> line(measure.points.size());
  double total = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point& at = measure.points[i];
    line[i] = {cosine * at.x + sine * at.y, measure.weights.empty() ? 1 : measure.weights[i]};
    total += line[i].mass;
  }
  for (Weighted& w : line) w.mass /= total;
  std::sort(line.begin(), line.end(), [](const Weighted& a, const Weighted& b) { return a.at < b.at; });
  return line;
}

// Σ mass |x − y|^order along the monotone coupling.
double merged(const std::vector<Weighted>& p, const std::vector<Weighted>& q, int order) {
  double sum = 0, left_p = p[0].mass, left_q = q[0].mass;
  std::size_t i = 0, j = 0;
  while (i < p.size() && j < q.size()) {
    const double mass = std::min(left_p, left_q), gap = std::abs(p[i].at - q[j].at);
    sum += mass * (order == 1 ? gap : gap * gap);
    left_p -= mass;
    left_q -= mass;
    if (left_p <= left_q) {
      if (++i < p.size()) left_p += p[i].mass;
    } else if (++j < q.size()) {
      left_q += q[j].mass;
    }
  }
  return sum;
}

// Variance of the potential under the measure.
double variance(const std::vector<double>& potential, const std::vector<double>& weights) {
  double total = 0, mean = 0, square = 0;
  for (std::size_t i = 0; i < potential.size(); ++i) {
    const double w = weights.empty() ? 1 : weights[i];
    total += w;
    mean += w * potential[i];
  }
  mean /= total;
  for (std::size_t i = 0; i < potential.size(); ++i)
    square += (weights.empty() ? 1 : weights[i]) * (potential[i] - mean) * (potential[i] - mean);
  return square / total;
}

}  // namespace

namespace {

// Uniform mass on lines needs no chance: n points evenly spaced along them.
Law2d::Points spaced_points(const Law2d& law, std::size_t n) {
  Law2d::Points points;
  points.sampled = true;
  double done = 0;
  std::size_t k = 0;
  for (const Law2d::Line& line : law.lines()) {
    for (; k < n; ++k) {
      const double share = ((static_cast<double>(k) + 0.5) / static_cast<double>(n) - done) / line.weight;
      if (share > 1) break;
      points.at.push_back(line.from + share * (line.to - line.from));
    }
    done += line.weight;
  }
  while (points.at.size() < n) points.at.push_back(law.lines().back().to);
  return points;
}

bool only_lines(const Law2d& law) { return law.singular() && law.atoms().empty() && !law.lines().empty(); }

}  // namespace

PlanePoints plane_points(const Law2d& p, const Law2d& q, std::int64_t samples, std::int64_t seed) {
  const auto n = static_cast<std::size_t>(samples);
  const auto key = static_cast<std::uint64_t>(seed);
  const auto of = [&](const Law2d& law, std::uint32_t stream) {
    if (only_lines(law)) return spaced_points(law, n);
    return law.points(law.discrete() ? most_transport_points : n, key, stream);
  };
  auto of_p = of(p, 0), of_q = of(q, 1);
  return {{std::move(of_p.at), std::move(of_p.weights)},
          {std::move(of_q.at), std::move(of_q.weights)},
          of_p.sampled,
          of_q.sampled};
}

Estimate w_of_plan(const Transport& plan, const PlanePoints& points, int order) {
  const double value = order == 1 ? plan.cost : std::sqrt(std::max(0.0, plan.cost));
  // An error of the cost is one of its root divided by twice the root.
  const auto of_root = [&](double error) {
    return order == 1 ? error : std::min(std::sqrt(error), error / (2 * std::max(value, 1e-150)));
  };
  if (!points.sampled()) return {value, of_root(plan.gap), Method::exact, ""};
  double square = 0;
  if (points.sampled_p)
    square += variance(plan.potential_p, points.p.weights) / static_cast<double>(points.p.points.size());
  if (points.sampled_q)
    square += variance(plan.potential_q, points.q.weights) / static_cast<double>(points.q.points.size());
  return {value, of_root(std::sqrt(square)), Method::sampled, ""};
}

Distances plane_distances(const Distribution2d& p, const Distribution2d& q, const Law2d& law_p,
                          const Law2d& law_q, const PlanePoints& points, PlaneSolvers& solvers,
                          std::stop_token stop) {
  Divergences2dOptions options;
  options.stop = stop;
  Distances all = divergences_2d(law_p, law_q, options);
  if (const auto w1 = exact_w1_2d(p, q)) {
    all[DistanceKind::w1] = *w1;
  } else {
    all[DistanceKind::w1] = w_of_plan(solvers.solve(points.p, points.q, GroundCost::euclidean), points, 1);
  }
  if (const auto w2 = exact_w2_2d(p, q)) {
    all[DistanceKind::w2] = *w2;
  } else {
    all[DistanceKind::w2] =
        w_of_plan(solvers.solve(points.p, points.q, GroundCost::squared_euclidean), points, 2);
  }
  return all;
}

std::vector<double> slices(const DiscreteMeasure& p, const DiscreteMeasure& q, int order, int directions) {
  std::vector<double> found;
  for (int k = 0; k < directions; ++k) {
    const double angle = std::numbers::pi * k / directions, c = std::cos(angle), s = std::sin(angle);
    const double cost = merged(projected(p, c, s), projected(q, c, s), order);
    found.push_back(order == 1 ? cost : std::sqrt(cost));
  }
  return found;
}

}  // namespace dlab
