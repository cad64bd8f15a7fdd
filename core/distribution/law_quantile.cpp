// Quantiles of a law, its reach, and sampling.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/distribution/law.hpp"
#include "core/distribution/law_piece.hpp"
#include "core/math/philox.hpp"

namespace dlab {
namespace {

using Shape = Piece::Shape;

// A mixture's quantile lies between the smallest and the largest quantile of its components.
Law::Interval component_quantiles(std::span<const Piece> pieces, double target, bool upper) {
  double standard[4] = {};
  bool known[4] = {};
  Law::Interval range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const Piece& piece : pieces) {
    const auto shape = static_cast<std::size_t>(piece.shape);
    if (!known[shape]) {
      standard[shape] =
          upper ? standard_upper_quantile(piece.shape, target) : standard_quantile(piece.shape, target);
      known[shape] = true;
    }
    const double x = piece_location(piece) + piece_scale(piece) * standard[shape];
    range = {std::min(range.low, x), std::max(range.high, x)};
  }
  return range;
}

}  // namespace

// The smallest x in [low, high] where the continuous part's F reaches `target` (upper: where 1 − F has come
// down to it). Newton on log F, which is nearly straight in a tail, inside a bracket that bisection shrinks
// where Newton leaves it or the density vanishes (gaps).
double Law::solve(double target, bool upper, double low, double high) const {
  double x = 0.5 * low + 0.5 * high;
  for (int iteration = 0; iteration < 400; ++iteration) {
    const double value = upper ? continuous_survival(x) : continuous_cdf(x);
    const bool reached = upper ? value <= target : value >= target;
    (reached ? high : low) = x;
    double next = 0.5 * low + 0.5 * high;
    if (const double slope = density(x); slope > 0 && value > 0) {
      const double step = (value / slope) * std::log(value / target) * (upper ? 1 : -1);
      if (std::abs(step) <= 1e-15 * std::abs(x) && iteration > 0) return std::clamp(x + step, low, high);
      if (x + step > low && x + step < high) next = x + step;
    }
    if (next == x || !(next > low && next < high)) return high;
    x = next;
  }
  return x;
}

double Law::quantile(double u) const {
  if (!(u > 0)) return support_.low;
  if (u >= 1) return support_.high;
  if (u > 0.5 && !discrete()) return upper_quantile(1 - u);
  if (discrete()) {
    const auto at = std::lower_bound(cumulative_.begin(), cumulative_.end(), u) - cumulative_.begin();
    return atoms_[std::min(static_cast<std::size_t>(at), atoms_.size() - 1)].at;
  }
  if (pieces_.size() == 1 && atoms_.empty()) {
    return std::clamp(
        piece_location(pieces_[0]) + piece_scale(pieces_[0]) * standard_quantile(pieces_[0].shape, u),
        support_.low, support_.high);
  }
  // The first atom at which F reaches u bounds the answer from the right.
  std::size_t first = 0, last = atoms_.size();
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    if (continuous_cdf(atoms_[middle].at) + cumulative_[middle] >= u) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  const double rest = u - mass_up_to(first);  // what the continuous part must reach
  if (first < atoms_.size() && continuous_cdf(atoms_[first].at) < rest) return atoms_[first].at;
  if (first > 0 && continuous_cdf(atoms_[first - 1].at) >= rest) return atoms_[first - 1].at;
  if (rest >= continuous_mass_) return support_.high;
  Interval range = component_quantiles(pieces_, rest / continuous_mass_, false);
  if (first > 0) range.low = std::max(range.low, atoms_[first - 1].at);
  if (first < atoms_.size()) range.high = std::min(range.high, atoms_[first].at);
  return range.low < range.high ? solve(rest, false, range.low, range.high) : range.high;
}

double Law::upper_quantile(double s) const {
  if (!(s > 0)) return support_.high;
  if (s >= 1) return support_.low;
  if (discrete()) return quantile(1 - s);
  if (s > 0.5) return quantile(1 - s);
  if (pieces_.size() == 1 && atoms_.empty()) {
    return std::clamp(
        piece_location(pieces_[0]) + piece_scale(pieces_[0]) * standard_upper_quantile(pieces_[0].shape, s),
        support_.low, support_.high);
  }
  // As in quantile(), with S = 1 − F.
  const double atom_mass = cumulative_.empty() ? 0 : cumulative_.back();
  std::size_t first = 0, last = atoms_.size();
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    if (continuous_survival(atoms_[middle].at) + (atom_mass - cumulative_[middle]) <= s) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  const double rest = s - (atom_mass - mass_up_to(first));
  if (first < atoms_.size() && continuous_survival(atoms_[first].at) > rest) return atoms_[first].at;
  if (first > 0 && continuous_survival(atoms_[first - 1].at) <= rest) return atoms_[first - 1].at;
  if (!(rest > 0)) return support_.high;
  if (rest >= continuous_mass_) return support_.low;
  Interval range = component_quantiles(pieces_, rest / continuous_mass_, true);
  if (first > 0) range.low = std::max(range.low, atoms_[first - 1].at);
  if (first < atoms_.size()) range.high = std::min(range.high, atoms_[first].at);
  return range.low < range.high ? solve(rest, true, range.low, range.high) : range.high;
}

Law::Interval Law::reach(double tail) const {
  return {std::isfinite(support_.low) ? support_.low : quantile(tail),
          std::isfinite(support_.high) ? support_.high : upper_quantile(tail)};
}

// Composition: the first uniform number chooses the piece or atom, the second is put through the piece's
// quantile.
std::vector<double> Law::sample(std::size_t n, std::uint64_t seed, std::uint32_t stream) const {
  std::vector<double> up_to;  // cumulative weights of the pieces, then of the atoms
  up_to.reserve(pieces_.size() + atoms_.size());
  double sum = 0;
  for (const Piece& piece : pieces_) up_to.push_back(sum += piece.weight);
  for (const double mass : cumulative_) up_to.push_back(continuous_mass_ + mass);
  std::vector<double> samples(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto [choose, u] = uniform_pair(seed, stream, i);
    const auto found = std::lower_bound(up_to.begin(), up_to.end(), choose) - up_to.begin();
    const auto part = std::min(static_cast<std::size_t>(found), up_to.size() - 1);
    samples[i] = part < pieces_.size()
                     ? piece_location(pieces_[part]) +
                           piece_scale(pieces_[part]) * standard_quantile(pieces_[part].shape, u)
                     : atoms_[part - pieces_.size()].at;
  }
  return samples;
}

}  // namespace dlab
