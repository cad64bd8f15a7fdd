// Where a distribution in the plane can be pulled, and what pulling there makes of it.
#pragma once
#include <string>
#include <vector>

#include "core/distribution/distribution_2d.hpp"

namespace dlab {

struct Grip {
  std::string name;  // "center", "u", "v", "radius", "ratio", "corner", "end", "spacing"
  Point at;
  // The fields that it moves, by last segment(s): {"std_u", "angle"}; the first is the one to record.
  std::vector<std::string> keys;
};
std::vector<Grip> grips(const Simple2d& simple);
// The same distribution with that grip at `to`. `snap`: lengths to tenths, angles to 15°.
Simple2d pulled(const Simple2d& simple, const std::string& grip, Point to, bool snap);

}  // namespace dlab
