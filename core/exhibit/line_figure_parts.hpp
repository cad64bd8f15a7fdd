// What the parts of exhibit A's picture share: the canvas they draw on, card frames, aligned axes.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/exhibit/line_figure.hpp"
#include "core/exhibit/line_figure_curve.hpp"

namespace dlab {

class LineCanvas {
 public:
  LineCanvas(const LineScene& scene, const LineResults& results, const Look& look, const Style& style,
             Figure& figure, const LineLayout& layout);

  const LineScene& scene;
  const LineResults& results;
  const Look& look;
  const Style& style;
  Figure& figure;
  const LineLayout& layout;
  double x_low, x_high;  // the density's axis, shared by the views
  LineCurves curves;     // P and Q sampled over it

  const Theme& theme() const { return *style.theme; }
  const Law& p() const { return *results.p; }
  const Law& q() const { return *results.q; }
  double e() const { return style.emphasis; }
  // xgettext finds these by name.
  std::string words(const char* id) const { return (*style.words)(id); }
  std::string words(const char* id, const std::vector<std::string>& arguments) const {
    return (*style.words)(id, arguments);
  }

  // In the scene's unit: KL and JS divided by ln 2 for bits.
  double in_unit(DistanceKind kind, double nats) const;
  const char* unit_label() const;  // message id
  // A distance's value as the meters write it.
  std::string value_text(const Estimate& estimate, DistanceKind kind) const;

  void line(Vec from, Vec to, const Stroke& stroke) { figure.add(Polyline{{from, to}, stroke}); }
  void text(Vec at, const std::string& what, double size, Color color, Align align = Align::left,
            Baseline baseline = Baseline::alphabetic, Weight weight = Weight::regular);
  double width_of(const std::string& what, double size, Weight weight = Weight::regular) const;
  // The text cut with an ellipsis to `width`; "" if not even a few letters fit. For plain text.
  std::string shortened(const std::string& what, double size, double width) const;

  void card(const Rect& rect);
  // The heading above a plot: what its curves are, at the left, and a value (may be empty) at its right end.
  // What does not fit goes: first the right one, then the left ones get smaller.
  struct Entry {
    std::string text;                   // mark-up
    Stroke stroke{{}, 0, Dash::solid};  // a sample of the line; none if its width is 0
    Color color = {};                   // of the text; transparent: the soft text's
  };
  void heading(const Rect& plot, const std::vector<Entry>& left, const std::string& right, Color right_color);
  // Ticks and label on the right, for a second scale; `axes` is registered.
  void right_axis(const Axes& axes, const std::string& label, Color color);

  // The plot inside the density card and a view card: the same x and width in both.
  Rect plot_in(const Rect& card, bool tick_labels) const;
  Axes x_axes(const char* name, const Rect& plot, double y_low, double y_high) const;
  bool density_shows_ticks() const;
};

// A curve over the canvas's sampled x.
Polyline curve_line(const Axes& axes, const std::vector<double>& x, const std::vector<double>& y,
                    const Stroke& stroke);
Band area_under(const Axes& axes, const std::vector<double>& x, const std::vector<double>& y, Color fill);
Stroke distance_stroke(const Style& style, DistanceKind kind);
std::string short_label(DistanceKind kind);  // "W_{1}", without its other name
// Centers for things of these sizes in the order of `wanted`, so that none overlap, each as near to its wish
// as possible, within [low, high] if there is room (pool adjacent violators: Barlow et al. 1972).
std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& sizes, double low,
                           double high);

// The parts.
void draw_meters(LineCanvas& canvas);
void draw_density(LineCanvas& canvas);
void draw_view(LineCanvas& canvas);
void draw_pointwise_view(LineCanvas& canvas, const Rect& plot);
void draw_cdf_view(LineCanvas& canvas, const Rect& plot);
void draw_coupling_view(LineCanvas& canvas, const Rect& plot);
void draw_plan_view(LineCanvas& canvas, const Rect& plot);
void draw_potential_view(LineCanvas& canvas, const Rect& plot);
void draw_discriminator_view(LineCanvas& canvas, const Rect& plot);
void draw_recorder(LineCanvas& canvas);
void draw_derivative(LineCanvas& canvas);
void draw_crosshair(LineCanvas& canvas);

}  // namespace dlab
