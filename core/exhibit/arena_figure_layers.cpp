// Gradients by layer and outlines of weights, of one run or several.
#include "core/exhibit/arena_figure_layers.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/field.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double name_size = 13;
constexpr double most_decades = 30;  // below the largest: what is smaller counts as 0

struct Decades {
  double low = -3, high = 0;
};
Decades decades_of(double least, double most) {
  if (!(most > 0)) return {};
  Decades decades;
  decades.high = std::ceil(std::log10(most) - 1e-9);
  decades.low = std::floor(std::log10(std::max(least, most * std::pow(10.0, -most_decades))) + 1e-9);
  decades.low = std::min(decades.low, decades.high - 1);
  return decades;
}

// Powers of ten: as many as have room.
void draw_log_y(FigureCanvas& c, const Axes& axes) {
  const double size = c.style.type(15);
  const Rect& plot = axes.rect;
  const double span = axes.y_high - axes.y_low;
  const int every = std::max(1, static_cast<int>(std::ceil(span / std::max(1.0, plot.h / (2 * size)))));
  for (int power = static_cast<int>(std::ceil(axes.y_low)); power <= axes.y_high; power += every) {
    const double y = axes.to_figure({0, static_cast<double>(power)}).y;
    c.line({plot.x, y}, {plot.right(), y}, {c.theme().grid, c.e(), Dash::solid});
    c.text({plot.x - 0.5 * size, y}, "10" + superscript_digits(power), size, c.theme().text_soft,
           Align::right, Baseline::middle);
  }
}

void draw_x(FigureCanvas& c, const Axes& axes, const std::string& label) {
  const double size = c.style.type(15);
  const Rect& plot = axes.rect;
  c.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {c.theme().axis, 1.25 * c.e(), Dash::solid});
  const int most = std::clamp(static_cast<int>(plot.w / (3.6 * size)) + 1, 2, 7);
  for (const Tick& tick : nice_ticks(axes.x_low, axes.x_high, most)) {
    const double x = axes.to_figure({tick.at, 0}).x;
    c.line({x, plot.bottom()}, {x, plot.bottom() + 0.3 * size}, {c.theme().axis, 1.25 * c.e(), Dash::solid});
    c.text({x, plot.bottom() + 0.45 * size}, tick.label, size, c.theme().text_soft, Align::center,
           Baseline::top);
  }
  if (!label.empty())
    c.text({plot.right(), plot.bottom() + 1.65 * size}, label, size, c.theme().text_soft, Align::right,
           Baseline::top);
}

struct Name {
  std::string text;
  Stroke stroke;
  Color color;
};

// Names in rows from `at` down, each behind a sample of its line; where the last row ends. `only_measure`
// draws nothing.
double flow(FigureCanvas& c, const std::vector<Name>& names, Vec at, double right, bool only_measure) {
  const double size = name_size * c.e(), sample = 1.7 * size, row = 1.4 * size;
  double x = at.x, y = at.y;
  for (const Name& name : names) {
    const std::string text = c.shortened(name.text, size, right - at.x - sample - 0.5 * size);
    const double wide = sample + 0.4 * size + c.width_of(text, size);
    if (x > at.x && x + wide > right) x = at.x, y += row;
    if (!only_measure) {
      c.line({x, y + 0.5 * row}, {x + sample, y + 0.5 * row}, name.stroke);
      c.text({x + sample + 0.4 * size, y + 0.5 * row}, text, size, name.color, Align::left, Baseline::middle);
    }
    x += wide + size;
  }
  return names.empty() ? at.y : y + row;
}

