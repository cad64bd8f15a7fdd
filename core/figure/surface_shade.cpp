#include "core/figure/surface_shade.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr int table_size = 1024;

double length(Vec v) { return std::hypot(v.x, v.y); }

// The share of a pixel that a line covers whose middle is `gap` pixels away.
double ink(double gap, double width) { return std::clamp(0.5 * width + 0.5 - gap, 0.0, 1.0); }

// Light over 1 goes towards white, less takes from every channel.
Premultiplied lit(Premultiplied c, double light) {
  if (light <= 1) return {c.r * light, c.g * light, c.b * light, c.a};
  const double white = std::min(light - 1, 1.0);
  return {c.r + (c.a - c.r) * white, c.g + (c.a - c.g) * white, c.b + (c.a - c.b) * white, c.a};
}

}  // namespace

Premultiplied times(Premultiplied c, double share) {
  return {c.r * share, c.g * share, c.b * share, c.a * share};
}

Premultiplied over(Premultiplied top, Premultiplied ground) {
  const double left = 1 - top.a;
  return {top.r + ground.r * left, top.g + ground.g * left, top.b + ground.b * left, top.a + ground.a * left};
}

std::vector<double> SurfaceShade::levels(const Surface& surface) {
  std::vector<double> out;
  if (!(surface.contour.width > 0) || surface.contour.color.a == 0) return out;
  for (const double level : surface.contours)
    if (level > surface.low && level < surface.high) out.push_back(surface_place(surface, level));
  std::sort(out.begin(), out.end());
  return out;
}

double SurfaceShade::spacing(const std::vector<double>& levels) {
  return levels.size() < 2 ? 0 : (levels.back() - levels.front()) / static_cast<double>(levels.size() - 1);
}

double SurfaceShade::wall_light(const SurfaceView& view, int side) {
  const double x = side == 1 ? -1 : side == 2 ? 1 : 0, y = side == 3 ? -1 : side == 4 ? 1 : 0;
  // About the wall's own colour, so that no wall falls into the dark.
  return 0.95 + 0.1 * (x * view.light().x + y * view.light().y);
}

SurfaceShade::Line SurfaceShade::line(const Stroke& stroke, double pixels_per_point) {
  const double width = stroke.width * pixels_per_point;
  if (!(width > 0) || stroke.color.a == 0) return {};
  return {times(premultiplied(stroke.color), std::min(width, 1.0)), std::max(width, 1.0)};
}

SurfaceShade::SurfaceShade(const Surface& surface, const SurfaceView& view, const SurfaceMesh& mesh,
                           double pixels_per_point)
    : surface_(surface),
      view_(view),
      mesh_(mesh),
      levels_(levels(surface)),
      spacing_(spacing(levels_)),
      contour_(line(surface.contour, pixels_per_point)),
      rim_(line(surface.rim, pixels_per_point)) {
  for (int i = 0; i < table_size; ++i)
    ramp_.push_back(ramp_color(surface.ramp, static_cast<double>(i) / (table_size - 1)));
}

Premultiplied SurfaceShade::operator()(const SurfaceFragment& f) const {
  return f.side == 0 ? land(f) : wall(f);
}

Premultiplied SurfaceShade::land(const SurfaceFragment& f) const {
  const SurfaceMesh::Node node = mesh_.at(f.column, f.row);
  const double place = std::clamp(static_cast<double>(node.place), 0.0, 1.0), h = surface_.height;
  const double at = place * (table_size - 1);
  const auto below = static_cast<std::size_t>(std::min(at, table_size - 2.0));
  const double share = at - static_cast<double>(below);
  const Premultiplied a = ramp_[below], b = ramp_[below + 1];
  Premultiplied color{a.r + share * (b.r - a.r), a.g + share * (b.g - a.g), a.b + share * (b.b - a.b),
                      a.a + share * (b.a - a.a)};
  if (f.underside) return lit(color, under);
  color =
      lit(color,
          view_.shade({-h * static_cast<double>(node.slope_x), -h * static_cast<double>(node.slope_y), 1}));
  // How far a level lies is, to first order, the difference over the slope.
  const Vec rise = mesh_.rise(f.column, f.row);
  const double slope =
      length({rise.x * f.column_by.x + rise.y * f.row_by.x, rise.x * f.column_by.y + rise.y * f.row_by.y});
  if (slope > 1e-7 && !levels_.empty()) {
    const auto above = std::lower_bound(levels_.begin(), levels_.end(), place);
    double gap = above == levels_.end() ? 1e9 : *above - place;
    if (above != levels_.begin()) gap = std::min(gap, place - *(above - 1));
    // Where lines crowd they fade, before they become a pattern of their own.
    const double crowd =
        spacing_ > 0 ? std::clamp(spacing_ / slope / (3 * contour_.width) - 0.4, 0.0, 1.0) : 1;
    color = over(times(contour_.color, ink(gap / slope, contour_.width) * crowd), color);
  }
  if (rim_.width > 0) {
    const auto edge = [](double gap, Vec by) { return gap / std::max(length(by), 1e-9); };
    const double gap = std::min({edge(f.column, f.column_by), edge(mesh_.columns - 1 - f.column, f.column_by),
                                 edge(f.row, f.row_by), edge(mesh_.rows - 1 - f.row, f.row_by)});
    color = over(times(rim_.color, ink(gap - 0.5 * rim_.width, rim_.width)), color);
  }
  return color;
}

Premultiplied SurfaceShade::wall(const SurfaceFragment& f) const {
  Premultiplied color =
      lit(premultiplied(surface_.wall), wall_light(view_, f.side) * (f.underside ? under : 1));
  if (rim_.width == 0 || f.underside) return color;
  const bool along_rows = f.side <= 2;
  const double at = along_rows ? f.row : f.column, last = (along_rows ? mesh_.rows : mesh_.columns) - 1;
  const double by = std::max(length(along_rows ? f.row_by : f.column_by), 1e-9);
  const double gap = std::min({at / by, (last - at) / by, (1 - f.foot) / std::max(length(f.foot_by), 1e-9)});
  return over(times(rim_.color, ink(gap - 0.5 * rim_.width, rim_.width)), color);
}

}  // namespace dlab
