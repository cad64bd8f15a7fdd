// The views of transport: CDFs with the area between them, the quantile coupling, the potential.
#include <algorithm>
#include <cmath>

#include "core/exhibit/line_figure_parts.hpp"
#include "core/exhibit/line_view_transport.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr auto w1_index = static_cast<std::size_t>(DistanceKind::w1);

Color w1_fill(const LineCanvas& c) { return c.theme().distance_fill[w1_index]; }
Color w1_text(const LineCanvas& c) { return c.theme().distance_text[w1_index]; }

std::string w1_value(const LineCanvas& c) {
  return short_label(DistanceKind::w1) + " = " +
         c.value_text(c.results.distances[DistanceKind::w1], DistanceKind::w1);
}

// P's and Q's densities faintly along the foot of a view, so that one knows where one is.
void faint_densities(LineCanvas& c, const Rect& plot, double share) {
  const double top = density_top(c.curves);
  const Axes ground = c.x_axes("", {plot.x, plot.bottom() - share * plot.h, plot.w, share * plot.h}, 0, top);
  const double fill = c.theme().kind == ThemeKind::light ? 0.1 : 0.14;
  c.figure.add(PushClip{plot});
  if (!c.p().discrete())
    c.figure.add(area_under(ground, c.curves.x, c.curves.p, with_alpha(c.theme().p, fill)));
  if (!c.q().discrete())
    c.figure.add(area_under(ground, c.curves.x, c.curves.q, with_alpha(c.theme().q, fill)));
  c.figure.add(PopClip{});
}

// As many lines as stand some points apart on the narrower side (on the wider, if the other is a point).
int coupling_lines(const LineCanvas& c, const Axes& axes) {
  const auto width = [&](const Law& law) {
    return axes.to_figure({law.quantile(0.98), 0}).x - axes.to_figure({law.quantile(0.02), 0}).x;
  };
  const double p = width(c.p()), q = width(c.q()), apart = 6 * c.e();
  return static_cast<int>(
      std::clamp((std::min(p, q) < apart ? std::max(p, q) : std::min(p, q)) / apart, 9.0, 64.0));
}

}  // namespace

// W1 = ∫ |F − G| dx (Vallender 1974).
void draw_cdf_view(LineCanvas& c, const Rect& plot) {
  const Axes axes = c.x_axes("view", plot, 0, 1.04);
  AxesOptions options;
  draw_axes(c.figure, axes, options, c.style);
  std::vector<double> f, g;
  for (double x : c.curves.x) {
    f.push_back(c.p().cdf(x));
    g.push_back(c.q().cdf(x));
  }
  const Stroke p_line{c.theme().p, 2.5 * c.e(), Dash::solid}, q_line{c.theme().q, 2.5 * c.e(), Dash::solid};
  c.heading(
      plot,
      {{c.words("*F* of P"), p_line, c.theme().p_text}, {c.words("*G* of Q"), q_line, c.theme().q_text}},
      c.words("area between = %1", {w1_value(c)}), w1_text(c));
  Band between;
  between.fill = with_alpha(w1_fill(c), 0.22);
  for (std::size_t i = 0; i < f.size(); ++i) {
    const double a = axes.to_figure({0, f[i]}).y, b = axes.to_figure({0, g[i]}).y;
    between.x.push_back(axes.to_figure({c.curves.x[i], 0}).x);
    between.low.push_back(std::max(a, b));
    between.high.push_back(std::min(a, b));
  }
  c.figure.add(PushClip{{plot.x, plot.y - 4, plot.w, plot.h + 8}});
  c.figure.add(std::move(between));
  c.figure.add(curve_line(axes, c.curves.x, f, p_line));
  c.figure.add(curve_line(axes, c.curves.x, g, q_line));
  c.figure.add(PopClip{});
}

