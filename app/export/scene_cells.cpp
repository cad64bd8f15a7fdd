#include "app/export/scene_cells.hpp"

namespace dlab {

bool needs_cells(const Scene& scene) {
  for (const Side side : {Side::p, Side::q})
    if (const Distribution2d* plane = plane_side(scene, side); plane && needs_cells(*plane)) return true;
  return false;
}

Result<Scene> with_cells(Scene scene, const std::vector<std::string>& folders, const FontBook& fonts) {
  if (!needs_cells(scene)) return scene;
  for (const Side side : {Side::p, Side::q})
    if (Distribution2d* plane = plane_side(scene, side))
      if (const Status status = fill_cells(*plane, folders, fonts); !status)
        return status.error().in_field(side_key(side));
  return scene;
}

Result<Scene> with_cells(Scene scene, const std::vector<std::string>& folders) {
  if (!needs_cells(scene)) return scene;
  return with_cells(std::move(scene), folders, FontBook());
}

}  // namespace dlab
