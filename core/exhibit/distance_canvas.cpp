// Values in the scene's unit, and how they are written.
#include "core/exhibit/distance_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// Below 1 always four decimals, so that digits that run do not change a number's width; small numbers as
// usual.
std::string steady_text(double value, int digits) {
  if (value >= 1 || value < 0.01 || digits < 4) return number_text(value, digits);
  char text[16];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

}  // namespace

double DistanceCanvas::in_unit(DistanceKind kind, double nats) const {
  return unit == Unit::bits && measured_in_nats(kind) ? nats / std::numbers::ln2 : nats;
}

const char* DistanceCanvas::unit_label() const { return unit == Unit::bits ? N_("bits") : N_("nats"); }

std::string DistanceCanvas::value_text(const Estimate& estimate, DistanceKind kind) const {
  if (!estimate.defined()) return "—";
  if (std::isfinite(estimate.value) && std::abs(estimate.value) <= estimate.error) return "0";
  // No more digits than the error lets stand; of a standard error one more, for values that run.
  const int more = estimate.method == Method::sampled ? 2 : 1;
  int digits = 4;
  if (estimate.value > 0 && estimate.error > 0 && std::isfinite(estimate.value))
    digits =
        std::clamp(static_cast<int>(std::floor(std::log10(estimate.value / estimate.error))) + more, 1, 4);
  return steady_text(in_unit(kind, estimate.value), digits);
}

Stroke distance_stroke(const Style& style, DistanceKind kind) {
  return {style.theme->distance[static_cast<std::size_t>(kind)], distance_width(kind) * style.emphasis,
          distance_dash(kind)};
}

std::string short_label(DistanceKind kind) {
  const std::string label = distance_label(kind);
  return label.substr(0, label.find(" · "));
}

}  // namespace dlab
