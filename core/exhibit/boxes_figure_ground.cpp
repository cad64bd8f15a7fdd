// The ground of exhibit C: floors and places, what stands there, what should, and the box in the hand.
#include <algorithm>
#include <cmath>

#include "core/exhibit/boxes_figure_parts.hpp"
#include "core/exhibit/boxes_plan.hpp"

namespace dlab {
namespace {

constexpr double label_size = 17, heading_size = 15;

// Two rows of names at most under a floor: the place's name, and its price.
double band_height(const BoxesCanvas& c, bool tags) { return (tags ? 62 : 34) * c.e(); }

double column_points(const BoxesCanvas& c, double width) {
  return c.ground.column / (c.ground.x_high - c.ground.x_low) * width;
}

GroundGeometry on_one_floor(const BoxesCanvas& c, const Rect& inner) {
  const double e = c.e(), labels = band_height(c, false);
  const double strip = c.priced() ? std::clamp(0.34 * inner.h, 96 * e, 230 * e) : 0;
  // On a tall stage the floor rises a little: a sky higher than the widest arc would only be empty.
  const double all = inner.h - strip - labels, h = all - 0.4 * std::max(0.0, all - 0.75 * inner.w);
  const double floor = inner.y + h;
  const double tall = std::max(c.ground.stock_height, c.ground.demand_height);
  GroundGeometry g;
  g.box = std::min({0.86 * column_points(c, inner.w), (h - std::max(0.24 * h, 30 * e)) / tall, 64 * e});
  const Rect plot{inner.x, inner.y, inner.w, h};
  g.stock = {stock_axes, plot, c.ground.x_low, c.ground.x_high, 0, h / g.box};
  g.demand = {demand_axes, plot, c.ground.x_low, c.ground.x_high, 0, h / g.box};
  g.labels_stock = g.labels_demand = {inner.x, floor, inner.w, labels};
  g.sky = {inner.x, inner.y, inner.w, h - tall * g.box};
  if (strip > 0) g.strip = {inner.x, inner.bottom() - strip, inner.w, strip};
  return g;
}

GroundGeometry on_two_floors(const BoxesCanvas& c, const Rect& inner) {
  const double e = c.e(), labels = band_height(c, c.priced());
  const double stacks = c.ground.stock_height + c.ground.demand_height;
  const double ways = std::max(0.22 * inner.h, 34 * e);
  GroundGeometry g;
  g.box = std::min({0.8 * column_points(c, inner.w), (inner.h - 2 * labels - ways) / stacks, 58 * e});
  const double upper = inner.y + g.box * c.ground.stock_height;
  const double lower = inner.bottom() - labels;
  const double reach = g.box * c.ground.demand_height;
  g.stock = {
      stock_axes,           {inner.x, inner.y, inner.w, upper - inner.y}, c.ground.x_low, c.ground.x_high, 0,
      c.ground.stock_height};
  g.demand = {
      demand_axes,           {inner.x, lower - reach, inner.w, reach}, c.ground.x_low, c.ground.x_high, 0,
      c.ground.demand_height};
  g.labels_stock = {inner.x, upper, inner.w, labels};
  g.labels_demand = {inner.x, lower, inner.w, labels};
  g.sky = {inner.x, g.labels_stock.bottom(), inner.w, lower - reach - g.labels_stock.bottom()};
  return g;
}

Rect box_rect(Vec middle, double side) {
  const double inset = std::clamp(0.04 * side, 0.5, 2.0);
  return Rect{middle.x - side / 2, middle.y - side / 2, side, side}.inset(inset);
}

double corner_of(double side) { return std::min(0.16 * side, 8.0); }

enum class BoxState { resting, hovered, focused };

void draw_box(BoxesCanvas& c, Vec middle, double side, std::size_t place,
              BoxState state = BoxState::resting) {
  if (state != BoxState::resting) {
    Box ring;
    ring.rect = box_rect(middle, side).inset(-2.5 * c.e());
    ring.radius = corner_of(side) + 2.5 * c.e();
    if (state == BoxState::hovered)
      ring.fill = with_alpha(c.theme().p, 0.3);
    else
      ring.stroke = {c.theme().accent, 2.5 * c.e(), Dash::solid};
    c.figure.add(ring);
  }
  Box box;
  box.rect = box_rect(middle, side);
  box.fill = c.tint_of(place);
  box.stroke = {c.theme().p, std::min(1.5 * c.e(), 0.08 * side), Dash::solid};
  box.radius = corner_of(side);
  c.figure.add(box);
  const std::string mark = c.mark_of(place);
  const double size = std::clamp(0.42 * side, 13.0, 28 * c.e());
  if (c.width_of(mark, size, Weight::semibold) + 3 > box.rect.w || 0.8 * size > box.rect.h) return;
  c.text(middle, mark, size, c.ink_on(box.fill), Align::center, Baseline::middle, Weight::semibold);
}

// A place where a box was, or should be.
void draw_outline(BoxesCanvas& c, Vec middle, double side, const Stroke& stroke) {
  Box box;
  box.rect = box_rect(middle, side).inset(0.5 * stroke.width);
  box.stroke = stroke;
  box.radius = corner_of(side);
  c.figure.add(box);
}

void draw_shadow(BoxesCanvas& c, Vec middle, double side) {
  const double alpha = c.theme().kind == ThemeKind::light ? 0.07 : 0.2;
  for (const double spread : {2.0, 5.0, 9.0}) {
    Box shadow;
    shadow.rect = box_rect({middle.x, middle.y + 6 * c.e()}, side).inset(-spread);
    shadow.fill = {0, 0, 0, static_cast<std::uint8_t>(255 * alpha)};
    shadow.radius = corner_of(side) + spread;
    c.figure.add(shadow);
  }
}

// The column that a held box would be let go in.
void draw_landing(BoxesCanvas& c, const GroundGeometry& g, BoxId held) {
  const std::int64_t to = c.scene.destinations[held.place][held.index];
  const bool home = to == not_carried;
  const auto j = static_cast<std::size_t>(std::max<std::int64_t>(to, 0));
  const Axes& axes = home ? g.stock : g.demand;
  const double x = axes.to_figure({home ? c.ground.stock_x[held.place] : c.ground.demand_x[j], 0}).x;
  const std::int64_t boxes =
      home ? c.scene.stock[held.place].amount : std::max(c.scene.demand[j].amount, c.results.column_sums[j]);
  const double h = static_cast<double>(std::max<std::int64_t>(boxes, 1)) * g.box, pad = 0.08 * g.box;
  Box landing;
  landing.rect = {x - g.box / 2 - pad, axes.rect.bottom() - h - pad, g.box + 2 * pad, h + pad};
  landing.fill = with_alpha(home ? c.theme().p : c.theme().q, 0.16);
  landing.radius = corner_of(g.box) + pad;
  c.figure.add(landing);
}

void draw_stack_outlines(BoxesCanvas& c, const GroundGeometry& g) {
  const auto middle = [](const Axes& axes, double x, std::int64_t level) {
    return axes.to_figure({x, static_cast<double>(level) + 0.5});
  };
  const double thin = std::max(1.0, std::min(1.25 * c.e(), 0.06 * g.box));
  const double thick = std::max(1.25, std::min(2 * c.e(), 0.08 * g.box));
  for (std::size_t i = 0; i < c.scene.stock.size(); ++i)
    for (std::int64_t k = c.scene.stock[i].amount - c.results.row_sums[i]; k < c.scene.stock[i].amount; ++k)
      draw_outline(c, middle(g.stock, c.ground.stock_x[i], k), g.box,
                   {with_alpha(c.theme().p, 0.4), thin, Dash::solid});
  for (std::size_t j = 0; j < c.scene.demand.size(); ++j)
    for (std::int64_t k = 0; k < c.scene.demand[j].amount; ++k)
      draw_outline(c, middle(g.demand, c.ground.demand_x[j], k), g.box, {c.theme().q, thick, Dash::dashed});
}

// "+1" above a stack that has more than is wanted.
void draw_excess(BoxesCanvas& c, const GroundGeometry& g) {
  for (std::size_t j = 0; j < c.scene.demand.size(); ++j) {
    const std::int64_t more = c.results.column_sums[j] - c.scene.demand[j].amount;
    if (more <= 0) continue;
    const Vec top = g.demand.to_figure({c.ground.demand_x[j], static_cast<double>(c.results.column_sums[j])});
    const double size = excess_size * c.e();
    c.text({top.x, top.y - 5 * c.e()}, "+" + std::to_string(more), size, c.theme().error, Align::center,
           Baseline::alphabetic, Weight::semibold);
  }
}

double eased(double t) { return t * t * (3 - 2 * t); }

// The next box on its way, while the plan is played.
Vec in_flight(const BoxesCanvas& c, const GroundGeometry& g, const BoxCarry& next) {
  const BoxSpot spot = box_spot(c.scene, c.ground, next.box);
  const Axes& axes = spot.axes == std::string(stock_axes) ? g.stock : g.demand;
  const Vec from = axes.to_figure(spot.middle);
  Vec to = from;
  if (next.destination == not_carried) {
    const double idle =
        static_cast<double>(c.scene.stock[next.box.place].amount - c.results.row_sums[next.box.place]);
    to = g.stock.to_figure({c.ground.stock_x[next.box.place], idle + 0.5});
  } else {
    const auto j = static_cast<std::size_t>(next.destination);
    to = g.demand.to_figure({c.ground.demand_x[j], static_cast<double>(c.results.column_sums[j]) + 0.5});
  }
  const double t = eased(c.scene.flight), s = 1 - t;
  const double lift = c.ground.two_floors ? 0 : 0.7 * (std::min(from.y, to.y) - g.sky.y);
  const double high = std::min(from.y, to.y) - lift;
  const double over_from = c.ground.two_floors ? (from.y + to.y) / 2 : high;
  return {s * s * (s + 3 * t) * from.x + t * t * (t + 3 * s) * to.x,
          s * s * s * from.y + 3 * s * s * t * over_from + 3 * s * t * t * over_from + t * t * t * to.y};
}

// Before anything is carried: what to do, where the ways will be.
void draw_invitation(BoxesCanvas& c, const GroundGeometry& g) {
  if (!c.style.invites) return;
  const double size = label_size * c.e(), wide = g.sky.w - 24 * c.e();
  const std::vector<std::string> lines = c.wrapped(c.words("Drag a box to a dashed place"), size, wide);
  if (g.sky.h < 2 * size * static_cast<double>(lines.size())) return;
  double y = g.sky.y + 0.6 * g.sky.h - 0.7 * size * static_cast<double>(lines.size() - 1);
  for (const std::string& line : lines) {
    c.text({g.sky.x + g.sky.w / 2, y}, line, size, c.theme().text_soft, Align::center, Baseline::middle);
    y += 1.4 * size;
  }
}

void draw_heading(BoxesCanvas& c) {
  const double e = c.e(), side = 13 * e;
  const Rect& card = c.layout.ground;
  double x = card.x + 18 * e;
  const double y = card.y + 26 * e, room = card.right() - 14 * e - x;
  const std::string have = c.words("where they are"), should = c.words("where they should be");
  const auto wide_at = [&](double size) {
    return 2 * (side + 6 * e) + c.width_of(have, size) + 1.2 * size + c.width_of(should, size);
  };
  double size = heading_size * e;
  if (wide_at(size) > room) size = std::clamp(size * room / wide_at(size), 13.0, size);
  const double between = std::clamp(room - wide_at(size) + 1.2 * size, 0.6 * size, 1.2 * size);
  const auto entry = [&](const std::string& what, bool wanted) {
    const double wide = side + 6 * e + c.width_of(what, size);
    if (x + wide > card.right() - 6 * e) return;
    Box sample;
    sample.rect = {x, y - side / 2, side, side};
    sample.radius = 3;
    if (wanted)
      sample.stroke = {c.theme().q, 1.5 * e, Dash::dashed};
    else
      sample.fill = c.theme().p;
    c.figure.add(sample);
    c.text({x + side + 6 * e, y}, what, size, c.theme().text_soft, Align::left, Baseline::middle);
    x += wide + between;
  };
  entry(have, false);
  entry(should, true);
}

// Under the floors of given costs.
void draw_names(BoxesCanvas& c, const GroundGeometry& g) {
  const double size = label_size * c.e(), wide = c.ground.column * g.stock.rect.w - 4;
  for (const Side side : {Side::p, Side::q}) {
    const bool p = side == Side::p;
    const std::vector<BoxPlace>& places = places_of(c.scene, side);
    const Rect& band = p ? g.labels_stock : g.labels_demand;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double x = g.stock.to_figure({p ? c.ground.stock_x[i] : c.ground.demand_x[i], 0}).x;
      const BoxesCanvas::Label name = c.fitted_name(places, i, size, wide);
      c.text({x, band.y + 8 * c.e() + 0.73 * size}, name.text, name.size,
             p ? c.theme().p_text : c.theme().q_text, Align::center, Baseline::alphabetic, Weight::semibold);
    }
  }
}

// A position's name: of the place there, of both, or just its number.
struct Position {
  std::string name;
  bool p = false, q = false;
};

Position position(const BoxesCanvas& c, std::int64_t at) {
  Position found{std::to_string(at), false, false};
  for (const Side side : {Side::p, Side::q})
    for (const BoxPlace& place : places_of(c.scene, side)) {
      if (place.at != at) continue;
      if (!found.p) found.name = c.name_of(place);
      (side == Side::p ? found.p : found.q) = true;
    }
  return found;
}

// The line's positions, those that are places in colour; what would run into its neighbour is left out.
void draw_positions(BoxesCanvas& c, const GroundGeometry& g) {
  const double e = c.e(), size = label_size * e;
  const double wide = g.stock.rect.w / (c.ground.x_high - c.ground.x_low);
  const Rect& floor = g.stock.rect;
  double free_from = floor.x;
  for (auto at = static_cast<std::int64_t>(std::ceil(std::max(0.0, c.ground.x_low)));
       static_cast<double>(at) <= c.ground.x_high; ++at) {
    const double x = g.stock.to_figure({static_cast<double>(at), 0}).x;
    c.line({x, floor.bottom()}, {x, floor.bottom() + 4 * e}, {c.theme().axis, 1.25 * e, Dash::solid});
    const Position here = position(c, at);
    const bool place = here.p || here.q;
    if (!place && wide < 22 * e) continue;
    const Weight weight = place ? Weight::semibold : Weight::regular;
    const double full = c.width_of(here.name, size, weight);
    const double fit = std::clamp(size * (wide - 3) / full, 13.0, size), half = 0.5 * full * fit / size;
    if (x - half < free_from || x + half > floor.right()) continue;
    free_from = x + half + 2;
    const Color color = here.p && here.q ? c.theme().text
                        : here.p         ? c.theme().p_text
                        : here.q         ? c.theme().q_text
                                         : c.theme().text_soft;
    c.text({x, g.labels_stock.y + 8 * e + 0.73 * size}, here.name, fit, color, Align::center,
           Baseline::alphabetic, weight);
  }
}

}  // namespace

