// The arena's runs by name: the present one, and those that were left by going back.
#pragma once
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"
#include "core/exhibit/arena_results.hpp"

namespace dlab {

// Nothing while there is but one run.
void arena_runs_panel(const Ui& ui, const ArenaResults& results, Probe& probe);

}  // namespace dlab
