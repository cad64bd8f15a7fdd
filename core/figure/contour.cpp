#include "core/figure/contour.hpp"

#include <array>
#include <cmath>

#include "core/figure/map_field.hpp"

namespace dlab {
namespace {

// Marching squares (Lorensen and Cline 1987, in the plane): on each edge between a node at or above the level
// and one below it lies one point, by linear interpolation; inside a cell the points are joined in pairs. A
// saddle's two pairs are chosen so that the corners on the side of the cell's mean stay joined. Every point
// leaves at most one segment and takes in at most one, so the segments chain up without search.
class Tracer {
 public:
  Tracer(int columns, int rows, std::span<const float> values, double level)
      : columns_(static_cast<std::size_t>(columns)),
        rows_(static_cast<std::size_t>(rows)),
        values_(values),
        level_(level),
        next_(2 * columns_ * rows_, none),
        entered_(next_.size(), 0) {}

  std::vector<Contour> run() {
    for (std::size_t row = 0; row + 1 < rows_; ++row)
      for (std::size_t column = 0; column + 1 < columns_; ++column) cell(column, row);
    std::vector<Contour> out;
    for (std::size_t edge : starts_)  // open lines first: what is left after them are rings
      if (!entered_[edge]) follow(edge, out);
    for (std::size_t edge : starts_)
      if (next_[edge] != none) follow(edge, out);
    return out;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  double value(std::size_t column, std::size_t row) const {
    return static_cast<double>(values_[row * columns_ + column]);
  }
  // The edge to the right of a node, and the one below it.
  std::size_t level_edge(std::size_t column, std::size_t row) const { return 2 * (row * columns_ + column); }
  std::size_t upright_edge(std::size_t column, std::size_t row) const { return level_edge(column, row) + 1; }

  void cell(std::size_t column, std::size_t row) {
    const double v[4] = {value(column, row), value(column + 1, row), value(column + 1, row + 1),
                         value(column, row + 1)};  // clockwise from the top left
    int above = 0, count = 0;
    for (int i = 0; i < 4; ++i) {
      if (!std::isfinite(v[i])) return;
      if (v[i] >= level_) {
        above |= 1 << i;
        ++count;
      }
    }
    if (count == 0 || count == 4) return;
    // Edge i leads clockwise from corner i to the next one. A line comes in where that goes from below to
    // above and leaves where it goes back down: the corners above are then on its left hand.
    const std::array<std::size_t, 4> edges{level_edge(column, row), upright_edge(column + 1, row),
                                           level_edge(column, row + 1), upright_edge(column, row)};
    const auto is_above = [above](int i) { return (above >> (i & 3) & 1) != 0; };
    const bool saddle = count == 2 && is_above(0) == is_above(2);
    const bool joined = v[0] + v[1] + v[2] + v[3] >= 4 * level_;  // the corners above are
    for (int i = 0; i < 4; ++i) {
      if (is_above(i) || !is_above(i + 1)) continue;  // a line comes in at edge i
      int out = i + 1;
      if (saddle) {
        if (joined) out = i + 3;
      } else {
        while (is_above(out + 1)) ++out;
      }
      join(edges[static_cast<std::size_t>(i)], edges[static_cast<std::size_t>(out & 3)]);
    }
  }

  void join(std::size_t from, std::size_t to) {
    next_[from] = to;
    entered_[to] = 1;
    starts_.push_back(from);
  }

  Vec point(std::size_t edge) const {
    const std::size_t node = edge / 2, column = node % columns_, row = node / columns_;
    const double a = value(column, row);
    const double b = edge % 2 == 0 ? value(column + 1, row) : value(column, row + 1);
    const double share = (level_ - a) / (b - a);
    const double x = static_cast<double>(column), y = static_cast<double>(row);
    return edge % 2 == 0 ? Vec{x + share, y} : Vec{x, y + share};
  }

  void follow(std::size_t edge, std::vector<Contour>& out) {
    const std::size_t first = edge;
    Contour line;
    while (true) {
      const Vec p = point(edge);
      if (line.points.empty() || !(line.points.back() == p)) line.points.push_back(p);
      const std::size_t after = next_[edge];
      next_[edge] = none;
      if (after == none) break;
      if (after == first) {
        line.closed = true;
        break;
      }
      edge = after;
    }
    if (line.closed && line.points.size() > 1 && line.points.front() == line.points.back())
      line.points.pop_back();
    if (line.points.size() < (line.closed ? 3u : 2u)) return;  // around one node at the level itself
    out.push_back(std::move(line));
  }

  std::size_t columns_, rows_;
  std::span<const float> values_;
  double level_;
  std::vector<std::size_t> next_;  // by edge: the edge that its segment leads to
  std::vector<char> entered_;      // by edge: whether a segment leads to it
  std::vector<std::size_t> starts_;
};

}  // namespace

std::vector<Contour> contour_lines(int columns, int rows, std::span<const float> values, double level) {
  if (columns < 2 || rows < 2 || !std::isfinite(level) ||
      values.size() / static_cast<std::size_t>(columns) < static_cast<std::size_t>(rows))
    return {};
  return Tracer(columns, rows, values, level).run();
}

std::vector<Polyline> map_contours(const Map& map) {
  std::vector<Polyline> out;
  if (!is_drawable(map) || !(map.contour.width > 0) || map.contour.color.a == 0) return out;
  const double dx = map.rect.w / (map.columns - 1), dy = map.rect.h / (map.rows - 1);
  for (double level : map.contours) {
    for (Contour& line : contour_lines(map.columns, map.rows, *map.values, level)) {
      for (Vec& p : line.points) p = {map.rect.x + p.x * dx, map.rect.y + p.y * dy};
      out.push_back({std::move(line.points), map.contour, line.closed});
    }
  }
  return out;
}

}  // namespace dlab