GroundGeometry ground_geometry(const BoxesCanvas& c) {
  const Rect& card = c.layout.ground;
  const double e = c.e(), side = std::min(16 * e, 0.05 * card.w), head = 44 * e;
  const Rect inner{card.x + side, card.y + head, card.w - 2 * side, card.h - head - 4 * e};
  return c.ground.two_floors ? on_two_floors(c, inner) : on_one_floor(c, inner);
}

void draw_boxes(BoxesCanvas& c, const GroundGeometry& g) {
  const std::optional<BoxId> held = box_of(c.look.held);
  const std::optional<BoxCarry> flying =
      c.scene.flight > 0 ? next_carry(c.results) : std::optional<BoxCarry>();
  for (std::size_t i = 0; i < c.scene.destinations.size(); ++i)
    for (std::size_t k = 0; k < c.scene.destinations[i].size(); ++k) {
      const BoxId id{i, k};
      if (held == id || (flying && flying->box == id)) continue;
      const BoxSpot spot = box_spot(c.scene, c.ground, id);
      const Axes& axes = spot.axes == std::string(stock_axes) ? g.stock : g.demand;
      const std::string name = box_id(id);
      const BoxState state = c.look.focused == name   ? BoxState::focused
                             : c.look.hovered == name ? BoxState::hovered
                                                      : BoxState::resting;
      draw_box(c, axes.to_figure(spot.middle), g.box, i, state);
    }
  draw_excess(c, g);
  if (flying && flying->box != held) {
    const Vec at = in_flight(c, g, *flying);
    draw_shadow(c, at, g.box);
    draw_box(c, at, g.box, flying->box.place);
  }
  if (held && held->place < c.scene.destinations.size()) {
    draw_shadow(c, c.look.hand, g.box);
    draw_box(c, c.look.hand, g.box, held->place);
  }
}

