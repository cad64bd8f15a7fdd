// What an evaluation of the six distances costs, roughly: who may run in a frame, and how fine a curve can
// be.
#pragma once
#include <cstdint>

#include "core/exhibit/line.hpp"

namespace dlab {

// Microseconds for all six at one value of the parameter, to within a small factor.
double evaluation_cost(const LineScene& scene);
// Every how manieth position of the recorder's grid is evaluated: 1 unless the data are so many that the
// whole curve would take over a second or two. It depends on the data's size only, so the grid stands still.
std::int64_t recorder_stride(const LineScene& scene);

}  // namespace dlab
