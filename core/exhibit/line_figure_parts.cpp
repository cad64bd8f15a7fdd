// What the parts of exhibit A's picture share: the canvas they draw on, card frames, aligned axes.
#include "core/exhibit/line_figure_parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double label_size = 15;
constexpr double smallest_size = 13;

std::pair<double, double> shown_range(const LineScene& scene, const LineResults& results, const Look& look) {
  auto [low, high] = density_range(scene, *results.p, *results.q);
  if (const Axes* shown = look.find("density")) {
    low = shown->x_low;
    high = shown->x_high;
  }
  return low < high ? std::pair{low, high} : std::pair{low, low + 1};
}

// Below 1 always four decimals, so that digits that run do not change a number's width; small numbers as
// usual.
std::string steady_text(double value, int digits) {
  if (value >= 1 || value < 0.01 || digits < 4) return number_text(value, digits);
  char text[16];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

}  // namespace

LineCanvas::LineCanvas(const LineScene& scene_, const LineResults& results_, const Look& look_,
                       const Style& style_, Figure& figure_, const LineLayout& layout_)
    : scene(scene_), results(results_), look(look_), style(style_), figure(figure_), layout(layout_) {
  std::tie(x_low, x_high) = shown_range(scene, results, look);
  curves = sample_curves(p(), q(), x_low, x_high, plot_in(layout.density, true).w);
}

double LineCanvas::in_unit(DistanceKind kind, double nats) const {
  return scene.unit == Unit::bits && measured_in_nats(kind) ? nats / std::numbers::ln2 : nats;
}

const char* LineCanvas::unit_label() const { return scene.unit == Unit::bits ? N_("bits") : N_("nats"); }

std::string LineCanvas::value_text(const Estimate& estimate, DistanceKind kind) const {
  if (!estimate.defined()) return "—";
  if (std::isfinite(estimate.value) && std::abs(estimate.value) <= estimate.error) return "0";
  // No more digits than the error lets stand.
  int digits = 4;
  if (estimate.value > 0 && estimate.error > 0 && std::isfinite(estimate.value))
    digits = std::clamp(static_cast<int>(std::floor(std::log10(estimate.value / estimate.error))) + 1, 1, 4);
  return steady_text(in_unit(kind, estimate.value), digits);
}

void LineCanvas::text(Vec at, const std::string& what, double size, Color color, Align align,
                      Baseline baseline, Weight weight) {
  if (what.empty()) return;
  Text t;
  t.at = at;
  t.text = what;
  t.size = size;
  t.color = color;
  t.weight = weight;
  t.align = align;
  t.baseline = baseline;
  figure.add(std::move(t));
}

double LineCanvas::width_of(const std::string& what, double size, Weight weight) const {
  return text_width(what, size, weight, *style.measurer);
}

std::string LineCanvas::shortened(const std::string& what, double size, double width) const {
  if (width_of(what, size) <= width) return what;
  std::u32string letters = decode_utf8(what);
  while (letters.size() > 3) {
    letters.pop_back();
    std::string cut;
    for (char32_t letter : letters) cut += encode_utf8(letter);
    while (!cut.empty() && cut.back() == ' ') cut.pop_back();
    cut += "…";
    if (width_of(cut, size) <= width) return cut;
  }
  return {};
}

void LineCanvas::card(const Rect& rect) {
  Box box;
  box.rect = rect;
  if (!style.transparent) box.fill = theme().card;
  box.stroke = {theme().card_border, 1, Dash::solid};
  box.radius = 12;
  figure.add(box);
}

void LineCanvas::heading(const Rect& plot, const std::vector<Entry>& left, const std::string& right,
                         Color right_color) {
  const double y = plot.y - 0.8 * style.type(label_size);
  double size = style.type(label_size);
  const auto width = [&] {
    double sum = 0;
    for (const Entry& entry : left)
      sum += width_of(entry.text, size) + (entry.stroke.width > 0 ? 2.2 * size : 0) + 1.2 * size;
    return sum - 1.2 * size;
  };
  if (width() + 1.5 * size + width_of(right, size, Weight::semibold) <= plot.w)
    text({plot.right(), y}, right, size, right_color, Align::right, Baseline::alphabetic, Weight::semibold);
  size = std::clamp(size * plot.w / std::max(1.0, width()), smallest_size, size);
  double x = plot.x;
  for (const Entry& entry : left) {
    if (entry.stroke.width > 0) {
      line({x, y - 0.32 * size}, {x + 1.8 * size, y - 0.32 * size}, entry.stroke);
      x += 2.2 * size;
    }
    const double wide = width_of(entry.text, size);
    if (x + wide > plot.right() + 0.5 * size) return;
    text({x, y}, entry.text, size,
         entry.color.a == 0 || entry.color == Color{} ? theme().text_soft : entry.color);
    x += wide + 1.2 * size;
  }
}

void LineCanvas::right_axis(const Axes& axes, const std::string& label, Color color) {
  const Rect& r = axes.rect;
  const double size = style.type(label_size);
  const int most = std::clamp(static_cast<int>(r.h / (3 * size)) + 1, 2, 6);
  for (const Tick& tick : nice_ticks(axes.y_low, axes.y_high, most)) {
    const double y = axes.to_figure({axes.x_low, tick.at}).y;
    line({r.right(), y}, {r.right() + 0.3 * size, y}, {theme().axis, 1.25 * e(), Dash::solid});
    text({r.right() + 0.6 * size, y}, tick.label, size, color, Align::left, Baseline::middle);
  }
  text({r.right() + 2.6 * size, r.y - 0.8 * size}, label, size, color, Align::right);
  figure.axes.push_back(axes);
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

Stroke distance_stroke(const Style& style, DistanceKind kind) {
  return {style.theme->distance[static_cast<std::size_t>(kind)], distance_width(kind) * style.emphasis,
          distance_dash(kind)};
}

std::string short_label(DistanceKind kind) {
  const std::string label = distance_label(kind);
  return label.substr(0, label.find(" · "));
}

std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& sizes, double low,
                           double high) {
  // With s_i the room that the ones before i take, wanted_i − s_i must be made non-decreasing.
  std::vector<double> offset(wanted.size());
  for (std::size_t i = 1; i < wanted.size(); ++i) offset[i] = offset[i - 1] + 0.5 * (sizes[i - 1] + sizes[i]);
  struct Pool {
    double sum;
    std::size_t count;
    double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<Pool> pools;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    pools.push_back({wanted[i] - offset[i], 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      pools[pools.size() - 2].sum += pools.back().sum;
      pools[pools.size() - 2].count += pools.back().count;
      pools.pop_back();
    }
  }
  std::vector<double> placed;
  if (wanted.empty()) return placed;
  const double first = low + 0.5 * sizes.front(), last = high - 0.5 * sizes.back() - offset.back();
  for (const Pool& pool : pools)
    for (std::size_t k = 0; k < pool.count; ++k)
      placed.push_back(std::max(first, std::min(pool.mean(), last)) + offset[placed.size()]);
  return placed;
}

}  // namespace dlab
