// How a run came to where it is, against the iteration: the curves' card, and the crosshair that reads them.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exhibit/arena_curves.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double note_size = 13;

Rect plot_in(const ArenaCanvas& c, const Rect& card, const ArenaCurveSet& set) {
  double left = 54 * c.e();  // more where the scale's numbers are long
  if (!set.curves.empty())
    for (const Tick& tick : nice_ticks(set.low, set.high, 6))
      left = std::max(left, c.width_of(tick.label, c.style.type(15)) + 16 * c.e());
  const double end = c.width_of(std::to_string(std::llround(set.last)), c.style.type(15));
  const double right = std::max(18 * c.e(), 0.5 * end + 6 * c.e()), above = 44 * c.e(), below = 40 * c.e();
  return {card.x + left, card.y + above, std::max(8.0, card.w - left - right),
          std::max(8.0, card.h - above - below)};
}

bool apart(const Rect& a, const Rect& b) {
  return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}

Axes axes_of(const Rect& plot, const ArenaCurveSet& set) {
  return {"curves", plot, 0, set.last, set.low, set.high};
}

// What the curves are called: in short where in full they leave no room, without samples of the lines where
// that does not.
void head(ArenaCanvas& c, const ArenaCurveSet& set, const Rect& plot) {
  const Rect place = head_of(c.layout.curves, plot, c.e());
  const double size = c.style.type(15), least = note_size * c.e();
  std::vector<FigureCanvas::Entry> entries;
  if (set.curves.empty()) {
    entries = {{c.fitting(set.heading, size, place.w), {{}, 0, Dash::solid}, c.theme().text}};
  } else {
    const auto named = [&](std::size_t brevity) {
      double needed = -1.2 * least;
      entries.clear();
      if (!set.title.empty()) {
        entries.push_back(
            {set.title[std::min(brevity, set.title.size() - 1)], {{}, 0, Dash::solid}, c.theme().text});
        needed += c.width_of(entries.back().text, least) + 1.2 * least;
      }
      for (const ArenaCurve& curve : set.curves) {
        if (curve.other) continue;
        entries.push_back({curve.names[std::min(brevity, curve.names.size() - 1)], curve.stroke, curve.text});
        needed += c.width_of(entries.back().text, least) + 3.4 * least;
      }
      return needed <= place.w;
    };
    if (!named(0) && !named(1) && !named(2))
      for (FigureCanvas::Entry& entry : entries) entry.stroke.width = 0;
  }
  c.heading(place, entries, "", c.theme().text);
}

void draw_instead(ArenaCanvas& c, const ArenaCurveSet& set, const Rect& plot) {
  const Rect& card = c.layout.curves;
  const double size = c.style.type(15), room = card.w - 32 * c.e();
  const std::vector<std::string> lines = c.wrapped(set.instead, size, room);
  double y =
      plot.y + 0.5 * (card.bottom() - plot.y) - 0.5 * c.style.type(20) * static_cast<double>(lines.size());
  for (const std::string& line : lines) {
    c.text({card.x + 16 * c.e(), y}, line, size, c.theme().text_soft, Align::left, Baseline::top);
    y += 1.35 * size;
  }
}

void draw_curve(ArenaCanvas& c, const Axes& axes, const ArenaCurve& curve) {
  Polyline drawn;
  drawn.stroke = curve.stroke;
  for (std::size_t i = 0; i < curve.x.size(); ++i) {
    if (curve.steps && i > 0) drawn.points.push_back(axes.to_figure({curve.x[i], curve.y[i - 1]}));
    drawn.points.push_back(axes.to_figure({curve.x[i], curve.y[i]}));
  }
  c.figure.add(std::move(drawn));
}

// Whether a curve comes between two places x, at a height between y (top) and bottom.
bool crosses(const ArenaCurve& curve, const Axes& axes, const Rect& rect) {
  const double low = axes.to_data({rect.x, 0}).x, high = axes.to_data({rect.right(), 0}).x;
  const auto& x = curve.x;
  auto i = static_cast<std::size_t>(std::ranges::lower_bound(x, low) - x.begin());
  if (i > 0) --i;
  double before = std::numeric_limits<double>::quiet_NaN();
  for (; i < x.size(); ++i) {
    const double y = axes.to_figure({x[i], curve.y[i]}).y;
    const auto [least, most] = std::minmax(y, std::isfinite(before) ? before : y);
    if (x[i] >= low && least < rect.bottom() && most > rect.y) return true;
    if (x[i] > high) return false;
    before = y;
  }
  return false;
}

