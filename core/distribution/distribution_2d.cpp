// Kinds of distributions in the plane, where they are, and moving them.
#include "core/distribution/distribution_2d.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/distribution/moving_2d.hpp"
#include "core/math/angle.hpp"

namespace dlab {
namespace {

struct Kind {
  const char *key, *label, *location;
};
// In the order of Kind2d.
constexpr Kind kinds[kinds_2d] = {
    {"normal_2d", N_("Normal"), "mean"},
    {"ring_2d", N_("Ring of bells"), "center"},
    {"grid_2d", N_("Grid of bells"), "center"},
    {"swiss_roll_2d", N_("Swiss roll"), "center"},
    {"moons_2d", N_("Two moons"), "center"},
    {"circles_2d", N_("Two circles"), "center"},
    {"segments_2d", N_("Parallel segments"), "center"},
    {"box_2d", N_("Box"), "center"},
    {"disc_2d", N_("Disc"), "center"},
    {"image_2d", N_("Picture"), "center"},
    {"text_2d", N_("Words"), "center"},
    {"painted_2d", N_("Painted freehand"), "center"},
    {"points_2d", N_("Points"), "shift"},
    {"mixture_2d", N_("Mixture"), "center"},
};

const Kind& kind_at(Kind2d kind) { return kinds[static_cast<std::size_t>(kind)]; }

}  // namespace

Covariance covariance(const Normal2d& normal) {
  const auto [c, s] = turn_by(normal.angle);
  const double u = normal.std_u * normal.std_u, v = normal.std_v * normal.std_v;
  return {c * c * u + s * s * v, c * s * (normal.std_u - normal.std_v) * (normal.std_u + normal.std_v),
          s * s * u + c * c * v};
}

// The eigenvalues h ± r with h = ½(xx + yy), r = √(¼(xx − yy)² + xy²); the smaller one as det/(h + r), which
// does not cancel.
Normal2d normal_with(Point mean, const Covariance& cov) {
  if (cov.xy == 0) return {mean, std::sqrt(cov.xx), std::sqrt(cov.yy), 0};
  const double r = std::hypot(0.5 * (cov.xx - cov.yy), cov.xy);
  const double large = 0.5 * (cov.xx + cov.yy) + r;
  const double square = cov.xy * cov.xy;
  const double determinant = std::fma(cov.xx, cov.yy, -square) + std::fma(-cov.xy, cov.xy, square);
  const double degrees = 0.5 * std::atan2(2 * cov.xy, cov.xx - cov.yy) * (180 / std::numbers::pi);
  return {mean, std::sqrt(large), std::sqrt(determinant / large), degrees};
}

Point place_of(const Normal2d& d) { return d.mean; }
Point place_of(const Points2d& d) { return d.shift; }
Point place_of(const Mixture2d& d) {
  double total = 0;
  Point sum, plain;
  for (const Component2d& component : d.components) {
    const Point at = std::visit([](const auto& part) { return place_of(part); }, component.distribution);
    total += component.weight;
    sum = sum + component.weight * at;
    plain = plain + at;
  }
  if (total > 0) return (1 / total) * sum;
  return d.components.empty() ? Point{} : (1 / static_cast<double>(d.components.size())) * plain;
}

void move_by(Normal2d& d, Point by) { d.mean = d.mean + by; }
void move_by(Points2d& d, Point by) { d.shift = d.shift + by; }
void move_by(Mixture2d& d, Point by) {
  for (Component2d& component : d.components) {
    std::visit([by](auto& part) { move_by(part, by); }, component.distribution);
  }
}

Kind2d kind_of(const Distribution2d& distribution) { return static_cast<Kind2d>(distribution.index()); }
const char* kind_key(Kind2d kind) { return kind_at(kind).key; }
const char* kind_label(Kind2d kind) { return kind_at(kind).label; }
const char* location_key(Kind2d kind) { return kind_at(kind).location; }

Distribution2d widened(const Simple2d& simple) {
  return std::visit([](const auto& part) { return Distribution2d(part); }, simple);
}

std::optional<Simple2d> narrowed(const Distribution2d& distribution) {
  return std::visit(
      [](const auto& part) -> std::optional<Simple2d> {
        if constexpr (std::is_constructible_v<Simple2d, decltype(part)>) {
          return Simple2d(part);
        } else {
          return std::nullopt;
        }
      },
      distribution);
}

Distribution2d default_of(Kind2d kind) {
  switch (kind) {
    case Kind2d::normal:
      return Normal2d{};
    case Kind2d::ring:
      return Ring2d{};
    case Kind2d::grid:
      return Grid2d{};
    case Kind2d::swiss_roll:
      return SwissRoll2d{};
    case Kind2d::moons:
      return Moons2d{};
    case Kind2d::circles:
      return Circles2d{};
    case Kind2d::segments:
      return Segments2d{};
    case Kind2d::box:
      return Box2d{};
    case Kind2d::disc:
      return Disc2d{};
    case Kind2d::image:
      return Image2d{};
    case Kind2d::text:
      return Text2d{};
    case Kind2d::painted:
      return Painted2d{};
    case Kind2d::points:
      return Points2d{};
    case Kind2d::mixture:
      return Mixture2d{};
  }
  return Normal2d{};
}

Point location(const Distribution2d& distribution) {
  return std::visit([](const auto& part) { return place_of(part); }, distribution);
}

Distribution2d shifted(const Distribution2d& distribution, Point offset) {
  Distribution2d moved = distribution;
  std::visit([offset](auto& part) { move_by(part, offset); }, moved);
  return moved;
}

double silverman_bandwidth_2d(const std::vector<double>& xs, const std::vector<double>& ys) {
  const auto n = static_cast<double>(xs.size());
  if (xs.size() < 2) return 0;
  const auto variance = [&](const std::vector<double>& values) {
    double mean = 0, squares = 0;
    for (const double value : values) mean += value / n;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / (n - 1);
  };
  return std::sqrt(0.5 * (variance(xs) + variance(ys))) * std::pow(n, -1.0 / 6);
}

}  // namespace dlab
