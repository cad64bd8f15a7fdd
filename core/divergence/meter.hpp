// Computes the six distances and keeps its memory, and what belongs to an unchanged P, between calls.
#pragma once
#include <vector>

#include "core/divergence/cells.hpp"
#include "core/divergence/coupling.hpp"
#include "core/divergence/differences.hpp"
#include "core/divergence/distances.hpp"
#include "core/divergence/entropies.hpp"
#include "core/divergence/quantile_table.hpp"
#include "core/divergence/table.hpp"
#include "core/divergence/turns.hpp"

namespace dlab {

class Meter {
 public:
  // What quadrature aims at: errors relative to max(1, KL or JS), and to W2².
  explicit Meter(double tolerance) : entropies_(tolerance), coupling_(10 * tolerance) {}
  Distances measure(const Law& p, const Law& q);

 private:
  // A law's tables, and the law that they belong to.
  struct Prepared {
    std::vector<Piece> pieces;
    std::vector<Atom> atoms;
    bool ready = false, kept = false;  // kept: from the last pair
    LawTable table;
    QuantileTable quantiles;

    void assign(const Law& law);
  };
  Distances measure_discrete(const Law& p, const Law& q) const;
  Distances measure_general(const Law& p, const Law& q);
  void set_entropies(const Law& p, const Law& q, Distances& distances);
  void set_differences(const Law& p, const Law& q, Distances& distances);
  double mass_outside(const Law& law, const LawTable& table, const std::vector<Law::Interval>& support);
  // All densities are constant between breaks, so quadrature is exact.
  bool only_steps(const Law& p, const Law& q) const;

  Prepared p_, q_;
  CellFinder cell_finder_;
  Entropies entropies_;
  TurnFinder turn_finder_;
  Differences differences_;
  Coupling coupling_;
  PointList points_;
  Cumulative values_;
};

}  // namespace dlab
