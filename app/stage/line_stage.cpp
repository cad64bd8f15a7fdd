#include "app/stage/line_stage.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {

Vec LineStage::pointer(const Ui& ui) const {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return {(mouse.x - origin_.x) / ui.scale, (mouse.y - origin_.y) / ui.scale};
}

Vec LineStage::grip(const Handle& handle) const {
  const Axes* axes = figure_.find_axes(handle.axes);
  return axes ? axes->to_figure(handle.at) : Vec{-1e9, -1e9};
}

void LineStage::interact(const Ui& ui, const Scene& scene, const LineResults& results, Edits& edits,
                         Probe& probe) {
  origin_ = ImGui::GetCursorScreenPos();
  if (figure_.axes.empty()) return;  // nothing was drawn yet
  interact_handles(ui, scene, results, edits, probe);
  component_buttons(ui, scene, edits, probe);
  add_buttons(ui, scene, edits, probe);
  interact_meters(ui, scene, results, probe);
  interact_ground(ui, scene, edits);
  type_value(ui, scene, edits);
}

// While a handle is held the density's x axis stands still, so that the hand and the figure agree; only near
// an edge does it give way.
void LineStage::glide(const Ui& ui, const Scene& scene, const LineResults& results, const Style& style,
                      double width, double height) {
  const LineScene& line = std::get<LineScene>(scene.exhibit);
  const Figure target = line_figure(line, results, {}, style, width, height);
  const bool jump = ui.reduced_motion || panning_;
  const double seconds = ImGui::GetIO().DeltaTime;
  limits_.begin_round();
  look_ = {};
  for (Axes aim : target.axes) {
    const bool density = aim.name == "density";
    if (density && grabbed_ && figure_.find_axes("density")) {
      const Axes& held = *figure_.find_axes("density");
      const double x = held.to_data(pointer(ui)).x, span = held.x_high - held.x_low;
      aim.x_low = std::min(held.x_low, std::max(x - 0.06 * span, held.x_low - 0.02 * span));
      aim.x_high = std::max(held.x_high, std::min(x + 0.06 * span, held.x_high + 0.02 * span));
      if (x > held.x_low + 0.06 * span) aim.x_low = held.x_low;
      if (x < held.x_high - 0.06 * span) aim.x_high = held.x_high;
    }
    const Axes shown = limits_.toward(aim, seconds, jump);
    if (density) {
      look_.x_low = shown.x_low;
      look_.x_high = shown.x_high;
      look_.y_high = shown.y_high;
    } else if (aim.name == "recorder") {
      look_.recorder_high = shown.y_high;
    } else if (aim.name == "derivative") {
      look_.derivative_low = shown.y_low;
      look_.derivative_high = shown.y_high;
    }
  }
  gliding_ = limits_.moving();
}

void LineStage::draw(const Ui& ui, const Scene& scene, const LineResults& results, Probe& probe, bool stale) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  origin_ = ImGui::GetCursorScreenPos();
  const double width = space.x / ui.scale, height = space.y / ui.scale;
  Style style{ui.theme, ui.words, &ui.fonts->book(), ui.emphasis, false};
  glide(ui, scene, results, style, width, height);
  const Vec at = pointer(ui);
  if (!dragging() && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    for (const Axes& axes : figure_.axes)
      if (axes.rect.contains(at)) {
        look_.crosshair = at;
        look_.crosshair_axes = axes.name;
      }
  }
  if (!hovered_.empty()) look_.crosshair.reset();  // the handle speaks for itself
  // The crosshair is what a figure draws last; its box goes over the handles, so it is taken off and kept.
  LineLook ground = look_;
  ground.crosshair.reset();
  figure_ = line_figure(std::get<LineScene>(scene.exhibit), results, ground, style, width, height);
  Figure crosshair;
  if (look_.crosshair) {
    crosshair = line_figure(std::get<LineScene>(scene.exhibit), results, look_, style, width, height);
    const auto count = static_cast<std::ptrdiff_t>(figure_.primitives.size());
    crosshair.primitives.erase(crosshair.primitives.begin(), crosshair.primitives.begin() + count);
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_figure(ui, list, origin_, figure_, textures_);
  if (stale) {
    const LineLayout layout = line_layout(std::get<LineScene>(scene.exhibit), width, height, style);
    const ImVec2 corner{origin_.x + ui.px(layout.recorder.right() - 16),
                        origin_.y + ui.px(layout.recorder.y + 12)};
    draw_text(ui, list, corner, ui.tr("renewing…"), 13, Weight::medium, ui.theme->text_soft, Align::right);
  }
  draw_handles(ui, scene, results, probe);
  draw_figure(ui, list, origin_, crosshair, textures_);
  textures_.end_frame();
  for (const Axes& axes : figure_.axes)
    probe.mark("axes." + axes.name, {origin_.x + ui.px(axes.rect.x), origin_.y + ui.px(axes.rect.y)},
               {origin_.x + ui.px(axes.rect.right()), origin_.y + ui.px(axes.rect.bottom())});
}

}  // namespace dlab
