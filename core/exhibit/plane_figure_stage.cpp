// The plane itself: densities, samples, arrows of the plan, grains on their way.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "core/exhibit/plane_figure_parts.hpp"
#include "core/exhibit/plane_handles.hpp"
#include "core/figure/axis.hpp"
#include "core/transport/displacement.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_arrows = 400, most_heads = 60, most_markers = 3000;

constexpr double bar_room = 74;  // the potential's colours and their numbers, beside the plot

bool has_bar(const PlaneCanvas& c) { return c.scene.show.potential && c.scene.ruler != Ruler::sliced; }

Rect plot_of(const PlaneCanvas& c) {
  const Rect& card = c.layout.plane;
  const double left = 50 * c.e(), right = (has_bar(c) ? bar_room : 16) * c.e(), above = 16 * c.e();
  const double below = (c.has_time() ? 92 : 42) * c.e();
  return {card.x + left, card.y + above, std::max(8.0, card.w - left - right),
          std::max(8.0, card.h - above - below)};
}

// Equal scales: the bounds are widened in one direction until they have the plot's shape.
Axes axes_of(const PlaneCanvas& c) {
  Axes axes;
  axes.name = "plane";
  axes.rect = plot_of(c);
  const PlaneScene& s = c.scene;
  const Bounds& reach = c.results.reach;
  double x_low = reach.x_low, x_high = reach.x_high, y_low = reach.y_low, y_high = reach.y_high;
  if (s.x_low != s.x_high) x_low = s.x_low, x_high = s.x_high;
  if (s.y_low != s.y_high) y_low = s.y_low, y_high = s.y_high;
  if (const Axes* shown = c.look.find("plane"))
    x_low = shown->x_low, x_high = shown->x_high, y_low = shown->y_low, y_high = shown->y_high;
  const double unit = std::max({(x_high - x_low) / axes.rect.w, (y_high - y_low) / axes.rect.h, 1e-12});
  const double x = 0.5 * (x_low + x_high), y = 0.5 * (y_low + y_high);
  axes.x_low = x - 0.5 * unit * axes.rect.w;
  axes.x_high = x + 0.5 * unit * axes.rect.w;
  axes.y_low = y - 0.5 * unit * axes.rect.h;
  axes.y_high = y + 0.5 * unit * axes.rect.h;
  return axes;
}

Vec at(const Axes& axes, Point p) { return axes.to_figure({p.x, p.y}); }

