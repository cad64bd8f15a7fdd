// Handles of exhibit B: those of both sides, and the time's slider.
#include "core/exhibit/plane_handles.hpp"

#include <cmath>

#include "core/exhibit/side_handles.hpp"
#include "core/figure/axis.hpp"

namespace dlab {

std::vector<Handle> handles(const PlaneScene& scene, const PlaneResults&) {
  std::vector<Handle> all;
  for (const Side side : {Side::p, Side::q}) add_side_handles(all, side_of(scene, side), side, "plane");
  Handle time;
  time.id = "time";
  time.axes = "time";
  time.at = {scene.time, 0};
  time.vertical = false;
  time.own_picture = true;
  all.push_back(std::move(time));
  return all;
}

Action drag_handle(const PlaneScene& scene, const PlaneResults&, const Handle& handle, Vec data, bool snap) {
  if (handle.id == "time") return SetFields{{{"time", snap ? std::round(data.x * 20) / 20 : data.x}}, true};
  if (auto set = drag_side(side_of(scene, handle.side), handle, data, snap)) return *std::move(set);
  return LeaveAsIs{};
}

std::string handle_label(const PlaneScene& scene, const Handle& handle, const Catalog& words) {
  if (handle.id == "time") return words("t = %1", {number_text(scene.time, 2)});
  return side_label(side_of(scene, handle.side), handle, words);
}

std::string recorded_parameter(const PlaneScene& scene, const Handle& handle) {
  if (handle.id == "time") return "time";
  const std::vector<std::string> paths = side_paths(side_of(scene, handle.side), handle);
  for (const std::string& path : paths)
    if (path == scene.recorder.parameter) return path;
  return paths.empty() ? std::string() : paths.front();
}

}  // namespace dlab
