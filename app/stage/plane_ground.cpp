// Exhibit B where no handle is: the brush, pan and zoom at equal scales.
#include <algorithm>
#include <cmath>

#include "app/stage/ground.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

bool paintable(const Distribution2d& distribution) { return std::holds_alternative<Painted2d>(distribution); }

constexpr double dab = 0.35;  // of a full stroke, per movement

class PlaneGround : public Ground {
 public:
  bool serves(const Scene& scene) const override { return std::holds_alternative<PlaneScene>(scene.exhibit); }
  void interact(const Hand& hand, const Scene& scene, Edits& edits, Probe& probe) override;

 private:
  void pan_and_zoom(const Hand& hand, const Axes& axes, Edits& edits);
};

void PlaneGround::interact(const Hand& hand, const Scene& scene, Edits& edits, Probe&) {
  const Axes* axes = hand.figure.find_axes("plane");
  if (!axes) return;
  const PlaneScene& plane = std::get<PlaneScene>(scene.exhibit);
  const Rect& r = axes->rect;
  ImGui::SetCursorScreenPos({hand.origin.x + hand.ui.px(r.x), hand.origin.y + hand.ui.px(r.y)});
  ImGui::InvisibleButton("plane ground", {hand.ui.px(r.w), hand.ui.px(r.h)});
  if (ImGui::IsItemActivated()) hand.unfocus();
  const bool inside = r.contains(hand.pointer);
  begin(inside, paintable(plane.p), paintable(plane.q), edits);
  if (painting_) {
    const Vec now = axes->to_data(hand.pointer);
    if (const auto from = stroke_from(now))
      edits.act(PaintCells{
          painted_, {from->x, from->y}, {now.x, now.y}, plane.brush, ImGui::GetIO().KeyCtrl ? -dab : dab});
  }
  if (panning_ || (inside && ImGui::IsItemHovered())) pan_and_zoom(hand, *axes, edits);
  end(edits);
}

void PlaneGround::pan_and_zoom(const Hand& hand, const Axes& axes, Edits& edits) {
  const ImGuiIO& io = ImGui::GetIO();
  double x_low = axes.x_low, x_high = axes.x_high, y_low = axes.y_low, y_high = axes.y_high;
  if (panning_ && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    const double unit = (x_high - x_low) / axes.rect.w / hand.ui.scale;
    x_low -= io.MouseDelta.x * unit;
    x_high -= io.MouseDelta.x * unit;
    y_low += io.MouseDelta.y * unit;
    y_high += io.MouseDelta.y * unit;
  } else if (!panning_ && io.MouseWheel != 0) {
    const Vec at = axes.to_data(hand.pointer);
    const double factor = zoom_factor();
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

}  // namespace

std::unique_ptr<Ground> make_plane_ground() { return std::make_unique<PlaneGround>(); }

}  // namespace dlab
