// What the parts of a race's picture share.
#pragma once
#include "core/exhibit/arena_figure_parts.hpp"

namespace dlab {

// The configuration's letter in its own colour; how wide it is.
double draw_lane_letter(FigureCanvas& canvas, Vec left_middle, std::size_t lane, double size);
// In the layout's `detail`, for the first `count` configurations.
void draw_race_table(ArenaCanvas& canvas, std::size_t count);

}  // namespace dlab
