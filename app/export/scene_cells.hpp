// A scene's words drawn and its pictures read, wherever a scene comes from: core keeps only their cells.
#pragma once
#include <string>
#include <vector>

#include "app/export/cells.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {

bool needs_cells(const Scene& scene);
// Errors name the side: "q.text: is empty; …". Pictures are looked for in `folders`, then in the working
// directory.
Result<Scene> with_cells(Scene scene, const std::vector<std::string>& folders, const FontBook& fonts);
// The same with a font book of its own, if anything is to be drawn at all.
Result<Scene> with_cells(Scene scene, const std::vector<std::string>& folders);

}  // namespace dlab