// The title, behind or below it the names, the first of several ways to write them that has room; what
// remains is for the plot.
Rect headed(FigureCanvas& c, const Rect& card, const std::vector<std::string>& titles,
            const std::vector<std::vector<Name>>& ways) {
  const double e = c.e(), size = c.style.type(15), left = card.x + 16 * e, right = card.right() - 16 * e;
  const double row = 1.4 * name_size * e, base = card.y + 14 * e + 0.8 * size;
  double bottom = card.y + 14 * e + 1.25 * size;
  std::string title = c.fitting(titles, size, right - left);
  for (const std::vector<Name>& names : ways) {
    if (names.empty()) break;
    const double behind = left + c.width_of(titles.back(), size) + size;
    const Vec beside{behind, base - 0.34 * size - 0.5 * row}, below{left, bottom};
    double wide = 0;
    for (const Name& name : names) wide += c.width_of(name.text, name_size * e) + 3.1 * name_size * e;
    if (behind + wide <= right) {
      title = titles.back();
      flow(c, names, beside, right, false);
      break;
    }
    const double end = flow(c, names, below, right, true);
    if (end > card.y + 0.45 * card.h && &names != &ways.back()) continue;
    if (end < card.y + 0.6 * card.h) bottom = flow(c, names, below, right, false);
    break;
  }
  c.text({left, base}, title, size, c.theme().text);
  const double top = bottom + 10 * e;
  return {card.x + 56 * e, top, std::max(8.0, card.w - 74 * e), std::max(8.0, card.bottom() - 40 * e - top)};
}

// Names beside the lines' ends, moved apart, led to by a thread where they had to move.
void name_ends(FigureCanvas& c, const Axes& axes, const std::vector<LayerLine>& lines,
               const std::vector<Vec>& ends) {
  const double size = name_size * c.e();
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (std::isfinite(ends[i].y)) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return ends[i].y; });
  std::vector<double> wanted;
  for (const std::size_t i : order) wanted.push_back(ends[i].y);
  const std::vector<double> y =
      spread(wanted, std::vector<double>(wanted.size(), 1.25 * size), axes.rect.y, axes.rect.bottom());
  const double x = axes.rect.right() + 14 * c.e();
  for (std::size_t k = 0; k < order.size(); ++k) {
    const LayerLine& line = lines[order[k]];
    c.line({ends[order[k]].x + 6 * c.e(), ends[order[k]].y}, {x - 3 * c.e(), y[k]},
           {with_alpha(line.stroke.color, 0.6), c.e(), Dash::solid});
    c.text({x, y[k]}, line.label, size, line.text, Align::left, Baseline::middle);
  }
}

}  // namespace

void draw_layer_lines(FigureCanvas& c, const Rect& card, const std::vector<LayerLine>& lines,
                      const std::string& name) {
  c.card(card);
  double least = 1e300, most = 0, widest = 0;
  std::size_t count = 1;
  std::vector<Name> names;
  for (const LayerLine& line : lines) {
    count = std::max(count, line.sizes->size());
    widest = std::max(widest, c.width_of(line.label, name_size * c.e()));
    names.push_back({line.label, line.stroke, line.text});
    for (const double size : *line.sizes)
      if (size > 0 && std::isfinite(size)) least = std::min(least, size), most = std::max(most, size);
  }
  const bool beside = lines.size() > 1 && card.w - 74 * c.e() - widest - 14 * c.e() > 200 * c.e();
  Rect plot = headed(c, card, {c.words("gradient by layer, root mean square"), c.words("∇ by layer")},
                     {beside ? std::vector<Name>{} : names});
  if (beside) plot.w -= widest + 14 * c.e();
  const Decades decades = decades_of(least, most);
  const Axes axes{name, plot, 0.5, static_cast<double>(count) + 0.5, decades.low, decades.high};
  draw_log_y(c, axes);
  draw_x(c, axes, "");
  c.figure.axes.push_back(axes);
  std::vector<Vec> ends;
  for (const LayerLine& line : lines) {
    Polyline drawn;
    drawn.stroke = line.stroke;
    std::vector<Marker> markers;
    ends.push_back({0, std::nan("")});
    for (std::size_t i = 0; i < line.sizes->size(); ++i) {
      const double size = (*line.sizes)[i], x = static_cast<double>(i) + 1;
      if (!std::isfinite(size)) {
        drawn.points.push_back({x, std::nan("")});
        continue;
      }
      const bool nothing = !(size > 0) || std::log10(size) < decades.low;
      const Vec at = axes.to_figure({x, nothing ? decades.low : std::log10(size)});
      drawn.points.push_back(at);
      Marker marker{at, line.shape, 7 * c.e(), line.stroke.color};
      if (nothing)
        marker.fill = c.theme().card, marker.stroke = {line.stroke.color, 1.5 * c.e(), Dash::solid};
      markers.push_back(marker);
      ends.back() = at;
    }
    c.figure.add(std::move(drawn));
    for (Marker& marker : markers) c.figure.add(std::move(marker));
  }
  if (beside) name_ends(c, axes, lines, ends);
}

