// KL and W2 of bivariate normals.
#include "core/divergence/normal_2d.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/angle.hpp"

namespace dlab {
namespace {

constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();

// P's covariance and the shift q − p, seen along Q's axes: all that follows is sums of positive terms.
struct SeenFrom {
  double var_u, var_v;  // of p along q's axes
  Point shift;
};
SeenFrom seen_from(const Normal2d& p, const Normal2d& q) {
  const Turn between = turn_by(p.angle - q.angle);
  const double cc = between.cos * between.cos, ss = between.sin * between.sin;
  const double u = p.std_u * p.std_u, v = p.std_v * p.std_v;
  const Turn back = turn_by(-q.angle);
  return {cc * u + ss * v, ss * u + cc * v, turned(q.mean - p.mean, back)};
}

// KL(p‖q) = ½ [tr(Σq⁻¹Σp) + Δᵀ Σq⁻¹ Δ − 2 + ln(det Σq / det Σp)], Δ = μq − μp.
Estimate kl(const Normal2d& p, const Normal2d& q) {
  const auto [var_u, var_v, shift] = seen_from(p, q);
  const double a = shift.x / q.std_u, b = shift.y / q.std_v;
  const double trace = var_u / (q.std_u * q.std_u) + var_v / (q.std_v * q.std_v);
  const double square = a * a + b * b;
  const double logarithm = 2 * (std::log(q.std_u / p.std_u) + std::log(q.std_v / p.std_v));
  const double value = 0.5 * (trace - 2 + square + logarithm);
  return {std::max(0.0, value), rounding * (trace + square + 2 + std::abs(logarithm)), Method::closed_form,
          ""};
}

// W2² = |Δ|² + tr Σp + tr Σq − 2 tr (Σp^½ Σq Σp^½)^½ (Dowson and Landau 1982; Olkin and Pukelsheim 1982;
// Gelbrich 1990). In two dimensions the last trace is √(tr(Σp Σq) + 2 √(det Σp det Σq)), by
// tr(A)² = tr(A²) + 2 det A.
Estimate w2(const Normal2d& p, const Normal2d& q) {
  const auto [var_u, var_v, shift] = seen_from(p, q);
  const double product = var_u * q.std_u * q.std_u + var_v * q.std_v * q.std_v;
  const double root = std::sqrt(product + 2 * (p.std_u * p.std_v) * (q.std_u * q.std_v));
  const double spread = p.std_u * p.std_u + p.std_v * p.std_v + q.std_u * q.std_u + q.std_v * q.std_v;
  const double square = shift.x * shift.x + shift.y * shift.y;
  const double value = std::sqrt(square + std::max(0.0, spread - 2 * root));
  const double square_error = rounding * (square + spread);
  const double error = std::min(std::sqrt(square_error), square_error / std::max(value, 1e-300));
  return {value, error, Method::closed_form, ""};
}

Estimate unknown() {
  return {std::numeric_limits<double>::quiet_NaN(), 0, Method::closed_form,
          N_("is not computed in the plane yet")};
}

}  // namespace

Distances distances(const Normal2d& p, const Normal2d& q) {
  Distances all;
  all[DistanceKind::kl_pq] = kl(p, q);
  all[DistanceKind::kl_qp] = kl(q, p);
  all[DistanceKind::w2] = w2(p, q);
  for (const DistanceKind kind : {DistanceKind::js, DistanceKind::tv, DistanceKind::w1})
    all[kind] = unknown();
  return all;
}

}  // namespace dlab
