// TV and W1 of laws with pieces and atoms.
#include "core/divergence/differences.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/compensated.hpp"

namespace dlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

}  // namespace

Bounded TotalVariation::integrate(const Law& p, const Law& q, const LawTable& p_table,
                                  const LawTable& q_table, const std::vector<Turn>& turns) {
  points_.clear();
  for (const Turn& turn : turns) points_.add(turn.at);
  points_.pad();
  f_.evaluate(p_table, points_);
  g_.evaluate(q_table, points_);
  const double p_mass = p.continuous_mass(), q_mass = q.continuous_mass();
  CompensatedSum sum;
  double before = 0, error = 0;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const double below = f_.below[i] - g_.below[i];
    const double above = (g_.above[i] - f_.above[i]) + (p_mass - q_mass);
    const double here = f_.below[i] + g_.below[i] < f_.above[i] + g_.above[i] ? below : above;
    sum.add(std::abs(here - before));
    before = here;
    error += f_.density[i] * turns[i].slack + 2 * epsilon;
  }
  sum.add(std::abs((p_mass - q_mass) - before));
  return {0.5 * sum.value(), error + 0.5e-14};  // 1e−14: ratios too small to have a sign
}

int Wasserstein1::Difference::sign() const {
  return value > 8 * epsilon * size ? 1 : value < -8 * epsilon * size ? -1 : 0;
}

Wasserstein1::Difference Wasserstein1::difference(double f, double f_above, double g, double g_above,
                                                  std::size_t p_atoms, std::size_t q_atoms) const {
  const double p_all = p_->first_atoms(p_->atoms().size()).mass,
               q_all = q_->first_atoms(q_->atoms().size()).mass;
  const double p_below = p_->first_atoms(p_atoms).mass, q_below = q_->first_atoms(q_atoms).mass;
  const double below = (f + p_below) + (g + q_below);
  const double above = (f_above + (p_all - p_below)) + (g_above + (q_all - q_below));
  if (below < above) return {(f + p_below) - (g + q_below), below};
  return {(g_above + (q_all - q_below)) - (f_above + (p_all - p_below)), above};
}

Wasserstein1::Difference Wasserstein1::difference(std::size_t i, std::size_t p_atoms,
                                                  std::size_t q_atoms) const {
  return difference(f_.below[i], f_.above[i], g_.below[i], g_.above[i], p_atoms, q_atoms);
}

// Turns and atoms in ascending order.
void Wasserstein1::list_criticals(const std::vector<Turn>& turns) {
  criticals_.clear();
  const auto p_atoms = p_->atoms(), q_atoms = q_->atoms();
  std::size_t i = 0, j = 0, t = 0;
  while (i < p_atoms.size() || j < q_atoms.size() || t < turns.size()) {
    Point at{std::numeric_limits<double>::infinity(), 0};
    if (i < p_atoms.size()) at = {p_atoms[i].at, 0};
    if (j < q_atoms.size() && q_atoms[j].at < at.base) at = {q_atoms[j].at, 0};
    if (t < turns.size() && (std::isinf(at.base) || turns[t].at < at)) at = turns[t].at;
    Critical critical{at, i, j, i, j};
    const auto here = [at](Point other) { return !(at < other); };
    while (i < p_atoms.size() && here({p_atoms[i].at, 0})) ++i;
    while (j < q_atoms.size() && here({q_atoms[j].at, 0})) ++j;
    while (t < turns.size() && here(turns[t].at)) ++t;
    critical.p_after = i;
    critical.q_after = j;
    criticals_.push_back(critical);
  }
}

// Between two criticals F − G is monotone: the signs at both ends tell whether it has a root there.
void Wasserstein1::list_boundaries() {
  boundaries_.clear();
  brackets_.clear();
  bracket_boundary_.clear();
  int sign = 0;
  for (std::size_t k = 0; k < criticals_.size(); ++k) {
    const Critical& here = criticals_[k];
    const int before = difference(k, here.p_before, here.q_before).sign();
    if (before != 0 && sign != 0 && before != sign) {
      // A root since the last critical; its place is filled in later.
      const Critical& last = criticals_[k - 1];
      const double from = difference(k - 1, last.p_after, last.q_after).value;
      const double to = difference(k, here.p_before, here.q_before).value;
      if (std::signbit(from) != std::signbit(to)) {
        brackets_.push_back({last.at, 0, here.at - last.at, from, to});
        bracket_boundary_.push_back(boundaries_.size());
      }
      boundaries_.push_back({last.at, last.p_after, last.q_after});
    }
    if (before != 0) sign = before;
    const int after = difference(k, here.p_after, here.q_after).sign();
    if (after != 0 && sign != 0 && after != sign)
      boundaries_.push_back({here.at, here.p_after, here.q_after});
    if (after != 0) sign = after;
  }
}

