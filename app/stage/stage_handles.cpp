// Handles: grabbing, dragging, arrow keys, exact values, and their look.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "app/stage/stage.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

double value_of(const Scene& scene, const std::string& path) {
  Scene copy = scene;
  const Result<FieldRef> field = find_field(fields(copy), path);
  if (!field) return 0;
  const FieldValue value = field->get();
  return std::holds_alternative<double>(value) ? std::get<double>(value) : 0;
}

}  // namespace

void Stage::propose(const Scene& scene, const Results& results, const Handle& handle, Vec data, bool snap,
                    Edits& edits) {
  const Action action = drag_handle(scene, results, handle, data, snap);
  edits.act(action);
  const std::string parameter = recorded_parameter(scene, handle);
  if (!recorder_of(scene) || !of_side(parameter)) return;
  const double before = value_of(scene, parameter);
  const Result<Scene> after = apply(scene, action);
  if (after && value_of(*after, parameter) != before)
    edits.act(Record{parameter, before, value_of(*after, parameter)});
}

void Stage::interact_handles(const Ui& ui, const Scene& scene, const Results& results, Edits& edits,
                             Probe& probe) {
  hovered_.clear();
  std::vector<Handle> handles;
  for (Handle& handle : dlab::handles(scene, results)) {
    const Axes* axes = figure_.find_axes(handle.axes);
    if (axes && axes->rect.inset(-2).contains(grip(handle))) handles.push_back(std::move(handle));
  }
  focused_.clear();
  focused_own_ = false;
  for (const Handle& handle : handles) {
    const ControlState::Focus focus = ui.controls->stop(ImGui::GetID(handle.id.c_str()), Takes::slide);
    if (!focus.on) continue;
    focused_ = handle.id;
    ring_ = focus.ring;
    focused_own_ = handle.own_focus;
    for (const HandleKey& key : keys_) act_on_key(scene, results, handle, key, edits);
    keyboard(ui, scene, results, handle, edits);
  }
  keys_.clear();
  // Where hit areas overlap the nearest grip wins, for what is submitted first is hit first.
  const Vec mouse = pointer(ui);
  const auto distance = [&](const Handle& handle) {
    const Vec at = grip(handle);
    return std::hypot(at.x - mouse.x, at.y - mouse.y);
  };
  std::ranges::stable_sort(handles, {}, distance);
  for (const Handle& handle : handles) interact_handle(ui, scene, results, handle, edits);
  for (const Handle& handle : handles) {
    const Vec at = grip(handle);
    probe.mark("handle." + handle.id, {origin_.x + ui.px(at.x - 22), origin_.y + ui.px(at.y - 22)},
               {origin_.x + ui.px(at.x + 22), origin_.y + ui.px(at.y + 22)});
  }
  if (grabbed_ && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    HandleKey click;
    click.less = ImGui::GetIO().KeyShift;
    const bool clicked = !grabbed_->moved && act_on_key(scene, results, grabbed_->handle, click, edits);
    if (const Axes* axes = figure_.find_axes(grabbed_->handle.axes)) {
      const Vec at{mouse.x + grabbed_->offset.x, mouse.y + grabbed_->offset.y};
      const auto action = drop_handle(scene, results, grabbed_->handle, axes->to_data(at));
      if (action && !clicked) edits.act(*action);
    }
    grabbed_.reset();
    edits.gesture_ended = true;
  }
}

void Stage::interact_handle(const Ui& ui, const Scene& scene, const Results& results, const Handle& handle,
                            Edits& edits) {
  const Vec at = grip(handle);
  const float half = ui.px(handle.reach);
  ImGui::SetCursorScreenPos({origin_.x + ui.px(at.x) - half, origin_.y + ui.px(at.y) - half});
  ImGui::InvisibleButton(handle.id.c_str(), {2 * half, 2 * half});
  if (ImGui::IsItemHovered() && !dragging()) hovered_ = handle.id;
  if (ImGui::IsItemActivated()) {
    const Vec mouse = pointer(ui);
    grabbed_ = Grab{handle, {at.x - mouse.x, at.y - mouse.y}, mouse, false, mouse};
    ui.controls->focus(ImGui::GetID(handle.id.c_str()));
    edits.gesture_began = true;
  } else if (grabbed_ && grabbed_->handle.id == handle.id &&
             (ImGui::IsItemActive() || ImGui::IsItemDeactivated())) {  // letting go moves it, too
    grabbed_->handle = handle;
    drag(ui, scene, results, edits);
  }
  if (handle.own_focus && ImGui::IsItemHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
    HandleKey click;
    click.less = true;
    ui.controls->focus(ImGui::GetID(handle.id.c_str()));
    act_on_key(scene, results, handle, click, edits);
  }
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) &&
      !recorded_parameter(scene, handle).empty())
    typing_ = handle.id;
}

