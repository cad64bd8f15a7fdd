// How a landscape's pixels are coloured: ramp, light, contour lines and the block's edges.
// shaders/surface.frag says the same.
#pragma once
#include <vector>

#include "core/figure/map_field.hpp"
#include "core/figure/surface_mesh.hpp"

namespace dlab {

// What lies under a pixel, and its change over one pixel to the right (x) and down (y).
struct SurfaceFragment {
  double column = 0, row = 0, foot = 0;
  Vec column_by, row_by, foot_by;
  int side = 0;
  bool underside = false;
};

class SurfaceShade {
 public:
  static constexpr double under = 0.62;  // of the light, for the land seen from below

  // Precondition: the arguments outlive this.
  SurfaceShade(const Surface& surface, const SurfaceView& view, const SurfaceMesh& mesh,
               double pixels_per_point);
  Premultiplied operator()(const SurfaceFragment& fragment) const;

  // Levels between the ends, as places, ascending; their mean distance (0: fewer than two).
  static std::vector<double> levels(const Surface& surface);
  static double spacing(const std::vector<double>& levels);
  // The light on a wall: 1 … 4 as in SurfaceMesh::Vertex.
  static double wall_light(const SurfaceView& view, int side);
  // Lines are at least a pixel wide: thinner ones are drawn paler.
  struct Line {
    Premultiplied color;
    double width = 0;  // pixels; 0: none
  };
  static Line line(const Stroke& stroke, double pixels_per_point);

 private:
  Premultiplied land(const SurfaceFragment& fragment) const;
  Premultiplied wall(const SurfaceFragment& fragment) const;

  const Surface& surface_;
  const SurfaceView& view_;
  const SurfaceMesh& mesh_;
  std::vector<Premultiplied> ramp_;
  std::vector<double> levels_;
  double spacing_;
  Line contour_, rim_;
};

Premultiplied over(Premultiplied top, Premultiplied ground);
Premultiplied times(Premultiplied color, double share);

}  // namespace dlab
