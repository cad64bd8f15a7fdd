#include "core/figure/surface_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

constexpr int fewest_cells = 48;  // along a side: coarser grids are refined

struct Cell {
  int column, row;
  double x, y;  // shares
};
Cell cell_at(const SurfaceMesh& mesh, double column, double row) {
  const auto split = [](double at, int nodes) {
    const double inside = std::clamp(at, 0.0, nodes - 1.0);
    const int cell = std::min(static_cast<int>(inside), nodes - 2);
    return std::pair{cell, inside - cell};
  };
  const auto [c, x] = split(column, mesh.columns);
  const auto [r, y] = split(row, mesh.rows);
  return {c, r, x, y};
}

// The mean of the finite nodes around; that of the whole where there are none.
float stand_in(const std::vector<float>& places, int columns, int rows, int column, int row) {
  double sum = 0;
  int count = 0;
  for (int r = std::max(row - 1, 0); r <= std::min(row + 1, rows - 1); ++r)
    for (int c = std::max(column - 1, 0); c <= std::min(column + 1, columns - 1); ++c) {
      const float place = places[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) +
                                 static_cast<std::size_t>(c)];
      if (std::isnan(place)) continue;
      sum += static_cast<double>(place);
      ++count;
    }
  return count > 0 ? static_cast<float>(sum / count) : 0.5f;
}

// Central differences, one-sided at an edge or beside a hole.
float slope(const std::vector<float>& places, std::size_t at, std::size_t step, bool has_before,
            bool has_after, int nodes) {
  const float here = places[at];
  const float before = has_before && !std::isnan(places[at - step]) ? places[at - step] : here;
  const float after = has_after && !std::isnan(places[at + step]) ? places[at + step] : here;
  const int steps = static_cast<int>(has_before && !std::isnan(places[at - step])) +
                    static_cast<int>(has_after && !std::isnan(places[at + step]));
  return steps == 0 ? 0 : (after - before) / static_cast<float>(steps) * static_cast<float>(nodes - 1);
}

void fill_nodes(SurfaceMesh& mesh, const Surface& surface) {
  const std::size_t count = static_cast<std::size_t>(mesh.columns) * static_cast<std::size_t>(mesh.rows);
  std::vector<float> places(count);
  for (std::size_t i = 0; i < count; ++i)
    places[i] = static_cast<float>(surface_place(surface, static_cast<double>((*surface.values)[i])));
  mesh.nodes.resize(count);
  for (int row = 0; row < mesh.rows; ++row)
    for (int column = 0; column < mesh.columns; ++column) {
      const std::size_t i = mesh.node(column, row);
      SurfaceMesh::Node& node = mesh.nodes[i];
      if (std::isnan(places[i])) {
        node.place = stand_in(places, mesh.columns, mesh.rows, column, row);
        continue;
      }
      node.place = places[i];
      node.slope_x = slope(places, i, 1, column > 0, column + 1 < mesh.columns, mesh.columns);
      node.slope_y =
          -slope(places, i, static_cast<std::size_t>(mesh.columns), row > 0, row + 1 < mesh.rows, mesh.rows);
    }
  for (int row = 0; row + 1 < mesh.rows; ++row)
    for (int column = 0; column + 1 < mesh.columns; ++column) {
      bool whole = true;
      for (const auto& [c, r] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}})
        whole &= !std::isnan(places[mesh.node(column + c, row + r)]);
      mesh.cells.push_back(whole);
    }
}

// Where vertices stand along a side: at all nodes or, so that there are at most so many cells, at some;
// between them where there are few.
std::vector<float> stops(int nodes, int most_cells) {
  const int cells = nodes - 1, fine = (fewest_cells + cells - 1) / cells;
  std::vector<float> out;
  if (cells > most_cells)
    for (int i = 0; i <= most_cells; ++i)
      out.push_back(static_cast<float>(std::lround(static_cast<double>(i) * cells / most_cells)));
  else
    for (int i = 0; i <= cells * fine; ++i) out.push_back(static_cast<float>(i) / static_cast<float>(fine));
  return out;
}

class Builder {
 public:
  Builder(SurfaceMesh& mesh, int most_cells)
      : mesh_(mesh),
        columns_(stops(mesh.columns, most_cells)),
        rows_(stops(mesh.rows, most_cells)),
        across_(static_cast<int>(columns_.size()) - 1),
        down_(static_cast<int>(rows_.size()) - 1) {}

