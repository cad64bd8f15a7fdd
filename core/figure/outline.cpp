#include "core/figure/outline.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

bool finite(Vec p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// The window's edges: left, right, top, bottom. How far inside of one a point lies; negative is outside.
double depth(Vec p, int edge, const Rect& w) {
  switch (edge) {
    case 0:
      return p.x - w.x;
    case 1:
      return w.right() - p.x;
    case 2:
      return p.y - w.y;
    default:
      return w.bottom() - p.y;
  }
}

// Where a–b crosses an edge. The coordinate across the edge is set, not computed, and the other comes from
// the nearer end: so a point at 1e300 does no harm.
Vec crossing(Vec a, Vec b, int edge, const Rect& w) {
  if (std::abs(depth(a, edge, w)) > std::abs(depth(b, edge, w))) std::swap(a, b);
  if (edge < 2) {
    const double x = edge == 0 ? w.x : w.right();
    return {x, a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y)};
  }
  const double y = edge == 2 ? w.y : w.bottom();
  return {a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), y};
}

// The part of a segment inside the window, cut edge by edge (Cohen and Sutherland); false if there is none.
bool cut_segment(Vec& a, Vec& b, const Rect& window) {
  for (int edge = 0; edge < 4; ++edge) {
    const bool a_out = depth(a, edge, window) < 0, b_out = depth(b, edge, window) < 0;
    if (a_out && b_out) return false;
    if (a_out || b_out) (a_out ? a : b) = crossing(a, b, edge, window);
  }
  return finite(a) && finite(b);
}

std::vector<Vec> cut_by(const std::vector<Vec>& polygon, int edge, const Rect& window) {
  std::vector<Vec> out;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Vec a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    const bool a_out = depth(a, edge, window) < 0, b_out = depth(b, edge, window) < 0;
    if (!a_out) out.push_back(a);
    if (a_out != b_out) out.push_back(crossing(a, b, edge, window));
  }
  return out;
}

}  // namespace

std::vector<Vec> marker_corners(Shape shape, Vec at, double size) {
  const double area = std::numbers::pi / 4 * size * size;
  switch (shape) {
    case Shape::circle:
      return {};
    case Shape::diamond: {
      const double r = std::sqrt(area / 2);
      return {{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}};
    }
    case Shape::square: {
      const double h = std::sqrt(area) / 2;
      return {{at.x - h, at.y - h}, {at.x + h, at.y - h}, {at.x + h, at.y + h}, {at.x - h, at.y + h}};
    }
    case Shape::triangle: {
      const double a = 2 * std::sqrt(area / std::numbers::sqrt3), r = a / std::numbers::sqrt3;
      return {{at.x, at.y - r}, {at.x + a / 2, at.y + r / 2}, {at.x - a / 2, at.y + r / 2}};
    }
  }
  return {};
}

ArrowParts arrow_parts(const Arrow& arrow) {
  const double length = std::hypot(arrow.to.x - arrow.from.x, arrow.to.y - arrow.from.y);
  if (!finite(arrow.from) || !finite(arrow.to) || !(length > 0) || !std::isfinite(length)) return {};
  const Vec along{(arrow.to.x - arrow.from.x) / length, (arrow.to.y - arrow.from.y) / length};
  const double head = std::min(arrow.head, length), half = 0.42 * head;
  const auto at = [&](double back, double aside) {
    return Vec{arrow.to.x - along.x * back - along.y * aside, arrow.to.y - along.y * back + along.x * aside};
  };
  ArrowParts parts;
  parts.head = {arrow.to, at(head, half), at(0.8 * head, 0), at(head, -half)};
  if (length > head) parts.shaft = {arrow.from, at(0.8 * head, 0)};
  return parts;
}

std::vector<std::vector<Vec>> pieces_inside(const std::vector<Vec>& points, bool closed, const Rect& window) {
  std::vector<std::vector<Vec>> pieces;
  const std::size_t n = points.size();
  if (n == 1 && finite(points[0]) && window.contains(points[0])) return {points};
  bool going = false;
  for (std::size_t i = 0; i + 1 < n + (closed && n > 2 ? 1 : 0); ++i) {
    const Vec start = points[i], end = points[(i + 1) % n];
    Vec a = start, b = end;
    if (!segment_inside(a, b, window)) {
      going = false;
      continue;
    }
    if (!going || !(a == start)) pieces.push_back({a});
    pieces.back().push_back(b);
    going = b == end;
  }
  return pieces;
}

bool segment_inside(Vec& from, Vec& to, const Rect& window) {
  return finite(from) && finite(to) && cut_segment(from, to, window);
}

std::vector<Vec> area_inside(const std::vector<Vec>& polygon, const Rect& window) {
  std::vector<Vec> out;
  std::copy_if(polygon.begin(), polygon.end(), std::back_inserter(out), finite);
  const auto outside = [&](Vec p) { return !window.contains(p); };
  if (std::none_of(out.begin(), out.end(), outside)) return out;
  for (int edge = 0; edge < 4; ++edge) out = cut_by(out, edge, window);
  return out;
}

std::vector<std::vector<Vec>> band_polygons(const Band& band, const Rect& window) {
  const std::size_t n = std::min({band.x.size(), band.low.size(), band.high.size()});
  const auto good = [&](std::size_t i) {
    return std::isfinite(band.x[i]) && std::isfinite(band.low[i]) && std::isfinite(band.high[i]);
  };
  std::vector<std::vector<Vec>> out;
  for (std::size_t i = 0; i < n;) {
    if (!good(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    std::vector<Vec> polygon;
    for (; end < n && good(end); ++end) polygon.push_back({band.x[end], band.high[end]});
    for (std::size_t k = end; k-- > i;) polygon.push_back({band.x[k], band.low[k]});
    polygon = area_inside(polygon, window);
    if (polygon.size() > 2) out.push_back(std::move(polygon));
    i = end;
  }
  return out;
}

Rect safe_window(const Figure& figure) {
  constexpr double margin = 5000;
  return {-margin, -margin, figure.width + 2 * margin, figure.height + 2 * margin};
}

}  // namespace dlab
