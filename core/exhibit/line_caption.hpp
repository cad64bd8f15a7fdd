// What to look at now, in a sentence or two that are true of the scene on screen.
#pragma once
#include <string>

#include "core/base/catalog.hpp"
#include "core/exhibit/line_solve.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {

// The built-in scene's own caption while the kinds of its distributions are still the ones it speaks of;
// after that, what the numbers say (∞, flat JS, nearly equal …). Names in braces are coloured: "{JS}".
std::string line_caption(const Scene& scene, const LineResults& results, const Catalog& words);

}  // namespace dlab
