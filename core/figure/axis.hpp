// Ticks on nice numbers and the drawing of a plot's frame; limits that glide are the caller's.
#pragma once
#include <string>
#include <vector>

#include "core/figure/style.hpp"

namespace dlab {

struct Tick {
  double at;
  std::string label;
};
// At most `most` ticks at multiples of 1, 2 or 5 × 10^k inside [low, high] (Heckbert 1990), labels with just the
// digits they need and a real minus sign.
std::vector<Tick> nice_ticks(double low, double high, int most);
// [low, high] widened to nice numbers.
std::pair<double, double> nice_limits(double low, double high, int most);

struct AxesOptions {
  std::string x_label, y_label;  // mark-up; y_label stands above the axis, upright
  bool x_tick_labels = true;
  bool y_grid = true;
  bool x_grid = false;
};
// Adds grid, axis line, ticks and labels for `axes` to the figure and registers the axes.
void draw_axes(Figure& figure, const Axes& axes, const AxesOptions& options, const Style& style);

// At most four significant digits, no exponent between 1e-4 and 1e5, "∞", real minus sign.
std::string number_text(double value, int significant = 4);
// All the digits that a double needs, for hover and copying.
std::string full_number_text(double value);

}  // namespace dlab
