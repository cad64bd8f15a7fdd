#include "app/export/scene_cells.hpp"

namespace dlab {

bool needs_cells(const Scene& scene) {
  const auto* plane = std::get_if<PlaneScene>(&scene.exhibit);
  return plane && (needs_cells(plane->p) || needs_cells(plane->q));
}

Result<Scene> with_cells(Scene scene, const std::vector<std::string>& folders, const FontBook& fonts) {
  if (!needs_cells(scene)) return scene;
  auto& plane = std::get<PlaneScene>(scene.exhibit);
  for (const Side side : {Side::p, Side::q})
    if (const Status status = fill_cells(side_of(plane, side), folders, fonts); !status)
      return status.error().in_field(side_key(side));
  return scene;
}

Result<Scene> with_cells(Scene scene, const std::vector<std::string>& folders) {
  if (!needs_cells(scene)) return scene;
  return with_cells(std::move(scene), folders, FontBook());
}

}  // namespace dlab
