#include "app/export/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "core/figure/contour.hpp"
#include "core/figure/map_field.hpp"
#include "core/figure/outline.hpp"
#include "core/figure/surface_raster.hpp"
#include "core/figure/surface_view.hpp"

namespace dlab {
namespace {

bool positive(double v) { return v > 0 && std::isfinite(v); }
bool finite(Vec p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// The rectangle with positive sides inside `window`; false if nothing is left of it.
bool tidy(Rect& r, const Rect& window) {
  if (!finite({r.x, r.y}) || !finite({r.w, r.h})) return false;
  const double left = std::max(window.x, std::min(r.x, r.right()));
  const double right = std::min(window.right(), std::max(r.x, r.right()));
  const double top = std::max(window.y, std::min(r.y, r.bottom()));
  const double bottom = std::min(window.bottom(), std::max(r.y, r.bottom()));
  r = {left, top, right - left, bottom - top};
  return r.w >= 0 && r.h >= 0;
}

// More would only swell the file: a map is smooth between its nodes.
constexpr double most_map_pixels = 1500;
constexpr double most_surface_pixels = 6000;

// The pixels of an image that a rectangle touches.
Rect whole_pixels(const Rect& r, double scale) {
  const double left = std::floor(r.x * scale) / scale, top = std::floor(r.y * scale) / scale;
  return {left, top, std::ceil(r.right() * scale) / scale - left,
          std::ceil(r.bottom() * scale) / scale - top};
}
int pixels(double length, double scale, double most) {
  return static_cast<int>(std::clamp(std::round(length * scale), 1.0, most));
}

struct Painter {
  const TextMeasurer& measurer;
  Canvas& canvas;
  Rect window, page;
  std::vector<Rect> clips{};  // each inside the one before

  void operator()(const Polyline& p) {
    const Paint paint{{0, 0, 0, 0}, p.stroke};
    if (!paint.strokes()) return;
    for (std::vector<Vec>& piece : pieces_inside(p.points, p.closed, window)) {
      const bool whole = p.closed && piece.size() > 3 && piece.front() == piece.back();
      if (whole) piece.pop_back();
      if (piece.size() > 1) canvas.path(piece, whole, paint);
    }
  }
  void operator()(const Band& b) {
    if (b.fill.a == 0) return;
    for (const auto& polygon : band_polygons(b, window)) canvas.path(polygon, true, {b.fill});
  }
  void operator()(const Polygon& p) {
    const auto points = area_inside(p.points, window);
    if (points.size() > 2 && p.fill.a > 0) canvas.path(points, true, {p.fill});
  }
  void operator()(const Box& b) {
    const Paint paint{b.fill, b.stroke};
    Rect r = b.rect;
    if (!tidy(r, window) || (!paint.fills() && !paint.strokes())) return;
    const double radius = std::isfinite(b.radius) ? b.radius : 0;
    canvas.rect(r, std::clamp(radius, 0.0, std::min(r.w, r.h) / 2), paint);
  }
  void operator()(const Marker& m) {
    const Paint paint{m.fill, m.stroke};
    if (!finite(m.at) || !window.contains(m.at) || !positive(m.size) || (!paint.fills() && !paint.strokes()))
      return;
    if (m.shape == Shape::circle) {
      canvas.circle(m.at, m.size / 2, paint);
    } else {
      canvas.path(marker_corners(m.shape, m.at, m.size), true, paint);
    }
  }
  void operator()(const Text& t) {
    if (!finite(t.at) || !window.contains(t.at) || !positive(t.size) || t.color.a == 0) return;
    const std::vector<Run> runs = lay_out(t, measurer);
    if (!runs.empty()) canvas.text(t, runs, text_origin(t, runs_width(runs), measurer));
  }
  void operator()(const Arrow& a) {
    const ArrowParts parts = arrow_parts(a);
    if (a.stroke.color.a == 0) return;
    (*this)(Polyline{parts.shaft, a.stroke, false});
    (*this)(Polygon{parts.head, a.stroke.color});
  }
  void operator()(const Raster& r) {
    if (!r.rgba || r.width <= 0 || r.height <= 0 || !finite({r.rect.x, r.rect.y}) || !positive(r.rect.w) ||
        !positive(r.rect.h) ||
        r.rgba->size() / 4 / static_cast<std::size_t>(r.width) < static_cast<std::size_t>(r.height)) {
      return;
    }
    canvas.image(r);
  }
  // The field as an image of what shows of it, on the canvas's own pixels if it has such; the lines as paths.
  void operator()(const Map& m) {
    Rect r = m.rect;
    if (!is_drawable(m) || !tidy(r, clips.empty() ? page : clips.back()) || r.w <= 0 || r.h <= 0) return;
    const double scale = canvas.pixels_per_point();
    const Rect part = whole_pixels(r, scale);
    canvas.push_clip(r);
    canvas.image(
        map_raster(m, part, pixels(part.w, scale, most_map_pixels), pixels(part.h, scale, most_map_pixels)));
    for (const Polyline& line : map_contours(m)) (*this)(line);
    canvas.pop_clip();
  }
  // An image of what shows of it. Hills have no outline that a vector file could hold and hide behind.
  void operator()(const Surface& s) {
    Rect r = s.rect;
    if (!is_drawable(s) || !tidy(r, clips.empty() ? page : clips.back()) || r.w <= 0 || r.h <= 0) return;
    const double scale = std::max(canvas.pixels_per_point(), canvas.vector() ? surface_dpi / 72 : 0);
    const Rect part = whole_pixels(r, scale);
    canvas.push_clip(r);
    canvas.begin_group("landscape", plain_text(s.note.text));
    canvas.image(surface_raster(s, part, pixels(part.w, scale, most_surface_pixels),
                                pixels(part.h, scale, most_surface_pixels)));
    canvas.end_group();
    canvas.pop_clip();
    if (canvas.vector()) (*this)(s.note);
  }
  void operator()(const PushClip& c) {
    Rect r = c.rect;
    if (!tidy(r, window)) r = {0, 0, 0, 0};
    canvas.push_clip(r);
    if (!tidy(r, clips.empty() ? page : clips.back())) r = {0, 0, 0, 0};
    clips.push_back(r);
  }
  void operator()(const PopClip&) {
    if (clips.empty()) return;
    canvas.pop_clip();
    clips.pop_back();
  }
};

}  // namespace

void paint(const Figure& figure, const TextMeasurer& measurer, Canvas& canvas) {
  Painter painter{measurer, canvas, safe_window(figure), {0, 0, figure.width, figure.height}};
  for (const Primitive& primitive : figure.primitives) std::visit(painter, primitive);
  while (!painter.clips.empty()) painter(PopClip{});
}

}  // namespace dlab
