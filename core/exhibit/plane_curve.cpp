// Every distance along one parameter of P or Q, with its derivative where the curve is smooth.
#include "core/exhibit/plane_curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exhibit/line_solve_slope.hpp"
#include "core/exhibit/plane_parameter.hpp"

namespace dlab {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// The grid's nodes in the visited part, its ends, and the present value.
std::vector<double> curve_positions(const Recorder& r, double now) {
  const auto steps = static_cast<double>(r.steps), spacing = (r.high - r.low) / steps;
  const double from = std::clamp(r.visited_low, r.low, r.high), to = std::clamp(r.visited_high, from, r.high);
  std::vector<double> all;
  for (std::int64_t i = 0; i <= r.steps; ++i) {
    const double x = i == r.steps ? r.high : r.low + spacing * static_cast<double>(i);
    if (x >= from - 1e-9 * spacing && x <= to + 1e-9 * spacing) all.push_back(x);
  }
  for (double x : {from, to, now}) {
    if (x < from || x > to) continue;
    const bool there =
        std::any_of(all.begin(), all.end(), [&](double a) { return std::abs(a - x) <= 1e-6 * spacing; });
    if (!there) all.push_back(x);
  }
  std::sort(all.begin(), all.end());
  return all;
}

// Does a curve of `before` hold for `scene`? Its points do not depend on where the parameter stands now.
bool same_curve(const PlaneScene& before, const PlaneScene& scene, const PlaneParameter& parameter) {
  if (before.recorder.parameter != scene.recorder.parameter || before.samples != scene.samples) return false;
  const bool moves_p = parameter.side() == Side::p;
  if (moves_p ? !(before.q == scene.q) : !(before.p == scene.p)) return false;
  const auto then = PlaneParameter::find(before, scene.recorder.parameter);
  if (!then) return false;
  const auto moved = then->at(parameter.value());
  return moved && *moved == side_of(scene, parameter.side());
}

// Between equally spaced neighbours; elsewhere, and at kinks, none.
void add_slopes(std::vector<RecorderPoint>& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].derivative.fill(undefined);
    if (i < 2 || i + 2 >= points.size()) continue;
    const double h = 0.25 * (points[i + 2].x - points[i - 2].x);
    bool even = true;
    for (std::size_t k = i - 2; k < i + 2; ++k)
      even = even && std::abs(points[k + 1].x - points[k].x - h) < 1e-6 * h;
    if (!even) continue;
    for (const DistanceKind kind : all_distances) {
      SlopeStencil stencil{{}, h};
      for (std::size_t k = 0; k < 5; ++k) {
        const Estimate& e = points[i - 2 + k].distances[kind];
        stencil.values[k] = e.defined() ? e.value : undefined;
      }
      points[i].derivative[static_cast<std::size_t>(kind)] = coarse_slope(stencil).value_or(undefined);
    }
  }
}

}  // namespace

std::optional<std::vector<RecorderPoint>> record_curve(const PlaneScene& scene, std::int64_t seed,
                                                       const PlaneResults* previous, PlaneSolvers& solvers,
                                                       std::stop_token stop) {
  std::vector<RecorderPoint> points;
  const auto parameter = PlaneParameter::find(scene, scene.recorder.parameter);
  if (!scene.recorder.recorded || !parameter) return points;
  const bool keep = previous && previous->curve_current && previous->seed == seed &&
                    same_curve(previous->inputs, scene, *parameter);
  const Law2d fixed(side_of(scene, parameter->side() == Side::p ? Side::q : Side::p));
  const bool moves_p = parameter->side() == Side::p;
  for (double x : curve_positions(scene.recorder, parameter->value())) {
    if (stop.stop_requested()) return std::nullopt;
    if (keep) {
      const auto known = std::find_if(previous->curve.begin(), previous->curve.end(),
                                      [&](const RecorderPoint& point) { return point.x == x; });
      if (known != previous->curve.end()) {
        points.push_back(*known);
        continue;
      }
    }
    const auto moved = parameter->at(x);
    if (!moved) continue;
    const Law2d law(*moved);
    const Law2d &p = moves_p ? law : fixed, &q = moves_p ? fixed : law;
    const PlanePoints on = plane_points(p, q, scene.samples, seed);
    RecorderPoint point{x, {}, {}};
    point.distances =
        plane_distances(moves_p ? *moved : scene.p, moves_p ? scene.q : *moved, p, q, on, solvers, stop);
    points.push_back(std::move(point));
  }
  if (stop.stop_requested()) return std::nullopt;
  add_slopes(points);
  return points;
}

}  // namespace dlab