void draw_gradients_by_layer(FigureCanvas& c, const Rect& card, const std::vector<LayeredRun>& runs,
                             const std::string& axes) {
  static constexpr Shape shapes[] = {Shape::circle, Shape::diamond, Shape::square, Shape::triangle};
  std::vector<LayerLine> lines;
  for (const LayeredRun& run : runs)
    lines.push_back({&run.diagnosis->critic_layers, run.stroke, run.text, run.label,
                     shapes[lines.size() % std::size(shapes)]});
  draw_layer_lines(c, card, lines, axes);
}

void draw_weight_outlines(FigureCanvas& c, const Rect& card, const std::vector<LayeredRun>& runs,
                          const std::string& name) {
  c.card(card);
  std::set<double> ranges;
  double least = 1, most = 0;
  for (const LayeredRun& run : runs) {
    const WeightHistogram& weights = run.diagnosis->critic_weights;
    double all = 0;
    for (const std::size_t count : weights.counts) all += static_cast<double>(count);
    if (!(all > 0)) continue;
    ranges.insert(weights.high);
    for (const std::size_t count : weights.counts)
      if (count > 0) {
        least = std::min(least, static_cast<double>(count) / all);
        most = std::max(most, static_cast<double>(count) / all);
      }
  }
  const bool own_ranges = ranges.size() > 1;
  std::vector<Name> names, brief;
  if (runs.size() > 1)
    for (const LayeredRun& run : runs) {
      brief.push_back({run.label, run.stroke, run.text});
      names.push_back(brief.back());
      if (own_ranges)
        names.back().text =
            c.words("%1, within ±%2", {run.label, to_text(run.diagnosis->critic_weights.high)});
    }
  const Rect plot = headed(
      c, card,
      own_ranges
          ? std::vector{c.words("critic's weights, each run by its own range"), c.words("critic's weights")}
          : std::vector{c.words("critic's weights (share, logarithmic)"), c.words("critic's weights")},
      {names, brief});
  const Decades decades = decades_of(least, most);
  const double side = own_ranges || ranges.empty() ? 1 : *ranges.begin();
  const Axes axes{name, plot, -side, side, decades.low, decades.high};
  draw_log_y(c, axes);
  draw_x(c, axes, "");
  c.figure.axes.push_back(axes);
  for (const LayeredRun& run : runs) {
    const WeightHistogram& weights = run.diagnosis->critic_weights;
    double all = 0;
    for (const std::size_t count : weights.counts) all += static_cast<double>(count);
    if (!(all > 0) || !(weights.high > weights.low)) continue;
    const double scale = own_ranges ? 1 / weights.high : 1;
    Polyline outline;
    outline.stroke = run.stroke;
    const double wide = (weights.high - weights.low) / static_cast<double>(weights.counts.size());
    outline.points.push_back(axes.to_figure({scale * weights.low, decades.low}));
    for (std::size_t i = 0; i < weights.counts.size(); ++i) {
      const double share = static_cast<double>(weights.counts[i]) / all;
      const double y = share > 0 ? std::max(decades.low, std::log10(share)) : decades.low;
      const double from = weights.low + static_cast<double>(i) * wide;
      outline.points.push_back(axes.to_figure({scale * from, y}));
      outline.points.push_back(axes.to_figure({scale * (from + wide), y}));
    }
    outline.points.push_back(axes.to_figure({scale * weights.high, decades.low}));
    c.figure.add(std::move(outline));
    if (!(run.clip > 0)) continue;
    for (const double wall :
         {-run.clip * scale, run.clip * scale}) {  // a little beyond the outline's own end
      if (std::abs(wall) > side * (1 + 1e-6)) continue;
      const double x = axes.to_figure({wall, 0}).x + (wall < 0 ? -2.5 : 2.5) * c.e();
      c.line({x, plot.y}, {x, plot.bottom()},
             {own_ranges ? c.theme().text : run.text, 1.3 * c.e(), Dash::dashed});
    }
  }
}

}  // namespace dlab
