// The built-in scenes of all exhibits.
#include "core/exhibit/arena_exhibit.hpp"
#include "core/exhibit/boxes_scenes.hpp"
#include "core/exhibit/line_scenes.hpp"
#include "core/exhibit/plane_exhibit.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {

const std::vector<Scene>& built_in_scenes() {
  static const std::vector<Scene> scenes = [] {
    std::vector<Scene> all = line_scenes();
    for (Scene& scene : plane_scenes()) all.push_back(std::move(scene));
    for (Scene& scene : boxes_scenes()) all.push_back(std::move(scene));
    for (Scene& scene : arena_scenes()) all.push_back(std::move(scene));
    return all;
  }();
  return scenes;
}

Result<Scene> built_in_scene(const std::string& name) {
  std::vector<std::string> names;
  for (const Scene& scene : built_in_scenes()) {
    if (scene.name == name) return scene;
    names.push_back(scene.name);
  }
  return unknown_name(Noun::scene, "", name, names);
}

}  // namespace dlab
