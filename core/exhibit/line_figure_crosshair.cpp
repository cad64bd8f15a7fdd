// The crosshair: a line through the aligned cards and a small box with every curve's value there.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/exhibit/line_figure_parts.hpp"
#include "core/exhibit/line_view_discriminator.hpp"
#include "core/exhibit/line_view_transport.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

using Row = FigureCanvas::Row;

Color hue(const LineCanvas& c, DistanceKind kind) {
  return c.theme().distance_text[static_cast<std::size_t>(kind)];
}

Row row(std::string label, double value, Color color) {
  return {std::move(label), number_text(value), color};
}

std::vector<Row> density_rows(const LineCanvas& c, double x) {
  std::vector<Row> rows{row("*x*", x, c.theme().text)};
  const double p = c.p().density(x), q = c.q().density(x);
  if (!c.p().discrete()) rows.push_back(row("*p*", p, c.theme().p_text));
  if (!c.q().discrete()) rows.push_back(row("*q*", q, c.theme().q_text));
  if (c.scene.show_mixture && !(c.p().discrete() && c.q().discrete()))
    rows.push_back(row("*m*", 0.5 * (p + q), c.theme().text_soft));
  return rows;
}

std::vector<Row> pointwise_rows(const LineCanvas& c, double x) {
  const double lp = c.p().log_density(x), lq = c.q().log_density(x);
  const auto term = [](double a, double b) {
    const double infinity = std::numeric_limits<double>::infinity();
    return a == -infinity ? 0.0 : b == -infinity ? infinity : std::exp(a) * (a - b);
  };
  const std::string log = c.scene.unit == Unit::bits ? "log_{2}" : "ln";
  return {row("*x*", x, c.theme().text),
          row("*p* " + log + "(*p*/*q*)", c.in_unit(DistanceKind::kl_pq, term(lp, lq)),
              hue(c, DistanceKind::kl_pq)),
          row("*q* " + log + "(*q*/*p*)", c.in_unit(DistanceKind::kl_qp, term(lq, lp)),
              hue(c, DistanceKind::kl_qp))};
}

std::vector<Row> potential_rows(const LineCanvas& c, double x) {
  const Potential potential = kantorovich_potential(c.p(), c.q(), c.x_low, c.x_high);
  const auto above = std::upper_bound(potential.x.begin(), potential.x.end(), x);
  const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
      above - potential.x.begin(), 1, static_cast<std::ptrdiff_t>(potential.x.size()) - 1));
  const double slope = (potential.f[i] - potential.f[i - 1]) / (potential.x[i] - potential.x[i - 1]);
  return {row("*x*", x, c.theme().text),
          row("*f*", potential.f[i - 1] + slope * (x - potential.x[i - 1]), hue(c, DistanceKind::w1)),
          {"*f*′", std::isfinite(slope) ? number_text(std::round(slope), 1) : "–", c.theme().text_soft}};
}

std::vector<Row> discriminator_rows(const LineCanvas& c, double x) {
  const double h = 1e-4 * (c.x_high - c.x_low);
  const Discriminator d = discriminator_curve(c.p(), c.q(), {x - h, x, x + h});
  return {row("*x*", x, c.theme().text), row("*D*^{\\*}", d.value[1], c.theme().text),
          row("*D*^{\\*}′", 0.5 * (d.gradient[0] + d.gradient[1]), c.theme().text_soft)};
}

std::vector<Row> view_rows(const LineCanvas& c, Vec at) {
  const double f = c.p().cdf(at.x), g = c.q().cdf(at.x);
  switch (c.scene.view) {
    case LineView::none:
      return {};
    case LineView::pointwise:
      return pointwise_rows(c, at.x);
    case LineView::cdf:
      return {row("*x*", at.x, c.theme().text), row("*F*", f, c.theme().p_text),
              row("*G*", g, c.theme().q_text), row("*F* − *G*", f - g, hue(c, DistanceKind::w1))};
    case LineView::coupling:
      return {row("*x*", at.x, c.theme().p_text), row("*F*(*x*)", f, c.theme().text_soft),
              row("→", f > 0 && f < 1 ? c.q().quantile(f) : std::numeric_limits<double>::quiet_NaN(),
                  c.theme().q_text)};
    case LineView::plan:
      return {row("*x*", at.x, c.theme().q_text), row("*y*", at.y, c.theme().p_text)};
    case LineView::potential:
      return potential_rows(c, at.x);
    case LineView::discriminator:
      return discriminator_rows(c, at.x);
  }
  return {};
}

}  // namespace

void draw_crosshair(LineCanvas& c) {
  if (!c.look.crosshair) return;
  const Vec at = *c.look.crosshair;
  const auto hit = [&](const char* name) {
    const Axes* axes = c.figure.find_axes(name);
    return axes && axes->rect.contains(at) ? std::optional<Axes>(*axes) : std::nullopt;
  };
  struct Card {
    const char* name;
    const char* partner;
    Rect rect;
  };
  for (const Card& card : {Card{"density", "view", c.layout.density}, Card{"view", "density", c.layout.view},
                           Card{"recorder", "derivative", c.layout.recorder},
                           Card{"derivative", "recorder", c.layout.derivative}}) {
    const auto axes = hit(card.name);
    if (!axes) continue;
    const Vec data = axes->to_data(at);
    const std::string name = card.name;
    const std::vector<Row> rows = name == "density" ? density_rows(c, data.x)
                                  : name == "view"  ? view_rows(c, data)
                                                    : recorder_rows(c, data.x, name == "derivative");
    c.hair(*axes, data.x);
    if (const Axes* partner = c.figure.find_axes(card.partner)) c.hair(*partner, data.x);
    if (!rows.empty()) c.reading(card.rect, axes->rect, at.x, rows);
    return;
  }
}

}  // namespace dlab
