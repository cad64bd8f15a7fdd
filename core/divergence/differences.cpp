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

void Differences::prepare(const Law& p, const Law& q, const LawTable& p_table, const LawTable& q_table,
                          const std::vector<Turn>& turns) {
  p_ = &p, q_ = &q, p_table_ = &p_table, q_table_ = &q_table;
  p_atom_mass_ = p.first_atoms(p.atoms().size()).mass;
  q_atom_mass_ = q.first_atoms(q.atoms().size()).mass;
  list_criticals(turns);
  points_.clear();
  for (const Critical& critical : criticals_) points_.add(critical.at);
  points_.pad();
  f_.evaluate(p_table, points_);
  g_.evaluate(q_table, points_);
}

// Turns and atoms in ascending order.
void Differences::list_criticals(const std::vector<Turn>& turns) {
  criticals_.clear();
  const auto p_atoms = p_->atoms(), q_atoms = q_->atoms();
  std::size_t i = 0, j = 0, t = 0;
  while (i < p_atoms.size() || j < q_atoms.size() || t < turns.size()) {
    LinePoint at{std::numeric_limits<double>::infinity(), 0};
    if (i < p_atoms.size()) at = {p_atoms[i].at, 0};
    if (j < q_atoms.size() && q_atoms[j].at < at.base) at = {q_atoms[j].at, 0};
    if (t < turns.size() && (std::isinf(at.base) || turns[t].at < at)) at = turns[t].at;
    Critical critical{at, false, 0, i, j, i, j};
    const auto here = [at](LinePoint other) { return !(at < other); };
    while (i < p_atoms.size() && here({p_atoms[i].at, 0})) ++i;
    while (j < q_atoms.size() && here({q_atoms[j].at, 0})) ++j;
    for (; t < turns.size() && here(turns[t].at); ++t) {
      critical.turn = true;
      critical.slack += turns[t].slack;
    }
    critical.p_after = i;
    critical.q_after = j;
    criticals_.push_back(critical);
  }
}

Bounded Differences::total_variation() const {
  const double balance = p_->continuous_mass() - q_->continuous_mass();
  CompensatedSum sum;
  double before = 0, error = 0;
  for (std::size_t i = 0; i < criticals_.size(); ++i) {
    if (!criticals_[i].turn) continue;
    const double below = f_.below[i] - g_.below[i];
    const double above = (g_.above[i] - f_.above[i]) + balance;
    const double here = f_.below[i] + g_.below[i] < f_.above[i] + g_.above[i] ? below : above;
    sum.add(std::abs(here - before));
    before = here;
    error += f_.density[i] * criticals_[i].slack + 2 * epsilon;
  }
  sum.add(std::abs(balance - before));
  return {0.5 * sum.value(), error + 0.5e-14};  // 1e−14: ratios too small to have a sign
}

int Differences::Difference::sign() const {
  return value > 8 * epsilon * size ? 1 : value < -8 * epsilon * size ? -1 : 0;
}

Differences::Difference Differences::difference(const Cumulative& f, const Cumulative& g, std::size_t i,
                                                std::size_t p_atoms, std::size_t q_atoms) const {
  const double p_atoms_below = p_->first_atoms(p_atoms).mass, q_atoms_below = q_->first_atoms(q_atoms).mass;
  const double p_below = f.below[i] + p_atoms_below, q_below = g.below[i] + q_atoms_below;
  const double p_above = f.above[i] + (p_atom_mass_ - p_atoms_below);
  const double q_above = g.above[i] + (q_atom_mass_ - q_atoms_below);
  if (p_below + q_below < p_above + q_above) return {p_below - q_below, p_below + q_below};
  return {q_above - p_above, p_above + q_above};
}

