#include "app/stage/stage.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {

Vec Stage::pointer(const Ui& ui) const {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return {(mouse.x - origin_.x) / ui.scale, (mouse.y - origin_.y) / ui.scale};
}

Vec Stage::grip(const Handle& handle) const {
  const Axes* axes = figure_.find_axes(handle.axes);
  return axes ? axes->to_figure(handle.at) : Vec{-1e9, -1e9};
}

void Stage::interact(const Ui& ui, const Scene& scene, const Results& results, Edits& edits, Probe& probe) {
  origin_ = ImGui::GetCursorScreenPos();
  if (figure_.axes.empty()) return;  // nothing was drawn yet
  interact_handles(ui, scene, results, edits, probe);
  interact_meters(ui, scene, results, probe);
  interact_ground(ui, scene, edits, probe);
  type_value(ui, scene, edits);
}

namespace {

// One axis of it: [low, high] stays where it was, unless the hand comes close to an end.
void hold(double& low, double& high, double held_low, double held_high, double at) {
  const double span = held_high - held_low, edge = 0.06 * span, most = 0.02 * span;
  low = at > held_low + edge ? held_low : std::min(held_low, std::max(at - edge, held_low - most));
  high = at < held_high - edge ? held_high : std::max(held_high, std::min(at + edge, held_high + most));
}

bool is_place(const Axes& axes) { return axes.name == "density" || axes.name == "plane"; }

}  // namespace

Axes Stage::held_still(const Ui& ui, Axes aim) const {
  const Axes* held = figure_.find_axes(aim.name);
  if (!grabbed_ || !held || !is_place(aim)) return aim;
  const Vec at = held->to_data(pointer(ui));
  if (aim.name == "density") {
    hold(aim.x_low, aim.x_high, held->x_low, held->x_high, at.x);
  } else {  // equal scales: the plane does not move at all
    aim = *held;
  }
  return aim;
}

void Stage::glide(const Ui& ui, const Scene& scene, const Results& results, const Style& style, double width,
                  double height) {
  Look only_axes;
  only_axes.part = Look::Part::axes;
  const Figure target = dlab::figure(scene, results, only_axes, style, width, height);
  const bool jump = ui.reduced_motion || (ground_ && ground_->panning());
  const double seconds = ImGui::GetIO().DeltaTime;
  limits_.begin_round();
  look_ = {};
  for (const Axes& aim : target.axes)
    look_.limits.push_back(limits_.toward(held_still(ui, aim), seconds, jump));
  gliding_ = limits_.moving();
}

void Stage::draw(const Ui& ui, const Scene& scene, const Results& results, Probe& probe, bool stale) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  origin_ = ImGui::GetCursorScreenPos();
  const double width = space.x / ui.scale, height = space.y / ui.scale;
  const Style style{ui.theme, ui.words, &ui.fonts->book(), ui.emphasis, false, true};
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
  if (focused_own_ && ring_) look_.focused = focused_;
  look_.hovered = hovered_;
  if (grabbed_) {
    look_.held = grabbed_->handle.id;
    look_.hand = {at.x + grabbed_->offset.x, at.y + grabbed_->offset.y};
  }
  // The crosshair is what a figure draws last; its box goes over the handles, so it is taken off and kept.
  Look ground = look_;
  ground.crosshair.reset();
  figure_ = dlab::figure(scene, results, ground, style, width, height);
  Figure crosshair;
  if (look_.crosshair) {
    look_.part = Look::Part::crosshair;
    crosshair = dlab::figure(scene, results, look_, style, width, height);
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_figure(ui, list, origin_, figure_, textures_);
  if (stale) {
    const Rect card = slow_card(scene, style, width, height);
    const ImVec2 corner{origin_.x + ui.px(card.right() - 16), origin_.y + ui.px(card.y + 12)};
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
