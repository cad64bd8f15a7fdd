// KL and W2 of bivariate normals.
#include "core/divergence/normal_2d.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();

// Determinant without cancellation: fma splits the product's rounding error off (Kahan).
double determinant(const Normal2d& d) {
  const double product = d.xy * d.xy;
  return std::fma(d.xx, d.yy, -product) + std::fma(-d.xy, d.xy, product);
}

// KL(p‖q) = ½ [tr(Σq⁻¹Σp) + Δᵀ Σq⁻¹ Δ − 2 + ln(det Σq / det Σp)], Δ = μq − μp.
Estimate kl(const Normal2d& p, const Normal2d& q) {
  const double det_p = determinant(p), det_q = determinant(q);
  const double x = q.mean[0] - p.mean[0], y = q.mean[1] - p.mean[1];
  const double trace = (q.yy * p.xx - 2 * q.xy * p.xy + q.xx * p.yy) / det_q;
  const double square = (q.yy * x * x - 2 * q.xy * x * y + q.xx * y * y) / det_q;
  const double logarithm = std::log(det_q / det_p);
  const double value = 0.5 * (trace + square - 2 + logarithm);
  // The quadratic forms cancel by as much as q is far from diagonal.
  const double form = (q.yy * (p.xx + x * x) + 2 * std::abs(q.xy) * (std::abs(p.xy) + std::abs(x * y)) +
                       q.xx * (p.yy + y * y)) /
                      det_q;
  return {std::max(0.0, value), rounding * (form * (q.xx * q.yy / det_q) + 2 + std::abs(logarithm)),
          Method::closed_form, ""};
}

// W2² = |Δ|² + tr Σp + tr Σq − 2 tr (Σp^½ Σq Σp^½)^½ (Dowson and Landau 1982; Olkin and Pukelsheim 1982). In
// two dimensions the last trace is √(tr(Σp Σq) + 2 √(det Σp det Σq)), by tr(A)² = tr(A²) + 2 det A.
Estimate w2(const Normal2d& p, const Normal2d& q) {
  const double x = q.mean[0] - p.mean[0], y = q.mean[1] - p.mean[1];
  const double product = p.xx * q.xx + 2 * p.xy * q.xy + p.yy * q.yy;
  const double root = std::sqrt(std::max(0.0, product + 2 * std::sqrt(determinant(p) * determinant(q))));
  const double sum = x * x + y * y + p.xx + p.yy + q.xx + q.yy;
  const double value = std::sqrt(std::max(0.0, sum - 2 * root));
  const double square_error = rounding * sum;
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