Rect rect_of(const Axes& axes, const Bounds& b) {
  const Vec low = axes.to_figure({b.x_low, b.y_high}), high = axes.to_figure({b.x_high, b.y_low});
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

void draw_map(PlaneCanvas& c, const Axes& axes, const FieldMap& field, std::vector<Color> ramp,
              std::vector<double> contours, Stroke contour) {
  if (!field.values) return;
  Map map;
  map.rect = rect_of(axes, field.bounds);
  map.columns = field.columns;
  map.rows = field.rows;
  map.values = field.values;
  map.low = field.low;
  map.high = field.high;
  map.ramp = std::move(ramp);
  map.contours = std::move(contours);
  map.contour = contour;
  c.figure.add(std::move(map));
}

// Values are square roots of the relative density: contours at 1, 5, 20, 50 and 80 % of the peak.
void draw_density(PlaneCanvas& c, const Axes& axes, Side side) {
  const bool filled = !(c.scene.show.potential && c.results.potential.values);
  const Color hue = c.hue(side);
  const double most = c.theme().kind == ThemeKind::light ? 0.5 : 0.6;
  std::vector<Color> ramp;
  for (int i = 0; i <= 8; ++i) ramp.push_back(with_alpha(hue, filled ? most * std::pow(i / 8.0, 1.6) : 0));
  // Cells are stepped: contours would bunch up at their edges.
  const Law2d& law = side == Side::p ? *c.results.p : *c.results.q;
  std::vector<double> levels;
  if (law.mosaics().empty())
    for (double share : {0.01, 0.05, 0.2, 0.5, 0.8}) levels.push_back(std::sqrt(share));
  draw_map(c, axes, side == Side::p ? c.results.map_p : c.results.map_q, std::move(ramp), std::move(levels),
           {with_alpha(hue, 0.75), 1.1 * c.e(), Dash::solid});
}

// Diverging around 0, pale, so that points and arrows stay visible on it.
std::vector<Color> potential_ramp(const PlaneCanvas& c) {
  const Color middle = c.theme().card;
  const double share = c.theme().kind == ThemeKind::light ? 0.42 : 0.5;
  return {mixed(middle, c.theme().q, share), middle, mixed(middle, c.theme().p, share)};
}

// Where the colour bar has its numbers, and their step: contours run twice as close.
std::vector<Tick> bar_ticks(const FieldMap& field) { return nice_ticks(field.low, field.high, 7); }

void draw_potential(PlaneCanvas& c, const Axes& axes) {
  const FieldMap& field = c.results.potential;
  const std::vector<Tick> ticks = bar_ticks(field);
  std::vector<double> levels;
  if (ticks.size() > 1) {
    const double step = 0.5 * (ticks[1].at - ticks[0].at);
    for (int i = -30; i <= 30; ++i) levels.push_back(step * i);
  }
  draw_map(c, axes, field, potential_ramp(c), std::move(levels),
           {with_alpha(c.theme().text_soft, 0.5), 0.9 * c.e(), Dash::solid});
}

// What the colours mean: a bar beside the plot, in units of the cost.
void draw_bar(PlaneCanvas& c, const Rect& plot) {
  const FieldMap& field = c.results.potential;
  if (!field.values) return;
  const double size = c.style.type(14), head = 2 * size;
  const Rect bar{plot.right() + 14 * c.e(), plot.y + head, 10 * c.e(), std::max(8.0, plot.h - head)};
  const Axes axes{"potential", bar, 0, 1, field.low, field.high};
  const auto low = static_cast<float>(field.low), high = static_cast<float>(field.high);
  Map map;
  map.rect = bar;
  map.columns = map.rows = 2;
  map.values = std::make_shared<std::vector<float>>(std::vector<float>{high, high, low, low});
  map.low = field.low;
  map.high = field.high;
  map.ramp = potential_ramp(c);
  c.figure.add(std::move(map));
  c.figure.add(Box{bar, {0, 0, 0, 0}, {c.theme().card_border, c.e(), Dash::solid}});
  for (const Tick& tick : bar_ticks(field)) {
    const double y = axes.to_figure({0, tick.at}).y;
    c.line({bar.right(), y}, {bar.right() + 4 * c.e(), y}, {c.theme().axis, 1.25 * c.e(), Dash::solid});
    c.text({bar.right() + 8 * c.e(), std::clamp(y, bar.y + 0.4 * size, bar.bottom() - 0.4 * size)},
           tick.label, size, c.theme().text_soft, Align::left, Baseline::middle);
  }
  c.text({bar.x + 0.5 * bar.w, plot.y + 0.8 * size}, "*f*(*x*)", size, c.theme().text, Align::center,
         Baseline::middle);
}

void draw_lines(PlaneCanvas& c, const Axes& axes, const Law2d& law, Side side) {
  for (const Law2d::Line& line : law.lines())
    c.line(at(axes, line.from), at(axes, line.to), {c.hue(side), 3.5 * c.e(), Dash::solid});
}

// The ellipse that a normal's handles pull.
void draw_ellipse(PlaneCanvas& c, const Axes& axes, const Normal2d& normal, Side side) {
  Polyline ring;
  ring.closed = true;
  ring.stroke = {c.hue(side), 1.75 * c.e(), Dash::dashed};
  const double turn = normal.angle * std::numbers::pi / 180;
  for (int i = 0; i < 72; ++i) {
    const double angle = 2 * std::numbers::pi * i / 72;
    const double u = 2 * normal.std_u * std::cos(angle), v = 2 * normal.std_v * std::sin(angle);
    ring.points.push_back(at(axes, {normal.mean.x + u * std::cos(turn) - v * std::sin(turn),
                                    normal.mean.y + u * std::sin(turn) + v * std::cos(turn)}));
  }
  c.figure.add(std::move(ring));
}

void draw_ellipses(PlaneCanvas& c, const Axes& axes, Side side) {
  const Distribution2d& distribution = side_of(c.scene, side);
  if (const auto* normal = std::get_if<Normal2d>(&distribution)) draw_ellipse(c, axes, *normal, side);
  if (const auto* mixture = std::get_if<Mixture2d>(&distribution))
    for (const Component2d& component : mixture->components)
      if (const auto* bell = std::get_if<Normal2d>(&component.distribution))
        draw_ellipse(c, axes, *bell, side);
}

// The plan's entries that are drawn: the heaviest, and of equally heavy ones an even choice.
std::vector<PlanEntry> drawn_entries(const Transport& plan, std::size_t most) {
  std::vector<PlanEntry> entries = plan.plan;
  if (entries.size() <= most) return entries;
  std::stable_sort(entries.begin(), entries.end(),
                   [](const PlanEntry& a, const PlanEntry& b) { return a.mass > b.mass * (1 + 1e-9); });
  const double least = entries[most - 1].mass;
  // Those as heavy as the last that fits: every k-th of them.
  const auto first = std::find_if(entries.begin(), entries.end(),
                                  [&](const PlanEntry& e) { return e.mass <= least * (1 + 1e-9); });
  const auto last =
      std::find_if(first, entries.end(), [&](const PlanEntry& e) { return e.mass < least * (1 - 1e-9); });
  std::vector<PlanEntry> chosen(entries.begin(), first);
  const auto ties = static_cast<std::size_t>(last - first), room = most - chosen.size();
  for (std::size_t k = 0; k < room; ++k)
    chosen.push_back(*(first + static_cast<std::ptrdiff_t>(k * ties / room)));
  return chosen;
}

void draw_arrows(PlaneCanvas& c, const Axes& axes) {
  const auto entries = drawn_entries(c.results.plan, most_arrows);
  if (entries.empty()) return;
  double heaviest = 0;
  for (const PlanEntry& entry : entries) heaviest = std::max(heaviest, entry.mass);
  const bool heads = entries.size() <= most_heads;
  const double alpha = heads ? 0.8 : 0.45, thick = (heads ? 2.4 : 1.1) * c.e();
  for (const PlanEntry& entry : entries) {
    const Vec from = at(axes, c.results.points_p.points[static_cast<std::size_t>(entry.i)]);
    const Vec to = at(axes, c.results.points_q.points[static_cast<std::size_t>(entry.j)]);
    const double share = entry.mass / heaviest;
    const Stroke stroke{with_alpha(c.theme().text_soft, alpha * (0.35 + 0.65 * share)),
                        std::max(0.5 * c.e(), thick * share), Dash::solid};
    if (heads && std::hypot(to.x - from.x, to.y - from.y) > 12 * c.e()) {
      c.figure.add(Arrow{from, to, stroke, 7 * c.e()});
    } else {
      c.line(from, to, stroke);
    }
  }
}

double marker_size(const PlaneCanvas& c, std::size_t count) {
  const double base = count <= 20 ? 9 : count <= 150 ? 6 : count <= 400 ? 4.5 : 3.2;
  return base * c.e();
}

// Weighted points grow with the root of their mass.
void draw_points(PlaneCanvas& c, const Axes& axes, const DiscreteMeasure& measure, Side side) {
  const std::size_t n = measure.points.size(), step = std::max<std::size_t>(1, n / most_markers);
  double heaviest = 0;
  for (double w : measure.weights) heaviest = std::max(heaviest, w);
  for (std::size_t i = 0; i < n; i += step) {
    const double share = measure.weights.empty() ? 1 : measure.weights[i] / heaviest;
    if (share <= 0) continue;
    Marker marker;
    marker.at = at(axes, measure.points[i]);
    marker.shape = side == Side::p ? Shape::circle : Shape::diamond;
    marker.size = marker_size(c, n) * (side == Side::p ? 1 : 1.15) * std::max(0.35, std::sqrt(share));
    marker.fill = c.hue(side);
    c.figure.add(marker);
  }
}

// Every grain on its straight road.
void draw_moved(PlaneCanvas& c, const Axes& axes) {
  const auto entries = drawn_entries(c.results.plan, most_markers);
  const DiscreteMeasure moved = displaced(c.results.points_p, c.results.points_q, entries, c.scene.time);
  double heaviest = 0;
  for (double mass : moved.weights) heaviest = std::max(heaviest, mass);
  const double size = 1.25 * marker_size(c, c.results.points_p.points.size());
  for (std::size_t i = 0; i < moved.points.size(); ++i) {
    Marker marker;
    marker.at = at(axes, moved.points[i]);
    marker.size = size * std::max(0.3, std::sqrt(moved.weights[i] / heaviest));
    marker.fill = c.theme().distance[static_cast<std::size_t>(DistanceKind::w1)];
    if (entries.size() <= 400) marker.stroke = {c.theme().card, 1.25 * c.e(), Dash::solid};
    c.figure.add(marker);
  }
}

// Where a letter may stand: away from the other distribution, beside a corner or the middle, above or below.
std::vector<Vec> places_for_name(const Axes& axes, const Law2d& law, bool left, double size) {
  const Rect b = rect_of(axes, law.reach(0.05));
  const double out = left ? -1 : 1, edge = left ? b.x : b.right();
  // A slim one, and a picture, has a handle at its corner.
  const bool room = b.w > 3 * size && law.mosaics().empty();
  const double aside = room ? 0.2 * size : 1.7 * size;
  const Rect inner = axes.rect.inset(0.8 * size);
  const Vec corner{std::clamp(edge + out * aside, inner.x, std::max(inner.x, inner.right())),
                   std::clamp(b.y - 0.2 * size, inner.y, std::max(inner.y, inner.bottom()))};
  return {corner,
          {edge + out * 0.8 * size, b.y + 0.5 * b.h},
          {edge - out * 0.3 * size, b.bottom() + 0.8 * size},
          {edge - out * 1.8 * size, b.y - 0.8 * size},
          {edge - out * 1.8 * size, b.bottom() + 0.8 * size}};
}

// A letter at each distribution, on the side away from the other, clear of the handles.
void draw_names(PlaneCanvas& c, const Axes& axes) {
  const Point p = c.results.p->mean(), q = c.results.q->mean();
  const double size = c.style.type(26);
  std::vector<Vec> taken;
  for (const Handle& handle : handles(c.scene, c.results))
    if (handle.axes == axes.name) taken.push_back(axes.to_figure(handle.at));
  const auto clear = [&](Vec at) {
    return axes.rect.inset(0.6 * size).contains(at) && std::ranges::all_of(taken, [&](Vec other) {
             return std::hypot(at.x - other.x, at.y - other.y) > 0.5 * size + 14 * c.e();
           });
  };
  for (const Side side : {Side::p, Side::q}) {
    const Point mine = side == Side::p ? p : q, other = side == Side::p ? q : p;
    const bool left = mine.x < other.x || (mine.x == other.x && side == Side::p);
    const std::vector<Vec> places =
        places_for_name(axes, side == Side::p ? *c.results.p : *c.results.q, left, size);
    const auto found = std::ranges::find_if(places, clear);
    const Vec place = found == places.end() ? places.front() : *found;
    c.text(place, side == Side::p ? "P" : "Q", size, c.ink(side), Align::center, Baseline::middle,
           Weight::semibold);
    taken.push_back(place);
  }
}

Rect time_strip(const PlaneCanvas& c) {
  const Rect& card = c.layout.plane;
  return {card.x, card.bottom() - 48 * c.e(), card.w, 48 * c.e()};
}

}  // namespace

