// The SCENE argument: a built-in name, or a file that holds a scene.
#pragma once
#include <string>

#include "core/exhibit/scene.hpp"

namespace dlab {

// Its words are drawn and its pictures read.
Result<Scene> load_scene(const std::string& name_or_file);

}  // namespace dlab
