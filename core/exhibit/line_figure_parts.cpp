// What the parts of exhibit A's picture share: the canvas they draw on, card frames, aligned axes.
#include "core/exhibit/line_figure_parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "core/exhibit/line_solve_parameter.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

std::pair<double, double> shown_range(const LineScene& scene, const LineResults& results, const Look& look) {
  auto [low, high] = density_range(scene, *results.p, *results.q);
  if (const Axes* shown = look.find("density")) {
    low = shown->x_low;
    high = shown->x_high;
  }
  return low < high ? std::pair{low, high} : std::pair{low, low + 1};
}

}  // namespace

LineCanvas::LineCanvas(const LineScene& scene_, const LineResults& results_, const Look& look_,
                       const Style& style_, Figure& figure_, const LineLayout& layout_)
    : DistanceCanvas(style_, figure_), scene(scene_), results(results_), look(look_), layout(layout_) {
  unit = scene.unit;
  DistanceCanvas::shown = scene.shown;
  distances = results.distances;
  meters = layout.meters;
  recorder_card = layout.recorder;
  derivative_card = layout.derivative;
  shown_look = &look;
  recorder = scene.recorder;
  curve_points = &results.curve;
  binned = scene.binned.on && results.inputs.binned.on;
  binned_kl_pq = results.binned_kl_pq;
  binned_kl_qp = results.binned_kl_qp;
  const auto parameter = LineParameter::find(scene, recorder.parameter);
  parameter_name = parameter ? parameter->name(*style.words) : recorder.parameter;
  const auto now = LineParameter::find(results.inputs, recorder.parameter);
  if (now && now->value() >= recorder.low && now->value() <= recorder.high) parameter_now = now->value();
  std::tie(x_low, x_high) = shown_range(scene, results, look);
  curves = sample_curves(p(), q(), x_low, x_high, plot_in(layout.density, true).w);
}

bool LineCanvas::density_shows_ticks() const { return layout.view.w <= 0 || layout.density.h >= 210 * e(); }

Rect LineCanvas::plot_in(const Rect& card, bool tick_labels) const {
  const double left = std::min(62 * e(), 0.2 * card.w), right = std::min(52 * e(), 0.16 * card.w);
  const double above = 42 * e(), below = tick_labels ? 40 * e() : 16 * e();
  return {card.x + left, card.y + above, card.w - left - right, std::max(8.0, card.h - above - below)};
}

Axes LineCanvas::x_axes(const char* name, const Rect& plot, double y_low, double y_high) const {
  return {name, plot, x_low, x_high, y_low, y_high};
}

Polyline curve_line(const Axes& axes, const std::vector<double>& x, const std::vector<double>& y,
                    const Stroke& stroke) {
  Polyline line;
  line.stroke = stroke;
  line.points.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) line.points.push_back(axes.to_figure({x[i], y[i]}));
  return line;
}

Band area_under(const Axes& axes, const std::vector<double>& x, const std::vector<double>& y, Color fill) {
  Band band;
  band.fill = fill;
  const double ground = axes.to_figure({0, 0}).y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Vec at = axes.to_figure({x[i], y[i]});
    band.x.push_back(at.x);
    band.low.push_back(ground);
    band.high.push_back(at.y);
  }
  return band;
}

}  // namespace dlab
