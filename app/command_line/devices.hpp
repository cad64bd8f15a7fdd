// `divergence-lab devices`: what a run of the arena can train on.
#pragma once
#include <string>

namespace dlab {

// One a line, columns parted by tabs: "cpu" and what it is; "gl", renderer, version, limits and how it
// trains. The first of a backend is the one that --backend takes.
std::string list_of_devices();

}  // namespace dlab
