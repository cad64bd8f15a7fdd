// What the arena draws against the iteration: each choice's curves with their names, limits and marks, and
// the sentence that stands in their place where a choice makes no sense.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/arena_figure_parts.hpp"

namespace dlab {

struct ArenaCurve {
  std::vector<std::string> names;  // mark-up; the longest first
  Stroke stroke;
  Color text;
  std::vector<double> x, y;
  bool steps = false;  // a count: holds until the next
  bool other = false;  // of another run than the one that is shown: named at its end, not in the heading
};

struct ArenaCurveMark {  // a level to compare with
  double y = 0;
  std::string name;  // mark-up
  Dash dash = Dash::dashed;
};

struct ArenaCurveSet {
  std::vector<std::string> title;  // of a race, whose curves are all of one number; the longest first
  std::vector<ArenaCurve> curves;  // drawn in this order
  std::vector<ArenaCurveMark> marks;
  double low = 0, high = 1, last = 1;  // limits; the iterations begin at 0
  std::vector<std::string> heading;    // where there are no curves: what was asked for, the longest first
  std::string instead;                 // … and why there are none
};

ArenaCurveSet arena_curves(const ArenaCanvas& canvas);

}  // namespace dlab
