// Grips of every kind: its centre, and what scales, turns or stretches it.
#include "core/exhibit/plane_grips.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

constexpr double reach = 2;  // the ellipse that is pulled: two standard deviations
constexpr double shortest = 1e-3;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }
Point direction(double degrees) { return {std::cos(radians(degrees)), std::sin(radians(degrees))}; }
Point across(Point d) { return {-d.y, d.x}; }
double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }

// In degrees, as near to `before` as a full turn or half turns (`period`) allow, then within ±360.
double angle_of(Point d, double before, double period) {
  double angle = std::atan2(d.y, d.x) * 180 / std::numbers::pi;
  angle += period * std::round((before - angle) / period);
  while (angle > 360) angle -= 360;
  while (angle < -360) angle += 360;
  return angle;
}

double length(double value, bool snap) {
  if (snap) value = std::round(value / 0.1) * 0.1;
  return std::max(value, shortest);
}
double turned(double angle, bool snap) { return snap ? std::round(angle / 15) * 15 : angle; }
Point placed(Point at, bool snap) {
  return snap ? Point{std::round(at.x / 0.1) * 0.1, std::round(at.y / 0.1) * 0.1} : at;
}

Grip center_grip(Point at, const char* key) {
  return {"center", at, {std::string(key) + ".x", std::string(key) + ".y"}};
}

Point middle_of(const Painted2d& d) {
  if (d.cells.empty()) return d.center;
  const double cell = d.height / static_cast<double>(d.cells.rows);
  double mass = 0, x = 0, y = 0;
  std::size_t at = 0;
  for (std::int64_t row = 0; row < d.cells.rows; ++row)
    for (std::int64_t column = 0; column < d.cells.columns; ++column, ++at) {
      const double value = d.cells.values[at];
      mass += value;
      x += value * (static_cast<double>(column) + 0.5 - 0.5 * static_cast<double>(d.cells.columns));
      y -= value * (static_cast<double>(row) + 0.5 - 0.5 * static_cast<double>(d.cells.rows));
    }
  return mass > 0 ? d.center + (cell / mass) * Point{x, y} : d.center;
}

Point middle_of(const Points2d& d) {
  const std::vector<double>&xs = d.xs.get(), &ys = d.ys.get(), &weights = d.weights.get();
  double mass = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    mass += weight;
    x += weight * (xs[i] - xs.front());
    y += weight * (ys[i] - ys.front());
  }
  return mass > 0 ? d.shift + Point{xs.front() + x / mass, ys.front() + y / mass} : d.shift;
}

struct GripsOf {
  std::vector<Grip> operator()(const Normal2d& d) const {
    const Point u = direction(d.angle), v = across(u);
    return {center_grip(d.mean, "mean"),
            {"u", d.mean + reach * d.std_u * u, {"std_u", "angle"}},
            {"v", d.mean + reach * d.std_v * v, {"std_v", "angle"}}};
  }
  std::vector<Grip> operator()(const Ring2d& d) const {
    return {center_grip(d.center, "center"),
            {"radius", d.center + d.radius * direction(d.angle), {"radius", "angle"}}};
  }
  std::vector<Grip> operator()(const Grid2d& d) const {
    const double half = 0.5 * d.spacing * static_cast<double>(std::max<std::int64_t>(1, d.side - 1));
    return {center_grip(d.center, "center"), {"corner", d.center + Point{half, half}, {"spacing"}}};
  }
  std::vector<Grip> operator()(const SwissRoll2d& d) const {
    return {center_grip(d.center, "center"),
            {"corner", d.center + Point{scale_reach * d.scale, 0}, {"scale"}}};
  }
  std::vector<Grip> operator()(const Moons2d& d) const {
    return {center_grip(d.center, "center"), {"corner", d.center + Point{1.5 * d.scale, 0}, {"scale"}}};
  }
  std::vector<Grip> operator()(const Circles2d& d) const {
    return {center_grip(d.center, "center"),
            {"radius", d.center + Point{d.radius, 0}, {"radius"}},
            {"ratio", d.center + Point{0, d.ratio * d.radius}, {"ratio"}}};
  }
  std::vector<Grip> operator()(const Segments2d& d) const {
    const Point along = direction(d.angle);
    const double half = 0.5 * d.spacing * static_cast<double>(d.count - 1);
    const Point last = d.center + half * across(along);
    std::vector<Grip> all{center_grip(d.center, "center"),
                          {"end", last + 0.5 * d.length * along, {"length", "angle"}}};
    if (d.count > 1) all.push_back({"spacing", last, {"spacing"}});
    return all;
  }
  std::vector<Grip> operator()(const Box2d& d) const {
    return {center_grip(d.center, "center"),
            {"corner", d.center + Point{0.5 * d.width, 0.5 * d.height}, {"width", "height"}}};
  }
  std::vector<Grip> operator()(const Disc2d& d) const {
    return {center_grip(d.center, "center"), {"radius", d.center + Point{d.radius, 0}, {"radius"}}};
  }
  std::vector<Grip> operator()(const Image2d& d) const { return of_cells(d.center, d.height, d.darkness); }
  std::vector<Grip> operator()(const Text2d& d) const { return of_cells(d.center, d.height, d.cells); }
  // In the middle of what is painted, not of the canvas.
  std::vector<Grip> operator()(const Painted2d& d) const { return {center_grip(middle_of(d), "center")}; }
  std::vector<Grip> operator()(const Points2d& d) const { return {center_grip(middle_of(d), "shift")}; }
  static std::vector<Grip> of_cells(Point center, double height, const Cells& cells) {
    const double ratio =
        cells.rows > 0 ? static_cast<double>(cells.columns) / static_cast<double>(cells.rows) : 1;
    return {center_grip(center, "center"),
            {"corner", center + Point{0.5 * ratio * height, 0.5 * height}, {"height"}}};
  }
  static constexpr double scale_reach = 0.94;  // the roll's outer end: 4.5π / 15
};

