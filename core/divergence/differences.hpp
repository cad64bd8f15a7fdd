// TV and W1 from the turns of p − q: sums of closed forms, no quadrature.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/divergence/cumulative.hpp"
#include "core/divergence/turns.hpp"

namespace dlab {

struct Bounded {
  double value, error;
};

class Differences {
 public:
  // F and G at every turn and atom. The arguments must live until the integrals are taken.
  void prepare(const Law& p, const Law& q, const LawTable& p_table, const LawTable& q_table,
               const std::vector<Turn>& turns);
  // ½∫|p − q| of the continuous parts: F − G, atoms left out, is monotone between turns.
  Bounded total_variation() const;
  // ∫|F − G| = Σ |I(x_{k+1}) − I(x_k)| over the roots x_k of F − G, with I(x) = ∫_{−∞}^x (F − G) in closed
  // form.
  Bounded wasserstein1();

 private:
  // A turn or the place of atoms; how many atoms of P and Q lie before it and up to it.
  struct Critical {
    LinePoint at;
    bool turn;
    double slack;  // the turn's
    std::size_t p_before, q_before, p_after, q_after;
  };
  // Where F − G changes its sign, with the atoms up to there.
  struct Boundary {
    LinePoint at;
    std::size_t p_atoms, q_atoms;
  };
  // A root of F − G to be found, on its way to boundary number `boundary`.
  struct Root {
    std::size_t boundary;
    LinePoint base;
    double low, high, at;  // offsets from base
    bool rising;
    double value, width;
  };
  struct Difference {
    double value, size;  // F − G (from the smaller of F + G and 2 − F − G), and that smaller sum
    int sign() const;
  };
  void list_criticals(const std::vector<Turn>& turns);
  void list_boundaries();
  void add_root(std::size_t critical, double from, double to);
  void find_roots();
  Bounded sum_boundaries();
  Difference difference(const Cumulative& f, const Cumulative& g, std::size_t i, std::size_t p_atoms,
                        std::size_t q_atoms) const;

  const Law *p_ = nullptr, *q_ = nullptr;
  const LawTable *p_table_ = nullptr, *q_table_ = nullptr;
  double p_atom_mass_ = 0, q_atom_mass_ = 0;
  std::vector<Critical> criticals_;
  std::vector<Boundary> boundaries_;
  std::vector<Root> roots_;
  std::vector<std::size_t> open_;
  PointList points_;
  Cumulative f_, g_, f_root_, g_root_;  // at the criticals; at the roots so far
  std::vector<double> partial_[4];
};

}  // namespace dlab
