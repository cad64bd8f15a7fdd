// The built-in scenes as tests go through them: runs stand at their beginning.
#pragma once
#include "core/exhibit/scene.hpp"

namespace dlab {

inline Scene quick(Scene scene) {
  if (auto* arena = std::get_if<ArenaScene>(&scene.exhibit)) arena->iterations = 0;
  return scene;
}

inline std::vector<Scene> quick_scenes() {
  std::vector<Scene> all;
  for (const Scene& scene : built_in_scenes()) all.push_back(quick(scene));
  return all;
}

}  // namespace dlab