void draw_plane(PlaneCanvas& c) {
  c.card(c.layout.plane);
  const Axes axes = axes_of(c);
  AxesOptions options;
  options.x_grid = true;
  draw_axes(c.figure, axes, options, c.style);
  if (c.look.part != Look::Part::all) {  // only the axes are wanted
    if (c.has_time()) draw_time(c, time_strip(c));
    return;
  }
  c.figure.add(PushClip{axes.rect});
  if (c.scene.show.potential && c.results.potential.values) draw_potential(c, axes);
  if (c.scene.show.densities)
    for (const Side side : {Side::p, Side::q}) draw_density(c, axes, side);
  if (c.scene.show.arrows && c.scene.ruler != Ruler::sliced) draw_arrows(c, axes);
  draw_lines(c, axes, *c.results.p, Side::p);
  draw_lines(c, axes, *c.results.q, Side::q);
  for (const Side side : {Side::p, Side::q}) draw_ellipses(c, axes, side);
  if (c.scene.show.samples || !c.results.sampled_p) draw_points(c, axes, c.results.points_p, Side::p);
  if (c.scene.show.samples || !c.results.sampled_q) draw_points(c, axes, c.results.points_q, Side::q);
  if (c.has_time()) draw_moved(c, axes);
  draw_names(c, axes);
  c.figure.add(PopClip{});
  if (has_bar(c)) draw_bar(c, axes.rect);
  if (c.has_time()) draw_time(c, time_strip(c));
}

