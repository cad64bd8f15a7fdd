// The row of six meters: label, value, method, each under its distance's hue.
#include <algorithm>
#include <cstdio>

#include "core/exhibit/distance_canvas.hpp"

namespace dlab {
namespace {

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
  if (const std::string& said = c.methods[static_cast<std::size_t>(kind)]; !said.empty()) {
    const std::string exact = estimate.method == Method::exact ? method_word(c, Method::exact) : said;
    for (const std::string& text : {said, exact})
      if (c.width_of(text, size) <= width) return text;
    return c.shortened(said, size, width);
  }
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

void draw_meter(DistanceCanvas& c, const Rect& card, DistanceKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  const Estimate& estimate = c.distances[kind];
  FigureCanvas::Meter meter;
  meter.name = distance_label(kind);
  meter.unit = measured_in_nats(kind) ? c.words(c.unit_label()) : std::string();
  meter.value = c.value_text(estimate, kind);
  meter.note = method_line(c, estimate, kind, meter_note_size * c.e(), c.meter_width(card));
  meter.stripe = c.theme().distance_fill[index];
  c.meter(card, meter);
}

}  // namespace

void draw_meters(DistanceCanvas& c) {
  for (DistanceKind kind : all_distances) draw_meter(c, c.meters[static_cast<std::size_t>(kind)], kind);
}

}  // namespace dlab
