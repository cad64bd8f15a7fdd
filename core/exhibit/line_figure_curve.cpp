// Sampling of densities for the screen: one position a pixel, and as many as a narrow spike needs.
#include "core/exhibit/line_figure_curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

// Just outside a break, so that a jump is drawn as a vertical edge.
double beside(double x, double side, double span) {
  const double moved = x + side * 1e-9 * span;
  return moved != x ? moved : std::nextafter(x, side * HUGE_VAL);
}

double piece_scale(const Piece& piece) {
  return piece.shape == Piece::Shape::exponential ? 1 / piece.b : piece.b;
}

// Many kernels make a curve without detail below their bandwidth, each of which costs all of them.
bool many_pieces(const Law& law) { return law.pieces().size() > 64; }

// Jumps with both their sides, peaks, and the whole shape of what is narrower than a few pixels.
void add_pieces(std::vector<double>& x, const Law& law, double span, double pixel) {
  const auto jump = [&](double at) { x.insert(x.end(), {beside(at, -1, span), at, beside(at, 1, span)}); };
  for (const Piece& piece : law.pieces()) {
    if (piece.shape == Piece::Shape::uniform) {
      jump(piece.a);
      jump(piece.b);
      continue;
    }
    if (piece.shape == Piece::Shape::exponential) jump(piece.a);
    if (many_pieces(law) && piece.shape == Piece::Shape::normal) continue;
    x.push_back(piece.a);
    const double scale = piece_scale(piece);
    if (scale > 4 * pixel) continue;
    for (int i = -24; i <= 24; ++i) x.push_back(piece.a + 0.25 * i * scale);
  }
}

// The width of a step that still shows a law's detail.
double finest_step(const Law& law, double pixel) {
  if (!many_pieces(law)) return pixel;
  double narrowest = std::numeric_limits<double>::infinity();
  for (const Piece& piece : law.pieces())
    if (piece.shape != Piece::Shape::uniform) narrowest = std::min(narrowest, piece_scale(piece));
  return std::isfinite(narrowest) ? std::max(pixel, narrowest / 8) : pixel;
}

void add_atoms(std::vector<double>& x, const Law& law, double low, double high, double pixels) {
  if (static_cast<double>(law.atoms().size()) > 2 * pixels) return;
  for (const Atom& atom : law.atoms()) {
    if (atom.at < low || atom.at > high) continue;
    x.insert(x.end(), {beside(atom.at, -1, high - low), atom.at});
  }
}

double finite_density(const Law& law, double x) {
  const double value = law.density(x);
  return std::isfinite(value) ? value : 0;
}

double round_down(double x, double step) { return std::floor(x / step + 1e-9) * step; }
double round_up(double x, double step) { return std::ceil(x / step - 1e-9) * step; }

}  // namespace

std::vector<double> curve_positions(const Law& p, const Law& q, double low, double high, double pixels) {
  const double span = high - low, pixel = span / std::clamp(pixels, 16.0, 4000.0);
  const double step = std::min(finest_step(p, pixel), finest_step(q, pixel));
  const auto count = static_cast<std::size_t>(std::ceil(span / step - 1e-9));
  std::vector<double> x;
  x.reserve(count + 128);
  for (std::size_t i = 0; i <= count; ++i)
    x.push_back(low + span * static_cast<double>(i) / static_cast<double>(count));
  for (const Law* law : {&p, &q}) {
    add_pieces(x, *law, span, pixel);
    add_atoms(x, *law, low, high, pixels);
  }
  std::erase_if(x, [&](double at) { return !(at >= low && at <= high); });
  std::sort(x.begin(), x.end());
  x.erase(std::unique(x.begin(), x.end()), x.end());
  return x;
}

LineCurves sample_curves(const Law& p, const Law& q, double low, double high, double pixels) {
  LineCurves curves;
  curves.x = curve_positions(p, q, low, high, pixels);
  curves.p.reserve(curves.x.size());
  curves.q.reserve(curves.x.size());
  for (double x : curves.x) {
    curves.p.push_back(finite_density(p, x));
    curves.q.push_back(finite_density(q, x));
  }
  return curves;
}

std::vector<Atom> visible_atoms(const Law& law, double low, double high, double pixels) {
  const auto atoms = law.atoms();
  const auto from = [&](double x) {
    return std::lower_bound(atoms.begin(), atoms.end(), x,
                            [](const Atom& atom, double at) { return atom.at < at; });
  };
  const auto first = from(low), last = from(std::nextafter(high, HUGE_VAL));
  if (last - first <= 2000) return {first, last};
  std::vector<Atom> found;
  for (int i = 0; i < static_cast<int>(pixels); ++i) {
    const auto atom = from(low + (high - low) * i / pixels);
    if (atom != last && (found.empty() || atom->at > found.back().at)) found.push_back(*atom);
  }
  return found;
}

std::pair<double, double> density_range(const LineScene& scene, const Law& p, const Law& q) {
  if (scene.x_low < scene.x_high) return {scene.x_low, scene.x_high};
  const Law::Interval a = p.reach(1e-4), b = q.reach(1e-4);
  double low = std::min(a.low, b.low), high = std::max(a.high, b.high);
  if (!std::isfinite(low) || !std::isfinite(high)) return {-1, 1};
  double span = high - low;
  if (span <= 1e-9 * (1 + std::abs(low))) span = p.discrete() && q.discrete() ? 1 + 0.2 * std::abs(low) : 1;
  low -= 0.08 * span;
  high += 0.08 * span;
  const double step = std::pow(10.0, std::floor(std::log10(high - low))) / 10;
  return {round_down(low, step), round_up(high, step)};
}

Peak peak_of(const std::vector<double>& x, const std::vector<double>& density) {
  const auto highest = std::max_element(density.begin(), density.end());
  return {x[static_cast<std::size_t>(highest - density.begin())], *highest};
}

double density_top(const LineCurves& curves) {
  const double a = peak_of(curves.x, curves.p).height, b = peak_of(curves.x, curves.q).height;
  double top = std::max(a, b);
  if (a > 0 && b > 0) top = std::min(top, 8 * std::min(a, b));
  return top > 0 ? 1.22 * top : 1;
}

double mass_top(const Law& p, const Law& q) {
  double most = 0;
  for (const Law* law : {&p, &q})
    for (const Atom& atom : law->atoms()) most = std::max(most, atom.mass);
  return most > 0 ? 1.22 * most : 1;
}

}  // namespace dlab
