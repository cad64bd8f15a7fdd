// A landscape's triangles and the fields over its nodes, the same for every renderer.
#pragma once
#include <cstdint>
#include <vector>

#include "core/figure/surface_view.hpp"

namespace dlab {

struct SurfaceMesh {
  // Height as surface_place gives it, and how it rises a side of the ground to the right and to the far edge.
  struct Node {
    float place = 0, slope_x = 0, slope_y = 0;
  };
  // On the land `side` is 0; on a wall 1 … 4: left, right, near, far. `foot` is 1 at the block's base.
  struct Vertex {
    float column = 0, row = 0, place = 0, foot = 0, side = 0, slope_x = 0, slope_y = 0;
  };
  int columns = 0, rows = 0;
  std::vector<Node> nodes;             // row-major; one that has no value stands at its neighbours' mean
  std::vector<bool> cells;             // row-major, (columns − 1) × (rows − 1): whether there is land
  std::vector<Vertex> vertices;        // a coarse grid is refined, for light and depth
  std::vector<std::uint32_t> indices;  // triples, counter-clockwise seen from above or from outside
  std::size_t land = 0;                // indices of the land, which come first

  std::size_t node(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
  // Bilinear; the place is cut to the grid.
  Node at(double column, double row) const;
  bool has_land(double column, double row) const;  // false beside the grid
  // How the height changes a column and a row further, inside the cell.
  Vec rise(double column, double row) const;
};

// Precondition: is_drawable(surface). At most so many cells along a side, for what is drawn in a hurry; light
// and lines, which read the nodes, stay as fine as they are.
constexpr int all_cells = 1 << 30;
SurfaceMesh surface_mesh(const Surface& surface, int most_cells = all_cells);
SurfaceView::World world_of(const SurfaceView& view, const SurfaceMesh::Vertex& vertex);

// A point as it is seen: a flat marker whose depth follows the land it lies on, so that the land around it
// does not swallow half of it while a hill in front of it hides it.
struct SurfaceSprite {
  Vec at;
  double depth = 0;
  Vec lean;  // depth a point of the figure further; where that falls below `depth`, `depth` stays
  double size = 0, stroke = 0;
  Shape shape = Shape::circle;
  Color fill, edge;
};
// Farthest first. Points beside the land are left out.
std::vector<SurfaceSprite> surface_sprites(const Surface& surface, const SurfaceMesh& mesh,
                                           const SurfaceView& view);
// How far a place lies outside a marker's outline; negative inside.
double marker_distance(Shape shape, Vec from_middle, double size);
inline double sprite_extent(const SurfaceSprite& sprite) { return 0.8 * sprite.size + sprite.stroke; }

}  // namespace dlab