// Floors, positions and names.
void draw_places(BoxesCanvas& c, const GroundGeometry& g) {
  const double e = c.e();
  for (const Axes* axes : {&g.stock, &g.demand}) {
    const double y = axes->rect.bottom();
    c.line({axes->rect.x, y}, {axes->rect.right(), y}, {c.theme().axis, 1.5 * e, Dash::solid});
    if (!c.ground.two_floors) break;
  }
  if (c.ground.two_floors)
    draw_names(c, g);
  else
    draw_positions(c, g);
}

void draw_ground(BoxesCanvas& c) {
  c.card(c.layout.ground);
  draw_heading(c);
  const GroundGeometry g = ground_geometry(c);
  draw_places(c, g);
  draw_price_strip(c, g);
  const std::optional<BoxId> held = box_of(c.look.held);
  const bool known = held && held->place < c.scene.destinations.size() &&
                     held->index < c.scene.destinations[held->place].size();
  if (known) draw_landing(c, g, *held);
  draw_stack_outlines(c, g);
  draw_ways(c, g);
  if (c.results.carried == 0 && !known && !c.optimum_shown()) draw_invitation(c, g);
  draw_boxes(c, g);
  c.figure.axes.push_back(g.stock);
  c.figure.axes.push_back(g.demand);
}

}  // namespace dlab
