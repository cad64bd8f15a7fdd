// Handles of exhibit B: the grips of both distributions, and the slider of the time.
#pragma once
#include <vector>

#include "core/exhibit/action.hpp"
#include "core/exhibit/handle.hpp"
#include "core/exhibit/plane_solve.hpp"

namespace dlab {

// Ids: "q.center", "q.u", "q.components.1.center", "time".
std::vector<Handle> handles(const PlaneScene& scene, const PlaneResults& results);
Action drag_handle(const PlaneScene& scene, const PlaneResults& results, const Handle& handle, Vec data,
                   bool snap);
std::string handle_label(const PlaneScene& scene, const Handle& handle, const Catalog& words);
// Of a place that is moved, the coordinate that the recorder follows already, else x.
std::string recorded_parameter(const PlaneScene& scene, const Handle& handle);

}  // namespace dlab
