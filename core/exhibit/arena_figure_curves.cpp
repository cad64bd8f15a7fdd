// How a run came to where it is: the critic's estimate beside the exact distance, or the losses, against the
// iteration.
#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_figure_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

struct Line {
  std::vector<double> x, y;
  Stroke stroke;
};

Rect plot_in(const ArenaCanvas& c, const Rect& card) {
  const double left = 54 * c.e(), right = 18 * c.e(), above = 44 * c.e(), below = 40 * c.e();
  return {card.x + left, card.y + above, std::max(8.0, card.w - left - right),
          std::max(8.0, card.h - above - below)};
}

// At most so many points: beyond what can be told apart, every k-th.
constexpr std::size_t most_points = 600;

Line measured(const std::vector<ArenaMeasure>& measures, double ArenaMeasure::*what, const Stroke& stroke) {
  Line line;
  line.stroke = stroke;
  const std::size_t step = measures.size() / most_points + 1;
  for (std::size_t i = 0; i < measures.size(); i += i + step < measures.size() ? step : 1) {
    line.x.push_back(static_cast<double>(measures[i].iteration));
    line.y.push_back(measures[i].*what);
  }
  return line;
}

Line recorded(const std::vector<LossRecord::Row>& rows, double StepLosses::*what, const Stroke& stroke) {
  Line line;
  line.stroke = stroke;
  const std::size_t step = rows.size() / most_points + 1;
  for (std::size_t i = 0; i + step <= rows.size(); i += step) {  // the mean of each stretch
    double sum = 0;
    for (std::size_t k = i; k < i + step; ++k) sum += rows[k].losses.*what;
    line.x.push_back(static_cast<double>(rows[i + step - 1].iteration));
    line.y.push_back(sum / static_cast<double>(step));
  }
  return line;
}

// What nearly all values lie within: the first steps' spikes would flatten the rest.
std::pair<double, double> reach(const std::vector<Line>& lines, bool from_zero) {
  std::vector<double> all;
  for (const Line& line : lines)
    for (const double y : line.y)
      if (std::isfinite(y)) all.push_back(y);
  if (all.empty()) return {0, 1};
  std::ranges::sort(all);
  const auto at = [&](double share) {
    return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  };
  double low = at(0.01), high = at(0.98);
  if (from_zero) low = std::min(0.0, low);
  const double room = 0.12 * (high - low);
  high += room;
  if (!from_zero || low < 0) low -= room;
  return high > low ? std::pair{low, high} : std::pair{low - 0.5, low + 0.5};
}

}  // namespace

void draw_arena_curves(ArenaCanvas& c) {
  const Rect plot = plot_in(c, c.layout.curves);
  std::vector<Line> lines;
  std::vector<FigureCanvas::Entry> entries;
  const Color ink = c.theme().text;
  const Stroke faint{with_alpha(c.green(), 0.35), 1.4 * c.e(), Dash::solid};
  const Stroke estimate{c.green(), 2.4 * c.e(), Dash::solid}, exact{ink, 1.8 * c.e(), Dash::dotted};
  const Stroke critic{c.theme().p, 1.8 * c.e(), Dash::solid},
      generator{c.theme().q, 1.8 * c.e(), Dash::solid};
  const bool narrow = plot.w < 22 * c.style.type(13);
  const std::vector<ArenaMeasure>& measures = *c.results.measures;
  if (c.scene.curves == ArenaCurves::losses) {
    lines.push_back(recorded(*c.results.record, &StepLosses::critic, critic));
    lines.push_back(recorded(*c.results.record, &StepLosses::generator, generator));
    entries = {{c.estimates_distance() ? c.words("critic's loss") : c.words("discriminator's loss"), critic,
                c.theme().p_text},
               {c.words("generator's loss"), generator, c.theme().q_text}};
  } else {
    if (c.estimates_distance() && c.results.left)
      for (const auto& left : *c.results.left)
        lines.push_back(measured(*left.measures, &ArenaMeasure::estimate, faint));
    if (c.estimates_distance()) {
      lines.push_back(measured(measures, &ArenaMeasure::estimate, estimate));
      entries.push_back(
          {narrow ? c.words("estimate") : c.words("critic's estimate"), estimate, c.green_text()});
    }
    lines.push_back(measured(measures, &ArenaMeasure::w1, exact));
    entries.push_back({narrow ? c.words("exact") : c.words("exact W_{1}"), exact, ink});
    if (!c.estimates_distance()) {
      const Stroke amber{c.theme().distance[static_cast<std::size_t>(DistanceKind::js)], 2.4 * c.e(),
                         Dash::solid};
      lines.push_back(measured(measures, &ArenaMeasure::js, amber));
      entries.push_back({c.words("JS says *D*"), amber,
                         c.theme().distance_text[static_cast<std::size_t>(DistanceKind::js)]});
    }
  }
  const auto [low, high] = reach(lines, c.scene.curves == ArenaCurves::distance);
  double last = static_cast<double>(std::max<std::uint64_t>(c.results.iterations, 20));
  for (const Line& line : lines)
    if (!line.x.empty()) last = std::max(last, line.x.back());
  const Axes axes{"curves", plot, 0, last, low, high};
  if (c.look.part == Look::Part::axes) {
    c.figure.axes.push_back(axes);
    return;
  }
  c.card(c.layout.curves);
  draw_axes(c.figure, axes, {}, c.style);
  // Where samples of the lines leave no room for the words, the words' colours have to do.
  const Rect head = head_of(c.layout.curves, plot, c.e());
  double needed = 0;
  for (const FigureCanvas::Entry& entry : entries) needed += c.width_of(entry.text, 13) + 3.4 * 13;
  if (needed - 1.2 * 13 > head.w)
    for (FigureCanvas::Entry& entry : entries) entry.stroke.width = 0;
  c.heading(head, entries, "", ink);
  c.figure.add(PushClip{plot});
  for (const Line& line : lines) {
    Polyline drawn;
    drawn.stroke = line.stroke;
    for (std::size_t i = 0; i < line.x.size(); ++i)
      drawn.points.push_back(axes.to_figure({line.x[i], line.y[i]}));
    c.figure.add(std::move(drawn));
  }
  if (c.results.looking_back) {
    const double x = axes.to_figure({static_cast<double>(c.moment().iteration), 0}).x;
    c.line({x, plot.y}, {x, plot.bottom()}, {with_alpha(ink, 0.6), 1.2 * c.e(), Dash::dashed});
  }
  c.figure.add(PopClip{});
}

}  // namespace dlab
