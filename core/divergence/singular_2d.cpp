// Merges of atoms by place, and of segments along the straight lines that carry them.
#include "core/divergence/singular_2d.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace dlab {
namespace {

constexpr double nearly = 1e-12;

// log(p/q) without overflow of the quotient, accurate where p and q are close.
double log_ratio(double p, double q) {
  return std::abs(p - q) < 0.5 * q ? std::log1p((p - q) / q) : std::log(p) - std::log(q);
}

void add(SingularSums& sums, double p, double q) {
  sums.tv += 0.5 * std::abs(p - q);
  if (p > 0 && q > 0) {
    const double ratio = log_ratio(p, q), lean = (p - q) / (p + q);
    sums.kl_pq += p * ratio, sums.kl_qp -= q * ratio;
    sums.js += 0.5 * (p * std::log1p(lean) + q * std::log1p(-lean));
    sums.size += (p + q) * (1 + std::abs(ratio));
    sums.overlap = true;
  } else {
    sums.js += 0.5 * (p + q) * std::numbers::ln2;
    sums.size += p + q;
    sums.p_outside_q = sums.p_outside_q || p > 0;
    sums.q_outside_p = sums.q_outside_p || q > 0;
  }
}

std::vector<Law2d::Atom> sorted_atoms(const Law2d& law) {
  std::vector<Law2d::Atom> atoms(law.atoms().begin(), law.atoms().end());
  for (Law2d::Atom& atom : atoms) atom.at = atom.at + Point{0.0, 0.0};  // −0 is 0
  std::erase_if(atoms, [](const Law2d::Atom& atom) { return !(atom.weight > 0); });
  std::sort(atoms.begin(), atoms.end(), [](const Law2d::Atom& a, const Law2d::Atom& b) {
    return a.at.x != b.at.x ? a.at.x < b.at.x : a.at.y < b.at.y;
  });
  std::size_t kept = 0;
  for (const Law2d::Atom& atom : atoms) {
    if (kept > 0 && atoms[kept - 1].at == atom.at) {
      atoms[kept - 1].weight += atom.weight;
    } else {
      atoms[kept++] = atom;
    }
  }
  atoms.resize(kept);
  return atoms;
}

void compare_atoms(const Law2d& p_law, const Law2d& q_law, SingularSums& sums) {
  const auto p = sorted_atoms(p_law), q = sorted_atoms(q_law);
  const auto before = [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  for (std::size_t i = 0, j = 0; i < p.size() || j < q.size();) {
    if (j == q.size() || (i < p.size() && before(p[i].at, q[j].at))) {
      add(sums, p[i++].weight, 0);
    } else if (i == p.size() || before(q[j].at, p[i].at)) {
      add(sums, 0, q[j++].weight);
    } else {
      add(sums, p[i++].weight, q[j++].weight);
    }
  }
}

double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }

// A straight line and the segments on it, as intervals with their mass per length.
struct Carrier {
  Point at, direction;
  double length, size;
  struct Interval {
    double low, high, height;
    bool of_p;
  };
  std::vector<Interval> intervals;

  bool carries(const Law2d::Line& line) const {
    const Point from = line.from - at, to = line.to - at;
    const double scale = length + std::max(norm(from), norm(to));
    const double rounding = 1e-15 * (size + norm(line.from));
    return std::max(std::abs(cross(direction, from)), std::abs(cross(direction, to))) <=
           nearly * scale + rounding;
  }
  void include(const Law2d::Line& line, bool of_p) {
    const auto along = [&](Point a) { return (a - at).x * direction.x + (a - at).y * direction.y; };
    double low = along(line.from), high = along(line.to);
    if (low > high) std::swap(low, high);
    intervals.push_back({low, high, line.weight / (high - low), of_p});
  }
  void compare(SingularSums& sums) const {
    std::vector<double> ends;
    for (const Interval& interval : intervals) ends.insert(ends.end(), {interval.low, interval.high});
    std::sort(ends.begin(), ends.end());
    const double tiny = nearly * (ends.back() - ends.front());
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
      if (ends[i + 1] - ends[i] <= tiny) continue;
      const double middle = 0.5 * (ends[i] + ends[i + 1]);
      double p = 0, q = 0;
      for (const Interval& interval : intervals) {
        if (middle > interval.low && middle < interval.high) (interval.of_p ? p : q) += interval.height;
      }
      if (p > 0 || q > 0) add(sums, p * (ends[i + 1] - ends[i]), q * (ends[i + 1] - ends[i]));
    }
  }
};

void compare_lines(const Law2d& p, const Law2d& q, SingularSums& sums) {
  std::vector<Carrier> carriers;
  for (const bool of_p : {true, false}) {
    for (const Law2d::Line& line : (of_p ? p : q).lines()) {
      if (!(line.weight > 0)) continue;
      auto found = std::find_if(carriers.begin(), carriers.end(),
                                [&](const Carrier& carrier) { return carrier.carries(line); });
      if (found == carriers.end()) {
        const double length = norm(line.to - line.from);
        carriers.push_back({line.from, (1 / length) * (line.to - line.from), length, norm(line.from), {}});
        found = carriers.end() - 1;
      }
      found->include(line, of_p);
    }
  }
  for (const Carrier& carrier : carriers) carrier.compare(sums);
}

}  // namespace

SingularSums compare_singular(const Law2d& p, const Law2d& q) {
  SingularSums sums;
  compare_atoms(p, q, sums);
  compare_lines(p, q, sums);
  return sums;
}

}  // namespace dlab
