// What the transport views show, as numbers: the monotone plan on a grid and Kantorovich's potential.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

// The monotone plan between P (rows, from `low` upwards) and Q (columns) on n_p × n_q equal cells of [low,
// high]²: γ(i, j) = |[F(x_i), F(x_{i+1})] ∩ [G(y_j), G(y_{j+1})]|, the mass that the quantile coupling u ↦
// (F⁻¹(u), G⁻¹(u)) carries from cell i to cell j. Its row and column sums are the laws' masses in the cells.
// Row-major.
struct PlanGrid {
  std::size_t rows, columns;
  std::vector<double> mass;
  std::vector<double> row_sums, column_sums;
};
PlanGrid monotone_plan(const Law& p, const Law& q, double low, double high, std::size_t rows,
                       std::size_t columns);

// The same coupling between the atoms of two discrete laws, exactly: at most one pair more than both have
// atoms.
struct PlanPair {
  double from, to, mass;
};
std::vector<PlanPair> atom_pairs(const Law& p, const Law& q);

// Kantorovich's potential over [low, high], piecewise linear with slope sign(G − F) ∈ {−1, 0, 1}:
// W1 = max over 1-Lipschitz f of E_P f − E_Q f, attained where f′ = sign(G − F) (Villani 2003, §2.2 and
// remark 2.19). Where F and G agree to within rounding the slope is 0. Shifted so that the middle of its
// range is 0.
struct Potential {
  std::vector<double> x, f;
};
Potential kantorovich_potential(const Law& p, const Law& q, double low, double high);

}  // namespace dlab
