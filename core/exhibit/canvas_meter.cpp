// One number above the stage: label, value and how it came about, on a card under a stripe of its hue.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/exhibit/canvas.hpp"

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

double padding(const FigureCanvas& canvas, const Rect& card) {
  return std::min(14 * canvas.e(), 0.1 * card.w);
}

}  // namespace

double FigureCanvas::meter_width(const Rect& rect) const { return rect.w - 2 * padding(*this, rect); }

void FigureCanvas::meter(const Rect& rect, const Meter& meter) {
  card(rect);
  figure.add(top_edge(rect, {meter.stripe, 3 * e(), Dash::solid}));
  const double pad = padding(*this, rect), width = meter_width(rect);
  const double small = meter_note_size * e(), left = rect.x + pad;
  double label = style.type(15);
  label = std::clamp(label * width / width_of(meter.name, label, Weight::medium), 11.0, label);
  double y = rect.y + 10 * e() + label;
  text({left, y}, meter.name, label, theme().text_soft, Align::left, Baseline::alphabetic, Weight::medium);
  if (width_of(meter.name, label, Weight::medium) + width_of(meter.unit, small) + 10 * e() <= width)
    text({rect.right() - pad, y}, meter.unit, small, theme().text_soft, Align::right);

  // One size for all values of this width, so that nothing grows or shrinks while they change.
  double size = style.type(26);
  size = std::min(size, size * width / width_of(meter.widest, size, Weight::semibold));
  size = std::min(size, size * width / width_of(meter.value, size, Weight::semibold));
  y += 0.5 * style.type(26) + 0.5 * (style.type(26) + size) * 0.73;
  text({left, y}, meter.value, size, theme().text, Align::left, Baseline::alphabetic, Weight::semibold);
  if (rect.h >= 88 * e()) text({left, rect.bottom() - 12 * e()}, meter.note, small, theme().text_soft);
}

}  // namespace dlab
