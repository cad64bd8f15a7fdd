// Derivatives of recorded curves from equally spaced samples: fourth order where smooth, none at kinks.
#include "core/exhibit/line_solve_slope.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double rounding = 1e-11;  // what a distance's last digits may do to a difference

bool all_finite(const SlopeStencil& s) {
  return std::all_of(s.values.begin(), s.values.end(), [](double v) { return std::isfinite(v); });
}

// One-sided slopes of second order, from the left and from the right.
struct Sides {
  double left, right;
  double gap() const { return std::abs(left - right); }
  double size() const { return std::max(std::abs(left), std::abs(right)); }
};
Sides sides(const SlopeStencil& s) {
  const auto& f = s.values;
  return {(4 * (f[2] - f[1]) - (f[2] - f[0])) / (2 * s.spacing),
          (4 * (f[3] - f[2]) - (f[4] - f[2])) / (2 * s.spacing)};
}

// Fornberg 1988, table 1: f′ = (f₋₂ − 8f₋₁ + 8f₁ − f₂) / 12h, error h⁴f⁽⁵⁾/30.
double central(const SlopeStencil& s) {
  const auto& f = s.values;
  return (8 * (f[3] - f[1]) - (f[4] - f[0])) / (12 * s.spacing);  // exactly 0 where f is constant
}

double largest(const SlopeStencil& s) {
  double most = 0;
  for (double v : s.values) most = std::max(most, std::abs(v));
  return most;
}

double noise(const SlopeStencil& s) { return 4 * rounding * (1 + largest(s)) / s.spacing; }

// At the end of the parameter's range only one side exists.
double one_sided(const SlopeStencil& s) {
  const Sides slopes = sides(s);
  const auto& f = s.values;
  if (std::isnan(f[1]) && std::isfinite(f[3]) && std::isfinite(f[4])) return slopes.right;
  if (std::isnan(f[3]) && std::isfinite(f[0]) && std::isfinite(f[1])) return slopes.left;
  return undefined;
}

}  // namespace

// For a smooth f the one-sided slopes differ by h³f⁗/2, at a kink by its jump, whatever h is.
std::optional<double> coarse_slope(const SlopeStencil& s) {
  const auto& f = s.values;
  if (!std::isfinite(f[2]) || std::isinf(f[1]) || std::isinf(f[3])) return undefined;
  if (!all_finite(s)) return std::nullopt;
  const Sides slopes = sides(s);
  // How much the chords' slopes differ: J + h|f″| where there is a kink J. Near a minimum this is what
  // remains.
  const double bend = std::abs((f[3] - f[2]) - (f[2] - f[1])) / s.spacing;
  if (slopes.gap() <= std::max(0.01 * slopes.size(), 0.1 * bend) + noise(s)) return central(s);
  return std::nullopt;
}

double fine_slope(const SlopeStencil& coarse, const SlopeStencil& fine) {
  if (!all_finite(fine)) return one_sided(fine);
  const Sides near = sides(fine);
  // Small kinks (many light atoms) make a curve that is smooth at the scale of the picture.
  if (near.gap() <= 0.02 * near.size() + noise(fine)) return central(fine);
  if (all_finite(coarse) && near.gap() <= 0.3 * sides(coarse).gap() &&
      near.gap() <= 0.2 * near.size() + noise(fine))
    return central(fine);
  return undefined;
}

}  // namespace dlab