  void land() {
    for (int j = 0; j <= down_; ++j)
      for (int i = 0; i <= across_; ++i) mesh_.vertices.push_back(vertex(i, j));
    for (int j = 0; j < down_; ++j)
      for (int i = 0; i < across_; ++i) {
        if (!has_cell(i, j)) continue;
        const std::uint32_t a = index(i, j), b = a + 1, c = index(i, j + 1), d = c + 1;
        // Along the diagonal that the land bends less over.
        const auto height = [this](std::uint32_t v) { return mesh_.vertices[v].place; };
        if (std::abs(height(a) - height(d)) <= std::abs(height(b) - height(c)))
          triangles({a, c, d, a, d, b});
        else
          triangles({a, c, b, b, c, d});
      }
    mesh_.land = mesh_.indices.size();
  }

  void walls() {
    for (int j = 0; j < down_; ++j) {
      if (has_cell(0, j)) wall(vertex(0, j), vertex(0, j + 1), 1);
      if (has_cell(across_ - 1, j)) wall(vertex(across_, j + 1), vertex(across_, j), 2);
    }
    for (int i = 0; i < across_; ++i) {
      if (has_cell(i, down_ - 1)) wall(vertex(i, down_), vertex(i + 1, down_), 3);
      if (has_cell(i, 0)) wall(vertex(i + 1, 0), vertex(i, 0), 4);
    }
  }

 private:
  SurfaceMesh::Vertex vertex(int i, int j) const {
    const float column = columns_[static_cast<std::size_t>(i)], row = rows_[static_cast<std::size_t>(j)];
    const SurfaceMesh::Node node = mesh_.at(static_cast<double>(column), static_cast<double>(row));
    return {column, row, node.place, 0, 0, node.slope_x, node.slope_y};
  }
  bool has_cell(int i, int j) const {
    return mesh_.cells[static_cast<std::size_t>(rows_[static_cast<std::size_t>(j)]) *
                           static_cast<std::size_t>(mesh_.columns - 1) +
                       static_cast<std::size_t>(columns_[static_cast<std::size_t>(i)])];
  }
  std::uint32_t index(int i, int j) const { return static_cast<std::uint32_t>(j * (across_ + 1) + i); }
  void triangles(std::initializer_list<std::uint32_t> corners) {
    mesh_.indices.insert(mesh_.indices.end(), corners);
  }
  // Seen from outside, from left to right.
  void wall(SurfaceMesh::Vertex left, SurfaceMesh::Vertex right, float side) {
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    for (SurfaceMesh::Vertex v : {left, right}) {
      v.side = side;
      mesh_.vertices.push_back(v);
      v.foot = 1;
      mesh_.vertices.push_back(v);
    }
    triangles({first, first + 1, first + 3, first, first + 3, first + 2});
  }

  SurfaceMesh& mesh_;
  std::vector<float> columns_, rows_;
  int across_, down_;
};

}  // namespace

SurfaceMesh::Node SurfaceMesh::at(double column, double row) const {
  const Cell cell = cell_at(*this, column, row);
  const std::size_t i = node(cell.column, cell.row), below = i + static_cast<std::size_t>(columns);
  const auto mix = [&](float Node::*part) {
    const auto along = [&](std::size_t k) {
      const auto a = static_cast<double>(nodes[k].*part), b = static_cast<double>(nodes[k + 1].*part);
      return a + cell.x * (b - a);
    };
    const double top = along(i), bottom = along(below);
    return static_cast<float>(top + cell.y * (bottom - top));
  };
  return {mix(&Node::place), mix(&Node::slope_x), mix(&Node::slope_y)};
}

bool SurfaceMesh::has_land(double column, double row) const {
  if (!(column >= 0 && row >= 0 && column <= columns - 1 && row <= rows - 1)) return false;
  const Cell cell = cell_at(*this, column, row);
  return cells[static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(columns - 1) +
               static_cast<std::size_t>(cell.column)];
}

Vec SurfaceMesh::rise(double column, double row) const {
  const Cell cell = cell_at(*this, column, row);
  const std::size_t i = node(cell.column, cell.row), k = i + static_cast<std::size_t>(columns);
  const auto place = [this](std::size_t at) { return static_cast<double>(nodes[at].place); };
  const double a = place(i), b = place(i + 1), c = place(k), d = place(k + 1);
  return {(b - a) + cell.y * ((d - c) - (b - a)), (c - a) + cell.x * ((d - b) - (c - a))};
}

