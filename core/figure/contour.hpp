// Lines of equal height through a field on a grid.
#pragma once
#include <span>
#include <vector>

#include "core/figure/figure.hpp"

namespace dlab {

struct Contour {
  std::vector<Vec> points;  // x in columns, y in rows; neighbours differ. A ring does not repeat its first
  bool closed = false;
};
// Where the field (row-major, row 0 first) equals `level`. An open line ends at the grid's edge or beside a
// cell left out because a corner of it is not finite. The higher side lies on the left hand of who walks
// along it (seen with x to the right, y down). Nothing for a grid of less than 2 × 2, too few values or a
// level that is not finite.
std::vector<Contour> contour_lines(int columns, int rows, std::span<const float> values, double level);

// All of a map's contours in the figure's coordinates.
std::vector<Polyline> map_contours(const Map& map);

}  // namespace dlab
