// The built-in scenes of exhibit A.
#pragma once
#include <vector>

#include "core/exhibit/scene.hpp"

namespace dlab {

std::vector<Scene> line_scenes();

}  // namespace dlab