SurfaceMesh surface_mesh(const Surface& surface, int most_cells) {
  SurfaceMesh mesh;
  mesh.columns = surface.columns;
  mesh.rows = surface.rows;
  fill_nodes(mesh, surface);
  // A hole keeps its shape.
  if (std::find(mesh.cells.begin(), mesh.cells.end(), false) != mesh.cells.end()) most_cells = all_cells;
  Builder builder(mesh, most_cells);
  builder.land();
  builder.walls();
  return mesh;
}

SurfaceView::World world_of(const SurfaceView& view, const SurfaceMesh::Vertex& v) {
  SurfaceView::World at =
      view.world(static_cast<double>(v.column), static_cast<double>(v.row), static_cast<double>(v.place));
  if (v.foot > 0) at.z = view.base();
  return at;
}

std::vector<SurfaceSprite> surface_sprites(const Surface& surface, const SurfaceMesh& mesh,
                                           const SurfaceView& view) {
  std::vector<SurfaceSprite> sprites;
  if (!surface.points) return sprites;
  for (const SurfacePoint& point : *surface.points) {
    const auto column = static_cast<double>(point.column), row = static_cast<double>(point.row);
    if (!(point.size > 0) || !std::isfinite(point.size) || !mesh.has_land(column, row)) continue;
    const SurfaceMesh::Node node = mesh.at(column, row);
    const SurfaceView::World middle = view.world(column, row, static_cast<double>(node.place));
    const SurfaceView::Place seen = view.project(middle);
    SurfaceSprite sprite;
    sprite.at = seen.at;
    sprite.shape = point.shape;
    sprite.size = static_cast<double>(point.size);
    sprite.stroke = point.edge.a > 0 ? std::max(0.6, 0.15 * sprite.size) : 0;
    sprite.fill = point.fill;
    sprite.edge = point.edge;
    // The land's tangent plane, seen: how depth changes over the figure.
    constexpr double step = 1e-4;
    const double h = surface.height;
    const SurfaceView::Place x = view.project(
                                 {middle.x + step, middle.y, middle.z + step * h * double{node.slope_x}}),
                             y = view.project(
                                 {middle.x, middle.y + step, middle.z + step * h * double{node.slope_y}});
    const Vec to_x{x.at.x - seen.at.x, x.at.y - seen.at.y}, to_y{y.at.x - seen.at.x, y.at.y - seen.at.y};
    const double det = to_x.x * to_y.y - to_x.y * to_y.x, dx = x.depth - seen.depth,
                 dy = y.depth - seen.depth;
    // The ground's x and y turn clockwise on the figure, whose y points down, while the land faces the eye.
    const double unit = 1 / view.scale();
    // The sine between the land and the eye's ray, about; below 0 the land turns away.
    const double facing = -det / (std::hypot(to_x.x, to_x.y) * std::hypot(to_y.x, to_y.y) + 1e-12);
    if (facing > 0.02) {
      const Vec lean{(dx * to_y.y - dy * to_x.y) / det, (dy * to_x.x - dx * to_y.x) / det};
      constexpr double steepest = 6;  // of what the eye sees at an angle of 10 degrees
      const double length = std::hypot(lean.x, lean.y), most = steepest * unit;
      const double share = length > most ? most / length : 1;
      sprite.lean = {lean.x * share, lean.y * share};
    }
    // Land that curves would swallow an edge; behind a ridge nothing may rise over it.
    const double lift = 0.5 * std::clamp(5 * facing, 0.0, 1.0);  // of the radius
    sprite.depth = seen.depth + lift * sprite.size / 2 * unit;
    sprites.push_back(sprite);
  }
  std::stable_sort(sprites.begin(), sprites.end(),
                   [](const SurfaceSprite& a, const SurfaceSprite& b) { return a.depth < b.depth; });
  return sprites;
}

// As marker_corners has them. Outside a corner this is less than the distance, which keeps corners sharp.
double marker_distance(Shape shape, Vec p, double size) {
  const double area = std::numbers::pi / 4 * size * size, x = std::abs(p.x);
  switch (shape) {
    case Shape::circle:
      return std::hypot(p.x, p.y) - size / 2;
    case Shape::diamond:
      return (x + std::abs(p.y) - std::sqrt(area / 2)) / std::numbers::sqrt2;
    case Shape::square:
      return std::max(x, std::abs(p.y)) - std::sqrt(area) / 2;
    case Shape::triangle: {
      const double inner = std::sqrt(area / std::numbers::sqrt3) / std::numbers::sqrt3;
      return std::max(p.y, std::numbers::sqrt3 / 2 * x - p.y / 2) - inner;
    }
  }
  return 0;
}

}  // namespace dlab
