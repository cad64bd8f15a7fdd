// Sampling of densities for the screen: one position a pixel, and as many as a narrow spike needs.
#include "core/exhibit/line_figure_curve.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

// Just outside a break, so that a jump is drawn as a vertical edge.
double beside(double x, double side, double span) {
  const double moved = x + side * 1e-9 * span;
  return moved != x ? moved : std::nextafter(x, side * HUGE_VAL);
}

void add_breaks(std::vector<double>& x, const Law& law, double low, double high) {
  const double span = high - low;
  for (double at : law.breaks()) {
    if (at < low || at > high) continue;
    x.insert(x.end(), {beside(at, -1, span), at, beside(at, 1, span)});
  }
}

double piece_scale(const Piece& piece) {
  return piece.shape == Piece::Shape::exponential ? 1 / piece.b : piece.b;
}

void add_narrow_pieces(std::vector<double>& x, const Law& law, double pixel) {
  for (const Piece& piece : law.pieces()) {
    const double scale = piece_scale(piece);
    if (piece.shape == Piece::Shape::uniform || scale > 4 * pixel) continue;
    for (int i = -24; i <= 24; ++i) x.push_back(piece.a + 0.25 * i * scale);
  }
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
  const auto count = static_cast<std::size_t>(std::clamp(pixels, 16.0, 4000.0));
  std::vector<double> x;
  x.reserve(count + 128);
  for (std::size_t i = 0; i <= count; ++i)
    x.push_back(low + (high - low) * static_cast<double>(i) / static_cast<double>(count));
  const double pixel = (high - low) / pixels;
  for (const Law* law : {&p, &q}) {
    add_breaks(x, *law, low, high);
    add_narrow_pieces(x, *law, pixel);
    add_atoms(x, *law, low, high, pixels);
  }
  std::erase_if(x, [&](double at) { return !(at >= low && at <= high); });
  std::sort(x.begin(), x.end());
  x.erase(std::unique(x.begin(), x.end()), x.end());
  return x;
}

LineCurves sample_curves(const Law& p, const Law& q, double low, double high, double pixels) {
  // A kernel estimate has no detail below its bandwidth and costs all of its values at every position.
  const bool many = p.pieces().size() + q.pieces().size() > 64;
  LineCurves curves;
  curves.x = curve_positions(p, q, low, high, many ? std::min(pixels, 400.0) : pixels);
  curves.p.reserve(curves.x.size());
  curves.q.reserve(curves.x.size());
  for (double x : curves.x) {
    curves.p.push_back(finite_density(p, x));
    curves.q.push_back(finite_density(q, x));
  }
  return curves;
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

Peak density_peak(const Law& law, double low, double high) {
  Peak peak{0.5 * (low + high), 0};
  const auto look = [&](double x) {
    if (x < low || x > high) return;
    const double height = finite_density(law, x);
    if (height > peak.height) peak = {x, height};
  };
  for (double at : law.breaks()) {
    look(at);
    look(beside(at, -1, high - low));
    look(beside(at, 1, high - low));
  }
  if (law.pieces().size() > 1)
    for (int i = 0; i <= 200; ++i) look(low + (high - low) * i / 200);
  return peak;
}

double density_top(const Law& p, const Law& q, double low, double high) {
  const double a = density_peak(p, low, high).height, b = density_peak(q, low, high).height;
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
