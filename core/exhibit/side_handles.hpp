// Handles of a distribution in the plane, for every exhibit that has one on its stage.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/distribution/distribution_2d.hpp"
#include "core/exhibit/action.hpp"
#include "core/exhibit/handle.hpp"

namespace dlab {

// Ids: "q.center", "q.u", "q.components.1.center".
void add_side_handles(std::vector<Handle>& handles, const Distribution2d& distribution, Side side,
                      const std::string& axes);
// The fields that moving the handle's grip to `data` sets; none if there is no such grip.
std::optional<SetFields> drag_side(const Distribution2d& distribution, const Handle& handle, Vec data,
                                   bool snap);
std::string side_label(const Distribution2d& distribution, const Handle& handle, const Catalog& words);
// The paths that the handle moves; the first is the one to record.
std::vector<std::string> side_paths(const Distribution2d& distribution, const Handle& handle);

}  // namespace dlab
