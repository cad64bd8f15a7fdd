// What the parts of exhibit A's picture share: the canvas they draw on, card frames, aligned axes.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/exhibit/distance_canvas.hpp"
#include "core/exhibit/line_figure.hpp"
#include "core/exhibit/line_figure_curve.hpp"

namespace dlab {

class LineCanvas : public DistanceCanvas {
 public:
  LineCanvas(const LineScene& scene, const LineResults& results, const Look& look, const Style& style,
             Figure& figure, const LineLayout& layout);

  const LineScene& scene;
  const LineResults& results;
  const Look& look;
  const LineLayout& layout;
  double x_low, x_high;  // the density's axis, shared by the views
  LineCurves curves;     // P and Q sampled over it

  const Law& p() const { return *results.p; }
  const Law& q() const { return *results.q; }

  // The plot inside the density card and a view card: the same x and width in both.
  Rect plot_in(const Rect& card, bool tick_labels) const;
  Axes x_axes(const char* name, const Rect& plot, double y_low, double y_high) const;
  bool density_shows_ticks() const;
};

// A curve over the canvas's sampled x.
Polyline curve_line(const Axes& axes, const std::vector<double>& x, const std::vector<double>& y,
                    const Stroke& stroke);
Band area_under(const Axes& axes, const std::vector<double>& x, const std::vector<double>& y, Color fill);
// The parts.
void draw_density(LineCanvas& canvas);
void draw_view(LineCanvas& canvas);
void draw_pointwise_view(LineCanvas& canvas, const Rect& plot);
void draw_cdf_view(LineCanvas& canvas, const Rect& plot);
void draw_coupling_view(LineCanvas& canvas, const Rect& plot);
void draw_plan_view(LineCanvas& canvas, const Rect& plot);
void draw_potential_view(LineCanvas& canvas, const Rect& plot);
void draw_discriminator_view(LineCanvas& canvas, const Rect& plot);
void draw_crosshair(LineCanvas& canvas);

}  // namespace dlab
