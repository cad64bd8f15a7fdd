// The view of the transport plan: a matrix of masses with its two marginals.
#include <algorithm>
#include <cmath>

#include "core/exhibit/line_figure_parts.hpp"
#include "core/exhibit/line_view_transport.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

Color ramp(const Theme& theme, double t) {
  return t < 0.5 ? mixed(theme.sequential[0], theme.sequential[1], 2 * t)
                 : mixed(theme.sequential[1], theme.sequential[2], 2 * t - 1);
}

Raster picture(const PlanGrid& plan, const Rect& rect, const Theme& theme) {
  const double most = *std::max_element(plan.mass.begin(), plan.mass.end());
  auto pixels = std::make_shared<std::vector<std::uint8_t>>(4 * plan.mass.size(), std::uint8_t{0});
  for (std::size_t i = 0; i < plan.rows; ++i)
    for (std::size_t j = 0; j < plan.columns; ++j) {
      const double mass = plan.mass[i * plan.columns + j];
      if (mass <= 1e-6 * most) continue;
      const double t = std::sqrt(mass / most);  // the root lets light cells be seen beside heavy ones
      const Color color = ramp(theme, 0.15 + 0.85 * t);
      std::uint8_t* pixel = pixels->data() + 4 * ((plan.rows - 1 - i) * plan.columns + j);
      pixel[0] = color.r;
      pixel[1] = color.g;
      pixel[2] = color.b;
      pixel[3] = 255;
    }
  Raster raster;
  raster.rect = rect;
  raster.width = static_cast<int>(plan.columns);
  raster.height = static_cast<int>(plan.rows);
  raster.rgba = std::move(pixels);
  raster.smooth = false;
  return raster;
}

// Between atoms the plan is a few numbers: discs whose areas are the masses, stems for the marginals.
void draw_pairs(LineCanvas& c, const Axes& axes, const std::vector<PlanPair>& pairs) {
  double most = 0;
  for (const Law* law : {&c.p(), &c.q()})
    for (const Atom& atom : law->atoms()) most = std::max(most, atom.mass);
  const Rect& plot = axes.rect;
  const double reach = 0.13 * std::min(plot.w, 2 * plot.h);
  for (const Atom& atom : c.p().atoms()) {
    const double y = axes.to_figure({0, atom.at}).y;
    c.line({plot.x, y}, {plot.x + reach * atom.mass / most, y}, {c.theme().p, 2.5 * c.e(), Dash::solid});
  }
  for (const Atom& atom : c.q().atoms()) {
    const double x = axes.to_figure({atom.at, 0}).x;
    c.line({x, plot.bottom()}, {x, plot.bottom() - reach * atom.mass / most},
           {c.theme().q, 2.5 * c.e(), Dash::solid});
  }
  for (const PlanPair& pair : pairs) {
    const double size = std::max(3.0, 20 * std::sqrt(pair.mass / most)) * c.e();
    c.figure.add(Marker{axes.to_figure({pair.to, pair.from}),
                        Shape::circle,
                        size,
                        ramp(c.theme(), 0.75),
                        {c.theme().card, 1.5 * c.e(), Dash::solid}});
  }
}

// A marginal as bars along an edge of the matrix: P's from the left edge, Q's from the bottom one.
void draw_marginal(LineCanvas& c, const Rect& plot, const std::vector<double>& sums, Side side) {
  const double most = *std::max_element(sums.begin(), sums.end());
  if (most <= 0) return;
  const bool rows = side == Side::p;
  const double reach = 0.13 * std::min(plot.w, 2 * plot.h), n = static_cast<double>(sums.size());
  const Color color = rows ? c.theme().p : c.theme().q;
  Polygon area;
  area.fill = with_alpha(color, 0.3);
  Polyline edge;
  edge.stroke = {color, 1.75 * c.e(), Dash::solid};
  const auto place = [&](double along, double height) {
    return rows ? Vec{plot.x + height, plot.bottom() - along * plot.h}
                : Vec{plot.x + along * plot.w, plot.bottom() - height};
  };
  area.points.push_back(place(0, 0));
  for (std::size_t i = 0; i < sums.size(); ++i)
    for (double end : {0.0, 1.0}) {
      edge.points.push_back(place((static_cast<double>(i) + end) / n, reach * sums[i] / most));
      area.points.push_back(edge.points.back());
    }
  area.points.push_back(place(1, 0));
  c.figure.add(std::move(area));
  c.figure.add(std::move(edge));
}

void draw_matrix(LineCanvas& c, const Rect& plot) {
  const double cell = 2.5;
  const auto cells = [&](double points) {
    return static_cast<std::size_t>(std::clamp(points / cell, 24.0, 400.0));
  };
  const PlanGrid plan = monotone_plan(c.p(), c.q(), c.x_low, c.x_high, cells(plot.h), cells(plot.w));
  draw_marginal(c, plot, plan.row_sums, Side::p);
  draw_marginal(c, plot, plan.column_sums, Side::q);
  c.figure.add(picture(plan, plot, c.theme()));
}

}  // namespace

// Both axes are positions: P's mass stands at its height, Q wants it at its place across. On the dotted
// diagonal nothing moves; the plan's distance from it is the way to go.
void draw_plan_view(LineCanvas& c, const Rect& plot) {
  const Axes axes = c.x_axes("view", plot, c.x_low, c.x_high);
  const Color w1 = c.theme().distance_text[static_cast<std::size_t>(DistanceKind::w1)];
  AxesOptions options;
  options.y_grid = false;
  draw_axes(c.figure, axes, options, c.style);
  c.heading(plot, {{c.words("plan: from *y* in P to *x* in Q")}},
            c.words("mean |*x* − *y*| = %1",
                    {c.value_text(c.results.distances[DistanceKind::w1], DistanceKind::w1)}),
            w1);
  c.figure.add(PushClip{plot});
  c.line(axes.to_figure({c.x_low, c.x_low}), axes.to_figure({c.x_high, c.x_high}),
         {c.theme().axis, 1.25 * c.e(), Dash::dotted});
  if (c.p().discrete() && c.q().discrete() && c.p().atoms().size() + c.q().atoms().size() <= 60)
    draw_pairs(c, axes, atom_pairs(c.p(), c.q()));
  else
    draw_matrix(c, plot);
  c.figure.add(PopClip{});
}

}  // namespace dlab
