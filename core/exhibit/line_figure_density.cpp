// The density card: filled curves, atoms as stems, samples as a rug, the letters P and Q.
#include <algorithm>
#include <cmath>

#include "core/exhibit/line_figure_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

Color side_color(const LineCanvas& c, Side side) { return side == Side::p ? c.theme().p : c.theme().q; }
const Law& law_of(const LineCanvas& c, Side side) { return side == Side::p ? c.p() : c.q(); }
const Distribution& distribution_of(const LineCanvas& c, Side side) {
  return side == Side::p ? c.scene.p : c.scene.q;
}

// w_k f_k of each component of a mixture, thin; their handles sit on these.
void draw_components(LineCanvas& c, const Axes& axes, Side side) {
  const auto* mixture = std::get_if<Mixture>(&distribution_of(c, side));
  if (!mixture || mixture->components.size() < 2 || mixture->components.size() > 12) return;
  double total = 0;
  for (const Component& component : mixture->components) total += component.weight;
  const Stroke stroke{with_alpha(side_color(c, side), 0.6), 1.25 * c.e(), Dash::solid};
  for (const Component& component : mixture->components) {
    if (component.weight <= 0) continue;
    const Law law(widened(component.distribution));
    if (law.discrete() || law.pieces().size() > 16) continue;
    const std::vector<double> x = curve_positions(law, law, c.x_low, c.x_high, axes.rect.w / 2);
    std::vector<double> y;
    for (double at : x) y.push_back(law.density(at) * component.weight / total);
    c.figure.add(curve_line(axes, x, y, stroke));
  }
}

void draw_curves(LineCanvas& c, const Axes& axes) {
  const LineCurves& curves = c.curves;
  const bool has_p = !c.p().discrete(), has_q = !c.q().discrete();
  const double fill = c.theme().kind == ThemeKind::light ? 0.16 : 0.2;
  if (has_p) c.figure.add(area_under(axes, curves.x, curves.p, with_alpha(c.theme().p, fill)));
  if (has_q) c.figure.add(area_under(axes, curves.x, curves.q, with_alpha(c.theme().q, fill)));
  if (c.scene.show_mixture && (has_p || has_q)) {
    std::vector<double> m(curves.x.size());
    for (std::size_t i = 0; i < m.size(); ++i) m[i] = 0.5 * (curves.p[i] + curves.q[i]);
    c.figure.add(curve_line(axes, curves.x, m, {c.theme().mixture, 1.75 * c.e(), Dash::dotted}));
  }
  draw_components(c, axes, Side::p);
  draw_components(c, axes, Side::q);
  if (has_p) c.figure.add(curve_line(axes, curves.x, curves.p, {c.theme().p, 2.5 * c.e(), Dash::solid}));
  if (has_q) c.figure.add(curve_line(axes, curves.x, curves.q, {c.theme().q, 2.5 * c.e(), Dash::solid}));
}

bool has_atom(const Law& law, double x) {
  const auto atoms = law.atoms();
  return std::any_of(atoms.begin(), atoms.end(), [&](const Atom& atom) { return atom.at == x; });
}

// Stems at least a pixel apart: of thousands of atoms only the tallest in each pixel is drawn.
void draw_stems(LineCanvas& c, const Axes& axes, Side side) {
  const std::vector<Atom> atoms = visible_atoms(law_of(c, side), axes.x_low, axes.x_high, axes.rect.w);
  const bool few = atoms.size() <= 60;
  const Color color = side_color(c, side);
  const Stroke stem{few ? color : with_alpha(color, 0.7), (few ? 2.5 : 1.25) * c.e(), Dash::solid};
  const Law& other = law_of(c, side == Side::p ? Side::q : Side::p);
  double last = -1e9, tallest = 0;
  for (const Atom& atom : atoms) {
    Vec top = axes.to_figure({atom.at, atom.mass}), ground = axes.to_figure({atom.at, 0});
    if (few && has_atom(other, atom.at)) {  // side by side where both have one
      top.x += (side == Side::p ? -2.5 : 2.5) * c.e();
      ground.x = top.x;
    }
    if (top.x - last < 1 && atom.mass <= tallest) continue;
    tallest = atom.mass;
    last = top.x;
    c.line(ground, top, stem);
    if (!few) continue;
    const Stroke ring{c.theme().card, 1.5 * c.e(), Dash::solid};
    c.figure.add(Marker{top, side == Side::p ? Shape::circle : Shape::diamond, 10 * c.e(), color, ring});
  }
}

// One tick for every measured value, P's above Q's at the foot of the plot.
void draw_rug(LineCanvas& c, const Axes& axes, Side side) {
  const auto* samples = std::get_if<Samples>(&distribution_of(c, side));
  if (!samples || samples->bandwidth == 0) return;  // bare points are stems
  const double length = 7 * c.e(), gap = 2 * c.e();
  const double bottom = axes.rect.bottom() - (side == Side::p ? length + 2 * gap : gap);
  const Stroke stroke{with_alpha(side_color(c, side), 0.75), 1.1 * c.e(), Dash::solid};
  std::vector<double> x;
  for (double value : samples->values) {
    const double at = value + samples->shift;
    if (at >= axes.x_low && at <= axes.x_high) x.push_back(axes.to_figure({at, 0}).x);
  }
  std::sort(x.begin(), x.end());
  double last = -1e9;
  for (double at : x) {
    if (at - last < 0.5) continue;
    last = at;
    c.line({at, bottom - length}, {at, bottom}, stroke);
  }
}

