// The recorder's curve in exhibit B.
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/exhibit/plane_transport.hpp"

namespace dlab {

// None if stopped. `previous` may be null.
std::optional<std::vector<RecorderPoint>> record_curve(const PlaneScene& scene, std::int64_t seed,
                                                       const PlaneResults* previous, PlaneSolvers& solvers,
                                                       std::stop_token stop);

}  // namespace dlab
