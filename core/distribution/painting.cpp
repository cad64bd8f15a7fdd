// The brush of a picture that is painted by hand.
#include <algorithm>
#include <cmath>

#include "core/distribution/distribution_2d.hpp"

namespace dlab {
namespace {

constexpr std::int64_t fresh_side = 96;
constexpr double steps = 255;

// How far a point lies from the segment from–to.
double distance_to(Point at, Point from, Point to) {
  const Point along = to - from, off = at - from;
  const double square = along.x * along.x + along.y * along.y;
  const double t = square > 0 ? std::clamp((off.x * along.x + off.y * along.y) / square, 0.0, 1.0) : 0;
  return norm(off - t * along);
}

}  // namespace

const Cells* cells_of(const Simple2d& simple) {
  if (const auto* image = std::get_if<Image2d>(&simple)) return &image->darkness;
  if (const auto* text = std::get_if<Text2d>(&simple)) return &text->cells;
  if (const auto* picture = std::get_if<Painted2d>(&simple)) return &picture->cells;
  return nullptr;
}

// Falls off as (1 − (d/r)²)²: smooth at the rim. Cells are kept in steps of 1/255, so that a file can hold
// them in a byte each; a small amount still moves a cell by one step.
Painted2d painted(Painted2d picture, Point from, Point to, double radius, double amount) {
  std::int64_t columns = picture.cells.columns, rows = picture.cells.rows;
  std::vector<double> values = picture.cells.values.get();
  if (values.empty()) {
    columns = rows = fresh_side;
    values.assign(static_cast<std::size_t>(columns * rows), 0.0);
  }
  const double most = *std::max_element(values.begin(), values.end());
  const double unit = most > 1 ? 1 / most : 1;  // pictures made elsewhere may hold anything ≥ 0
  const double side = picture.height / static_cast<double>(rows);
  const Point corner{picture.center.x - 0.5 * side * static_cast<double>(columns),
                     picture.center.y + 0.5 * picture.height};
  const auto range = [](double low, double high, std::int64_t count) {
    const auto clamped = [&](double at) {
      return static_cast<std::int64_t>(std::clamp(std::floor(at), -1.0, static_cast<double>(count)));
    };
    return std::pair{std::max<std::int64_t>(0, clamped(low)), std::min(count - 1, clamped(high))};
  };
  const auto [left, right] = range((std::min(from.x, to.x) - radius - corner.x) / side,
                                   (std::max(from.x, to.x) + radius - corner.x) / side, columns);
  const auto [top, bottom] = range((corner.y - std::max(from.y, to.y) - radius) / side,
                                   (corner.y - std::min(from.y, to.y) + radius) / side, rows);
  for (std::int64_t row = top; row <= bottom; ++row) {
    for (std::int64_t column = left; column <= right; ++column) {
      const Point at{corner.x + side * (static_cast<double>(column) + 0.5),
                     corner.y - side * (static_cast<double>(row) + 0.5)};
      const double share = distance_to(at, from, to) / radius;
      if (!(share < 1)) continue;
      const double change = amount * (1 - share * share) * (1 - share * share) * steps;
      double& value = values[static_cast<std::size_t>(row * columns + column)];
      const double away = change < 0 ? std::floor(change) : std::ceil(change);
      const double rounded = std::abs(change) < 1 ? (std::abs(change) > 0.25 ? away : 0) : std::round(change);
      value = std::clamp(std::round(value * unit * steps) + rounded, 0.0, steps) / steps / unit;
    }
  }
  if (std::all_of(values.begin(), values.end(), [](double value) { return value == 0; })) return picture;
  picture.cells = {columns, rows, SharedValues(std::move(values))};
  return picture;
}

}  // namespace dlab
