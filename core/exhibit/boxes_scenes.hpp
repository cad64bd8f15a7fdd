// The built-in scenes of exhibit C.
#pragma once
#include <vector>

#include "core/exhibit/scene.hpp"

namespace dlab {

std::vector<Scene> boxes_scenes();

}  // namespace dlab
