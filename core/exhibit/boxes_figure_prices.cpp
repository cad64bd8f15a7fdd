// The dual certificate on exhibit C's ground: what a box is worth at each place.
#include <algorithm>
#include <cmath>

#include "core/exhibit/boxes_figure_parts.hpp"

namespace dlab {
namespace {

constexpr double tag_size = 15;

struct Price {
  double x, value;
  bool bought, sold;  // at this place boxes stand; are wanted
};

// By position; places that share one and its price are one.
std::vector<Price> prices_on_line(const BoxesCanvas& c) {
  std::vector<Price> all;
  const BoxPrices& prices = c.results.optimum->prices;
  for (std::size_t i = 0; i < c.scene.stock.size(); ++i)
    all.push_back({static_cast<double>(c.scene.stock[i].at), prices.buy[i], true, false});
  for (std::size_t j = 0; j < c.scene.demand.size(); ++j) {
    const auto at = static_cast<double>(c.scene.demand[j].at);
    const auto same = std::ranges::find_if(
        all, [&](const Price& price) { return price.x == at && price.value == prices.sell[j]; });
    if (same == all.end())
      all.push_back({at, prices.sell[j], false, true});
    else
      same->sold = true;
  }
  std::ranges::stable_sort(all, {}, &Price::x);
  return all;
}

// As a tag; where columns are narrow only its number, or nothing.
void draw_tag(BoxesCanvas& c, Vec middle, double price, Color color, double width) {
  const double size = tag_size * c.e();
  const std::string text = whole_or_decimal(price);
  const double w = c.width_of(text, size, Weight::semibold) + 14 * c.e(), h = 1.55 * size;
  if (w <= width - 2) {
    Box tag;
    tag.rect = {middle.x - w / 2, middle.y - h / 2, w, h};
    tag.radius = h / 2;
    tag.fill = with_alpha(color, 0.14);
    tag.stroke = {color, 1.25 * c.e(), Dash::solid};
    c.figure.add(tag);
  }
  const double fit = w <= width - 2 ? size : 13;
  if (c.width_of(text, fit, Weight::semibold) <= width - 1)
    c.text(middle, text, fit, c.theme().text, Align::center, Baseline::middle, Weight::semibold);
}

void draw_tags(BoxesCanvas& c, const GroundGeometry& g) {
  const BoxPrices& prices = c.results.optimum->prices;
  const double down = 46 * c.e(), width = c.ground.column * g.stock.rect.w;
  for (std::size_t i = 0; i < c.scene.stock.size(); ++i)
    draw_tag(c, {g.stock.to_figure({c.ground.stock_x[i], 0}).x, g.labels_stock.y + down}, prices.buy[i],
             c.theme().p, width);
  for (std::size_t j = 0; j < c.scene.demand.size(); ++j)
    draw_tag(c, {g.stock.to_figure({c.ground.demand_x[j], 0}).x, g.labels_demand.y + down}, prices.sell[j],
             c.theme().q, width);
}

}  // namespace

// On a line prices are heights: with cost |x − y| a potential that is nowhere steeper than 1.
void draw_price_strip(BoxesCanvas& c, const GroundGeometry& g) {
  if (!c.priced()) return;
  if (c.ground.two_floors) return draw_tags(c, g);
  const double e = c.e(), size = 15 * e;
  const Rect& strip = g.strip;
  c.line({strip.x, strip.y}, {strip.right(), strip.y}, {c.theme().grid, 1.5 * e, Dash::solid});
  const bool on_line = c.scene.cost == BoxCost::distance;
  const std::string full = on_line ? c.words("what a box is worth: no slope steeper than 1")
                                   : c.words("what a box is worth at each place");
  const std::string brief = on_line ? c.words("a box's worth: slopes up to 1") : c.words("a box's worth");
  const std::string& heading = c.width_of(full, size) <= strip.w ? full : brief;
  const double fit = std::clamp(size * (strip.w - 4) / c.width_of(heading, size), 13.0, size);
  c.text({strip.x + 2 * e, strip.y + 20 * e}, heading, fit, c.best_text());

  const std::vector<Price> prices = prices_on_line(c);
  double highest = 1;
  for (const Price& price : prices) highest = std::max(highest, price.value);
  const Rect plot{strip.x, strip.y + 54 * e, strip.w, std::max(8.0, strip.h - 68 * e)};
  const Axes axes{"prices", plot, g.stock.x_low, g.stock.x_high, 0, highest};
  Polyline curve;
  curve.stroke = {c.best_line(), 2.5 * e, Dash::solid};
  for (const Price& price : prices) {
    const Vec at = axes.to_figure({price.x, price.value});
    c.line({at.x, plot.bottom()}, at, {c.theme().grid, 1.5 * e, Dash::solid});
    curve.points.push_back(at);
  }
  c.line({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, {c.theme().axis, 1.25 * e, Dash::solid});
  if (c.scene.cost == BoxCost::distance) c.figure.add(std::move(curve));
  double written_to = strip.x;
  for (const Price& price : prices) {
    const Vec at = axes.to_figure({price.x, price.value});
    if (price.sold)
      c.figure.add(Marker{
          at, Shape::diamond, (price.bought ? 13 : 10) * e, c.theme().q, {c.theme().card, e, Dash::solid}});
    if (price.bought)
      c.figure.add(Marker{
          at, Shape::circle, (price.sold ? 7 : 10) * e, c.theme().p, {c.theme().card, e, Dash::solid}});
    // A number that would run into the one before it is left out; the curve says it.
    const std::string value = whole_or_decimal(price.value);
    const double half = 0.5 * c.width_of(value, tag_size * e, Weight::semibold);
    if (at.x - half < written_to) continue;
    written_to = at.x + half + 2;
    c.text({at.x, at.y - 10 * e}, value, tag_size * e, c.theme().text, Align::center, Baseline::alphabetic,
           Weight::semibold);
  }
}

}  // namespace dlab
