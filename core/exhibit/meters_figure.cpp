// The row of six meters: label, value, method, each under its distance's hue.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "core/exhibit/distance_canvas.hpp"

namespace dlab {
namespace {

constexpr double corner = 12;

// The card's top edge, round corners included.
Polyline top_edge(const Rect& r, const Stroke& stroke) {
  Polyline edge;
  edge.stroke = stroke;
  const double inset = 0.5 * stroke.width, radius = corner - inset;
  constexpr int parts = 8;
  const auto arc = [&](double cx, double from, double to) {
    for (int i = 0; i <= parts; ++i) {
      const double angle = from + (to - from) * i / parts;
      edge.points.push_back({cx + radius * std::cos(angle), r.y + corner - radius * std::sin(angle)});
    }
  };
  using std::numbers::pi;
  arc(r.x + corner, 0.85 * pi, 0.5 * pi);
  arc(r.right() - corner, 0.5 * pi, 0.15 * pi);
  return edge;
}

std::string error_text(double error) {
  if (error <= 0) return {};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, error < 0.01 ? "±%.0e" : "±%.2g", error);
  return buffer;
}

std::string method_word(const DistanceCanvas& c, Method method) {
  switch (method) {
    case Method::closed_form:
      return c.words("closed form");
    case Method::quadrature:
      return c.words("quadrature");
    case Method::exact:
      return c.words("exact");
    case Method::sampled:
      return c.words("sampled");
  }
  return {};
}

// "quadrature ±1e-12", or as much of it as fits.
std::string method_line(const DistanceCanvas& c, const Estimate& estimate, DistanceKind kind, double size,
                        double width) {
  if (const std::string& said = c.methods[static_cast<std::size_t>(kind)]; !said.empty())
    return c.shortened(said, size, width);
  if (!estimate.defined()) return c.shortened(c.words(estimate.why.c_str()), size, width);
  const std::string word = method_word(c, estimate.method);
  const bool with_error = estimate.method == Method::quadrature || estimate.method == Method::sampled;
  const std::string error =
      with_error && !estimate.infinite() ? error_text(c.in_unit(kind, estimate.error)) : std::string();
  const std::string both = error.empty() ? word : word + " " + error;
  for (const std::string& text : {both, word, error})
    if (!text.empty() && c.width_of(text, size) <= width) return text;
  return {};
}

void draw_meter(DistanceCanvas& c, const Rect& card, DistanceKind kind, bool method) {
  const auto index = static_cast<std::size_t>(kind);
  const Estimate& estimate = c.distances[kind];
  c.card(card);
  c.figure.add(top_edge(card, {c.theme().distance_fill[index], 3 * c.e(), Dash::solid}));

  const double pad = std::min(14 * c.e(), 0.1 * card.w), width = card.w - 2 * pad;
  const double small = 13 * c.e(), left = card.x + pad;
  double label = c.style.type(15);
  const std::string name = distance_label(kind);
  label = std::clamp(label * width / c.width_of(name, label, Weight::medium), 11.0, label);
  double y = card.y + 10 * c.e() + label;
  c.text({left, y}, name, label, c.theme().text_soft, Align::left, Baseline::alphabetic, Weight::medium);
  const std::string unit = measured_in_nats(kind) ? c.words(c.unit_label()) : std::string();
  if (c.width_of(name, label, Weight::medium) + c.width_of(unit, small) + 10 * c.e() <= width)
    c.text({card.right() - pad, y}, unit, small, c.theme().text_soft, Align::right);

  // One size for all values of this width, so that nothing grows or shrinks while they change.
  const std::string value = c.value_text(estimate, kind);
  double size = c.style.type(26);
  size = std::min(size, size * width / c.width_of("0.0000", size, Weight::semibold));
  size = std::min(size, size * width / c.width_of(value, size, Weight::semibold));
  y += 0.5 * c.style.type(26) + 0.5 * (c.style.type(26) + size) * 0.73;
  c.text({left, y}, value, size, c.theme().text, Align::left, Baseline::alphabetic, Weight::semibold);
  if (method)
    c.text({left, card.bottom() - 12 * c.e()}, method_line(c, estimate, kind, small, width), small,
           c.theme().text_soft);
}

}  // namespace

void draw_meters(DistanceCanvas& c) {
  for (DistanceKind kind : all_distances) {
    const Rect& card = c.meters[static_cast<std::size_t>(kind)];
    draw_meter(c, card, kind, card.h >= 88 * c.e());
  }
}

}  // namespace dlab