struct Pull {
  const std::string& grip;
  Point to;
  bool snap;

  bool center(Point& at) const {
    if (grip == "center") at = placed(to, snap);
    return grip == "center";
  }
  Simple2d operator()(Normal2d d) const {
    if (center(d.mean)) return d;
    const Point arm = to - d.mean;
    const bool u = grip == "u";
    (u ? d.std_u : d.std_v) = length(norm(arm) / reach, snap);
    const double before = u ? d.angle : d.angle + 90;
    d.angle = turned(angle_of(arm, before, 360), snap) - (u ? 0 : 90);
    return d;
  }
  Simple2d operator()(Ring2d d) const {
    if (center(d.center)) return d;
    d.radius = length(norm(to - d.center), snap);
    d.angle = turned(angle_of(to - d.center, d.angle, 360), snap);
    return d;
  }
  Simple2d operator()(Grid2d d) const {
    if (center(d.center)) return d;
    const double half = std::max(std::abs(to.x - d.center.x), std::abs(to.y - d.center.y));
    d.spacing = length(2 * half / static_cast<double>(std::max<std::int64_t>(1, d.side - 1)), snap);
    return d;
  }
  Simple2d operator()(SwissRoll2d d) const {
    if (!center(d.center)) d.scale = length(norm(to - d.center) / GripsOf::scale_reach, snap);
    return d;
  }
  Simple2d operator()(Moons2d d) const {
    if (!center(d.center)) d.scale = length(norm(to - d.center) / 1.5, snap);
    return d;
  }
  Simple2d operator()(Circles2d d) const {
    if (center(d.center)) return d;
    if (grip == "radius") {
      d.radius = length(norm(to - d.center), snap);
    } else {
      d.ratio = std::clamp(length(norm(to - d.center), snap) / d.radius, 0.02, 1.0);
    }
    return d;
  }
  Simple2d operator()(Segments2d d) const {
    if (center(d.center)) return d;
    const Point along = direction(d.angle);
    const double lines = 0.5 * static_cast<double>(d.count - 1);
    if (grip == "spacing") {
      d.spacing = length(std::abs(dot(to - d.center, across(along))) / lines, snap);
      return d;
    }
    // The end of the last line: its arm is half the length along and what the spacing asks across.
    const Point arm = to - d.center;
    const double aside = lines * d.spacing, whole = norm(arm);
    const double ahead = std::sqrt(std::max(whole * whole - aside * aside, 0.25 * shortest * shortest));
    d.length = length(2 * ahead, snap);
    const double lean = std::atan2(aside, ahead) * 180 / std::numbers::pi;
    d.angle = turned(angle_of(arm, d.angle + lean, 360) - lean, snap);
    return d;
  }
  Simple2d operator()(Box2d d) const {
    if (center(d.center)) return d;
    d.width = length(2 * std::abs(to.x - d.center.x), snap);
    d.height = length(2 * std::abs(to.y - d.center.y), snap);
    return d;
  }
  Simple2d operator()(Disc2d d) const {
    if (!center(d.center)) d.radius = length(norm(to - d.center), snap);
    return d;
  }
  Simple2d operator()(Image2d d) const {
    if (!center(d.center)) d.height = of_cells(d.center, d.darkness);
    return d;
  }
  Simple2d operator()(Text2d d) const {
    if (!center(d.center)) d.height = of_cells(d.center, d.cells);
    return d;
  }
  Simple2d operator()(Painted2d d) const {
    d.center = d.center + (placed(to, snap) - middle_of(d));
    return d;
  }
  Simple2d operator()(Points2d d) const {
    d.shift = d.shift + (placed(to, snap) - middle_of(d));
    return d;
  }
  double of_cells(Point center, const Cells& cells) const {
    const double ratio =
        cells.rows > 0 ? static_cast<double>(cells.columns) / static_cast<double>(cells.rows) : 1;
    return length(2 * std::max(std::abs(to.y - center.y), std::abs(to.x - center.x) / ratio), snap);
  }
};

}  // namespace

std::vector<Grip> grips(const Simple2d& simple) { return std::visit(GripsOf{}, simple); }

Simple2d pulled(const Simple2d& simple, const std::string& grip, Point to, bool snap) {
  return std::visit(Pull{grip, to, snap}, simple);
}

}  // namespace dlab
