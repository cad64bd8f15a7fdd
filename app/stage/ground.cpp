#include "app/stage/ground.hpp"

#include <cmath>

namespace dlab {

void Ground::begin(bool inside, bool paints_p, bool paints_q, Edits& edits) {
  if (!ImGui::IsItemActivated() || !inside) return;
  painting_ = paints_p || paints_q;
  panning_ = !painting_;
  if (!painting_) return;
  painted_ = paints_q && !(ImGui::GetIO().KeyShift && paints_p) ? Side::q : Side::p;
  edits.gesture_began = true;
  last_.reset();
}

void Ground::end(Edits& edits) {
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
  if (painting_) edits.gesture_ended = true;
  painting_ = panning_ = false;
}

std::optional<Vec> Ground::stroke_from(Vec now) {
  if (last_ && *last_ == now) return std::nullopt;
  const Vec from = last_.value_or(now);
  last_ = now;
  return from;
}

double zoom_factor() { return std::pow(0.88, ImGui::GetIO().MouseWheel); }

void renew_ground(std::unique_ptr<Ground>& now, const Scene& scene) {
  if (now && now->serves(scene)) return;
  now = std::holds_alternative<LineScene>(scene.exhibit)    ? make_line_ground()
        : std::holds_alternative<PlaneScene>(scene.exhibit) ? make_plane_ground()
        : std::holds_alternative<ArenaScene>(scene.exhibit) ? make_arena_ground()
                                                            : nullptr;
}

}  // namespace dlab
