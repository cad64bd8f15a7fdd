// Ticks on nice numbers and the drawing of a plot's frame; limits that glide are the caller's.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/figure/style.hpp"

namespace dlab {

struct Tick {
  double at;
  std::string label;
};
// At most `most` ticks at multiples of 1, 2 or 5 × 10^k inside [low, high] (Heckbert 1990), labels with just
// the digits they need, a real minus sign, and a common power of ten ("2×10¹²") where plain digits would be
// longer.
std::vector<Tick> nice_ticks(double low, double high, int most);
// [low, high], ends swapped if need be, widened to nice numbers.
std::pair<double, double> nice_limits(double low, double high, int most);

struct AxesOptions {
  std::string x_label, y_label;  // mark-up; y_label stands above the axis, upright
  bool x_tick_labels = true;
  bool y_grid = true;
  bool x_grid = false;
};
// Light horizontal grid, a thin x axis with short ticks, no y axis line; the x label stands at the right
// under the tick labels. Room that this takes outside axes.rect, in style.type() of 15: left 4 em, below 3
// em, above 2 em. Adds grid, axis line, ticks and labels for `axes` to the figure and registers the axes.
void draw_axes(Figure& figure, const Axes& axes, const AxesOptions& options, const Style& style);

// At most `significant` significant digits, no power of ten between 1e-4 and 1e5: "2.400", "0.100", "0.3574",
// "−1.235×10⁷", "∞"; "–" for NaN. Plain text, no mark-up.
std::string number_text(double value, int significant = 4);
// All the digits that a double needs and no more, ASCII, so that what is copied can be pasted anywhere.
std::string full_number_text(double value);
std::string superscript_digits(int value);  // "⁻¹²"

}  // namespace dlab
