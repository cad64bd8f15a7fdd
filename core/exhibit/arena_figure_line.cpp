// The critic over the line: f (or D) with the best possible one, above the densities that it judges.
#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_figure_parts.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

struct Curve {
  std::vector<double> x, y;
};

// The optimal critic drawn in the critic's own units: what it spans between data and samples is scaled to
// what the critic does, and its level is the critic's.
double scale_of_optimum(const Diagnosis& m) {
  return m.w1.value > 0 && std::isfinite(m.estimate) ? m.estimate / m.w1.value : 0;
}

void plot(ArenaCanvas& c, const Axes& axes, const Curve& curve, const Stroke& stroke) {
  Polyline line;
  line.stroke = stroke;
  for (std::size_t i = 0; i < curve.x.size(); ++i)
    line.points.push_back(axes.to_figure({curve.x[i], curve.y[i]}));
  c.figure.add(std::move(line));
}

void fill(ArenaCanvas& c, const Axes& axes, const std::vector<double>& x, const std::vector<double>& density,
          Color hue) {
  if (density.size() != x.size()) return;
  Band band;
  band.fill = with_alpha(hue, 0.18);
  Polyline edge;
  edge.stroke = {hue, 2 * c.e(), Dash::solid};
  const double ground = axes.to_figure({0, 0}).y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Vec point = axes.to_figure({x[i], density[i]});
    band.x.push_back(point.x);
    band.low.push_back(ground);
    band.high.push_back(point.y);
    edge.points.push_back(point);
  }
  c.figure.add(std::move(band));
  c.figure.add(std::move(edge));
}

// Mass without a density: a stem as high as its share of the tallest.
void stems(ArenaCanvas& c, const Axes& axes, const GanData& data, Color hue) {
  const auto* law = std::get_if<Distribution>(&data);
  if (!law) return;
  const auto stem = [&](double x, double share) {
    c.line(axes.to_figure({x, 0}), axes.to_figure({x, 0.9 * axes.y_high * share}),
           {hue, 3 * c.e(), Dash::solid});
  };
  if (const auto* point = std::get_if<Dirac>(law)) stem(point->at, 1);
  if (const auto* points = std::get_if<Discrete>(law)) {
    const double most = *std::ranges::max_element(points->weights);
    for (std::size_t i = 0; i < points->points.size(); ++i)
      stem(points->points[i], points->weights[i] / most);
  }
}

}  // namespace

void draw_arena_line(ArenaCanvas& c) {
  const Diagnosis& m = c.moment();
  const Rect& card = c.layout.map;
  const double left = 62 * c.e(), right = 20 * c.e(), above = 44 * c.e(), below = 42 * c.e();
  const double inner = card.h - above - below, upper = std::round(0.62 * inner), between = 40 * c.e();
  const Rect top{card.x + left, card.y + above, card.w - left - right, std::max(8.0, upper - between)};
  const Rect bottom{top.x, card.y + above + upper, top.w, std::max(8.0, inner - upper)};
  const Bounds& view = m.request.view;

  const bool critic = c.estimates_distance();
  Curve f, best;
  const auto n = static_cast<std::size_t>(m.request.columns);
  for (std::size_t i = 0; i < n; ++i) {
    const double x =
        view.x_low + (view.x_high - view.x_low) * static_cast<double>(i) / static_cast<double>(n - 1);
    const auto value = static_cast<double>((*m.values)[i]);
    f.x.push_back(x);
    f.y.push_back(critic ? value : sigmoid(value));
  }
  double scale = 1;
  const std::vector<double>& optimum = critic ? m.optimal_critic : m.optimal_discriminator;
  if (c.scene.show.optimal && optimum.size() == n) {
    best.x = f.x;
    if (critic) scale = scale_of_optimum(m);
    double level = 0;
    if (critic)
      for (std::size_t i = 0; i < n; ++i) level += (f.y[i] - scale * optimum[i]) / static_cast<double>(n);
    for (std::size_t i = 0; i < n; ++i) best.y.push_back(critic ? level + scale * optimum[i] : optimum[i]);
  }
  double low = critic ? 1e300 : 0, high = critic ? -1e300 : 1;
  for (const std::vector<double>* ys : {&f.y, &best.y})
    for (const double y : *ys)
      if (critic && std::isfinite(y)) low = std::min(low, y), high = std::max(high, y);
  if (!(high > low)) low -= 0.5, high = low + 1;
  const auto limits = critic ? nice_limits(low, high, 5) : std::pair{-0.05, 1.05};
  const Axes values{lane_axes("map", c.lane), top, view.x_low, view.x_high, limits.first, limits.second};
  double tallest = 0;
  for (const std::vector<double>* density : {&m.real_density, &m.fake_density})
    for (const double y : *density)
      if (std::isfinite(y)) tallest = std::max(tallest, y);
  const Axes densities{lane_axes("densities", c.lane),  bottom, view.x_low, view.x_high, 0,
                       tallest > 0 ? 1.08 * tallest : 1};
  if (c.look.part == Look::Part::axes) {
    c.figure.axes.push_back(values);
    c.figure.axes.push_back(densities);
    return;
  }
  if (c.framed) c.card(card);
  AxesOptions options;
  options.x_tick_labels = false;
  options.x_grid = true;
  draw_axes(c.figure, values, options, c.style);
  AxesOptions under;
  under.x_grid = true;
  draw_axes(c.figure, densities, under, c.style);

  const Color own = c.theme().text, dashed = c.green();
  std::vector<FigureCanvas::Entry> entries{
      {critic ? c.words("critic *f*") : c.words("discriminator *D*"), {own, 2.4 * c.e(), Dash::solid}, own}};
  if (!best.y.empty()) {
    const bool scaled = critic && std::abs(scale - 1) > 0.02;
    entries.push_back({!critic  ? c.words("optimal *D*^{*}")
                       : scaled ? c.words("optimal *f*^{*} × %1", {number_text(scale, 2)})
                                : c.words("optimal *f*^{*}"),
                       {dashed, 2.2 * c.e(), Dash::dashed},
                       c.green_text()});
  }
  c.heading(top, entries, "", own);
  c.figure.add(PushClip{top});
  if (!best.y.empty()) plot(c, values, best, {dashed, 2.2 * c.e(), Dash::dashed});
  plot(c, values, f, {own, 2.4 * c.e(), Dash::solid});
  c.figure.add(PopClip{});
  c.heading(bottom,
            {{c.words("real"), {c.theme().p, 2 * c.e(), Dash::solid}, c.theme().p_text},
             {c.words("generated"), {c.theme().q, 2 * c.e(), Dash::solid}, c.theme().q_text}},
            "", own);
  c.figure.add(PushClip{bottom});
  fill(c, densities, f.x, m.real_density, c.theme().p);
  fill(c, densities, f.x, m.fake_density, c.theme().q);
  stems(c, densities, c.results.inputs.p, c.theme().p);
  if (c.results.inputs.model == ArenaModel::fixed) stems(c, densities, c.results.inputs.q, c.theme().q);
  c.figure.add(PopClip{});
}

}  // namespace dlab
