// Bounds of a bell over a box: which of many bells count there.
#pragma once
#include <algorithm>

#include "core/distribution/law_2d.hpp"

namespace dlab {

// e^−45 of the rest is nothing in a double, however many there are of it.
inline constexpr double negligible_log = 45;

// A bell has a place x, y and a quadratic form a dx² + 2b dx dy + c dy². Its least value over a box is 0
// inside, else on one of the edges; its largest is at a corner, for it is convex.
template <class Bell>
double least_square(const Bell& bell, const Bounds& box) {
  const double x_low = box.x_low - bell.x, x_high = box.x_high - bell.x, y_low = box.y_low - bell.y,
               y_high = box.y_high - bell.y;
  if (x_low <= 0 && x_high >= 0 && y_low <= 0 && y_high >= 0) return 0;
  const auto form = [&](double x, double y) { return bell.a * x * x + 2 * bell.b * x * y + bell.c * y * y; };
  double least = 1e300;
  for (const double x : {x_low, x_high})
    least = std::min(least, form(x, std::clamp(-bell.b * x / bell.c, y_low, y_high)));
  for (const double y : {y_low, y_high})
    least = std::min(least, form(std::clamp(-bell.b * y / bell.a, x_low, x_high), y));
  return least;
}
template <class Bell>
double largest_square(const Bell& bell, const Bounds& box) {
  double most = 0;
  for (const double x : {box.x_low - bell.x, box.x_high - bell.x}) {
    for (const double y : {box.y_low - bell.y, box.y_high - bell.y})
      most = std::max(most, bell.a * x * x + 2 * bell.b * x * y + bell.c * y * y);
  }
  return most;
}

}  // namespace dlab
