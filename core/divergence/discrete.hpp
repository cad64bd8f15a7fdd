// All six distances between two discrete laws, by merging their sorted atoms.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "core/distribution/law.hpp"
#include "core/divergence/differences.hpp"

namespace dlab {

// Sums over the atoms of both laws, which may be the discrete parts of mixed laws.
struct AtomSums {
  double kl_pq = 0, kl_qp = 0;  // Σ p log(p/q); +∞ if one law has an atom where the other has none
  double js = 0;                // Σ ½ p log(p/m) + ½ q log(q/m)
  double tv = 0;                // ½ Σ |p − q|
  double size = 0;              // Σ of the terms' magnitudes: what rounding acts on
};
AtomSums compare_atoms(std::span<const Atom> p, std::span<const Atom> q);

// Both laws discrete. W2² rather than W2.
Bounded discrete_w1(const Law& p, const Law& q);
Bounded discrete_w2_square(const Law& p, const Law& q);

// W1 between two samples, all points of each with the same mass; in any order, none empty, all finite.
Bounded samples_w1(std::vector<double> x, std::vector<double> y);

}  // namespace dlab