// The slider of the interpolation's time, in the card's foot: part of the picture, so that exports say t.
void draw_time(PlaneCanvas& c, const Rect& strip) {
  const double size = c.style.type(15), middle = strip.y + 0.46 * strip.h;
  const std::string label = c.words("on the way, t = %1", {"0.00"});
  char number[16];
  std::snprintf(number, sizeof number, "%.2f", c.scene.time);
  const double left = strip.x + 18 * c.e();
  c.text({left, middle}, c.words("on the way, t = %1", {number}), size, c.theme().text, Align::left,
         Baseline::middle);
  const double from = left + c.width_of(label, size) + 24 * c.e(), to = strip.right() - 28 * c.e();
  Axes axes;
  axes.name = "time";
  axes.rect = {from, middle - 12 * c.e(), std::max(8.0, to - from), 24 * c.e()};
  axes.y_low = -1;
  c.figure.axes.push_back(axes);
  const Color green = c.theme().distance[static_cast<std::size_t>(DistanceKind::w1)];
  const Vec knob = axes.to_figure({c.scene.time, 0});
  const double height = 6 * c.e();
  Box track;
  track.rect = {from, middle - 0.5 * height, to - from, height};
  track.fill = c.theme().control;
  track.radius = 0.5 * height;
  c.figure.add(track);
  track.rect.w = std::max(0.1, knob.x - from);
  track.fill = green;
  c.figure.add(track);
  c.figure.add(Marker{knob, Shape::circle, 19 * c.e(), c.theme().card, {green, 3 * c.e(), Dash::solid}});
}

}  // namespace dlab
