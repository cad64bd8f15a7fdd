// The view of KL's integrand: p ln(p/q) and q ln(q/p), whose areas are KL both ways, and where they are
// infinite.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/exhibit/line_figure_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double mass_at(const Law& law, double x) {
  const auto atoms = law.atoms();
  const auto found = std::lower_bound(atoms.begin(), atoms.end(), x,
                                      [](const Atom& atom, double at) { return atom.at < at; });
  return found != atoms.end() && found->at == x ? found->mass : 0;
}

// a ln(a/b) with 0 ln 0 = 0 and a ln(a/0) = ∞.
double term(double a, double log_a, double log_b) {
  if (a <= 0) return 0;
  return log_b == -infinity ? infinity : a * (log_a - log_b);
}

// Only where the density underflows is its logarithm worth a second evaluation.
double log_of(const Law& law, double x, double density) {
  return density > 1e-290 ? std::log(density) : law.log_density(x);
}

struct Integrand {
  std::vector<double> forward, reverse;  // at the curves' positions
};

Integrand integrand(const LineCanvas& c) {
  Integrand terms;
  for (std::size_t i = 0; i < c.curves.x.size(); ++i) {
    const double lp = log_of(c.p(), c.curves.x[i], c.curves.p[i]),
                 lq = log_of(c.q(), c.curves.x[i], c.curves.q[i]);
    terms.forward.push_back(c.in_unit(DistanceKind::kl_pq, term(c.curves.p[i], lp, lq)));
    terms.reverse.push_back(c.in_unit(DistanceKind::kl_qp, term(c.curves.q[i], lq, lp)));
  }
  return terms;
}

struct Stem {
  double x, value;
  DistanceKind kind;
};
std::vector<Stem> atom_terms(const LineCanvas& c, double pixels) {
  std::vector<Stem> stems;
  for (DistanceKind kind : {DistanceKind::kl_pq, DistanceKind::kl_qp}) {
    const Law& a = kind == DistanceKind::kl_pq ? c.p() : c.q();
    const Law& b = kind == DistanceKind::kl_pq ? c.q() : c.p();
    for (const Atom& atom : visible_atoms(a, c.x_low, c.x_high, pixels)) {
      const double other = mass_at(b, atom.at);
      stems.push_back(
          {atom.at, c.in_unit(kind, term(atom.mass, std::log(atom.mass), std::log(other))), kind});
    }
  }
  return stems;
}

// Shades the stretches where the integrand is ∞ and writes the sign into each that has room.
void shade_infinite(LineCanvas& c, const Axes& axes, const std::vector<double>& y, DistanceKind kind) {
  const Rect& r = axes.rect;
  const auto index = static_cast<std::size_t>(kind);
  const double size = c.style.type(19);
  const bool first = kind == DistanceKind::kl_pq;
  for (std::size_t i = 0; i < y.size();) {
    if (y[i] != infinity) {
      ++i;
      continue;
    }
    const double from = axes.to_figure({c.curves.x[i], 0}).x;
    while (i < y.size() && y[i] == infinity) ++i;
    const double to = axes.to_figure({c.curves.x[i - 1], 0}).x;
    if (to - from < 0.5) continue;
    Box box;
    box.rect = {from, r.y, to - from, r.h};
    box.fill = with_alpha(c.theme().distance_fill[index], 0.12);
    c.figure.add(box);
    if (to - from > size)
      c.text({0.5 * (from + to), r.y + (first ? 1.1 : 2.2) * size}, "∞", size, c.theme().distance_text[index],
             Align::center, Baseline::alphabetic, Weight::semibold);
  }
}

void draw_atom_terms(LineCanvas& c, const Axes& axes, const std::vector<Stem>& stems) {
  const double size = c.style.type(15);
  double labelled = -1e9;
  for (const Stem& stem : stems) {
    const auto index = static_cast<std::size_t>(stem.kind);
    const bool first = stem.kind == DistanceKind::kl_pq;
    const double aside = (first ? -3 : 3) * c.e();  // both ways side by side
    const Vec ground = axes.to_figure({stem.x, 0});
    Stroke stroke = distance_stroke(c.style, stem.kind);
    const double x = ground.x + aside;
    if (stem.value == infinity) {
      const double top = axes.rect.y + 1.5 * size;
      c.figure.add(Arrow{{x, ground.y}, {x, top}, stroke, 8 * c.e()});
      if (std::abs(x - labelled) > size)
        c.text({x, top - 0.3 * size}, "∞", size, c.theme().distance_text[index], Align::center);
      labelled = x;
    } else {
      const double y = axes.to_figure({0, stem.value}).y;
      c.line({x, ground.y}, {x, y}, stroke);
      c.figure.add(Marker{{x, y}, Shape::circle, 7 * c.e(), c.theme().distance[index]});
    }
  }
}

void replace_infinite(std::vector<double>& y, double with) {
  for (double& value : y)
    if (!std::isfinite(value)) value = with;
}

}  // namespace

void draw_pointwise_view(LineCanvas& c, const Rect& plot) {
  Integrand terms = integrand(c);
  const std::vector<Stem> stems = atom_terms(c, plot.w);
  double low = 0, high = 0;
  const auto cover = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (double value : terms.forward) cover(value);
  for (double value : terms.reverse) cover(value);
  for (const Stem& stem : stems) cover(stem.value);
  if (high - low < 1e-9) high = low + 1;
  const double margin = 0.08 * (high - low);
  const Axes axes = c.x_axes("view", plot, low - (low < 0 ? margin : 0), high + margin);

  draw_axes(c.figure, axes, {}, c.style);
  const char* log = c.scene.unit == Unit::bits ? "log_{2}" : "ln";
  const auto entry = [&](const std::string& a, const std::string& b, DistanceKind kind) {
    return LineCanvas::Entry{"*" + a + "* " + log + "(*" + a + "*/*" + b + "*)",
                             distance_stroke(c.style, kind),
                             c.theme().distance_text[static_cast<std::size_t>(kind)]};
  };
  c.heading(plot, {entry("p", "q", DistanceKind::kl_pq), entry("q", "p", DistanceKind::kl_qp)},
            c.words("area = KL"), c.theme().text_soft);

  c.figure.add(PushClip{{plot.x, plot.y - 4, plot.w, plot.h + 8}});
  shade_infinite(c, axes, terms.forward, DistanceKind::kl_pq);
  shade_infinite(c, axes, terms.reverse, DistanceKind::kl_qp);
  c.line(axes.to_figure({axes.x_low, 0}), axes.to_figure({axes.x_high, 0}),
         {c.theme().axis, c.e(), Dash::solid});
  for (DistanceKind kind : {DistanceKind::kl_qp, DistanceKind::kl_pq}) {
    std::vector<double>& y = kind == DistanceKind::kl_pq ? terms.forward : terms.reverse;
    const bool all_zero = std::all_of(y.begin(), y.end(), [](double v) { return v == 0; });
    if (all_zero) continue;
    const Polyline line = curve_line(axes, c.curves.x, y, distance_stroke(c.style, kind));
    replace_infinite(y, 0);
    const Color fill = c.theme().distance_fill[static_cast<std::size_t>(kind)];
    c.figure.add(area_under(axes, c.curves.x, y, with_alpha(fill, 0.16)));
    c.figure.add(line);
  }
  draw_atom_terms(c, axes, stems);
  c.figure.add(PopClip{});
}

}  // namespace dlab
