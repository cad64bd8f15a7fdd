// KL, JS and TV in the plane, put together from the parts with and without density.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/divergence/distances_2d.hpp"
#include "core/divergence/normal_2d.hpp"
#include "core/divergence/quadrature_2d.hpp"
#include "core/divergence/singular_2d.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double density_mass(const Law2d& law) {
  double mass = 0;
  for (const Law2d::Bell& bell : law.bells()) mass += bell.weight;
  for (const Law2d::Plate& plate : law.plates()) mass += plate.weight;
  for (const Law2d::Mosaic& mosaic : law.mosaics()) mass += mosaic.weight;
  return mass;
}

bool single_bell(const Law2d& law) {
  return law.bells().size() == 1 && law.plates().empty() && law.mosaics().empty() && law.has_density();
}

Estimate undefined() {
  return {std::numeric_limits<double>::quiet_NaN(), 0, Method::exact, N_("is not computed here")};
}

}  // namespace

Distances divergences_2d(const Law2d& p, const Law2d& q, const Divergences2dOptions& options) {
  Distances all;
  all[DistanceKind::w1] = all[DistanceKind::w2] = undefined();
  const auto set = [&](DistanceKind kind, double value, double error, double most, Method method) {
    const bool infinite = value == infinity;
    all[kind] = {infinite ? infinity : std::clamp(value, 0.0, most), infinite ? 0 : error,
                 infinite ? Method::exact : method, ""};
  };
  const auto set_all = [&](double kl_pq, double kl_qp, double js, double tv, const PanelSums2d& error,
                           Method method) {
    set(DistanceKind::kl_pq, kl_pq, error.kl_pq, infinity, method);
    set(DistanceKind::kl_qp, kl_qp, error.kl_qp, infinity, method);
    set(DistanceKind::js, js, error.js, std::numbers::ln2, method);
    set(DistanceKind::tv, tv, error.tv, 1, method);
  };
  if (p == q) {
    set_all(0, 0, 0, 0, {}, Method::exact);
    return all;
  }
  const SingularSums singular = compare_singular(p, q);
  const double mass_p = p.singular() ? 0 : density_mass(p), mass_q = q.singular() ? 0 : density_mass(q);
  if (!singular.overlap && (mass_p == 0 || mass_q == 0)) {  // nothing in common
    set_all(infinity, infinity, std::numbers::ln2, 1, {}, Method::exact);
    return all;
  }
  DensityDivergences density;
  density.exact = true;
  if (mass_p > 0 || mass_q > 0) {
    const auto most_nodes =
        static_cast<std::size_t>(4 * std::max(16, options.most) * std::max(16, options.most));
    density = density_divergences(p, q, options.target, most_nodes, options.stop);
  }
  const double rounding = 1e-15 * singular.size;
  PanelSums2d error = density.error;
  error.kl_pq += rounding, error.kl_qp += rounding, error.js += rounding, error.tv += rounding;
  const bool p_outside = singular.p_outside_q || density.p_outside_q;
  const bool q_outside = singular.q_outside_p || density.q_outside_p;
  // Quadrature integrates p log(p/q) − p + q.
  const double surplus = mass_p - mass_q;
  set_all(p_outside ? infinity : density.value.kl_pq + surplus + singular.kl_pq,
          q_outside ? infinity : density.value.kl_qp - surplus + singular.kl_qp,
          density.value.js + singular.js, density.value.tv + singular.tv, error,
          density.exact ? Method::exact : Method::quadrature);
  if (single_bell(p) && single_bell(q)) {
    const auto normal = [](const Law2d& law) { return normal_with(law.bells()[0].mean, law.bells()[0].cov); };
    const Distances closed = distances(normal(p), normal(q));
    all[DistanceKind::kl_pq] = closed[DistanceKind::kl_pq];
    all[DistanceKind::kl_qp] = closed[DistanceKind::kl_qp];
  }
  return all;
}

}  // namespace dlab
