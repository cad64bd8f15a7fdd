// What the meters and the recorder are drawn from, whichever exhibit they stand in.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/canvas.hpp"
#include "core/exhibit/handle.hpp"
#include "core/exhibit/recorder.hpp"
#include "core/exhibit/recorder_point.hpp"

namespace dlab {

class DistanceCanvas : public FigureCanvas {
 public:
  using FigureCanvas::FigureCanvas;

  Unit unit = Unit::nats;
  std::array<bool, 6> shown{true, true, true, true, true, true};
  Distances distances;                 // nats
  std::array<std::string, 6> methods;  // what the meters say instead of the estimate's method; may be empty
  std::array<Rect, 6> meters;
  Rect recorder_card, derivative_card;
  const Look* shown_look = nullptr;
  Recorder recorder;
  const std::vector<RecorderPoint>* curve_points = nullptr;
  std::string parameter_name;           // "mean of Q"
  std::optional<double> parameter_now;  // none: off the recorder's axis
  bool binned = false;
  double binned_kl_pq = 0, binned_kl_qp = 0;

  const std::vector<RecorderPoint>& curve() const { return *curve_points; }
  // In the scene's unit: KL and JS divided by ln 2 for bits.
  double in_unit(DistanceKind kind, double nats) const;
  const char* unit_label() const;  // message id
  // A distance's value as the meters write it.
  std::string value_text(const Estimate& estimate, DistanceKind kind) const;
};

Stroke distance_stroke(const Style& style, DistanceKind kind);
std::string short_label(DistanceKind kind);  // "W_{1}", without its other name

void draw_meters(DistanceCanvas& canvas);
void draw_recorder(DistanceCanvas& canvas);
void draw_derivative(DistanceCanvas& canvas);
// What the crosshair reads at the recorder's x.
std::vector<FigureCanvas::Row> recorder_rows(const DistanceCanvas& canvas, double x, bool slopes);

}  // namespace dlab
