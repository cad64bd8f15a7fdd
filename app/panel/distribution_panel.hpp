// One side's controls: its kind, its fields, its components, its data.
#pragma once
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

void distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe);
void plane_distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe);

// Turns what a field's widgets did into an action, a gesture or a sentence.
void take(const FieldEdit& edit, const std::string& path, Edits& edits);

}  // namespace dlab
