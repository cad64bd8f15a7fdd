// How a landscape is seen: nodes and heights to places in the figure and back, and the light on it.
#pragma once
#include <array>
#include <optional>

#include "core/figure/figure.hpp"

namespace dlab {

// Whether there is anything to draw: as for a map, and all angles and sizes finite.
bool is_drawable(const Surface& surface);

// Where a value stands between low and high, 0 … 1, which is both its colour and its height; NaN stays.
double surface_place(const Surface& surface, double value);

// The ground is a square of side 1 around the origin, x along the columns, y against the rows, z up: the
// heights span −height/2 … height/2 and the block stands on a base a little below. It is turned by yaw,
// tilted by pitch, and seen in a gentle perspective that fades to none straight from above:
//   right = x', up = y' sin(pitch) + z cos(pitch), near = z sin(pitch) − y' cos(pitch), all over 1 − p near.
// The scale fits the upright cylinder around the block, so it does not depend on yaw.
class SurfaceView {
 public:
  explicit SurfaceView(const Surface& surface);

  struct Place {
    Vec at;            // in the figure
    double depth = 0;  // larger is nearer; linear in `at` over a plane, as a depth buffer wants it
  };
  Place project(double column, double row, double value) const;
  // Column and row of what is seen at a point of the figure if it has that value; nothing edge-on.
  std::optional<Vec> unproject(Vec at, double value) const;

  struct World {
    double x = 0, y = 0, z = 0;
  };
  World world(double column, double row, double place) const;
  Place project(World point) const;
  double distance(World point) const;      // w: the eye's, 1 in the block's middle
  double base() const { return base_; }    // z of the block's foot
  double reach() const { return reach_; }  // depths lie in −reach … reach
  double scale() const { return scale_; }  // points a side of the ground, in the block's middle
  World light() const { return light_; }   // towards it, length 1, in the ground's own axes
  // Rows that make (x, y, depth, 1) · w of (x, y, z, 1).
  const std::array<std::array<double, 4>, 4>& matrix() const { return matrix_; }

  // How a slope is lit: 1 for level ground, so that this keeps the ramp's own colour.
  static constexpr double contrast = 0.45;
  double shade(World normal) const;

 private:
  double low_, high_, height_, base_, reach_, scale_;
  int columns_, rows_;
  World light_;
  std::array<std::array<double, 4>, 4> matrix_;
};

}  // namespace dlab
