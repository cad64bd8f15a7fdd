// Exhibit F's stage as a figure: the map as large as can be, beside it the landscape over two cards, below
// all the run's time.
#include "core/exhibit/arena_figure.hpp"

#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_figure_parts.hpp"

namespace dlab {

ArenaLayout arena_layout(const ArenaScene& scene, double width, double height, const Style& style) {
  const double e = fitted_style(style, width, height).emphasis;
  const double margin = std::clamp(std::round(0.017 * std::min(width, 1.6 * height)), 8.0, 28.0);
  const double gap = std::clamp(std::round(0.6 * margin), 6.0, 16.0);
  const double meter_h = std::round((height >= 560 * e ? 96 : 72) * e);
  const double inner = width - 2 * margin;

  ArenaLayout layout;
  const double meter_w = (inner - 5 * gap) / 6;
  for (std::size_t i = 0; i < 6; ++i)
    layout.meters[i] = {margin + static_cast<double>(i) * (meter_w + gap), margin, meter_w, meter_h};
  const double strip = std::round(40 * e);
  double bottom = height - margin;
  if (style.invites) {  // where there is a hand to scrub
    layout.timeline = {margin, bottom - strip, inner, strip};
    bottom = layout.timeline.y - gap;
  }
  const double top = margin + meter_h + gap, h = bottom - top;
  const bool plane = dimension_of(scene) == 2;
  const double left = std::round(plane ? std::min(h, 0.58 * (inner - gap)) : 0.56 * (inner - gap));
  layout.map = {margin, top, left, h};
  const Rect right{margin + left + gap, top, inner - left - gap, h};
  if (plane && scene.show.landscape) {
    layout.landscape = {right.x, right.y, right.w, std::round(0.56 * (h - gap))};
    const double y = layout.landscape.bottom() + gap, half = std::round(0.5 * (right.w - gap));
    layout.curves = {right.x, y, half, top + h - y};
    layout.detail = {right.x + half + gap, y, right.w - half - gap, top + h - y};
  } else {
    layout.curves = {right.x, right.y, right.w, std::round(0.5 * (h - gap))};
    const double y = layout.curves.bottom() + gap;
    layout.detail = {right.x, y, right.w, top + h - y};
  }
  return layout;
}

Figure arena_figure(const ArenaScene& scene, const ArenaResults& results, const Look& look,
                    const Style& style, double width, double height) {
  Figure figure;
  figure.width = width;
  figure.height = height;
  const ArenaLayout layout = arena_layout(scene, width, height, style);
  const Style fitted = fitted_style(style, width, height);
  ArenaCanvas canvas(scene, results, look, fitted, figure, layout);
  if (look.part == Look::Part::crosshair) {  // only the curves have one
    draw_arena_crosshair(canvas);
    return figure;
  }
  if (look.part == Look::Part::all) draw_arena_meters(canvas);
  if (results.settings.dimension == 2)
    draw_arena_map(canvas);
  else
    draw_arena_line(canvas);
  if (layout.landscape.w > 0) draw_landscape(canvas);
  draw_arena_curves(canvas);
  draw_arena_detail(canvas);
  if (layout.timeline.w > 0) draw_timeline(canvas);
  return figure;
}

}  // namespace dlab
