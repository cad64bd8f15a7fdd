// Density, distribution function and partial moments of a law at one point.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/distribution/law.hpp"
#include "core/distribution/law_piece.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Uniform pieces are half-open, so that a bin edge is not counted twice; the support's right end belongs to
// it.
bool counts(const Piece& piece, double x, double support_high) {
  return piece.shape != Piece::Shape::uniform || x < piece.b || x == support_high;
}

}  // namespace

double Law::density(double x) const {
  double sum = 0;
  for (const Piece& piece : pieces_) {
    if (counts(piece, x, support_.high)) sum += piece.weight * piece_density(piece, x);
  }
  return sum;
}

// log Σ w_k p_k(x) with the largest term taken out of the sum.
double Law::log_density(double x) const {
  double largest = -infinity;
  for (const Piece& piece : pieces_) {
    if (!counts(piece, x, support_.high)) continue;
    largest = std::max(largest, std::log(piece.weight) + piece_log_density(piece, x));
  }
  if (pieces_.size() == 1 || largest == -infinity) return largest;
  double sum = 0;
  for (const Piece& piece : pieces_) {
    if (!counts(piece, x, support_.high)) continue;
    sum += std::exp(std::log(piece.weight) + piece_log_density(piece, x) - largest);
  }
  return largest + std::log(sum);
}

std::size_t Law::atoms_up_to(double x) const {
  const auto end = std::upper_bound(atoms_.begin(), atoms_.end(), x,
                                    [](double value, const Atom& atom) { return value < atom.at; });
  return static_cast<std::size_t>(end - atoms_.begin());
}

double Law::continuous_cdf(double x) const {
  double sum = 0;
  for (const Piece& piece : pieces_) sum += piece.weight * piece_cdf(piece, x);
  return sum;
}

double Law::continuous_survival(double x) const {
  double sum = 0;
  for (const Piece& piece : pieces_) sum += piece.weight * piece_survival(piece, x);
  return sum;
}

double Law::cdf(double x) const { return std::min(1.0, continuous_cdf(x) + mass_up_to(atoms_up_to(x))); }

double Law::survival(double x) const {
  const double atoms = cumulative_.empty() ? 0 : cumulative_.back() - mass_up_to(atoms_up_to(x));
  return std::min(1.0, continuous_survival(x) + atoms);
}

double Law::lower_partial(double x) const {
  double sum = 0;
  for (const Piece& piece : pieces_) sum += piece.weight * piece_lower_partial(piece, x);
  const auto [mass, moment] = first_atoms(atoms_up_to(x));
  return sum + std::max(0.0, mass * (x - origin_) - moment);
}

double Law::upper_partial(double x) const {
  double sum = 0;
  for (const Piece& piece : pieces_) sum += piece.weight * piece_upper_partial(piece, x);
  const auto [mass, moment] = first_atoms(atoms_up_to(x));
  const auto [all_mass, all_moment] = first_atoms(atoms_.size());
  return sum + std::max(0.0, (all_moment - moment) - (all_mass - mass) * (x - origin_));
}

}  // namespace dlab
