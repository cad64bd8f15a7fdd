// What to look at now on exhibit C's stage.
#pragma once
#include <string>

#include "core/base/catalog.hpp"
#include "core/exhibit/boxes_solve.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {

// The built-in scene's own caption while its boxes, places and costs are those it speaks of and the plan is
// not complete; otherwise what the plan, the optimum and the prices say.
std::string boxes_caption(const Scene& scene, const BoxesScene& boxes, const BoxesResults& results,
                          const Catalog& words);

}  // namespace dlab