void Stage::drag(const Ui& ui, const Scene& scene, const Results& results, Edits& edits) {
  const ImGuiIO& io = ImGui::GetIO();
  Grab& grab = *grabbed_;
  const Vec now = pointer(ui);
  const Vec moved{now.x - grab.pointer.x, now.y - grab.pointer.y};
  if (moved.x == 0 && moved.y == 0) return;
  grab.pointer = now;
  constexpr double tremble = 3;
  grab.moved = grab.moved || std::hypot(now.x - grab.began.x, now.y - grab.began.y) > tremble;
  if (io.KeyCtrl) {  // a tenth of the way: the offset takes up the rest
    grab.offset.x -= 0.9 * moved.x;
    grab.offset.y -= 0.9 * moved.y;
  }
  const Axes* axes = figure_.find_axes(grab.handle.axes);
  if (!axes) return;
  propose(scene, results, grab.handle, axes->to_data({now.x + grab.offset.x, now.y + grab.offset.y}),
          io.KeyShift, edits);
}

// Arrow keys move the focused handle as the hand would: 5 points a press, Shift 25, Ctrl half a point.
void Stage::keyboard(const Ui& ui, const Scene& scene, const Results& results, const Handle& handle,
                     Edits& edits) {
  const Axes* axes = figure_.find_axes(handle.axes);
  ControlState& controls = *ui.controls;
  if (!recorded_parameter(scene, handle).empty() && controls.take_activation()) typing_ = handle.id;
  if (handle.own_focus && controls.take_activation()) act_on_key(scene, results, handle, {}, edits);
  if (!axes) return;
  struct Way {
    int key;
    HandleKey::Kind kind;
    double x, y;
  };
  using Kind = HandleKey::Kind;
  for (const Way way : {Way{GLFW_KEY_LEFT, Kind::left, -1, 0}, Way{GLFW_KEY_RIGHT, Kind::right, 1, 0},
                        Way{GLFW_KEY_DOWN, Kind::down, 0, -1}, Way{GLFW_KEY_UP, Kind::up, 0, 1}}) {
    const std::optional<KeyPress> press = controls.take(way.key);
    if (press && act_on_key(scene, results, handle, {way.kind, 0, false}, edits)) continue;
    if (!press || !(way.x != 0 ? handle.horizontal : handle.vertical)) continue;
    const double points = press->control ? 0.5 : press->shift ? 25 : 5;
    const Vec to{handle.at.x + way.x * points * (axes->x_high - axes->x_low) / axes->rect.w,
                 handle.at.y + way.y * points * (axes->y_high - axes->y_low) / axes->rect.h};
    propose(scene, results, handle, to, false, edits);
  }
}

bool Stage::act_on_key(const Scene& scene, const Results& results, const Handle& handle, const HandleKey& key,
                       Edits& edits) {
  const std::optional<Action> action = key_handle(scene, results, handle, key);
  if (action) edits.act(*action);
  return action.has_value();
}

bool Stage::key(const KeyPress& press, ControlState& controls, Edits& edits) {
  if (focused_.empty() || press.control) return false;
  const bool remove = press.key == GLFW_KEY_DELETE || press.key == GLFW_KEY_BACKSPACE;
  if (press.key == GLFW_KEY_ESCAPE) {
    focused_.clear();
    controls.blur();
    return true;
  }
  if (focused_own_) {
    const bool digit = press.key >= GLFW_KEY_0 && press.key <= GLFW_KEY_9;
    if (digit) keys_.push_back({HandleKey::Kind::digit, press.key - GLFW_KEY_0, false});
    if (remove) keys_.push_back({HandleKey::Kind::remove, 0, false});
    return digit || remove;
  }
  if (!remove) return false;
  const std::size_t at = focused_.find(".components.");
  if (at == std::string::npos) return false;
  edits.act(RemoveComponent{focused_.starts_with("p.") ? Side::p : Side::q,
                            static_cast<std::size_t>(std::stoul(focused_.substr(at + 12)))});
  return true;
}

