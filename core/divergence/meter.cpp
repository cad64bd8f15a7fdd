// One pair of laws: what is infinite, what has a formula, what is integrated.
#include "core/divergence/meter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/divergence/closed_forms.hpp"
#include "core/divergence/discrete.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr std::size_t most_kept = 10'000;  // larger laws are not worth comparing and copying

Estimate estimate(double value, double error, Method method) { return {value, error, method, {}}; }

// The root of a square that is known up to `error`.
Estimate root(Bounded square, Method method) {
  const double value = std::sqrt(std::max(0.0, square.value));
  const double low = std::sqrt(std::max(0.0, square.value - square.error));
  const double high = std::sqrt(std::max(0.0, square.value) + square.error);
  return estimate(value, std::max(value - low, high - value) + 2 * epsilon * value, method);
}

// Is every point of `inner` (up to finitely many) in `outer`? Both are disjoint and ascending.
bool covers(const std::vector<Law::Interval>& outer, const std::vector<Law::Interval>& inner) {
  return std::all_of(inner.begin(), inner.end(), [&](const Law::Interval& part) {
    return std::any_of(outer.begin(), outer.end(), [&](const Law::Interval& whole) {
      return whole.low <= part.low && part.high <= whole.high;
    });
  });
}

bool same(std::span<const Piece> a, const std::vector<Piece>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}
bool same(std::span<const Atom> a, const std::vector<Atom>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

void Meter::Prepared::assign(const Law& law) {
  kept = ready && same(law.pieces(), pieces) && same(law.atoms(), atoms);
  if (kept) return;
  table.assign(law);
  quantiles.assign(law, table);
  ready = law.pieces().size() + law.atoms().size() <= most_kept;
  if (ready) {
    pieces.assign(law.pieces().begin(), law.pieces().end());
    atoms.assign(law.atoms().begin(), law.atoms().end());
  }
}

Distances Meter::measure(const Law& p, const Law& q) {
  const bool both_discrete = p.discrete() && q.discrete();
  if (p == q) {
    Distances zero;
    zero.values.fill(estimate(0, 0, both_discrete ? Method::exact : Method::closed_form));
    return zero;
  }
  return both_discrete ? measure_discrete(p, q) : measure_general(p, q);
}

Distances Meter::measure_discrete(const Law& p, const Law& q) const {
  const AtomSums sums = compare_atoms(p.atoms(), q.atoms());
  const double rounding = 8 * epsilon * (sums.size + 1);
  const auto entropy = [&](double value) {
    return std::isinf(value) ? estimate(value, 0, Method::exact)
                             : estimate(std::max(0.0, value), rounding, Method::exact);
  };
  Distances distances;
  distances[DistanceKind::kl_pq] = entropy(sums.kl_pq);
  distances[DistanceKind::kl_qp] = entropy(sums.kl_qp);
  distances[DistanceKind::js] =
      estimate(std::clamp(sums.js, 0.0, std::numbers::ln2), 8 * epsilon, Method::exact);
  distances[DistanceKind::tv] = estimate(std::clamp(sums.tv, 0.0, 1.0), 4 * epsilon, Method::exact);
  const Bounded w1 = discrete_w1(p, q);
  distances[DistanceKind::w1] = estimate(w1.value, w1.error, Method::exact);
  distances[DistanceKind::w2] = root(discrete_w2_square(p, q), Method::exact);
  return distances;
}

bool Meter::only_steps(const Law& p, const Law& q) const {
  const auto uniform = [](const Piece& piece) { return piece.shape == Piece::Shape::uniform; };
  return std::all_of(p.pieces().begin(), p.pieces().end(), uniform) &&
         std::all_of(q.pieces().begin(), q.pieces().end(), uniform);
}

Distances Meter::measure_general(const Law& p, const Law& q) {
  p_.assign(p);
  q_.assign(q);
  Distances distances;
  set_entropies(p, q, distances);
  set_differences(p, q, distances);
  return distances;
}

// The continuous mass of a law outside of the other's support.
double Meter::mass_outside(const Law& law, const LawTable& table, const std::vector<Law::Interval>& support) {
  if (support.empty()) return law.continuous_mass();
  points_.clear();
  for (const auto& [low, high] : support) {
    if (std::isfinite(low)) points_.add({low, 0});
    if (std::isfinite(high)) points_.add({high, 0});
  }
  if (points_.size() == 0) return 0;
  points_.pad();
  values_.evaluate(table, points_);
  double mass = 0;
  std::size_t i = 0;
  for (const auto& [low, high] : support) {
    if (std::isfinite(low)) {
      mass +=
          i == 0 ? values_.below[0]
                 : std::min(values_.below[i] - values_.below[i - 1], values_.above[i - 1] - values_.above[i]);
      ++i;
    }
    if (std::isfinite(high)) ++i;
  }
  if (std::isfinite(support.back().high)) mass += values_.above[i - 1];
  return std::max(0.0, mass);
}

void Meter::set_entropies(const Law& p, const Law& q, Distances& distances) {
  const AtomSums atoms = compare_atoms(p.atoms(), q.atoms());
  const auto &p_support = p_.table.support(), &q_support = q_.table.support();
  const bool pq_finite = std::isfinite(atoms.kl_pq) && covers(q_support, p_support);
  const bool qp_finite = std::isfinite(atoms.kl_qp) && covers(p_support, q_support);
  const auto pq_closed = pq_finite ? closed_relative_entropy(p, q) : std::nullopt;
  const auto qp_closed = qp_finite ? closed_relative_entropy(q, p) : std::nullopt;

  const EntropyIntegrals integrals =
      entropies_.integrate(p_.table, q_.table, cell_finder_.find(p_.table, q_.table),
                           {pq_finite && !pq_closed, qp_finite && !qp_closed, true});
  const double p_outside = mass_outside(p, p_.table, q_support),
               q_outside = mass_outside(q, q_.table, p_support);
  const double balance = (p.continuous_mass() - p_outside) - (q.continuous_mass() - q_outside);
  const Method method =
      entropies_.panels().empty() || only_steps(p, q) ? Method::closed_form : Method::quadrature;
  const double rounding = 8 * epsilon * (atoms.size + 1);
  const auto entropy = [&](bool finite, const std::optional<Bounded>& closed, double value, double error) {
    if (!finite) return estimate(infinity, 0, Method::exact);
    if (closed) return estimate(std::max(0.0, closed->value), closed->error, Method::closed_form);
    return estimate(std::max(0.0, value), error + rounding, method);
  };
  distances[DistanceKind::kl_pq] =
      entropy(pq_finite, pq_closed, atoms.kl_pq + integrals.value[0] + balance, integrals.error[0]);
  distances[DistanceKind::kl_qp] =
      entropy(qp_finite, qp_closed, atoms.kl_qp + integrals.value[1] - balance, integrals.error[1]);
  const double js = atoms.js + integrals.value[2] + 0.5 * std::numbers::ln2 * (p_outside + q_outside);
  distances[DistanceKind::js] =
      estimate(std::clamp(js, 0.0, std::numbers::ln2), integrals.error[2] + rounding, method);
  distances[DistanceKind::tv].value = atoms.tv;  // the continuous part is added to it
}

void Meter::set_differences(const Law& p, const Law& q, Distances& distances) {
  const std::vector<Turn>& turns =
      turn_finder_.find(p_.table, q_.table, cell_finder_.cells(), entropies_.panels());
  const bool steps = only_steps(p, q);
  const bool single = p.continuous() && q.continuous() && p.pieces().size() == 1 && q.pieces().size() == 1;
  differences_.prepare(p, q, p_.table, q_.table, turns);
  const Bounded tv = differences_.total_variation();
  distances[DistanceKind::tv] =
      estimate(std::clamp(distances[DistanceKind::tv].value + tv.value, 0.0, 1.0), tv.error + 8 * epsilon,
               steps || single ? Method::closed_form : Method::quadrature);
  const Method method = steps ? Method::closed_form : Method::quadrature;
  if (const auto closed = closed_w1(p, q)) {
    distances[DistanceKind::w1] = estimate(closed->value, closed->error, Method::closed_form);
  } else {
    const Bounded w1 = differences_.wasserstein1();
    distances[DistanceKind::w1] = estimate(w1.value, w1.error, method);
  }
  if (const auto closed = closed_w2(p, q)) {
    distances[DistanceKind::w2] = estimate(closed->value, closed->error, Method::closed_form);
  } else {
    const Coupling::Marginal p_side{&p_.table, &p_.quantiles}, q_side{&q_.table, &q_.quantiles};
    const bool q_stays = q_.kept && !p_.kept;
    const auto &first = q_stays ? q_side : p_side, &second = q_stays ? p_side : q_side;
    const double spread = std::sqrt(p.variance()) + std::sqrt(q.variance());
    distances[DistanceKind::w2] = root(coupling_.mean_square(first, second, spread), method);
  }
}

}  // namespace dlab
