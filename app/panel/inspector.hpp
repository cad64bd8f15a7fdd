// The right-hand panel of each exhibit: every parameter of P and Q, what is shown, the recorder.
#pragma once
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

// Fills the current ImGui window (the inspector's child window), top to bottom.
void inspector(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe);

}  // namespace dlab
