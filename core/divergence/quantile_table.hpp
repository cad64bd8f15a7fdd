// A law as a function of u = F(x): knots between which the quantile function is smooth, constant or jumps.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/divergence/cells.hpp"
#include "core/divergence/cumulative.hpp"

namespace dlab {

// A level u of the distribution function, held as F and 1 − F so that both tails are resolved.
struct Level {
  double below, above;
};
inline bool operator<(Level a, Level b) {
  return a.below < 0.5 || b.below < 0.5 ? a.below < b.below : a.above > b.above;
}
// b − a, from whichever of F and 1 − F is smaller.
inline double operator-(Level b, Level a) { return b.below < 0.5 ? b.below - a.below : a.above - b.above; }

struct Knot {
  enum class Next { smooth, atom, gap };  // what lies between this knot and the next one
  LinePoint at;
  Level level;
  Level logs;             // of level.below and level.above
  double density, slope;  // of the continuous part
  Next next;
  bool hard;    // a break, an atom or an end; else only the end of a panel
  Level atoms;  // their mass up to here (below) and behind (above): constant along a smooth stretch
};

class QuantileTable {
 public:
  // Ascending knots. Mass outside of all pieces' mass_reaches is left out.
  void assign(const Law& law, const LawTable& table);
  const std::vector<Knot>& knots() const { return knots_; }
  // Levels at the nodes of the panel from knot i to the next one, computed when first asked for.
  const PanelLevels& levels(std::size_t i, const LawTable& table);
  Panel panel(std::size_t i) const;  // that panel

 private:
  void add_stretch(LinePoint low, LinePoint high, const LawTable& table);
  void make_knots(const Law& law, const LawTable& table);

  struct Place {
    LinePoint at;
    std::size_t atoms_before, atoms_after;
    bool smooth_after;
    bool hard;
  };
  CellFinder cells_;
  std::size_t atoms_passed_ = 0;
  std::vector<Place> places_;
  PointList points_;
  Cumulative values_;
  std::vector<double> logs_;
  std::vector<Knot> knots_;
  std::vector<PanelLevels> panel_levels_;
  std::vector<bool> levels_known_;
};

}  // namespace dlab
