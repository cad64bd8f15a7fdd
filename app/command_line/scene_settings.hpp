// What `--set KEY=VALUE` makes of a scene.
#pragma once
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {

// All settings make one edit, so that their order does not matter: low=5 and high=6 move a uniform from 0…1.
Result<Scene> with_settings(const Scene& scene, const std::vector<std::string>& settings);

}  // namespace dlab
