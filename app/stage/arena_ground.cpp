// Exhibit F where no handle is: the map's pan and zoom, the landscape turned by hand.
#include <algorithm>
#include <cmath>

#include "app/stage/ground.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double degrees_per_point = 0.45;

class ArenaGround : public Ground {
 public:
  bool serves(const Scene& scene) const override { return std::holds_alternative<ArenaScene>(scene.exhibit); }
  void interact(const Hand& hand, const Scene& scene, Edits& edits, Probe& probe) override;

 private:
  void map(const Hand& hand, const ArenaScene& arena, Edits& edits);
  void landscape(const Hand& hand, const ArenaScene& arena, Edits& edits);
};

// An invisible button over the axes; true: the pointer is on it.
bool button_over(const Ground::Hand& hand, const Axes& axes, const char* id) {
  const Rect& r = axes.rect;
  ImGui::SetCursorScreenPos({hand.origin.x + hand.ui.px(r.x), hand.origin.y + hand.ui.px(r.y)});
  ImGui::InvisibleButton(id, {hand.ui.px(r.w), hand.ui.px(r.h)});
  if (ImGui::IsItemActivated()) hand.unfocus();
  return ImGui::IsItemHovered() || ImGui::IsItemActive();
}

double wrapped(double degrees) { return degrees - 360 * std::floor((degrees + 180) / 360); }

void ArenaGround::interact(const Hand& hand, const Scene& scene, Edits& edits, Probe&) {
  const auto& arena = std::get<ArenaScene>(scene.exhibit);
  map(hand, arena, edits);
  landscape(hand, arena, edits);
}

void ArenaGround::map(const Hand& hand, const ArenaScene& arena, Edits& edits) {
  // A race's maps are moved together, by whichever is in the hand.
  const Axes* axes = nullptr;
  bool over = false;
  for (std::size_t lane = 0; lane < lanes(arena); ++lane) {
    const Axes* one = hand.figure.find_axes(lane_axes("map", lane));
    if (!one) continue;
    const bool on = button_over(hand, *one, (lane_axes("map", lane) + " ground").c_str());
    if (!axes || on) axes = one;
    over = over || on;
  }
  if (!axes) return;
  begin(over && axes->rect.contains(hand.pointer), false, false, edits);
  const ImGuiIO& io = ImGui::GetIO();
  const bool plane = dimension_of(arena) == 2;
  double x_low = axes->x_low, x_high = axes->x_high, y_low = axes->y_low, y_high = axes->y_high;
  if (panning_ && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    const double unit = (x_high - x_low) / axes->rect.w / hand.ui.scale;
    x_low -= io.MouseDelta.x * unit;
    x_high -= io.MouseDelta.x * unit;
    y_low += io.MouseDelta.y * unit;
    y_high += io.MouseDelta.y * unit;
  } else if (!panning_ && over && io.MouseWheel != 0) {
    const Vec at = axes->to_data(hand.pointer);
    for (double* end : {&x_low, &x_high}) *end = at.x + (*end - at.x) * zoom_factor();
    for (double* end : {&y_low, &y_high}) *end = at.y + (*end - at.y) * zoom_factor();
  } else if (over && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    edits.call(Command::fit_view);
    end(edits);
    return;
  } else {
    end(edits);
    return;
  }
  end(edits);
  if (x_high - x_low < 1e-6 || x_high - x_low > 1e6) return;
  SetFields view{{{"x_low", x_low}, {"x_high", x_high}}, false};
  if (plane) {
    view.values.emplace_back("y_low", y_low);
    view.values.emplace_back("y_high", y_high);
  }
  edits.looks.emplace_back(std::move(view));
}

void ArenaGround::landscape(const Hand& hand, const ArenaScene& arena, Edits& edits) {
  bool held = false;
  for (std::size_t lane = 0; lane < lanes(arena); ++lane) {
    const Axes* axes = hand.figure.find_axes(lane_axes("landscape", lane));
    if (!axes) continue;
    button_over(hand, *axes, (lane_axes("landscape", lane) + " ground").c_str());
    held = held || ImGui::IsItemActive();
  }
  if (!held) return;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  if (moved.x == 0 && moved.y == 0) return;
  const double per_pixel = degrees_per_point / hand.ui.scale;
  edits.looks.emplace_back(SetFields{{{"yaw", wrapped(arena.yaw + moved.x * per_pixel)},
                                      {"pitch", std::clamp(arena.pitch + moved.y * per_pixel, 5.0, 90.0)}},
                                     true});
}

}  // namespace

std::unique_ptr<Ground> make_arena_ground() { return std::make_unique<ArenaGround>(); }

}  // namespace dlab
