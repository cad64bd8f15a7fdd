// W1 and W2 in the plane where no sample is needed.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "core/divergence/distances_2d.hpp"
#include "core/divergence/normal_2d.hpp"
#include "core/math/angle.hpp"

namespace dlab {
namespace {

Estimate closed(double value, double size) {
  return {value, 8e-16 * (std::abs(value) + size), Method::closed_form, ""};
}

double size_of(Point a, Point b) { return norm(a) + norm(b); }

// The shift that takes p to q, if that is all that they differ in.
template <class D>
std::optional<Point> shift_between(const D& p, const D& q) {
  D moved = p;
  if constexpr (std::is_same_v<D, Normal2d>) {
    moved.mean = q.mean;
    return moved == q ? std::optional(q.mean - p.mean) : std::nullopt;
  } else if constexpr (std::is_same_v<D, Points2d>) {
    // Where points were read from does not matter, what they are does.
    if (!(p.xs == q.xs && p.ys == q.ys && p.weights == q.weights && p.bandwidth == q.bandwidth))
      return std::nullopt;
    return q.shift - p.shift;
  } else {
    moved.center = q.center;
    return moved == q ? std::optional(q.center - p.center) : std::nullopt;
  }
}
std::optional<Point> shift_between(const Mixture2d& p, const Mixture2d& q) {
  if (p.components.size() != q.components.size() || p.components.empty()) return std::nullopt;
  std::optional<Point> all;
  for (std::size_t i = 0; i < p.components.size(); ++i) {
    const Component2d &a = p.components[i], &b = q.components[i];
    if (a.weight != b.weight || a.distribution.index() != b.distribution.index()) return std::nullopt;
    const std::optional<Point> one = std::visit(
        [&](const auto& part) {
          return shift_between(part, std::get<std::decay_t<decltype(part)>>(b.distribution));
        },
        a.distribution);
    if (!one) return std::nullopt;
    const Point at = location(widened(a.distribution)), to = location(widened(b.distribution));
    if (all && norm(*one - *all) > 4e-16 * size_of(at, to)) return std::nullopt;
    if (!all) all = one;
  }
  return all;
}
std::optional<Point> translation(const Distribution2d& p, const Distribution2d& q) {
  if (p.index() != q.index()) return std::nullopt;
  return std::visit(
      [&](const auto& part) { return shift_between(part, std::get<std::decay_t<decltype(part)>>(q)); }, p);
}

// W_p of a law and its translate is the length of the shift: E|X − Y| ≥ |E X − E Y|, and the shift attains
// it.
std::optional<Estimate> of_translates(const Distribution2d& p, const Distribution2d& q) {
  const auto shift = translation(p, q);
  if (!shift) return std::nullopt;
  return closed(norm(*shift), 0.25 * size_of(location(p), location(q)));
}

// Whether two directions are the same up to half turns.
bool parallel(double degrees, double other) {
  const double turn = std::remainder(degrees - other, 180.0);
  return std::abs(turn) < 1e-12;
}

// Product measures along two axes at right angles: uniform intervals, or evenly spaced points.
struct Product {
  Point center;
  double angle;            // degrees, of the first axis
  double length;           // uniform along the first axis
  double breadth;          // uniform along the second …
  std::int64_t count = 1;  // … or so many points there …
  double spacing = 0;      // … so far apart
};
std::optional<Product> product_of(const Distribution2d& d) {
  if (const auto* box = std::get_if<Box2d>(&d)) return Product{box->center, 0, box->width, box->height};
  if (const auto* lines = std::get_if<Segments2d>(&d))
    return Product{lines->center, lines->angle, lines->length, 0, lines->count, lines->spacing};
  return std::nullopt;
}

// E (x − y)² of two centered measures on a line, coupled in order: a uniform interval each, or points.
double centered_square(const Product& p, const Product& q) {
  if (p.count == 1 && q.count == 1) return (p.breadth - q.breadth) * (p.breadth - q.breadth) / 12;
  struct Level {
    double up_to, at, slope;  // the quantile at u within the level: at + slope (u − middle of the level)
  };
  const auto levels = [](const Product& d) {
    std::vector<Level> all;
    const auto n = static_cast<double>(d.count);
    for (std::int64_t i = 0; i < d.count; ++i) {
      const double place = d.spacing * (static_cast<double>(i) - 0.5 * (n - 1));
      all.push_back({static_cast<double>(i + 1) / n, d.count == 1 ? 0 : place, d.breadth});
    }
    return all;
  };
  const std::vector<Level> a = levels(p), b = levels(q);
  double sum = 0, from = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double to = std::min(a[i].up_to, b[j].up_to), width = to - from, middle = 0.5 * (from + to);
    const auto value = [&](const Level& level, double count) {
      return level.at + level.slope * (middle - (level.up_to - 0.5 / count));
    };
    const double off = value(a[i], static_cast<double>(p.count)) - value(b[j], static_cast<double>(q.count));
    const double slope = a[i].slope - b[j].slope;
    sum += width * (off * off + slope * slope * width * width / 12);
    const bool p_ends = a[i].up_to <= b[j].up_to, q_ends = b[j].up_to <= a[i].up_to;
    i += p_ends ? 1 : 0, j += q_ends ? 1 : 0;
    from = to;
  }
  return sum;
}

// Coordinatewise monotone maps are gradients of convex functions: the squares add up.
std::optional<Estimate> w2_of_products(const Distribution2d& p, const Distribution2d& q) {
  auto a = product_of(p), b = product_of(q);
  if (!a || !b) return std::nullopt;
  // A box may lie along a segment's direction either way round.
  const auto turned_box = [](Product& d) { std::swap(d.length, d.breadth), d.angle += 90; };
  if (!parallel(a->angle, b->angle) && std::holds_alternative<Box2d>(p)) turned_box(*a);
  if (!parallel(a->angle, b->angle) && std::holds_alternative<Box2d>(q)) turned_box(*b);
  if (!parallel(a->angle, b->angle)) return std::nullopt;
  const Point shift = b->center - a->center;
  const double along = (a->length - b->length) * (a->length - b->length) / 12;
  const double square = shift.x * shift.x + shift.y * shift.y + along + centered_square(*a, *b);
  return closed(std::sqrt(square), a->length + b->length + size_of(a->center, b->center));
}

// Two single segments at any angle: |Δ|² + (a² + b² − 2ab|cos|)/12, a and b the lengths: the order along one
// follows the order along the other.
std::optional<Estimate> w2_of_segments(const Distribution2d& p, const Distribution2d& q) {
  const auto *a = std::get_if<Segments2d>(&p), *b = std::get_if<Segments2d>(&q);
  if (!a || !b || a->count != 1 || b->count != 1) return std::nullopt;
  const double lean = std::abs(turn_by(a->angle - b->angle).cos);
  const Point shift = b->center - a->center;
  const double inner =
      (a->length - b->length) * (a->length - b->length) + 2 * a->length * b->length * (1 - lean);
  const double square = shift.x * shift.x + shift.y * shift.y + inner / 12;
  return closed(std::sqrt(square), a->length + b->length + size_of(a->center, b->center));
}

// Parallel single segments: the cost √(h² + z²) is convex in the difference z along them, so the order is
// kept, z runs evenly from one end's difference to the other's, and ∫√(h² + z²) dz is elementary.
std::optional<Estimate> w1_of_segments(const Distribution2d& p, const Distribution2d& q) {
  const auto *a = std::get_if<Segments2d>(&p), *b = std::get_if<Segments2d>(&q);
  if (!a || !b || a->count != 1 || b->count != 1 || !parallel(a->angle, b->angle)) return std::nullopt;
  const Point shift = turned(b->center - a->center, turn_by(-a->angle));
  const double height = std::abs(shift.y), half = 0.5 * std::abs(a->length - b->length);
  const double low = shift.x - half, high = shift.x + half;
  const double size = a->length + b->length + size_of(a->center, b->center);
  if (high - low <= 1e-6 * (height + std::abs(shift.x))) return closed(std::hypot(height, shift.x), size);
  const auto integral = [&](double z) {
    const double root = std::hypot(height, z);
    return 0.5 * (z * root + (height > 0 ? height * height * std::asinh(z / height) : 0));
  };
  return closed((integral(high) - integral(low)) / (high - low), size * size / (high - low));
}

// Discs: x ↦ c + (s/r)(x − c′) is a gradient, and E|X|² = r²/2. About the same center |x| proves that the
// radial map is best for W1 too; E|X| = 2r/3.
std::optional<Estimate> w_of_discs(const Distribution2d& p, const Distribution2d& q, int order) {
  const auto *a = std::get_if<Disc2d>(&p), *b = std::get_if<Disc2d>(&q);
  if (!a || !b) return std::nullopt;
  const Point shift = b->center - a->center;
  const double off = a->radius - b->radius, size = a->radius + b->radius + size_of(a->center, b->center);
  if (order == 2) return closed(std::sqrt(shift.x * shift.x + shift.y * shift.y + 0.5 * off * off), size);
  if (shift == Point{}) return closed(2 * std::abs(off) / 3, size);
  return std::nullopt;
}

}  // namespace

std::optional<Estimate> exact_w1_2d(const Distribution2d& p, const Distribution2d& q) {
  if (const auto found = of_translates(p, q)) return found;
  if (const auto found = w1_of_segments(p, q)) return found;
  return w_of_discs(p, q, 1);
}

std::optional<Estimate> exact_w2_2d(const Distribution2d& p, const Distribution2d& q) {
  if (const auto found = of_translates(p, q)) return found;
  const auto *a = std::get_if<Normal2d>(&p), *b = std::get_if<Normal2d>(&q);
  if (a && b) return distances(*a, *b)[DistanceKind::w2];
  if (const auto found = w2_of_products(p, q)) return found;
  if (const auto found = w2_of_segments(p, q)) return found;
  return w_of_discs(p, q, 2);
}

}  // namespace dlab