// The monotone coupling pairs F⁻¹(u) with G⁻¹(u): P stands upright above, Q hangs below, lines of equal mass
// join them. On the line it is optimal for every convex cost (Villani 2003, §2.2).
void draw_coupling_view(LineCanvas& c, const Rect& plot) {
  const Axes axes = c.x_axes("view", plot, 0, 1);
  AxesOptions options;
  options.y_grid = false;
  const double upper = plot.y + 0.3 * plot.h, lower = plot.bottom() - 0.3 * plot.h;
  const auto half = [&](const Law& law, double ground, double height, const std::vector<double>& y,
                        Color color) {
    const Peak peak = peak_of(c.curves.x, y);
    if (!law.discrete() && peak.height > 0) {
      Band band;
      band.fill = with_alpha(color, c.theme().kind == ThemeKind::light ? 0.16 : 0.22);
      Polyline line;
      line.stroke = {color, 2 * c.e(), Dash::solid};
      for (std::size_t i = 0; i < y.size(); ++i) {
        const double x = axes.to_figure({c.curves.x[i], 0}).x,
                     top = ground - height * std::min(1.0, y[i] / peak.height);
        band.x.push_back(x);
        band.low.push_back(std::max(ground, top));
        band.high.push_back(std::min(ground, top));
        line.points.push_back({x, top});
      }
      c.figure.add(std::move(band));
      c.figure.add(std::move(line));
    }
    const std::vector<Atom> atoms = visible_atoms(law, c.x_low, c.x_high, plot.w);
    double most = 0;
    for (const Atom& atom : atoms) most = std::max(most, atom.mass);
    for (const Atom& atom : atoms) {
      const double x = axes.to_figure({atom.at, 0}).x;
      c.line({x, ground}, {x, ground - height * atom.mass / most}, {color, 2 * c.e(), Dash::solid});
    }
    c.line({plot.x, ground}, {plot.right(), ground}, {c.theme().axis, c.e(), Dash::solid});
  };
  // The axis with its ticks, but no scale upwards: heights here are only shapes.
  Axes flat = axes;
  std::swap(flat.y_low, flat.y_high);
  draw_axes(c.figure, flat, options, c.style);
  c.figure.axes.back() = axes;
  c.heading(plot, {{"*F*^{−1}(*u*) → *G*^{−1}(*u*)"}}, c.words("mean length = %1", {w1_value(c)}),
            w1_text(c));
  c.figure.add(PushClip{{plot.x, plot.y - 4, plot.w, plot.h + 8}});
  const auto lines = coupling_lines(c, axes);
  const Stroke stroke{with_alpha(w1_fill(c), 0.65), 1.25 * c.e(), Dash::solid};
  for (int i = 0; i < lines; ++i) {
    const double u = (i + 0.5) / lines;
    c.line({axes.to_figure({c.p().quantile(u), 0}).x, upper},
           {axes.to_figure({c.q().quantile(u), 0}).x, lower}, stroke);
  }
  half(c.p(), upper, 0.28 * plot.h, c.curves.p, c.theme().p);
  half(c.q(), lower, -0.28 * plot.h, c.curves.q, c.theme().q);
  c.figure.add(PopClip{});
}

void draw_potential_view(LineCanvas& c, const Rect& plot) {
  const Potential potential = kantorovich_potential(c.p(), c.q(), c.x_low, c.x_high);
  const auto [least, most] = std::minmax_element(potential.f.begin(), potential.f.end());
  const double margin = std::max(0.12 * (*most - *least), 1e-9 + 0.02 * (c.x_high - c.x_low));
  const Axes axes = c.x_axes("view", plot, *least - margin, *most + margin);
  faint_densities(c, plot, 0.55);
  draw_axes(c.figure, axes, {}, c.style);
  Stroke stroke = distance_stroke(c.style, DistanceKind::w1);
  c.heading(plot, {{"*f*", stroke, w1_text(c)}}, "E_{P} *f* − E_{Q} *f* = " + w1_value(c), w1_text(c));
  c.figure.add(PushClip{{plot.x, plot.y - 4, plot.w, plot.h + 8}});
  c.figure.add(curve_line(axes, potential.x, potential.f, stroke));
  c.figure.add(PopClip{});
}

}  // namespace dlab