// Where a side's letter belongs: its peak, in figure points.
Vec letter_peak(const LineCanvas& c, const Axes& density, const Axes& mass, Side side) {
  const Law& law = law_of(c, side);
  if (!law.discrete()) {
    const Peak peak = peak_of(c.curves.x, side == Side::p ? c.curves.p : c.curves.q);
    return density.to_figure({peak.x, std::min(peak.height, density.y_high)});
  }
  Atom tallest{law.mean(), 0};
  for (const Atom& atom : visible_atoms(law, c.x_low, c.x_high, density.rect.w))
    if (atom.mass > tallest.mass) tallest = atom;
  return mass.to_figure({tallest.at, tallest.mass});
}

// A letter stands beside its peak, where it is clear of handles and of the other letter: the left peak's
// rather to its left, the right peak's to its right.
void draw_letters(LineCanvas& c, const Axes& density, const Axes& mass) {
  const Vec p = letter_peak(c, density, mass, Side::p), q = letter_peak(c, density, mass, Side::q);
  const double size = c.style.type(19), aside = 17 * c.e(), above = 13 * c.e();
  const Rect& r = density.rect;
  std::vector<Vec> taken;  // centers of what letters must not cover
  for (const Handle& handle : line_handles(c.results.inputs, c.results))
    taken.push_back((handle.axes == "mass" ? mass : density).to_figure(handle.at));
  for (Side side : {Side::p, Side::q}) {
    const Vec peak = side == Side::p ? p : q;
    const double toward = (side == Side::p ? p.x <= q.x : q.x < p.x) ? -1 : 1;
    Vec best{};
    double best_room = -1;
    for (Vec offset : {Vec{toward * aside, -above}, Vec{-toward * aside, -above}, Vec{0, -1.8 * above},
                       Vec{1.6 * toward * aside, above}, Vec{-1.6 * toward * aside, above}}) {
      const Vec at{std::clamp(peak.x + offset.x, r.x + 0.5 * size, r.right() - 0.5 * size),
                   std::clamp(peak.y + offset.y, r.y + 0.9 * size, r.bottom() - size)};
      double room = 1.35 * size;  // more is not better: the first that is clear is taken
      for (const Vec& other : taken)
        room = std::min(room, std::hypot(at.x - other.x, at.y - 0.36 * size - other.y));
      if (room > best_room + 0.5) best = at, best_room = room;
    }
    taken.push_back({best.x, best.y - 0.36 * size});
    c.text(best, side == Side::p ? "P" : "Q", size, side == Side::p ? c.theme().p_text : c.theme().q_text,
           Align::center, Baseline::alphabetic, Weight::semibold);
  }
}

void draw_mixture_key(LineCanvas& c, const Rect& plot, double right) {
  if (!c.scene.show_mixture || (c.p().discrete() && c.q().discrete())) return;
  const double size = c.style.type(15), y = plot.y - 0.8 * size;
  const std::string key = "*M* = ½(*P* + *Q*)";
  const double width = c.width_of(key, size), dash = 26 * c.e();
  const double buttons = 150 * c.e();  // the stage's own, between the two headings
  if (width + dash + c.width_of(c.words("density"), size) + buttons + 3 * size > plot.w) return;
  c.text({right, y}, key, size, c.theme().text_soft, Align::right);
  const double x = right - width - 0.5 * size;
  c.line({x - dash, y - 0.32 * size}, {x, y - 0.32 * size}, {c.theme().mixture, 1.75 * c.e(), Dash::dotted});
}

}  // namespace

void draw_density(LineCanvas& c) {
  const Rect card = c.layout.density;
  c.card(card);
  const bool ticks = c.density_shows_ticks();
  const Rect plot = c.plot_in(card, ticks);
  const double top = c.look.find("density") ? c.look.find("density")->y_high : density_top(c.curves);
  const Axes density = c.x_axes("density", plot, 0, top);
  const Axes mass = c.x_axes("mass", plot, 0, mass_top(c.p(), c.q()));
  const bool atoms = !c.p().continuous() || !c.q().continuous();
  const bool curves = !c.p().discrete() || !c.q().discrete();

  AxesOptions options;
  options.x_tick_labels = ticks;
  if (curves) {
    options.y_label = c.words("density");
    draw_axes(c.figure, density, options, c.style);
    if (atoms) c.right_axis(mass, c.words("mass"), c.theme().text_soft);
  } else {
    options.y_label = c.words("mass");
    draw_axes(c.figure, mass, options, c.style);
    c.figure.axes.push_back(density);
  }
  draw_mixture_key(c, plot, atoms && curves ? plot.right() - 3.2 * c.style.type(15) : plot.right());

  c.figure.add(PushClip{{plot.x - 8 * c.e(), plot.y - 6 * c.e(), plot.w + 16 * c.e(), plot.h + 8 * c.e()}});
  draw_curves(c, density);
  for (Side side : {Side::p, Side::q}) {
    draw_rug(c, density, side);
    draw_stems(c, mass, side);
  }
  c.figure.add(PopClip{});
  draw_letters(c, density, mass);
}

}  // namespace dlab
