// What was measured of one configuration of a run over its iterations, and of the runs that it left behind by
// going back.
#pragma once
#include <memory>
#include <vector>

#include "core/exhibit/arena_results.hpp"

namespace dlab {

class ArenaHistory {
 public:
  // The run goes on from iteration `from`: what lies behind it is another run's, kept as that.
  void go_back(std::uint64_t from);
  // How far the run has come.
  void reach(const Checkpoint& newest);
  // Thinned when they become many; one that is not newer than the last is dropped.
  void add(const ArenaMeasure& measure);
  // Puts all of it into results.
  void give(ArenaResults& results) const;

 private:
  std::vector<ArenaMeasure> measures_;
  std::vector<LeftRun> left_;
  GanSettings settings_;  // the last that the run was trained with
  std::uint64_t began_ = 0, reached_ = 0;
  int number_ = 1;
};

}  // namespace dlab
