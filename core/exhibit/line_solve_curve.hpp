// The recorder's curve: every distance, its derivative and the binned illusion along one parameter.
#pragma once
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/exhibit/line_solve.hpp"

namespace dlab {

// Positions: the grid low + i·(high − low)/steps inside the visited range, the range's own ends, and the
// parameter's present value. The grid never depends on where the hand is, so nothing in the curve jitters.
// Points of `previous` that still hold are kept. Nothing if stopped.
std::optional<std::vector<RecorderPoint>> record_curve(const LineScene& scene, const Law& p, const Law& q,
                                                       const LineResults* previous, std::stop_token stop);

}  // namespace dlab
