// The right-hand panel of exhibit A: every parameter of P and Q, the view, the recorder, the fit.
#pragma once
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

// Fills the current ImGui window (the inspector's child window), top to bottom.
void line_inspector(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe);

}  // namespace dlab
