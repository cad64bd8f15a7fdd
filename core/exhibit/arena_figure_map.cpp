// The critic over the plane: its values with contours, samples, and where its gradient pulls them; and the
// same values as a landscape.
#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_figure_parts.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "core/figure/axis.hpp"
#include "core/figure/surface_look.hpp"

namespace dlab {
namespace {

constexpr std::size_t drawn_samples = 256, drawn_arrows = 128;
constexpr double longest_arrow = 0.09;  // of the map's side
constexpr int ramp_steps = 32;

Vec at(const Axes& axes, Point p) { return axes.to_figure({p.x, p.y}); }

Rect plot_of(const ArenaCanvas& c) {
  const Rect& card = c.layout.map;
  const double side = std::min(card.w, card.h) - 2 * 8 * c.e();
  return {card.x + 0.5 * (card.w - side), card.y + 0.5 * (card.h - side), side, side};
}

bool spreads(double low, double high) { return std::isfinite(low) && std::isfinite(high) && high > low; }

void draw_manifold(ArenaCanvas& c, const Axes& axes) {
  const Diagnosis& m = c.moment();
  const int columns = m.manifold_columns, rows = m.manifold_rows;
  const Stroke stroke{with_alpha(c.theme().text, 0.4), 1.0 * c.e(), Dash::solid};
  const auto node = [&](int row, int column) {
    return at(axes, m.manifold[static_cast<std::size_t>(row * columns + column)]);
  };
  for (int row = 0; row < rows; ++row) {
    Polyline line;
    line.stroke = stroke;
    for (int column = 0; column < columns; ++column) line.points.push_back(node(row, column));
    c.figure.add(std::move(line));
  }
  for (int column = 0; rows > 1 && column < columns; ++column) {
    Polyline line;
    line.stroke = stroke;
    for (int row = 0; row < rows; ++row) line.points.push_back(node(row, column));
    c.figure.add(std::move(line));
  }
}

// Arrows grow with the slope until they are as long as arrows get: steeper ones look alike.
void draw_slope(ArenaCanvas& c, const Axes& axes, Point from, Point slope, double unit,
                const Stroke& stroke) {
  const double steep = norm(slope);
  if (!(steep > 0) || !std::isfinite(steep)) return;
  const double length = longest_arrow * axes.rect.w * std::min(1.0, steep / unit);
  if (length < 3 * c.e()) return;
  const Vec start = at(axes, from);
  const Vec tip{start.x + length * slope.x / steep, start.y - length * slope.y / steep};
  c.figure.add(Arrow{start, tip, stroke, std::min(7 * c.e(), 0.5 * length)});
}

// What an arrow of full length stands for: twice a 1-Lipschitz critic's slope, or the steepest there is.
double arrow_unit(const ArenaCanvas& c) {
  if (penalised(c.results.settings.objective)) return 1.5;
  double steepest = 0;
  for (const Point& slope : c.moment().fake_slope)
    if (const double steep = norm(slope); std::isfinite(steep)) steepest = std::max(steepest, steep);
  return std::max(steepest, 1e-12);
}

void draw_samples(ArenaCanvas& c, const Axes& axes, const std::vector<Point>& samples, Side side) {
  const std::size_t n = std::min(samples.size(), drawn_samples);
  Marker marker;
  marker.shape = side == Side::p ? Shape::circle : Shape::diamond;
  marker.size = (side == Side::p ? 5.5 : 7.5) * c.e() * std::clamp(axes.rect.w / 420 / c.e(), 0.8, 1.4);
  marker.fill = side == Side::p ? c.theme().p : c.theme().q;
  marker.stroke = {c.theme().card, 0.8 * c.e(), Dash::solid};
  for (std::size_t i = 0; i < n; ++i) {
    marker.at = at(axes, samples[i]);
    c.figure.add(marker);
  }
}

void draw_title(ArenaCanvas& c, const Rect& card, const std::string& words, const std::string& invitation) {
  const double size = c.style.type(14);
  std::string title = words;
  if (c.style.invites && c.width_of(title + " · " + invitation, size) < card.w - 32 * c.e())
    title += " · " + invitation;
  c.text({card.x + 16 * c.e(), card.y + 12 * c.e() + 0.8 * size}, title, size, c.theme().text_soft);
}

}  // namespace

ArenaColors arena_colors(const ArenaCanvas& c) {
  const Diagnosis& m = c.moment();
  ArenaColors colors;
  colors.low = m.low, colors.high = m.high;
  if (!spreads(m.low, m.high)) colors.low = m.low - 0.5, colors.high = m.low + 0.5;
  // A discriminator is of two minds at 0; a critic's level means nothing.
  const double span = colors.high - colors.low;
  const double middle = c.estimates_distance()
                            ? colors.low + 0.5 * span
                            : std::clamp(0.0, colors.low + 0.15 * span, colors.high - 0.15 * span);
  const Theme& theme = c.theme();
  const double most = theme.kind == ThemeKind::light ? 0.8 : 0.75;
  for (int i = 0; i <= ramp_steps; ++i) {
    const double value = colors.low + span * i / ramp_steps;
    const bool above = value > middle;
    const double share =
        above ? (value - middle) / (colors.high - middle) : (middle - value) / (middle - colors.low);
    colors.ramp.push_back(mixed(theme.card, above ? theme.p : theme.q, most * std::clamp(share, 0.0, 1.0)));
  }
  for (const Tick& tick : nice_ticks(colors.low, colors.high, 16)) colors.contours.push_back(tick.at);
  colors.contour = {with_alpha(theme.text, 0.32), 0.9 * c.e(), Dash::solid};
  if (!c.scene.show.contours) colors.contours.clear();
  return colors;
}

Axes map_axes(const ArenaCanvas& c) {
  const Bounds& view = c.results.view;
  Axes axes{lane_axes("map", c.lane), plot_of(c), view.x_low, view.x_high, view.y_low, view.y_high};
  return axes;
}

void draw_arena_map(ArenaCanvas& c) {
  const Axes axes = map_axes(c);
  c.figure.axes.push_back(axes);
  if (c.look.part == Look::Part::axes) return;
  if (c.framed) c.card(c.layout.map);
  const Diagnosis& m = c.moment();
  const ArenaColors colors = arena_colors(c);
  c.figure.add(PushClip{axes.rect});
  Map map;
  map.rect = axes.rect;
  map.columns = m.request.columns;
  map.rows = m.request.rows;
  map.contour = colors.contour;
  if (c.scene.show.steepness) {
    map.values = m.steepness;
    map.low = 0;
    map.high = penalised(c.results.settings.objective) ? 2 : std::max(1e-12, 1.0 * arrow_unit(c));
    const Color hue = c.theme().distance[static_cast<std::size_t>(DistanceKind::kl_pq)];
    for (int i = 0; i <= 8; ++i) map.ramp.push_back(mixed(c.theme().card, hue, 0.8 * i / 8));
    if (c.scene.show.contours && penalised(c.results.settings.objective)) map.contours = {1};
  } else {
    map.values = m.values;
    map.low = colors.low;
    map.high = colors.high;
    map.ramp = colors.ramp;
    map.contours = colors.contours;
  }
  c.figure.add(std::move(map));
  if (!c.scene.show.steepness && !spreads(m.low, m.high)) {  // nothing but the ground: say why
    const double size = c.style.type(15);
    const std::string level = number_text(m.low, 2);
    const std::vector<std::string> ways =
        c.estimates_distance() ? std::vector{c.words("the critic is flat: it says %1 everywhere", {level}),
                                             c.words("flat: %1", {level})}
                               : std::vector{c.words("the discriminator is flat"), c.words("flat")};
    c.text({axes.rect.x + 0.5 * axes.rect.w, axes.rect.bottom() - 0.8 * size},
           c.fitting(ways, size, axes.rect.w - size), size, c.theme().text_soft, Align::center,
           Baseline::bottom);
  }
  if (c.scene.show.manifold && !m.manifold.empty()) draw_manifold(c, axes);
  const double unit = arrow_unit(c);
  if (c.scene.show.arrows)
    for (std::size_t i = 0; i < m.arrow_at.size(); ++i)
      draw_slope(c, axes, m.arrow_at[i], m.arrow_slope[i], unit,
                 {with_alpha(c.theme().text, 0.45), 1.1 * c.e(), Dash::solid});
  if (c.scene.show.real) draw_samples(c, axes, m.real, Side::p);
  if (c.scene.show.gradients)
    for (std::size_t i = 0; i < std::min(m.fake.size(), drawn_arrows); ++i)
      draw_slope(c, axes, m.fake[i], m.fake_slope[i], unit,
                 {with_alpha(c.theme().text, 0.85), 1.3 * c.e(), Dash::solid});
  if (c.scene.show.fake) draw_samples(c, axes, m.fake, Side::q);
  c.figure.add(PopClip{});
  if (!c.framed) {  // where the maps of a race end
    Box edge;
    edge.rect = axes.rect;
    edge.stroke = {c.theme().card_border, c.e(), Dash::solid};
    c.figure.add(edge);
  }
}

void draw_landscape(ArenaCanvas& c) {
  const Rect& card = c.layout.landscape;
  Rect inside = card.inset(6 * c.e());
  if (c.framed) {
    inside.y += 1.4 * c.style.type(14);  // below the title
    inside.h -= 1.4 * c.style.type(14);
  }
  c.figure.axes.push_back({lane_axes("landscape", c.lane), inside, 0, 1, 0, 1});
  if (c.look.part == Look::Part::axes) return;
  if (c.framed) c.card(card);
  const Diagnosis& m = c.moment();
  const ArenaColors colors = arena_colors(c);
  Surface surface;
  surface.rect = inside;
  surface.columns = m.request.columns;
  surface.rows = m.request.rows;
  surface.values = m.values;
  surface.low = colors.low;
  surface.high = colors.high;
  surface.ramp = colors.ramp;
  surface.contours = colors.contours;
  surface.contour = colors.contour;
  surface.yaw = c.scene.yaw;
  surface.pitch = c.scene.pitch;
  const Bounds& view = m.request.view;
  auto points = std::make_shared<std::vector<SurfacePoint>>();
  const auto lay = [&](const std::vector<Point>& samples, Color fill, Shape shape, double size) {
    for (std::size_t i = 0; i < std::min(samples.size(), drawn_samples); ++i) {
      const double u = (samples[i].x - view.x_low) / (view.x_high - view.x_low);
      const double v = (view.y_high - samples[i].y) / (view.y_high - view.y_low);
      if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) continue;
      points->push_back({static_cast<float>(u * (surface.columns - 1)),
                         static_cast<float>(v * (surface.rows - 1)), fill, c.theme().card, shape,
                         static_cast<float>(size * c.e())});
    }
  };
  if (c.scene.show.real) lay(m.real, c.theme().p, Shape::circle, 4.5);
  if (c.scene.show.fake) lay(m.fake, c.theme().q, Shape::diamond, 6);
  surface.points = std::move(points);
  dress(surface, c.style);
  c.figure.add(std::move(surface));
  if (!c.framed) return;
  draw_title(c, card,
             c.estimates_distance() ? c.words("the critic as a landscape")
                                    : c.words("the discriminator before σ, as a landscape"),
             c.words("drag to turn"));
}

}  // namespace dlab
