// Exhibit A's stage as a figure: where the cards stand, and everything on them.
#include "core/exhibit/line_figure.hpp"

#include <algorithm>
#include <cmath>

#include "core/exhibit/line_figure_parts.hpp"

namespace dlab {

// A row of meters, below it two columns: the density with its view on the left, the recorder with its
// derivative on the right. Heights in whole points, so that hairlines stay sharp.
LineLayout line_layout(const LineScene& scene, double width, double height, const Style& style) {
  const double e = fitted_style(style, width, height).emphasis;
  const double margin = std::clamp(std::round(0.017 * std::min(width, 1.6 * height)), 8.0, 28.0);
  const double gap = std::clamp(std::round(0.6 * margin), 6.0, 16.0);
  const double meter_h = std::round((height >= 560 * e ? 96 : 72) * e);
  const double inner = width - 2 * margin;

  LineLayout layout;
  const double meter_w = (inner - 5 * gap) / 6;
  for (std::size_t i = 0; i < 6; ++i)
    layout.meters[i] = {margin + static_cast<double>(i) * (meter_w + gap), margin, meter_w, meter_h};

  const double top = margin + meter_h + gap, h = height - margin - top;
  // On a narrow stage the recorder needs a larger share, for the names at its lines' ends.
  const double share = 0.58 - 0.05 * std::clamp((900 * e - inner) / (250 * e), 0.0, 1.0);
  const double left_w = std::round(share * (inner - gap)), right_x = margin + left_w + gap;
  layout.density = {margin, top, left_w, h};
  if (scene.view != LineView::none) {
    layout.density.h = std::round(0.54 * (h - gap));
    const double y = layout.density.bottom() + gap;
    layout.view = {margin, y, left_w, top + h - y};
  }
  layout.recorder = {right_x, top, width - margin - right_x, h};
  if (h >= 330 * e) {
    layout.recorder.h = std::round(0.6 * (h - gap));
    const double y = layout.recorder.bottom() + gap;
    layout.derivative = {right_x, y, layout.recorder.w, top + h - y};
  }
  return layout;
}

Figure line_figure(const LineScene& scene, const LineResults& results, const Look& look, const Style& style,
                   double width, double height) {
  Figure figure;
  figure.width = width;
  figure.height = height;
  const LineLayout layout = line_layout(scene, width, height, style);
  const Style fitted = fitted_style(style, width, height);
  LineCanvas canvas(scene, results, look, fitted, figure, layout);
  draw_meters(canvas);
  draw_density(canvas);
  if (layout.view.w > 0) draw_view(canvas);
  draw_recorder(canvas);
  if (layout.derivative.w > 0) draw_derivative(canvas);
  if (look.part == Look::Part::crosshair) figure.primitives.clear();
  draw_crosshair(canvas);
  return figure;
}

}  // namespace dlab
