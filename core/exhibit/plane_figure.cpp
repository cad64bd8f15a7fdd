// Exhibit B's stage as a figure.
#include "core/exhibit/plane_figure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/exhibit/plane_figure_parts.hpp"
#include "core/exhibit/plane_parameter.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// "256 samples ±0.03" where points stand for densities.
std::string method_words(const PlaneCanvas& c, DistanceKind kind) {
  const Estimate& estimate = c.results.distances[kind];
  if (!estimate.defined() || (kind != DistanceKind::w1 && kind != DistanceKind::w2)) return {};
  if (estimate.method == Method::sampled)
    return c.words("n = %1 ±%2", {std::to_string(c.scene.samples), small_text(estimate.error)});
  if (estimate.method == Method::exact && c.results.plan.status == TransportStatus::optimal)
    return c.words("exact · gap %1", {small_text(estimate.error)});
  return {};
}

}  // namespace

std::string small_text(double value) {
  if (!(value > 0)) return "0";
  char text[32];
  std::snprintf(text, sizeof text, value < 0.01 ? "%.0e" : "%.2g", value);
  return text;
}

std::string cost_name(GroundCost cost) {
  switch (cost) {
    case GroundCost::euclidean:
      return "W_{1}";
    case GroundCost::squared_euclidean:
      return "W_{2}^{2}";
    case GroundCost::manhattan:
      return "W_{1}^{L1}";
  }
  return {};
}

PlaneCanvas::PlaneCanvas(const PlaneScene& scene_, const PlaneResults& results_, const Look& look_,
                         const Style& style_, Figure& figure_, const PlaneLayout& layout_)
    : DistanceCanvas(style_, figure_), scene(scene_), results(results_), look(look_), layout(layout_) {
  unit = scene.unit;
  DistanceCanvas::shown = scene.shown;
  distances = results.distances;
  meters = layout.meters;
  recorder_card = layout.recorder;
  shown_look = &look;
  recorder = scene.recorder;
  curve_points = &results.curve;
  const auto parameter = PlaneParameter::find(scene, recorder.parameter);
  parameter_name = parameter ? parameter->name(*style.words) : recorder.parameter;
  const auto now = PlaneParameter::find(results.inputs, recorder.parameter);
  if (now && now->value() >= recorder.low && now->value() <= recorder.high) parameter_now = now->value();
  for (DistanceKind kind : all_distances) methods[static_cast<std::size_t>(kind)] = method_words(*this, kind);
}

// Meters on top; below them the plane as large as can be, and a column with the plan and the recorder.
PlaneLayout plane_layout(const PlaneScene& scene, double width, double height, const Style& style) {
  const double e = fitted_style(style, width, height).emphasis;
  const double margin = std::clamp(std::round(0.017 * std::min(width, 1.6 * height)), 8.0, 28.0);
  const double gap = std::clamp(std::round(0.6 * margin), 6.0, 16.0);
  const double meter_h = std::round((height >= 560 * e ? 96 : 72) * e);
  const double inner = width - 2 * margin;

  PlaneLayout layout;
  const double meter_w = (inner - 5 * gap) / 6;
  for (std::size_t i = 0; i < 6; ++i)
    layout.meters[i] = {margin + static_cast<double>(i) * (meter_w + gap), margin, meter_w, meter_h};
  const double top = margin + meter_h + gap, h = height - margin - top;
  const double left_w = std::round(0.62 * (inner - gap)), right_x = margin + left_w + gap;
  layout.plane = {margin, top, left_w, h};
  layout.recorder = {right_x, top, width - margin - right_x, h};
  // Where there is no room for both, what play is about stays.
  if (scene.show.plan && h < 360 * e && scene.play == PlanePlay::move)
    std::swap(layout.plan, layout.recorder);
  if (scene.show.plan && h >= 360 * e) {
    layout.plan = layout.recorder;
    layout.plan.h = std::round(0.54 * (h - gap));
    layout.recorder.y = layout.plan.bottom() + gap;
    layout.recorder.h = top + h - layout.recorder.y;
  }
  return layout;
}

Figure plane_figure(const PlaneScene& scene, const PlaneResults& results, const Look& look,
                    const Style& style, double width, double height) {
  Figure figure;
  figure.width = width;
  figure.height = height;
  const PlaneLayout layout = plane_layout(scene, width, height, style);
  const Style fitted = fitted_style(style, width, height);
  PlaneCanvas canvas(scene, results, look, fitted, figure, layout);
  if (look.part == Look::Part::all) draw_meters(canvas);
  draw_plane(canvas);
  if (layout.plan.w > 0) draw_plan(canvas);
  if (layout.recorder.w > 0) draw_recorder(canvas);
  if (look.part == Look::Part::crosshair) figure.primitives.clear();
  draw_plane_crosshair(canvas);
  return figure;
}

}  // namespace dlab
