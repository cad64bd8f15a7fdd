// A point of the plane in data units (figures have their own Vec, in points with y down).
#pragma once
#include <cmath>

namespace dlab {

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};
inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(double factor, Point a) { return {factor * a.x, factor * a.y}; }
inline double norm(Point a) { return std::hypot(a.x, a.y); }

}  // namespace dlab
