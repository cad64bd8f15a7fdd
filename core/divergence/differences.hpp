// TV and W1 from the turns of p − q: sums of closed forms, no quadrature.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/divergence/cumulative.hpp"
#include "core/divergence/roots.hpp"
#include "core/divergence/turns.hpp"

namespace dlab {

struct Bounded {
  double value, error;
};

class TotalVariation {
 public:
  // ½∫|p − q| of the continuous parts: F − G is monotone between turns.
  Bounded integrate(const Law& p, const Law& q, const LawTable& p_table, const LawTable& q_table,
                    const std::vector<Turn>& turns);

 private:
  PointList points_;
  Cumulative f_, g_;
};

class Wasserstein1 {
 public:
  // ∫|F − G| = Σ |I(x_{k+1}) − I(x_k)| over the roots x_k of F − G, with I(x) = ∫_{−∞}^x (F − G) in closed
  // form.
  Bounded integrate(const Law& p, const Law& q, const LawTable& p_table, const LawTable& q_table,
                    const std::vector<Turn>& turns);

 private:
  // A turn or the place of atoms; how many atoms of P and Q lie before it and up to it.
  struct Critical {
    Point at;
    std::size_t p_before, q_before, p_after, q_after;
  };
  // Where F − G changes its sign, with the atoms up to there.
  struct Boundary {
    Point at;
    std::size_t p_atoms, q_atoms;
  };
  struct Difference {
    double value, size;  // F − G (from the smaller of F + G and 2 − F − G), and that smaller sum
    int sign() const;
  };
  void list_criticals(const std::vector<Turn>& turns);
  void list_boundaries();
  void add_roots();
  Bounded sum_boundaries();
  Difference difference(std::size_t i, std::size_t p_atoms, std::size_t q_atoms) const;
  Difference difference(double f, double f_above, double g, double g_above, std::size_t p_atoms,
                        std::size_t q_atoms) const;

  const Law *p_ = nullptr, *q_ = nullptr;
  const LawTable *p_table_ = nullptr, *q_table_ = nullptr;
  std::vector<Critical> criticals_;
  std::vector<Boundary> boundaries_;
  std::vector<Bracket> brackets_;
  std::vector<std::size_t> bracket_boundary_;
  PointList points_;
  Cumulative f_, g_;
  std::vector<double> partial_[4];
  RootFinder roots_;
};

}  // namespace dlab
