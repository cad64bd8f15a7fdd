// One side's controls: its kind, its fields, its components, its data.
#pragma once
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

void distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe);

// Turns what a field's widgets did into an action, a gesture or a sentence.
void take(const FieldEdit& edit, const std::string& path, Edits& edits);

// "mean of Q", "mean of Q, component 2": how a field path reads on axes and in menus.
std::string parameter_name(const Catalog& words, const Scene& scene, const std::string& path);

}  // namespace dlab