void Stage::type_value(const Ui& ui, const Scene& scene, Edits& edits) {
  if (!typing_.empty() && !ImGui::IsPopupOpen("exact value")) {
    Handle handle;
    handle.id = typing_;
    typed_ = to_text(FieldValue{value_of(scene, recorded_parameter(scene, handle))});
    ImGui::OpenPopup("exact value");
  }
  if (!ImGui::BeginPopup("exact value")) return;
  Handle handle;
  handle.id = typing_;
  const std::string path = recorded_parameter(scene, handle);
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  if (text_box(ui, "value", typed_, "", 120)) {
    Scene copy = scene;
    const Result<FieldRef> field = find_field(fields(copy), path);
    if (field) {
      if (const Status status = field->set_text(typed_); status)
        edits.set(path, field->get());
      else
        edits.problem = status.error().text(*ui.words);
    }
    typing_.clear();
    ImGui::CloseCurrentPopup();
  } else if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) {
    typing_.clear();
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

void Stage::draw_handles(const Ui& ui, const Scene& scene, const Results& results, Probe& probe) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Handle* speaking = nullptr;
  const std::vector<Handle> handles = dlab::handles(scene, results);
  for (const Handle& handle : handles) {
    const Axes* axes = figure_.find_axes(handle.axes);
    const Vec at = grip(handle);
    if (!axes || !axes->rect.inset(-2).contains(at)) continue;
    const bool held = grabbed_ && grabbed_->handle.id == handle.id;
    const bool near = held || hovered_ == handle.id;
    const bool focused = focused_ == handle.id && ring_;
    const bool says = handle.own_focus ? held && grabbed_->moved : held || (near && !grabbed_);
    if (says || (focused && !grabbed_ && hovered_.empty())) speaking = &handle;
    if (handle.own_focus || (handle.own_picture && !focused)) continue;
    const Color color = handle.side == Side::p ? ui.theme->p : ui.theme->q;
    const double radius = (handle.primary ? 8 : 5.5) * (near ? 1.2 : 1) * std::sqrt(ui.emphasis);
    Figure dot;
    const Shape shape = handle.side == Side::p ? Shape::circle : Shape::diamond;
    if (!handle.own_picture) {
      dot.add(
          Marker{at, Shape::circle, 2 * radius + (near ? 22 : 14), with_alpha(color, near ? 0.28 : 0.18)});
      dot.add(Marker{at, Shape::circle, 2 * radius + 6, ui.theme->card});
      dot.add(Marker{at, shape, 2 * radius, color});
    }
    if (focused)
      dot.add(Marker{at, Shape::circle, 2 * radius + 16, {0, 0, 0, 0}, {ui.theme->accent, 1.5, Dash::solid}});
    draw_figure(ui, list, origin_, dot, textures_);
    probe.mark("handle." + handle.id, {origin_.x + ui.px(at.x - 22), origin_.y + ui.px(at.y - 22)},
               {origin_.x + ui.px(at.x + 22), origin_.y + ui.px(at.y + 22)});
  }
  if (!speaking || typing_ == speaking->id) return;
  const std::string label = handle_label(scene, *speaking, *ui.words);
  if (label.empty()) return;
  const bool in_hand = speaking->own_focus && !look_.held.empty();
  const Vec at = in_hand ? look_.hand : grip(*speaking);
  const double size = 15 * ui.emphasis;
  const double width = text_width(ui, label, size, Weight::medium) / ui.scale + 20, height = size + 16;
  const double beside = speaking->own_focus ? speaking->reach + 16 : 24;
  double x = at.x + beside;
  if (x + width > figure_.width) x = at.x - beside - width;
  const double y = std::max(at.y - height / 2 - 2, 2.0);
  const ImVec2 low{origin_.x + ui.px(x), origin_.y + ui.px(y)};
  list->AddRectFilled(low, {low.x + ui.px(width), low.y + ui.px(height)}, to_imgui(ui.theme->accent),
                      ui.px(6));
  draw_text(ui, list, {low.x + ui.px(10), low.y + ui.px(height / 2)}, label, size, Weight::medium,
            ui.theme->on_accent, Align::left, Baseline::middle);
}

}  // namespace dlab
