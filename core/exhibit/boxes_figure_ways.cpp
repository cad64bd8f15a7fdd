// The ways that boxes go: curves from where they stood to where they were carried, thicker the more went.
#include <algorithm>
#include <cmath>

#include "core/exhibit/boxes_figure_parts.hpp"

namespace dlab {
namespace {

struct Pair {
  std::size_t i, j;
};

// The ways that are drawn: the plan's, and those of the best plan where it is shown.
std::vector<Pair> ways(const BoxesCanvas& c) {
  std::vector<Pair> all;
  for (std::size_t i = 0; i < c.scene.stock.size(); ++i)
    for (std::size_t j = 0; j < c.scene.demand.size(); ++j) {
      const std::size_t at = c.results.entry(i, j);
      const bool best = c.optimum_shown() && c.results.optimum->plan[at] > 0;
      if (c.results.plan[at] > 0 || best) all.push_back({i, j});
    }
  return all;
}

// Ways that leave one stack, or arrive at one, stand side by side in the order that keeps them from crossing:
// over one floor the farthest to the right leaves leftmost; between two floors it leaves rightmost.
double beside(const BoxesCanvas& c, double box, Pair way, bool leaving) {
  std::vector<double> others;
  const auto far = [&](Pair p) {
    const double x = leaving ? c.ground.demand_x[p.j] : c.ground.stock_x[p.i];
    return c.ground.two_floors ? x : -x;
  };
  for (const Pair other : ways(c))
    if (leaving ? other.i == way.i : other.j == way.j) others.push_back(far(other));
  if (others.size() < 2) return 0;
  std::ranges::sort(others);
  const auto rank = static_cast<double>(std::ranges::lower_bound(others, far(way)) - others.begin());
  return ((rank + 0.5) / static_cast<double>(others.size()) - 0.5) * 0.7 * box;
}

Vec bezier(Vec a, Vec b, Vec c, Vec d, double t) {
  const double s = 1 - t;
  const double k0 = s * s * s, k1 = 3 * s * s * t, k2 = 3 * s * t * t, k3 = t * t * t;
  return {k0 * a.x + k1 * b.x + k2 * c.x + k3 * d.x, k0 * a.y + k1 * b.y + k2 * c.y + k3 * d.y};
}

std::vector<Vec> curve(Vec from, Vec over_from, Vec over_to, Vec to) {
  constexpr int parts = 40;
  std::vector<Vec> points;
  for (int k = 0; k <= parts; ++k)
    points.push_back(bezier(from, over_from, over_to, to, static_cast<double>(k) / parts));
  return points;
}

double way_width(const BoxesCanvas& c, std::int64_t count) {
  return std::min(1.75 + 1.5 * static_cast<double>(count - 1), 9.0) * c.e();
}

double distance(Vec a, Vec b) { return std::hypot(a.x - b.x, a.y - b.y); }

// The curve ends in its head: the last points make room for it.
void draw_way(BoxesCanvas& c, std::vector<Vec> points, const Stroke& stroke) {
  const Vec tip = points.back();
  const double length = 6 * c.e() + 1.6 * stroke.width, half = 0.5 * length + 0.15 * stroke.width;
  while (points.size() > 2 && distance(points[points.size() - 2], tip) < length) points.pop_back();
  const Vec before = points[points.size() - 2];
  const double away = std::max(distance(before, tip), 1e-6);
  const Vec along{(tip.x - before.x) / away, (tip.y - before.y) / away};
  const Vec root{tip.x - along.x * length, tip.y - along.y * length};
  points.back() = {tip.x - along.x * 0.7 * length, tip.y - along.y * 0.7 * length};
  c.figure.add(Polyline{std::move(points), stroke});
  c.figure.add(Polygon{{tip,
                        {root.x - along.y * half, root.y + along.x * half},
                        {root.x + along.y * half, root.y - along.x * half}},
                       stroke.color});
}

}  // namespace

std::vector<Vec> way_path(const BoxesCanvas& c, const GroundGeometry& g, std::size_t i, std::size_t j) {
  const Pair way{i, j};
  const double clear = 5 * c.e();
  const auto standing = static_cast<double>(std::max(c.scene.demand[j].amount, c.results.column_sums[j]));
  Vec to = g.demand.to_figure({c.ground.demand_x[j], standing});
  const bool too_many = c.results.column_sums[j] > c.scene.demand[j].amount;
  to = {to.x + beside(c, g.box, way, false), to.y - clear - (too_many ? 1.2 * excess_size * c.e() : 0)};
  if (c.ground.two_floors) {
    Vec from = g.stock.to_figure({c.ground.stock_x[i], 0});
    from = {from.x + beside(c, g.box, way, true), g.labels_stock.bottom()};
    const double middle = std::lerp(from.y, to.y, 0.5);
    return curve(from, {from.x, middle}, {to.x, middle}, to);
  }
  Vec from = g.stock.to_figure({c.ground.stock_x[i], static_cast<double>(c.scene.stock[i].amount)});
  from = {from.x + beside(c, g.box, way, true), from.y - clear};
  // Long ways run above short ones, all of them above the tallest stack.
  const double span = c.ground.x_high - c.ground.x_low;
  const double share = std::abs(c.ground.demand_x[j] - c.ground.stock_x[i]) / span;
  const double highest = std::min(g.sky.h - 4 * c.e(), 0.5 * g.sky.w);
  const double apex = g.sky.bottom() - highest * std::clamp(0.22 + 0.9 * share, 0.0, 1.0);
  const double over = (8 * std::min({apex, from.y, to.y}) - from.y - to.y) / 6;
  return curve(from, {from.x, over}, {to.x, over}, to);
}

void draw_ways(BoxesCanvas& c, const GroundGeometry& g) {
  const Color plain = mixed(c.theme().text_soft, c.theme().card, 0.12);
  for (const Pair way : ways(c)) {
    const std::int64_t count = c.results.plan[c.results.entry(way.i, way.j)];
    if (count > 0) continue;
    draw_way(c, way_path(c, g, way.i, way.j), {c.best_line(), 2 * c.e(), Dash::dotted});
  }
  for (const Pair way : ways(c)) {
    const std::int64_t count = c.results.plan[c.results.entry(way.i, way.j)];
    if (count == 0) continue;
    const bool tight = c.priced() && c.results.tight(way.i, way.j);
    const Stroke stroke{tight ? c.best_line() : plain, way_width(c, count),
                        c.priced() && !tight ? Dash::dashed : Dash::solid};
    draw_way(c, way_path(c, g, way.i, way.j), stroke);
  }
}

}  // namespace dlab
