// The view of the optimal discriminator D* = p/(p+q) and its gradient.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exhibit/line_figure_parts.hpp"
#include "core/exhibit/line_view_discriminator.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Atoms outweigh any density: there D* is the share of the atom's mass.
void draw_atom_values(LineCanvas& c, const Axes& axes) {
  const auto value = [](const Law& law, double x) {
    for (const Atom& atom : law.atoms())
      if (atom.at == x) return atom.mass;
    return 0.0;
  };
  if (c.p().atoms().size() + c.q().atoms().size() > 400) return;  // a cloud of dots at 0 and 1 says nothing
  for (const Law* law : {&c.p(), &c.q()})
    for (const Atom& atom : law->atoms()) {
      if (atom.at < axes.x_low || atom.at > axes.x_high) continue;
      const double p = value(c.p(), atom.at), q = value(c.q(), atom.at);
      c.figure.add(Marker{axes.to_figure({atom.at, p / (p + q)}),
                          Shape::circle,
                          9 * c.e(),
                          c.theme().text,
                          {c.theme().card, 1.5 * c.e(), Dash::solid}});
    }
}

}  // namespace

double optimal_discriminator(double log_p, double log_q) {
  if (std::isinf(log_p) && std::isinf(log_q)) return undefined;
  return 1 / (1 + std::exp(log_q - log_p));
}

Discriminator discriminator_curve(const Law& p, const Law& q, const std::vector<double>& x) {
  Discriminator d;
  double before = undefined;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double lp = p.log_density(x[i]), lq = q.log_density(x[i]), odds = lp - lq;
    d.value.push_back(optimal_discriminator(lp, lq));
    if (i > 0) {
      const double step = x[i] - x[i - 1], middle = optimal_discriminator(0.5 * (before + odds), 0);
      d.gradient_x.push_back(0.5 * (x[i] + x[i - 1]));
      // The two sides of a jump are too close together to have a slope between them.
      const bool jump =
          step < 1e-7 * (x.back() - x.front()) || !std::isfinite(odds) || !std::isfinite(before);
      const bool flat = std::isinf(odds) && odds == before;
      d.gradient.push_back(flat ? 0 : jump ? undefined : middle * (1 - middle) * (odds - before) / step);
    }
    before = odds;
  }
  return d;
}

void draw_discriminator_view(LineCanvas& c, const Rect& plot) {
  const Discriminator d = discriminator_curve(c.p(), c.q(), c.curves.x);
  double steepest = 0;
  for (double slope : d.gradient)
    if (std::isfinite(slope)) steepest = std::max(steepest, std::abs(slope));
  if (steepest <= 0) steepest = 1;
  const Axes axes = c.x_axes("view", plot, -0.04, 1.04);
  // The gradient's zero lies at D = ½.
  const Axes slopes = c.x_axes("gradient", plot, -1.08 * steepest, 1.08 * steepest);

  draw_axes(c.figure, axes, {}, c.style);
  c.right_axis(slopes, "", c.theme().text_soft);
  const Stroke thick{c.theme().text, 2.5 * c.e(), Dash::solid},
      thin{c.theme().text_soft, 1.25 * c.e(), Dash::dashed};
  c.heading(
      plot,
      {{"*D*^{\\*} = *p*/(*p* + *q*)", thick, c.theme().text}, {"*D*^{\\*}′", thin, c.theme().text_soft}}, "",
      {});
  const double y = axes.to_figure({0, 0.5}).y;
  c.line({plot.x, y}, {plot.right(), y}, {with_alpha(c.theme().axis, 0.6), c.e(), Dash::solid});
  c.text({plot.right() - 4 * c.e(), y - 5 * c.e()}, c.words("½: cannot tell"), c.style.type(13),
         c.theme().text_soft, Align::right);

  c.figure.add(PushClip{{plot.x, plot.y - 4, plot.w, plot.h + 8}});
  c.figure.add(curve_line(slopes, d.gradient_x, d.gradient, thin));
  c.figure.add(curve_line(axes, c.curves.x, d.value, thick));
  draw_atom_values(c, axes);
  c.figure.add(PopClip{});
}

}  // namespace dlab
