// What a distribution is to the numerics: weighted continuous pieces plus sorted atoms. Immutable once built.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/distribution/distribution.hpp"

namespace dlab {

struct Atom {
  double at, mass;
  bool operator==(const Atom&) const = default;
};

struct Piece {
  enum class Shape { normal, laplace, uniform, exponential };
  Shape shape;
  double weight;  // > 0; all pieces and atoms together sum to 1
  double a, b;  // normal: mean, std · laplace: mean, scale · uniform: low, high · exponential: start, rate
  bool operator==(const Piece&) const = default;
};

class Law {
 public:
  // Normalises weights; merges atoms at equal points, sorts them, drops zero masses; flattens mixtures and
  // joins equal pieces. Precondition: validate(distribution) holds.
  explicit Law(const Distribution& distribution);
  Law(std::vector<Piece> pieces, std::vector<Atom> atoms);

  std::span<const Piece> pieces() const { return pieces_; }
  std::span<const Atom> atoms() const { return atoms_; }
  double continuous_mass() const { return continuous_mass_; }
  bool discrete() const { return pieces_.empty(); }
  bool continuous() const { return atoms_.empty(); }

  double density(double x) const;      // of the continuous part
  double log_density(double x) const;  // −∞ outside the support; accurate far in the tails
  double cdf(double x) const;          // P(X ≤ x), atoms included
  double survival(double x) const;     // P(X > x), accurate in the upper tail
  double quantile(double u) const;  // inf{x : cdf(x) ≥ u}, u in (0, 1); u ≤ 0, ≥ 1: ends of the support
  double upper_quantile(
      double s) const;  // inf{x : survival(x) ≤ s}: quantile(1 − s) without losing a small s
  double mean() const { return mean_; }
  // mean() as an unevaluated sum: for laws far from 0, whose means differ by less than the spacing of
  // doubles.
  struct SplitMean {
    double origin, offset;
  };
  SplitMean split_mean() const { return {origin_, mean_offset_}; }
  double variance() const { return variance_; }
  // E (x − X)⁺ = ∫_{−∞}^x F and E (X − x)⁺ = ∫_x^∞ (1 − F): what W1 is made of.
  double lower_partial(double x) const;
  double upper_partial(double x) const;

  // Of the first `count` atoms: their mass, and Σ mass · (at − atom_origin()).
  struct AtomSums {
    double mass, moment;
  };
  AtomSums first_atoms(std::size_t count) const {
    return count == 0 ? AtomSums{0, 0} : AtomSums{cumulative_[count - 1], moment_[count - 1]};
  }
  double atom_origin() const { return origin_; }

  // Where the density or its derivative jumps or peaks: support ends, Laplace peaks, bin edges, modes.
  // Sorted.
  const std::vector<double>& breaks() const { return breaks_; }
  // An interval outside of which there is less than `tail` mass on each side (exact ends where bounded).
  struct Interval {
    double low, high;
  };
  Interval reach(double tail = 1e-6) const;
  Interval support() const { return support_; }  // closed support's hull; may be infinite

  // n independent samples; sample i depends on (seed, stream, i) alone (Philox 4x32-10, Salmon et al. 2011).
  std::vector<double> sample(std::size_t n, std::uint64_t seed, std::uint32_t stream = 0) const;

  // Equal as measures up to the order of the pieces as given.
  bool operator==(const Law& other) const { return pieces_ == other.pieces_ && atoms_ == other.atoms_; }

 private:
  void finish(std::vector<Piece> pieces, std::vector<Atom> atoms);
  void set_moments();
  void set_breaks();
  std::size_t atoms_up_to(double x) const;  // how many atoms lie at or below x
  double mass_up_to(std::size_t count) const { return first_atoms(count).mass; }
  double continuous_cdf(double x) const;
  double continuous_survival(double x) const;
  double solve(double target, bool upper, double low, double high) const;

  std::vector<Piece> pieces_;
  std::vector<Atom> atoms_;
  std::vector<double> cumulative_;  // of the atoms
  std::vector<double> moment_;      // of the atoms: running sum of mass · (at − origin)
  std::vector<double> breaks_;
  Interval support_{};
  double continuous_mass_ = 0;
  double origin_ = 0,
         mean_offset_ = 0;  // mean = origin + offset; the origin is in the middle of the locations
  double mean_ = 0, variance_ = 0;
};

}  // namespace dlab
