// Exhibit C's part of the inspector: the plan, what proves it, stock and demand, costs.
#pragma once
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

void boxes_inspector(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe);

}  // namespace dlab
