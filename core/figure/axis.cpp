// Nice ticks, limits, and the frame of a plot.
#include "core/figure/axis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace dlab {
namespace {

// A step m·10^k with m one of 1, 2, 5; ticks are integer multiples, so their labels come from integers,
// exactly.
struct Step {
  int m, k;
  double size() const { return k < 0 ? m / std::pow(10.0, -k) : m * std::pow(10.0, k); }
  Step next() const { return m == 1 ? Step{2, k} : m == 2 ? Step{5, k} : Step{1, k + 1}; }
  double at(std::int64_t i) const {
    const double units = static_cast<double>(i) * m;
    return k < 0 ? units / std::pow(10.0, -k) : units * std::pow(10.0, k);
  }
};

// A start that is surely fine enough: not over range/most, and not below what doubles at `reach` can tell
// apart.
Step first_step(double range, double reach, int most) {
  const double smallest = std::max({range / most / 10, reach * 0x1p-49, 1e-300});
  return {1, static_cast<int>(std::floor(std::log10(smallest)))};
}

struct Multiples {
  std::int64_t first, last;
  std::int64_t count() const { return last - first + 1; }
};
// Of `step` inside [low, high]; an end that is missed only by rounding counts as met.
Multiples inside(double low, double high, const Step& step) {
  const double size = step.size(), slack = 1e-9 * (high - low) / size;
  return {static_cast<std::int64_t>(std::ceil(low / size - slack)),
          static_cast<std::int64_t>(std::floor(high / size + slack))};
}

// |units|·10^exponent written out, without trailing zeros after the point.
std::string decimal(std::int64_t units, int exponent) {
  std::string text = std::to_string(std::abs(units));
  if (exponent >= 0) return text == "0" ? text : text + std::string(static_cast<std::size_t>(exponent), '0');
  const auto places = static_cast<std::size_t>(-exponent);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, ".");
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// All labels of an axis in one form: plain, or with a common power of ten where plain is long.
std::vector<std::string> labels(const Multiples& range, const Step& step) {
  const std::int64_t largest = std::max(std::abs(range.first), std::abs(range.last)) * step.m;
  const int power = static_cast<int>(std::to_string(largest).size()) - 1 + step.k;
  const std::string suffix = "×10" + superscript_digits(power);
  std::size_t plain_length = 0, power_length = 0;
  for (std::int64_t i = range.first; i <= range.last; ++i) {
    plain_length = std::max(plain_length, decimal(i * step.m, step.k).size());
    power_length = std::max(power_length, decimal(i * step.m, step.k - power).size() + 4);
  }
  const bool plain = (power < 5 && step.k >= -4) || plain_length <= power_length;
  std::vector<std::string> out;
  for (std::int64_t i = range.first; i <= range.last; ++i) {
    const std::string minus = i < 0 ? "−" : "";
    if (i == 0) {
      out.emplace_back("0");
    } else if (plain) {
      out.push_back(minus + decimal(i * step.m, step.k));
    } else {
      out.push_back(minus + decimal(i * step.m, step.k - power) + suffix);
    }
  }
  return out;
}

}  // namespace

// Heckbert (1990), "Nice numbers for graph labels", Graphics Gems: the finest step of 1, 2, 5 × 10^k that
// gives at most `most` ticks. Non-finite or reversed limits have none. Where the range is only a few units in
// the last place of its ends, ticks stay as far apart as doubles can tell.
std::vector<Tick> nice_ticks(double low, double high, int most) {
  if (!std::isfinite(high - low) || low > high || most < 1) return {};
  const double reach = std::max(std::abs(low), std::abs(high));
  if (low == high) return {{low, number_text(low)}};
  Step step = first_step(high - low, reach, most);
  while (step.size() < reach * 0x1p-49) step = step.next();
  Multiples range = inside(low, high, step);
  while (range.count() > most) {
    step = step.next();
    range = inside(low, high, step);
  }
  if (range.count() <= 0) return {};
  const std::vector<std::string> names = labels(range, step);
  std::vector<Tick> ticks;
  for (std::int64_t i = range.first; i <= range.last; ++i) {
    ticks.push_back({std::clamp(step.at(i), low, high), names[static_cast<std::size_t>(i - range.first)]});
  }
  return ticks;
}

