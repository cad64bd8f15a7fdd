// The line cut where either density is not smooth, and panels on which both are smooth enough for quadrature.
#pragma once
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <vector>

#include "core/divergence/table.hpp"

namespace dlab {

// An interval without breaks inside, within the reach of some piece of P or Q.
struct Cell {
  LinePoint low, high;
  bool p, q;  // which density is > 0 there
};

class CellFinder {
 public:
  // Ascending; what lies between two cells is out of everybody's reach.
  const std::vector<Cell>& find(const LawTable& p, const LawTable& q);
  // The same for one law and the places that matter to its quantiles; `q` of the cells means nothing.
  const std::vector<Cell>& find(const LawTable& law);
  const std::vector<Cell>& cells() const { return cells_; }  // as found last

 private:
  struct Event {
    LinePoint at;
    int reach, p, q;  // what follows is one more (or less) in reach, in a support
  };
  const std::vector<Cell>& find(const LawTable& p, const LawTable* q);
  void add_reaches();
  void add_breaks(const LawTable& table, bool is_p);

  std::vector<Event> events_;
  std::vector<LawTable::Reach> reaches_;
  std::vector<Cell> cells_;
};

// The square of the widest panel that a law's features allow around a point: a feature of width w at distance
// d allows w² + (0.4 d)².
inline double panel_width_squared(const LawTable& table, LinePoint at) {
  double square = std::numeric_limits<double>::infinity();
  for (const auto& [center, width] : table.features()) {
    const double d = 0.4 * ((at.base - center) + at.offset);
    square = std::min(square, width * width + d * d);
  }
  return square;
}

// Cuts [low, high] into panels that the features of all tables allow; `add(Panel)` receives them in ascending
// order.
template <class Add>
void cut_into_panels(LinePoint low, LinePoint high, std::initializer_list<const LawTable*> tables,
                     double coarseness, Add add) {
  const auto width_at = [&](LinePoint at, double most) {
    double square = std::numeric_limits<double>::infinity();
    for (const LawTable* table : tables) square = std::min(square, panel_width_squared(*table, at));
    return std::min(coarseness * std::sqrt(square), most);
  };
  double left = high - low, width = width_at(low, left);
  while (true) {
    width = width_at({low.base, low.offset + 0.5 * width}, left);  // in the middle of the panel, nearly
    const bool last = width >= 0.75 * left;
    const double half = 0.5 * (last ? left : std::min(width, 0.6 * left));
    if (!(half > 0)) return;
    const LinePoint center = low + half;
    add(Panel{center.base, center.offset, half});
    const LinePoint next = center + half;
    if (last || !(low < next)) return;  // not even a sum of two doubles resolves narrower ones
    low = next;
    left = high - low;
  }
}

}  // namespace dlab
