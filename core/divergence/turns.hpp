// Where p − q changes its sign: between two such turns F − G is monotone, so TV follows in closed form from F
// and G at the turns, and W1 from the roots of F − G, of which there is at most one between two turns.
#pragma once
#include <vector>

#include "core/divergence/cells.hpp"
#include "core/divergence/entropies.hpp"
#include "core/divergence/roots.hpp"

namespace dlab {

struct Turn {
  LinePoint at;
  double slack;  // |log p/q| there times the width that the turn may be off; 0 at a jump
};

class TurnFinder {
 public:
  // Ascending. `panels` holds log p/q on the cells where both densities are > 0.
  const std::vector<Turn>& find(const LawTable& p, const LawTable& q, const std::vector<Cell>& cells,
                                const std::vector<Entropies::Evaluated>& panels);

 private:
  struct Sample {
    LinePoint at;
    double log_ratio;
  };
  using Panels = std::vector<Entropies::Evaluated>;
  void sample_ends(const std::vector<Cell>& cells, const Panels& panels);
  bool quiet(const PanelSums& sums) const;
  void walk_panel(const Panels& panels, std::size_t index, std::size_t end);
  void see(const Sample& sample);
  void look_for_touch(const Sample& left, const Sample& middle, const Sample& right);
  void add_bracket(const Sample& left, const Sample& right);
  void log_ratios(std::size_t n, const double* base, const double* offset, double* log_ratio);
  double log_ratio_at(LinePoint at);

  const LawTable *p_ = nullptr, *q_ = nullptr;
  int sign_ = 0;          // of p − q so far; 0 before the first
  bool in_cell_ = false;  // has a sample of this cell had a sign?
  LinePoint cell_low_;
  Sample last_{};  // the latest that had one
  std::vector<Turn> turns_;
  std::vector<Sample> ends_;  // two per cell with panels, where they matter
  std::vector<Bracket> brackets_;
  std::vector<double> base_, offset_, value_, scratch_[4];
  RootFinder roots_;
};

}  // namespace dlab
