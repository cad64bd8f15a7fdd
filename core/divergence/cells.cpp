// Cells between all break points of two laws.
#include "core/divergence/cells.hpp"

#include <cmath>

namespace dlab {

const std::vector<Cell>& CellFinder::find(const LawTable& p, const LawTable& q) {
  reaches_.assign(p.reaches().begin(), p.reaches().end());
  reaches_.insert(reaches_.end(), q.reaches().begin(), q.reaches().end());
  return find(p, &q);
}

const std::vector<Cell>& CellFinder::find(const LawTable& law) {
  reaches_.assign(law.mass_reaches().begin(), law.mass_reaches().end());
  return find(law, nullptr);
}

const std::vector<Cell>& CellFinder::find(const LawTable& p, const LawTable* q) {
  events_.clear();
  cells_.clear();
  add_reaches();
  add_breaks(p, true);
  if (q) add_breaks(*q, false);
  std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  const auto open_to_the_left = [](const LawTable& table) {
    return !table.support().empty() && std::isinf(table.support().front().low) ? 1 : 0;
  };
  int reach = 0, in_p = open_to_the_left(p), in_q = q ? open_to_the_left(*q) : 0;
  for (std::size_t i = 0; i + 1 < events_.size(); ++i) {
    reach += events_[i].reach;
    in_p += events_[i].p;
    in_q += events_[i].q;
    if (reach > 0 && events_[i].at < events_[i + 1].at) {
      cells_.push_back({events_[i].at, events_[i + 1].at, in_p > 0, in_q > 0});
    }
  }
  return cells_;
}

// The union of all reaches, so that the end of one piece's reach within another's makes no cut.
void CellFinder::add_reaches() {
  std::sort(reaches_.begin(), reaches_.end(),
            [](const LawTable::Reach& a, const LawTable::Reach& b) { return a.low < b.low; });
  for (std::size_t i = 0; i < reaches_.size();) {
    LinePoint high = reaches_[i].high;
    std::size_t end = i + 1;
    for (; end < reaches_.size() && !(high < reaches_[end].low); ++end) {
      if (high < reaches_[end].high) high = reaches_[end].high;
    }
    events_.push_back({reaches_[i].low, 1, 0, 0});
    events_.push_back({high, -1, 0, 0});
    i = end;
  }
}

void CellFinder::add_breaks(const LawTable& table, bool is_p) {
  const int p = is_p ? 1 : 0, q = is_p ? 0 : 1;
  for (const double at : table.breaks()) events_.push_back({{at, 0}, 0, 0, 0});
  for (const auto& [low, high] : table.support()) {
    if (std::isfinite(low)) events_.push_back({{low, 0}, 0, p, q});
    if (std::isfinite(high)) events_.push_back({{high, 0}, 0, -p, -q});
  }
}

}  // namespace dlab