// A mark is named at its right end, or further left, where no curve goes through the name; else not at all.
void draw_marks(ArenaCanvas& c, const Axes& axes, const ArenaCurveSet& set) {
  const Rect& plot = axes.rect;
  const double size = note_size * c.e(), tall = 1.3 * size, gap = 2 * c.e();
  for (const ArenaCurveMark& mark : set.marks) {
    const double y = axes.to_figure({0, mark.y}).y;
    c.line({plot.x, y}, {plot.right(), y}, {c.theme().axis, 1.2 * c.e(), mark.dash});
    const double wide = c.width_of(mark.name, size);
    const auto named = [&](const Rect& rect) {
      if (rect.x < plot.x || rect.y < plot.y || rect.bottom() > plot.bottom()) return false;
      for (const ArenaCurve& curve : set.curves)
        if (crosses(curve, axes, rect)) return false;
      c.text({rect.right(), rect.y + 0.5 * tall}, mark.name, size, c.theme().text_soft, Align::right,
             Baseline::middle);
      return true;
    };
    bool done = false;
    for (double right = plot.right(); right - wide >= plot.x && !done; right -= 0.5 * wide)
      for (const double top : {y - gap - tall, y + gap})
        if (!done) done = named({right - wide, top, wide, tall});
  }
}

// Other runs' names stand by their lines' ends, as much of them as there is room for, the newest first.
void name_others(ArenaCanvas& c, const Axes& axes, const ArenaCurveSet& set) {
  const double size = note_size * c.e(), pad = 3 * c.e(), tall = 1.25 * size;
  const Rect& plot = axes.rect;
  std::vector<Rect> taken;
  for (std::size_t k = set.curves.size(); k-- > 0;) {
    const ArenaCurve& curve = set.curves[k];
    if (!curve.other) continue;
    std::size_t last = curve.y.size();
    while (last > 0 && !std::isfinite(curve.y[last - 1])) --last;
    if (last == 0) continue;
    const Vec end = axes.to_figure({curve.x[last - 1], curve.y[last - 1]});
    const std::string name = c.fitting(curve.names, size, 0.75 * plot.w);
    const double wide = c.width_of(name, size) + 2 * pad;
    if (wide > plot.w) continue;
    const double x = std::clamp(end.x + wide + pad <= plot.right() ? end.x + pad : end.x - wide - pad, plot.x,
                                plot.right() - wide);
    const auto place = [&](double y) {
      return Rect{x, std::clamp(y - 0.5 * tall, plot.y, plot.bottom() - tall), wide, tall};
    };
    std::optional<Rect> found;
    const int reach = static_cast<int>(plot.h / tall) + 1;
    for (int away = 0; away <= reach && !found; ++away)
      for (const double y : {end.y - away * tall, end.y + away * tall}) {
        const Rect rect = place(y);
        if (std::ranges::all_of(taken, [&](const Rect& other) { return apart(rect, other); })) {
          found = rect;
          break;
        }
      }
    if (!found) continue;
    taken.push_back(*found);
    Box ground;
    ground.rect = *found;
    ground.fill = with_alpha(c.theme().card, c.style.transparent ? 0 : 0.6);
    ground.radius = 3 * c.e();
    c.figure.add(ground);
    c.text({found->x + pad, found->y + 0.5 * tall}, name, size, curve.text, Align::left, Baseline::middle);
  }
}

// The curve's value at the measured place nearest to `x`, if it reaches there.
std::optional<Vec> nearest(const ArenaCurve& curve, double x, double slack) {
  if (curve.x.empty() || x > curve.x.back() + slack || x < curve.x.front() - slack) return std::nullopt;
  const auto after = static_cast<std::size_t>(std::ranges::lower_bound(curve.x, x) - curve.x.begin());
  std::size_t i = std::min(after, curve.x.size() - 1);
  if (i > 0 && x - curve.x[i - 1] < curve.x[i] - x) --i;
  return Vec{curve.x[i], curve.y[i]};
}

}  // namespace