std::pair<double, double> nice_limits(double low, double high, int most) {
  if (!std::isfinite(high - low)) return {0, 1};
  if (low > high) std::swap(low, high);
  const double reach = std::max(std::abs(low), std::abs(high));
  if (high - low <= reach * 0x1p-40) {
    const double half = reach == 0 ? 1 : reach / 10;
    low -= half;
    high += half;
  }
  most = std::max(most, 2);
  Step step = first_step(high - low, reach, most);
  for (;; step = step.next()) {
    const double size = step.size(), slack = 1e-9 * (high - low) / size;
    const auto first = static_cast<std::int64_t>(std::floor(low / size + slack));
    const auto last = static_cast<std::int64_t>(std::ceil(high / size - slack));
    if (last - first + 1 <= most) return {std::min(low, step.at(first)), std::max(high, step.at(last))};
  }
}

namespace {

constexpr double label_size = 15;
constexpr double tick_length = 5;

Text soft_text(Vec at, std::string text, const Style& style, Align align, Baseline baseline) {
  Text label;
  label.at = at;
  label.text = std::move(text);
  label.size = style.type(label_size);
  label.color = style.theme->text_soft;
  label.align = align;
  label.baseline = baseline;
  return label;
}

void add_line(Figure& figure, Vec from, Vec to, Color color, double width) {
  figure.add(Polyline{{from, to}, Stroke{color, width, Dash::solid}, false});
}

// As many ticks as leave a clear gap between neighbouring labels.
std::vector<Tick> x_ticks(const Axes& axes, const Style& style) {
  const double size = style.type(label_size);
  int most = std::clamp(static_cast<int>(axes.rect.w / (2 * size)), 2, 12);
  for (;; --most) {
    std::vector<Tick> ticks = nice_ticks(axes.x_low, axes.x_high, most);
    double widest = 0;
    for (const Tick& tick : ticks) {
      widest = std::max(widest, text_width(tick.label, size, Weight::regular, *style.measurer));
    }
    const double apart = ticks.size() < 2
                             ? axes.rect.w
                             : (ticks[1].at - ticks[0].at) / (axes.x_high - axes.x_low) * axes.rect.w;
    if (most <= 2 || apart >= widest + size) return ticks;
  }
}

void draw_x(Figure& figure, const Axes& axes, const AxesOptions& options, const Style& style) {
  const Theme& theme = *style.theme;
  const Rect& r = axes.rect;
  const double length = style.type(tick_length), width = style.emphasis;
  const std::vector<Tick> ticks = x_ticks(axes, style);
  if (options.x_grid) {
    for (const Tick& tick : ticks) {
      const double x = axes.to_figure({tick.at, axes.y_low}).x;
      add_line(figure, {x, r.y}, {x, r.bottom()}, theme.grid, width);
    }
  }
  add_line(figure, {r.x, r.bottom()}, {r.right(), r.bottom()}, theme.axis, 1.25 * width);
  for (const Tick& tick : ticks) {
    const double x = axes.to_figure({tick.at, axes.y_low}).x;
    add_line(figure, {x, r.bottom()}, {x, r.bottom() + length}, theme.axis, 1.25 * width);
    if (!options.x_tick_labels) continue;
    figure.add(soft_text({x, r.bottom() + length + 0.3 * style.type(label_size)}, tick.label, style,
                         Align::center, Baseline::top));
  }
}

void draw_y(Figure& figure, const Axes& axes, const AxesOptions& options, const Style& style) {
  const Rect& r = axes.rect;
  const double size = style.type(label_size);
  const int most = std::clamp(static_cast<int>(r.h / (3 * size)) + 1, 2, 9);
  for (const Tick& tick : nice_ticks(axes.y_low, axes.y_high, most)) {
    const double y = axes.to_figure({axes.x_low, tick.at}).y;
    if (options.y_grid && y < r.bottom() - 0.5) {
      add_line(figure, {r.x, y}, {r.right(), y}, style.theme->grid, style.emphasis);
    }
    figure.add(soft_text({r.x - 0.7 * size, y}, tick.label, style, Align::right, Baseline::middle));
  }
}

}  // namespace

void draw_axes(Figure& figure, const Axes& axes, const AxesOptions& options, const Style& style) {
  const Rect& r = axes.rect;
  const double size = style.type(label_size);
  draw_y(figure, axes, options, style);
  draw_x(figure, axes, options, style);
  if (!options.y_label.empty()) {
    figure.add(soft_text({r.x, r.y - 0.8 * size}, options.y_label, style, Align::left, Baseline::alphabetic));
  }
  if (!options.x_label.empty()) {
    const double below = style.type(tick_length) + (options.x_tick_labels ? 1.6 : 0.3) * size;
    figure.add(
        soft_text({r.right(), r.bottom() + below}, options.x_label, style, Align::right, Baseline::top));
  }
  figure.axes.push_back(axes);
}

}  // namespace dlab
