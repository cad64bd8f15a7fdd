// Merges of sorted atoms: O(n + m).
#include "core/divergence/discrete.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include "core/divergence/quantile_table.hpp"
#include "core/math/compensated.hpp"
#include "core/math/sort.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double epsilon = std::numeric_limits<double>::epsilon();

// log(p/q) without overflow of the quotient, accurate where p and q are close.
double log_ratio(double p, double q) {
  return std::abs(p - q) < 0.5 * q ? std::log1p((p - q) / q) : std::log(p) - std::log(q);
}

}  // namespace

AtomSums compare_atoms(std::span<const Atom> p, std::span<const Atom> q) {
  AtomSums sums;
  CompensatedSum kl_pq, kl_qp, js, tv;
  bool outside_q = false, outside_p = false;
  for (std::size_t i = 0, j = 0; i < p.size() || j < q.size();) {
    if (j == q.size() || (i < p.size() && p[i].at < q[j].at)) {
      outside_q = true;
      js.add(0.5 * p[i].mass * std::numbers::ln2);
      tv.add(0.5 * p[i++].mass);
    } else if (i == p.size() || q[j].at < p[i].at) {
      outside_p = true;
      js.add(0.5 * q[j].mass * std::numbers::ln2);
      tv.add(0.5 * q[j++].mass);
    } else {
      const double a = p[i++].mass, b = q[j++].mass;
      const double ratio = log_ratio(a, b);
      kl_pq.add(a * ratio);
      kl_qp.add(-b * ratio);
      // 2a/(a + b) = 1 + (a − b)/(a + b): exact also for the smallest doubles, whose half would be 0.
      const double lean = (a - b) / (a + b);
      js.add(0.5 * (a * std::log1p(lean) + b * std::log1p(-lean)));
      tv.add(0.5 * std::abs(a - b));
      sums.size += (a + b) * (1 + std::abs(ratio));
    }
  }
  sums.kl_pq = outside_q ? infinity : kl_pq.value();
  sums.kl_qp = outside_p ? infinity : kl_qp.value();
  sums.js = js.value();
  sums.tv = tv.value();
  return sums;
}

// ∫|F − G|, constant between neighbouring points of the merged list.
Bounded discrete_w1(const Law& p, const Law& q) {
  const auto a = p.atoms(), b = q.atoms();
  CompensatedSum sum;
  double last = std::min(a.front().at, b.front().at);
  const double first = last;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    const bool from_p = j == b.size() || (i < a.size() && a[i].at <= b[j].at);
    const double at = from_p ? a[i].at : b[j].at;
    if (at > last) {
      sum.add(std::abs(p.first_atoms(i).mass - q.first_atoms(j).mass) * (at - last));
      last = at;
    }
    ++(from_p ? i : j);
  }
  return {sum.value(), 2 * epsilon * (sum.value() + (last - first))};
}

// Σ Δu |x − y| over the merged levels i/n and j/m, which are compared as whole numbers. Stretches of 1024 are
// summed plainly, then with compensation.
Bounded samples_w1(std::vector<double> x, std::vector<double> y) {
  sort_values(x);
  sort_values(y);
  const std::uint64_t n = x.size(), m = y.size();
  CompensatedSum sum;
  double part = 0;
  if (n == m) {
    for (std::uint64_t i = 0; i < n; i += 1024) {
      part = 0;
      const std::uint64_t end = std::min(i + 1024, n);
      for (std::uint64_t k = i; k < end; ++k) part += std::abs(x[k] - y[k]);
      sum.add(part);
    }
    const double value = sum.value() / static_cast<double>(n);
    return {value, 128 * epsilon * value};
  }
  std::uint64_t level = 0;  // of n·m
  for (std::uint64_t i = 0, j = 0; i < n && j < m;) {
    const std::uint64_t x_ends = (i + 1) * m, y_ends = (j + 1) * n, next = std::min(x_ends, y_ends);
    sum.add(static_cast<double>(next - level) * std::abs(x[i] - y[j]));
    level = next;
    i += x_ends == next;
    j += y_ends == next;
  }
  const double value = sum.value() / static_cast<double>(n) / static_cast<double>(m);
  return {value, 8 * epsilon * value};
}

// Σ Δu (x − y)² over the merged levels of F and G.
Bounded discrete_w2_square(const Law& p, const Law& q) {
  const auto a = p.atoms(), b = q.atoms();
  CompensatedSum sum;
  double unresolved = 0;
  Level level{0, 1};
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double f = p.first_atoms(i + 1).mass, g = q.first_atoms(j + 1).mass;
    const bool p_ends = f <= g, q_ends = g <= f;
    const Level next{std::min(f, g), 1 - std::min(f, g)};
    const double mass = next.below - level.below, off = a[i].at - b[j].at;
    const double noise = 4 * epsilon * std::min(next.below, level.above);
    if (mass > noise) {
      sum.add(mass * off * off);
    } else {  // levels that differ by rounding only
      unresolved += noise * off * off;
    }
    level = next;
    i += p_ends ? 1 : 0;
    j += q_ends ? 1 : 0;
  }
  return {sum.value(), 8 * epsilon * sum.value() + unresolved};
}

}  // namespace dlab