void draw_arena_curves(ArenaCanvas& c) {
  const ArenaCurveSet set = arena_curves(c);
  const Rect plot = plot_in(c, c.layout.curves, set);
  const Axes axes = axes_of(plot, set);
  if (c.look.part == Look::Part::axes) {
    if (!set.curves.empty()) c.figure.axes.push_back(axes);
    return;
  }
  c.card(c.layout.curves);
  if (set.curves.empty()) {
    head(c, set, plot);
    return draw_instead(c, set, plot);
  }
  draw_axes(c.figure, axes, {}, c.style);
  head(c, set, plot);
  draw_marks(c, axes, set);
  c.figure.add(PushClip{plot});
  for (const ArenaCurve& curve : set.curves) draw_curve(c, axes, curve);
  if (c.results.looking_back) {
    const double x = axes.to_figure({static_cast<double>(c.moment().iteration), 0}).x;
    c.line({x, plot.y}, {x, plot.bottom()}, {with_alpha(c.theme().text, 0.6), 1.2 * c.e(), Dash::dashed});
  }
  for (const ArenaCurve& curve : set.curves)  // where it was left
    if (curve.other && !curve.x.empty())
      c.figure.add(Marker{axes.to_figure({curve.x.back(), curve.y.back()}), Shape::circle, 6 * c.e(),
                          curve.stroke.color});
  c.figure.add(PopClip{});
  name_others(c, axes, set);
}

void draw_arena_crosshair(ArenaCanvas& c) {
  if (!c.look.crosshair) return;
  const ArenaCurveSet set = arena_curves(c);
  const Axes axes = axes_of(plot_in(c, c.layout.curves, set), set);
  c.figure.axes.push_back(axes);
  if (set.curves.empty() || !axes.rect.contains(*c.look.crosshair)) return;
  const double x = axes.to_data(*c.look.crosshair).x, slack = 0.02 * set.last;
  // The line stands where something was measured.
  std::optional<double> stands;
  for (const ArenaCurve& curve : set.curves)
    if (const auto at = nearest(curve, x, slack); at && !(stands && curve.other)) stands = at->x;
  if (!stands) return;
  // The next card lends its room: over a small one alone the box would hide all curves.
  const Rect& own = c.layout.curves;
  const Rect& next = c.layout.detail;
  const Rect card{own.x, own.y, std::max(own.right(), next.right()) - own.x,
                  std::max(own.bottom(), next.bottom()) - own.y};
  const double size = c.style.type(14);
  const auto most = static_cast<std::size_t>(
      std::max(2.0, (card.h - 12 - 18 * c.e() + 0.3 * size) / (1.4 * size)));  // as reading() stacks them
  std::vector<FigureCanvas::Row> rows{
      {c.words("iteration"), std::to_string(static_cast<std::uint64_t>(*stands)), c.theme().text}};
  c.hair(axes, *stands);
  for (std::size_t pass = 0; pass < 2; ++pass) {  // the run that is shown first
    for (std::size_t i = set.curves.size(); i-- > 0;) {
      const ArenaCurve& curve = set.curves[pass == 0 ? set.curves.size() - 1 - i : i];
      const auto at = nearest(curve, *stands, slack);
      if (curve.other != (pass == 1) || !at || rows.size() >= most) continue;
      const double room = 0.7 * own.w - 18 * c.e() - size - c.width_of("−0.0000", size);
      const std::string name =
          c.fitting(curve.other ? std::vector{curve.names.back()} : curve.names, size, room);
      rows.push_back(
          {name, curve.steps ? std::to_string(std::lround(at->y)) : number_text(at->y), curve.text});
      if (at->y >= axes.y_low && at->y <= axes.y_high)
        c.figure.add(Marker{axes.to_figure(*at),
                            Shape::circle,
                            8 * c.e(),
                            curve.stroke.color,
                            {c.theme().card, 1.5 * c.e(), Dash::solid}});
    }
    for (const ArenaCurveMark& mark : set.marks)
      if (pass == 0 && mark.dash == Dash::dotted && rows.size() < most)
        rows.push_back({mark.name, number_text(mark.y), c.theme().text_soft});
  }
  c.reading(card, axes.rect, axes.to_figure({*stands, 0}).x, rows);
}

}  // namespace dlab
