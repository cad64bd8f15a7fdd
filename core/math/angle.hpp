// Turning by degrees, exact where a person expects it: at multiples of 90° nothing is left of rounding.
#pragma once
#include <cmath>
#include <numbers>

#include "core/math/point.hpp"

namespace dlab {

struct Turn {
  double cos = 1, sin = 0;
};

inline Turn turn_by(double degrees) {
  const double quarters = std::nearbyint(degrees / 90);
  const double rest = (degrees - 90 * quarters) * (std::numbers::pi / 180);  // within ±45°
  const double c = std::cos(rest), s = std::sin(rest);
  switch (static_cast<int>(std::fmod(quarters, 4)) & 3) {
    case 1:
      return {-s, c};
    case 2:
      return {-c, -s};
    case 3:
      return {s, -c};
    default:
      return {c, s};
  }
}

inline Point turned(Point a, Turn by) { return {by.cos * a.x - by.sin * a.y, by.sin * a.x + by.cos * a.y}; }

}  // namespace dlab
