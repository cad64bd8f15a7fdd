// The recorder's curves as series ready to be drawn: in the scene's unit, cut at the plot's limits, broken at
// jumps.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/distance_canvas.hpp"

namespace dlab {

struct Series {
  DistanceKind kind;
  bool binned;                    // the illusion's curve rather than the truth
  std::vector<double> x, y;       // y may be infinite, NaN where undefined
  std::vector<double> slope;      // empty for the illusion
  std::vector<bool> jump_before;  // does y jump between the point before and this one?
  std::vector<bool> slope_jump_before;
  double now;  // y at the parameter's present value
  double slope_now;
};
// Those that are shown; with empty x if nothing was recorded.
std::vector<Series> recorded_series(const DistanceCanvas& canvas);

// What bounds the value axis: the bounded distances must stay legible and W1, W2 should fit; KL may leave
// through the top, unless it is alone.
double recorder_top(const std::vector<Series>& series);
std::pair<double, double> derivative_limits(const std::vector<Series>& series);

// The stretches of (x, y) inside [low, high], in figure points, cut exactly where they leave.
std::vector<std::vector<Vec>> visible_stretches(const Axes& axes, const std::vector<double>& x,
                                                const std::vector<double>& y,
                                                const std::vector<bool>& jump_before);

// The recorder's and the derivative's plot; both share the parameter's axis.
Rect recorder_plot(const DistanceCanvas& canvas);
Rect derivative_plot(const DistanceCanvas& canvas);
bool has_end_labels(const DistanceCanvas& canvas);
inline constexpr double end_label_size = 14;
inline constexpr double lane_height = 26;  // of the lane above the plot where ∞ runs
Stroke series_stroke(const DistanceCanvas& canvas, const Series& series);

}  // namespace dlab