void Wasserstein1::add_roots() {
  if (brackets_.empty()) return;
  roots_.find(brackets_, 1e-11, [this](const RootFinder::Points& points, double* value) {
    f_.evaluate(*p_table_, points.n, points.base, points.offset);
    g_.evaluate(*q_table_, points.n, points.base, points.offset);
    for (std::size_t i = 0; i < points.n; ++i) {
      const Boundary& boundary = boundaries_[bracket_boundary_[points.bracket[i]]];
      value[i] = difference(i, boundary.p_atoms, boundary.q_atoms).value;
    }
  });
  for (std::size_t i = 0; i < brackets_.size(); ++i)
    boundaries_[bracket_boundary_[i]].at = brackets_[i].point();
}

// I at every boundary, from E(x − X)⁺ on the left and E(X − x)⁺ on the right, whichever is smaller.
Bounded Wasserstein1::sum_boundaries() {
  points_.clear();
  for (const Boundary& boundary : boundaries_) points_.add(boundary.at);
  points_.pad();
  for (auto& array : partial_) array.resize(points_.padded());
  kernels().partials(p_table_->view(), points_.base(), points_.offset(), points_.padded(), partial_[0].data(),
                     partial_[1].data());
  kernels().partials(q_table_->view(), points_.base(), points_.offset(), points_.padded(), partial_[2].data(),
                     partial_[3].data());
  // E(x − X)⁺ and E(X − x)⁺ of the atoms, the first `count` of which lie at or below x.
  const auto atoms = [](const Law& law, Point at, std::size_t count) {
    const double x = (at.base - law.atom_origin()) + at.offset;
    const Law::AtomSums below = law.first_atoms(count), all = law.first_atoms(law.atoms().size());
    return std::pair{below.mass * x - below.moment,
                     (all.moment - below.moment) - (all.mass - below.mass) * x};
  };
  const Law::SplitMean p_mean = p_->split_mean(), q_mean = q_->split_mean();
  const double shift = (p_mean.origin - q_mean.origin) + (p_mean.offset - q_mean.offset);
  CompensatedSum sum;
  double before = 0, error = 0;
  for (std::size_t i = 0; i < boundaries_.size(); ++i) {
    const Boundary& boundary = boundaries_[i];
    const auto [p_lower, p_upper] = atoms(*p_, boundary.at, boundary.p_atoms);
    const auto [q_lower, q_upper] = atoms(*q_, boundary.at, boundary.q_atoms);
    const double lower[2] = {partial_[0][i] + p_lower, partial_[2][i] + q_lower};
    const double upper[2] = {partial_[1][i] + p_upper, partial_[3][i] + q_upper};
    const bool left = lower[0] + lower[1] < upper[0] + upper[1] + std::abs(shift);
    const double here = left ? lower[0] - lower[1] : (upper[0] - upper[1]) - shift;
    sum.add(std::abs(here - before));
    error += 8 * epsilon * (left ? lower[0] + lower[1] : upper[0] + upper[1] + std::abs(shift));
    before = here;
  }
  sum.add(std::abs(-shift - before));
  for (const Bracket& bracket : brackets_) error += std::abs(bracket.value) * bracket.width;
  const double spread = std::sqrt(p_->variance()) + std::sqrt(q_->variance()) + std::abs(shift);
  return {sum.value(), error + 8 * epsilon * spread};
}

Bounded Wasserstein1::integrate(const Law& p, const Law& q, const LawTable& p_table, const LawTable& q_table,
                                const std::vector<Turn>& turns) {
  p_ = &p, q_ = &q, p_table_ = &p_table, q_table_ = &q_table;
  list_criticals(turns);
  points_.clear();
  for (const Critical& critical : criticals_) points_.add(critical.at);
  points_.pad();
  f_.evaluate(p_table, points_);
  g_.evaluate(q_table, points_);
  list_boundaries();
  add_roots();
  return sum_boundaries();
}

}  // namespace dlab