// Between two criticals F − G is monotone: the signs at both ends tell whether it has a root there.
void Differences::list_boundaries() {
  boundaries_.clear();
  roots_.clear();
  int sign = 0;
  double last = 0;  // F − G behind the last critical
  for (std::size_t k = 0; k < criticals_.size(); ++k) {
    const Critical& here = criticals_[k];
    const Difference before = difference(f_, g_, k, here.p_before, here.q_before);
    if (before.sign() != 0 && sign != 0 && before.sign() != sign) {
      if (std::signbit(last) != std::signbit(before.value)) add_root(k, last, before.value);
      boundaries_.push_back({criticals_[k - 1].at, here.p_before, here.q_before});
    }
    if (before.sign() != 0) sign = before.sign();
    last = before.value;
    if (here.p_after + here.q_after == here.p_before + here.q_before) continue;
    const Difference after = difference(f_, g_, k, here.p_after, here.q_after);
    if (after.sign() != 0 && sign != 0 && after.sign() != sign) {
      boundaries_.push_back({here.at, here.p_after, here.q_after});
    }
    if (after.sign() != 0) sign = after.sign();
    last = after.value;
  }
}

// F − G is flat at turns, so between two it is like the cubic 3t² − 2t³: t = ½ − sin(⅓ arcsin(1 − 2u)).
void Differences::add_root(std::size_t critical, double from, double to) {
  const LinePoint base = criticals_[critical - 1].at;
  const double width = criticals_[critical].at - base, u = from / (from - to);
  const double t = 0.5 - std::sin(std::asin(std::clamp(1 - 2 * u, -1.0, 1.0)) / 3);
  roots_.push_back({boundaries_.size(), base, 0, width, t * width, to > from, 0, width});
}

// Newton's method, all roots at once, kept in their brackets by bisection. Near a root the integral of |F −
// G| is stationary, so that 1e−11 is enough.
void Differences::find_roots() {
  open_.resize(roots_.size());
  for (std::size_t i = 0; i < roots_.size(); ++i) open_[i] = i;
  for (int step = 0; step < 200 && !open_.empty(); ++step) {
    points_.clear();
    for (const std::size_t i : open_)
      points_.add({roots_[i].base.base, roots_[i].base.offset + roots_[i].at});
    points_.pad();
    f_root_.evaluate(*p_table_, points_);
    g_root_.evaluate(*q_table_, points_);
    std::size_t kept = 0;
    for (std::size_t k = 0; k < open_.size(); ++k) {
      Root& root = roots_[open_[k]];
      const Boundary& boundary = boundaries_[root.boundary];
      root.value = difference(f_root_, g_root_, k, boundary.p_atoms, boundary.q_atoms).value;
      ((root.value < 0) == root.rising ? root.low : root.high) = root.at;
      root.width = root.high - root.low;
      if (std::abs(root.value) <= 1e-11 || !(root.width > 1e-15 * std::abs(root.at))) continue;
      const double next = root.at - root.value / (f_root_.density[k] - g_root_.density[k]);
      const bool inside = next > root.low && next < root.high;
      root.at = inside && step < 50 ? next : 0.5 * (root.low + root.high);
      open_[kept++] = open_[k];
    }
    open_.resize(kept);
  }
  for (const Root& root : roots_) boundaries_[root.boundary].at = root.base + root.at;
}

// I at every boundary, from E(x − X)⁺ on the left and E(X − x)⁺ on the right, whichever is smaller.
Bounded Differences::sum_boundaries() {
  points_.clear();
  for (const Boundary& boundary : boundaries_) points_.add(boundary.at);
  points_.pad();
  for (auto& array : partial_) array.resize(points_.padded());
  kernels().partials(p_table_->view(), points_.base(), points_.offset(), points_.padded(), partial_[0].data(),
                     partial_[1].data());
  kernels().partials(q_table_->view(), points_.base(), points_.offset(), points_.padded(), partial_[2].data(),
                     partial_[3].data());
  // E(x − X)⁺ and E(X − x)⁺ of the atoms, the first `count` of which lie at or below x.
  const auto atoms = [](const Law& law, LinePoint at, std::size_t count) {
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
  for (const Root& root : roots_) error += std::abs(root.value) * root.width;
  const double spread = std::sqrt(p_->variance()) + std::sqrt(q_->variance()) + std::abs(shift);
  return {sum.value(), error + 8 * epsilon * spread};
}

Bounded Differences::wasserstein1() {
  list_boundaries();
  find_roots();
  return sum_boundaries();
}

}  // namespace dlab
