// The critic over the view: its values and slopes at the nodes, and arrows on a coarser grid.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/gan/diagnosis_parts.hpp"

namespace dlab {
namespace {

constexpr std::size_t points_at_once = 1024;  // between two looks at the stop token

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

// Node i of n from low to high, the middle if it is alone.
double node(double low, double high, int i, int n) {
  return n == 1 ? (low + high) / 2 : std::lerp(low, high, static_cast<double>(i) / (n - 1));
}

}  // namespace

bool diagnose_map(const DiagnosedMoment& moment, Diagnosis& found) {
  const Bounds& view = moment.request.view;
  const std::size_t d = moment.dimension;
  const int columns = moment.request.columns, rows = d == 1 ? 1 : moment.request.rows;
  std::vector<float> places;
  places.reserve(as_size(columns) * as_size(rows) * d);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      places.push_back(static_cast<float>(node(view.x_low, view.x_high, column, columns)));
      if (d == 2) places.push_back(static_cast<float>(node(view.y_high, view.y_low, row, rows)));
    }
  }
  const std::size_t count = places.size() / d;
  auto values = std::make_shared<std::vector<float>>(count);
  auto steepness = std::make_shared<std::vector<float>>(count);
  std::vector<float> slopes(places.size());
  for (std::size_t first = 0; first < count; first += points_at_once) {
    if (moment.stopped()) return false;
    const std::size_t n = std::min(points_at_once, count - first);
    moment.critic.gradients(std::span(places).subspan(first * d, n * d), std::span(*values).subspan(first, n),
                            std::span(slopes).subspan(first * d, n * d));
  }
  float low = std::numeric_limits<float>::infinity(), high = -low;
  for (std::size_t i = 0; i < count; ++i) {
    (*steepness)[i] = d == 1 ? std::abs(slopes[i]) : std::hypot(slopes[2 * i], slopes[2 * i + 1]);
    if (!std::isfinite((*values)[i])) continue;
    low = std::min(low, (*values)[i]);
    high = std::max(high, (*values)[i]);
  }
  if (low <= high) found.low = static_cast<double>(low), found.high = static_cast<double>(high);
  found.values = std::move(values);
  found.steepness = std::move(steepness);

  const int arrows = moment.request.arrows;
  for (int row = 0; row < (d == 1 ? std::min(arrows, 1) : arrows); ++row) {
    for (int column = 0; column < arrows; ++column) {
      const double across = (column + 0.5) / arrows, down = (row + 0.5) / arrows;
      found.arrow_at.push_back({std::lerp(view.x_low, view.x_high, across),
                                d == 1 ? 0 : std::lerp(view.y_high, view.y_low, down)});
    }
  }
  const std::vector<float> at = moment.flat(found.arrow_at);
  std::vector<float> there(found.arrow_at.size()), pull(at.size());
  if (!at.empty()) moment.critic.gradients(at, there, pull);
  found.arrow_slope = moment.points(pull);
  return true;
}

}  // namespace dlab
