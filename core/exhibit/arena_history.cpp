#include "core/exhibit/arena_history.hpp"

#include <algorithm>

namespace dlab {
namespace {

constexpr std::size_t most_measures = 2000;  // then every second goes
constexpr std::size_t most_left = 8;

}  // namespace

void ArenaHistory::go_back(std::uint64_t from) {
  if (!measures_.empty() && measures_.back().iteration > from) {
    left_.push_back(
        {number_++, began_, from, settings_, std::make_shared<const std::vector<ArenaMeasure>>(measures_)});
    if (left_.size() > most_left) left_.erase(left_.begin());
    std::erase_if(measures_, [&](const ArenaMeasure& m) { return m.iteration > from; });
  }
  for (LeftRun& run : left_) run.parted = std::min(run.parted, from);
  began_ = reached_ = from;
}

// Settings that came after the last step are not what the run was trained with.
void ArenaHistory::reach(const Checkpoint& newest) {
  if (newest.iterations <= reached_ && newest.iterations != began_) return;
  reached_ = newest.iterations;
  settings_ = newest.settings;
}

void ArenaHistory::add(const ArenaMeasure& measure) {
  if (!measures_.empty() && measures_.back().iteration >= measure.iteration) return;
  measures_.push_back(measure);
  if (measures_.size() <= most_measures) return;
  std::vector<ArenaMeasure> kept;
  for (std::size_t i = 0; i < measures_.size(); i += 2) kept.push_back(measures_[i]);
  measures_ = std::move(kept);
}

void ArenaHistory::give(ArenaResults& results) const {
  results.number = number_;
  results.measures = std::make_shared<const std::vector<ArenaMeasure>>(measures_);
  results.left = std::make_shared<const std::vector<LeftRun>>(left_);
}

}  // namespace dlab
