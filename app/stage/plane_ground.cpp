// Exhibit B where no handle is: the brush, pan and zoom at equal scales, a component's cross.
#include <algorithm>
#include <cmath>

#include "app/stage/stage.hpp"

namespace dlab {
namespace {

bool paintable(const Distribution2d& distribution) { return std::holds_alternative<Painted2d>(distribution); }

constexpr double dab = 0.35;  // of a full stroke, per movement

}  // namespace

void Stage::plane_ground(const Ui& ui, const PlaneScene& plane, Edits& edits) {
  const Axes* axes = figure_.find_axes("plane");
  if (!axes) return;
  const Rect& r = axes->rect;
  ImGui::SetCursorScreenPos({origin_.x + ui.px(r.x), origin_.y + ui.px(r.y)});
  ImGui::InvisibleButton("plane ground", {ui.px(r.w), ui.px(r.h)});
  const bool inside = r.contains(pointer(ui));
  if (ImGui::IsItemActivated() && inside) {
    const bool p = paintable(plane.p), q = paintable(plane.q);
    painting_ = p || q;
    panning_ = !painting_;
    if (painting_) {
      painted_ = q && !(ImGui::GetIO().KeyShift && p) ? Side::q : Side::p;
      edits.gesture_began = true;
      last_paint_.reset();
    }
  }
  if (painting_) brush(ui, plane, edits);
  if (panning_ || (inside && ImGui::IsItemHovered())) pan_and_zoom_plane(ui, edits);
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    if (painting_) edits.gesture_ended = true;
    painting_ = panning_ = false;
  }
}

void Stage::brush(const Ui& ui, const PlaneScene& plane, Edits& edits) {
  const Axes* axes = figure_.find_axes("plane");
  const Vec now = axes->to_data(pointer(ui));
  const Vec from = last_paint_.value_or(now);
  if (last_paint_ && from == now) return;
  const double amount = ImGui::GetIO().KeyCtrl ? -dab : dab;
  edits.act(PaintCells{painted_, {from.x, from.y}, {now.x, now.y}, plane.brush, amount});
  last_paint_ = now;
}

void Stage::pan_and_zoom_plane(const Ui& ui, Edits& edits) {
  const ImGuiIO& io = ImGui::GetIO();
  const Axes& axes = *figure_.find_axes("plane");
  double x_low = axes.x_low, x_high = axes.x_high, y_low = axes.y_low, y_high = axes.y_high;
  if (panning_ && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    const double unit = (x_high - x_low) / axes.rect.w / ui.scale;
    x_low -= io.MouseDelta.x * unit;
    x_high -= io.MouseDelta.x * unit;
    y_low += io.MouseDelta.y * unit;
    y_high += io.MouseDelta.y * unit;
  } else if (!panning_ && io.MouseWheel != 0) {
    const Vec at = axes.to_data(pointer(ui));
    const double factor = std::pow(0.88, io.MouseWheel);
    for (double* end : {&x_low, &x_high}) *end = at.x + (*end - at.x) * factor;
    for (double* end : {&y_low, &y_high}) *end = at.y + (*end - at.y) * factor;
    if (x_high - x_low < 1e-9 || x_high - x_low > 1e9) return;
  } else if (!painting_ && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    edits.call(Command::fit_view);
    return;
  } else {
    return;
  }
  edits.looks.emplace_back(
      SetFields{{{"x_low", x_low}, {"x_high", x_high}, {"y_low", y_low}, {"y_high", y_high}}, false});
}

}  // namespace dlab
