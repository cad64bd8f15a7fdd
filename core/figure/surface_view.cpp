#include "core/figure/surface_view.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

constexpr double perspective = 0.3;  // one over the eye's distance, in sides of the ground, from the horizon
constexpr double foot = 0.035;       // the base's depth below the lowest height
constexpr double margin = 0.97;      // of the rectangle, for markers at the edge

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

}  // namespace

bool is_drawable(const Surface& s) {
  const Rect& r = s.rect;
  for (const double v : {r.x, r.y, r.w, r.h, s.yaw, s.pitch, s.height, s.zoom})
    if (!std::isfinite(v)) return false;
  return r.w > 0 && r.h > 0 && s.zoom > 0 && s.height >= 0 && s.columns >= 2 && s.rows >= 2 && s.values &&
         !s.ramp.empty() &&
         s.values->size() / static_cast<std::size_t>(s.columns) >= static_cast<std::size_t>(s.rows);
}

double surface_place(const Surface& s, double value) {
  if (std::isnan(value)) return value;
  const double range = s.high - s.low;
  if (!(range > 0)) return value > s.low ? 1 : 0;
  return std::clamp((value - s.low) / range, 0.0, 1.0);
}

SurfaceView::SurfaceView(const Surface& s)
    : low_(s.low), high_(s.high), height_(s.height), columns_(s.columns), rows_(s.rows) {
  const double yaw = radians(std::fmod(s.yaw, 360)), pitch = radians(std::clamp(s.pitch, 0.0, 90.0));
  // 90 degrees exactly, so that a map's rows stay level.
  const double up = s.pitch >= 90 ? 1 : std::sin(pitch), over = s.pitch >= 90 ? 0 : std::cos(pitch);
  const double cos = std::cos(yaw), sin = std::sin(yaw), p = perspective * over;
  base_ = -height_ / 2 - foot;
  // The cylinder's outline: its rims, seen.
  const double radius = std::numbers::sqrt2 / 2;
  double wide = 0, top = -INFINITY, bottom = INFINITY;
  constexpr int steps = 360;
  for (int i = 0; i < steps; ++i) {
    const double angle = 2 * std::numbers::pi * i / steps;
    for (const double z : {base_, height_ / 2}) {
      const double y = radius * std::sin(angle), w = 1 - p * (z * up - y * over);
      wide = std::max(wide, std::abs(radius * std::cos(angle)) / w);
      top = std::max(top, (y * up + z * over) / w);
      bottom = std::min(bottom, (y * up + z * over) / w);
    }
  }
  scale_ = margin * s.zoom * std::min(s.rect.w / (2 * wide), s.rect.h / (top - bottom));
  const double x0 = s.rect.x + s.rect.w / 2, y0 = s.rect.y + s.rect.h / 2 + scale_ * (top + bottom) / 2;
  const double tall = std::max(std::abs(base_), height_ / 2), far = std::hypot(radius, tall);
  reach_ = far / (1 - p * far);
  const std::array<double, 4> right{cos, -sin, 0, 0}, rise{sin * up, cos * up, over, 0},
      near{-sin * over, -cos * over, up, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    const double w = (i == 3 ? 1 : 0) - p * near[i];
    matrix_[0][i] = scale_ * right[i] + x0 * w;
    matrix_[1][i] = -scale_ * rise[i] + y0 * w;
    matrix_[2][i] = near[i];
    matrix_[3][i] = w;
  }
  // From the left, nearly level with the block, halfway up: it stays there while the block turns.
  constexpr double side = -0.77, behind = 0.1, above = 0.63;
  light_ = {cos * side + sin * behind, -sin * side + cos * behind, above};
}

SurfaceView::World SurfaceView::world(double column, double row, double place) const {
  return {column / (columns_ - 1) - 0.5, 0.5 - row / (rows_ - 1), height_ * (place - 0.5)};
}

SurfaceView::Place SurfaceView::project(World at) const {
  std::array<double, 4> out{};
  for (std::size_t i = 0; i < 4; ++i)
    out[i] = matrix_[i][0] * at.x + matrix_[i][1] * at.y + matrix_[i][2] * at.z + matrix_[i][3];
  return {{out[0] / out[3], out[1] / out[3]}, out[2] / out[3]};
}

double SurfaceView::distance(World at) const {
  return matrix_[3][0] * at.x + matrix_[3][1] * at.y + matrix_[3][2] * at.z + matrix_[3][3];
}

SurfaceView::Place SurfaceView::project(double column, double row, double value) const {
  Surface ends;
  ends.low = low_;
  ends.high = high_;
  return project(world(column, row, surface_place(ends, value)));
}

// With z known, X = x·w and Y = y·w are two linear equations in the ground's x and y.
std::optional<Vec> SurfaceView::unproject(Vec at, double value) const {
  Surface ends;
  ends.low = low_;
  ends.high = high_;
  const double z = height_ * (surface_place(ends, value) - 0.5);
  std::array<std::array<double, 3>, 2> e{};
  for (std::size_t i = 0; i < 2; ++i) {
    const double seen = i == 0 ? at.x : at.y;
    const auto row = [&](std::size_t k) { return matrix_[i][k] - seen * matrix_[3][k]; };
    e[i] = {row(0), row(1), -(row(2) * z + row(3))};
  }
  const double det = e[0][0] * e[1][1] - e[0][1] * e[1][0];
  if (std::abs(det) < 1e-9 * scale_ * scale_) return std::nullopt;
  const double x = (e[0][2] * e[1][1] - e[0][1] * e[1][2]) / det;
  const double y = (e[0][0] * e[1][2] - e[0][2] * e[1][0]) / det;
  if (!(distance({x, y, z}) > 0)) return std::nullopt;  // behind the eye
  return Vec{(x + 0.5) * (columns_ - 1), (0.5 - y) * (rows_ - 1)};
}

double SurfaceView::shade(World n) const {
  const double length = std::sqrt(n.x * n.x + n.y * n.y + n.z * n.z);
  const double lit = (n.x * light_.x + n.y * light_.y + n.z * light_.z) / length;
  return 1 + contrast * (lit - light_.z);
}

}  // namespace dlab
