// One field's row: label, slider and number box, or what its kind asks for.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "app/draw/fill.hpp"
#include "app/draw/stroke.hpp"
#include "app/panel/control_parts.hpp"
#include "app/panel/slider_scale.hpp"
#include "core/figure/axis.hpp"
#include "core/figure/text.hpp"

namespace dlab {
namespace {

constexpr double row_height = 32, box_height = 38, label_width = 84, box_width = 74, gap = 10;
constexpr double knob_radius = 9, track_height = 4, grab_reach = 13;

double as_number(const FieldValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return 0;
}

FieldValue as_value(const FieldInfo& info, double number) {
  if (info.kind == FieldKind::integer) return static_cast<std::int64_t>(std::llround(number));
  return number;
}

// What typing `text` into the field would give: validated on a copy.
Result<FieldValue> tried(const FieldRef& field, const std::string& text) {
  const FieldInfo& info = field.info();
  const auto check = [&](auto copy) -> Result<FieldValue> {
    const FieldRef trial = FieldRef(info, copy).at(field.path());
    if (const Status status = trial.set_text(text); !status) return status.error();
    return trial.get();
  };
  if (info.kind == FieldKind::integer) return check(std::int64_t{0});
  if (info.kind == FieldKind::text) return check(std::string());
  return check(0.0);
}

Grain grain_of(bool shift, bool control) {
  return control ? Grain::fine : shift ? Grain::coarse : Grain::normal;
}

void propose(const FieldRef& field, const FieldValue& value, FieldEdit& edit) {
  const FieldValue admissible = field.clamped(value);
  if (admissible != field.get()) edit.value = admissible;
}

// A whole gesture in one frame: a key press.
void propose_at_once(const FieldRef& field, const FieldValue& value, FieldEdit& edit) {
  propose(field, value, edit);
  if (edit.value) edit.began = edit.ended = true;
}

void draw_slider(const Ui& ui, const Area& area, float left, float right, float knob, Color color) {
  const Theme& theme = *ui.theme;
  const float y = std::round((area.low.y + area.high.y) / 2), half = ui.px(ui.type(track_height / 2));
  const Color rest = mixed(theme.control, theme.text, theme.kind == ThemeKind::light ? 0.07 : 0.12);
  surface(area.list, {left, y - half}, {right, y + half}, half, rest, clear);
  if (knob > left) surface(area.list, {left, y - half}, {knob, y + half}, half, color, clear);
  const float radius = ui.px(ui.type(knob_radius + (area.held ? 1 : area.hovered ? 0.5 : 0)));
  if (area.hovered || area.held || area.focus.ring)
    fill_polygon(area.list, circle_points({knob, y}, radius + ui.px(5)), to_imgui(with_alpha(color, 0.18)));
  const float ring = ui.px(ui.type(3));
  fill_polygon(area.list, circle_points({knob, y}, radius), to_imgui(color));
  fill_polygon(area.list, circle_points({knob, y}, radius - ring), to_imgui(theme.card));
  if (area.focus.ring) {
    const std::vector<ImVec2> circle = circle_points({knob, y}, radius + ui.px(3));
    stroke_line(area.list, circle, true, std::max(2.f, ui.px(2)), to_imgui(theme.p));
  }
}

void slider_keys(const Ui& ui, const FieldRef& field, const SliderScale& scale, FieldEdit& edit,
                 bool& wants_typing) {
  ControlState& controls = *ui.controls;
  const double now = as_number(field.get());
  for (const auto& [key, direction] : {std::pair{GLFW_KEY_LEFT, -1}, std::pair{GLFW_KEY_DOWN, -1},
                                       std::pair{GLFW_KEY_RIGHT, 1}, std::pair{GLFW_KEY_UP, 1}})
    while (const auto press = controls.take(key))
      propose_at_once(
          field,
          as_value(field.info(), scale.stepped(edit.value ? as_number(*edit.value) : now, direction,
                                               grain_of(press->shift, press->control))),
          edit);
  for (const auto& [key, direction] : {std::pair{GLFW_KEY_PAGE_DOWN, -1}, std::pair{GLFW_KEY_PAGE_UP, 1}})
    if (controls.take(key))
      propose_at_once(field, as_value(field.info(), scale.stepped(now, direction, Grain::coarse)), edit);
  if (controls.take(GLFW_KEY_HOME)) propose_at_once(field, as_value(field.info(), scale.low()), edit);
  if (controls.take(GLFW_KEY_END)) propose_at_once(field, as_value(field.info(), scale.high()), edit);
  if (controls.take_activation()) wants_typing = true;
}

// Pressing the knob keeps the grab offset, pressing the track brings the knob; Ctrl moves a tenth as far.
void slider_pointer(const Ui& ui, const Area& area, const FieldRef& field, const SliderScale& scale,
                    float left, float right, FieldEdit& edit) {
  ControlState::Grab& grab = ui.controls->grab;
  const ImGuiIO& io = ImGui::GetIO();
  const double span = std::max(right - left, 1.f);
  if (ImGui::IsItemActivated()) {
    edit.began = true;
    const double position = scale.position(as_number(field.get()));
    const double knob = left + position * span;
    grab = {area.id, position, io.MousePos.x};
    if (std::abs(io.MousePos.x - knob) > ui.px(ui.type(grab_reach))) {
      grab.position = (io.MousePos.x - left) / span;
      propose(field, as_value(field.info(), scale.value(grab.position, grain_of(io.KeyShift, io.KeyCtrl))),
              edit);
    }
  } else if (area.held && grab.slider == area.id && io.MousePos.x != grab.last_x) {
    grab.position += (io.MousePos.x - grab.last_x) / span * (io.KeyCtrl ? 0.1 : 1);
    grab.last_x = io.MousePos.x;
    propose(field, as_value(field.info(), scale.value(grab.position, grain_of(io.KeyShift, io.KeyCtrl))),
            edit);
  }
  if (ImGui::IsItemDeactivated()) {
    edit.ended = true;
    grab = {};
  }
}

// The number itself; typing into it. Beside a slider it keeps its digits, so that nothing jumps while it is
// dragged; one that is only typed is `brief`: no zeros that say nothing.
void number_box(const Ui& ui, const FieldRef& field, const SliderScale& scale, double width,
                bool wants_typing, bool brief, FieldEdit& edit) {
  const Theme& theme = *ui.theme;
  ControlState& controls = *ui.controls;
  const FieldInfo& info = field.info();
  const bool integer = info.kind == FieldKind::integer;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ui.px(ui.type(width)), ui.px(ui.type(row_height))};
  const ImVec2 high{at.x + size.x, at.y + size.y};
  const float pad = ui.px(ui.type(10)), y = (at.y + high.y) / 2;
  const ImGuiID box = ImGui::GetID("box");
  const auto stepped = [&](double from, int direction, Grain grain) {
    const double next = scale.exists() ? scale.stepped(from, direction, grain) : from + direction;
    return field.clamped(as_value(info, next));
  };
  if (controls.typing.box == box) {
    surface(ImGui::GetWindowDrawList(), at, high, ui.px(8), theme.card, theme.p,
            std::max(2.f, std::round(ui.px(1.5))));
    controls.stop(box, Takes::text);
    const auto nudge = [&](const std::string& text, int direction) {
      const Result<FieldValue> value = tried(field, text);
      const Grain grain = grain_of(ImGui::GetIO().KeyShift, ImGui::GetIO().KeyCtrl);
      return to_text(stepped(as_number(value ? *value : field.get()), direction, grain));
    };
    const bool ended = typing_box(ui, {at.x + ui.px(4), at.y}, {high.x - pad, high.y}, true, nudge);
    if (ended && controls.typing.text != controls.typing.before) {
      const Result<FieldValue> value = tried(field, controls.typing.text);
      if (!value)
        edit.problem = value.error().text(*ui.words);
      else
        propose_at_once(field, *value, edit);
    }
    if (ended) controls.typing = {};
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return;
  }
  const Area area = press_area(ui, "box", size, Takes::slide);
  surface(area.list, at, high, ui.px(8), theme.card, area.hovered ? theme.text_soft : theme.card_border,
          hairline(ui));
  std::string shown = box_text(as_number(field.get()), integer);
  if (brief) shown = without_idle_zeros(std::move(shown));
  for (int digits = 3; digits > 0 && text_width(ui, shown, ui.type(15), Weight::regular) > size.x - pad;
       --digits)
    shown = number_text(as_number(field.get()), digits);  // hover and typing show all of it
  draw_text(ui, area.list, {high.x - pad, y}, shown, ui.type(15), Weight::regular, theme.text, Align::right,
            Baseline::middle);
  focus_ring(ui, area, ui.px(8));
  if (const std::string all = to_text(field.get()); all.size() > 6) tooltip(ui, escape_markup(all));
  if (area.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (area.focus.on && area.focus.ring && controls.take_activation()) wants_typing = true;
  if (ImGui::IsItemActivated() || area.focus.came || wants_typing) {
    controls.focus(box);
    controls.type(box, to_text(field.get()));
  } else if (area.focus.on) {
    for (const auto& [key, direction] : {std::pair{GLFW_KEY_DOWN, -1}, std::pair{GLFW_KEY_UP, 1}})
      if (const auto press = controls.take(key))
        propose_at_once(
            field, stepped(as_number(field.get()), direction, grain_of(press->shift, press->control)), edit);
  }
}

void number_row(const Ui& ui, const FieldRef& field, Color color, float left, FieldEdit& edit) {
  const SliderScale scale(field.info());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const float box_left = right - ui.px(ui.type(box_width));
  bool wants_typing = false;
  if (scale.exists()) {
    ImGui::SetCursorScreenPos({left, at.y});
    const ImVec2 size{box_left - ui.px(gap) - left, ui.px(ui.type(row_height))};
    const Area area = press_area(ui, "slider", size, Takes::slide);
    const float reach = ui.px(ui.type(knob_radius));
    const float knob_left = area.low.x + reach, knob_right = area.high.x - reach;
    slider_pointer(ui, area, field, scale, knob_left, knob_right, edit);
    if (area.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) wants_typing = true;
    if (area.focus.on) slider_keys(ui, field, scale, edit, wants_typing);
    const double shown = as_number(edit.value ? *edit.value : field.get());
    const float knob = knob_left + static_cast<float>(scale.position(shown)) * (knob_right - knob_left);
    draw_slider(ui, area, area.low.x, area.high.x, knob, color);
  }
  ImGui::SetCursorScreenPos({box_left, at.y});
  number_box(ui, field, scale, box_width, wants_typing, false, edit);
}

// A switch: the knob stands right when on.
void switch_row(const Ui& ui, const FieldRef& field, Color color, FieldEdit& edit) {
  const bool on = std::get<bool>(field.get());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ui.px(ui.type(40)), right = at.x + ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorScreenPos({right - width, at.y});
  const Area area = press_area(ui, "switch", {width, ui.px(ui.type(row_height))}, Takes::press);
  const float y = std::round((area.low.y + area.high.y) / 2), radius = ui.px(ui.type(11));
  const Color rest = mixed(ui.theme->control, ui.theme->text, 0.25);
  surface(area.list, {area.low.x, y - radius}, {area.high.x, y + radius}, radius,
          touched(ui, on ? color : rest, area), clear);
  const float x = on ? area.high.x - radius : area.low.x + radius;
  fill_polygon(area.list, circle_points({x, y}, radius - ui.px(3)), to_imgui(ui.theme->card));
  if (area.focus.ring) focus_ring(ui, area.list, {area.low.x, y - radius}, {area.high.x, y + radius}, radius);
  if (area.clicked) propose_at_once(field, !on, edit);
}

void choice_row(const Ui& ui, const FieldRef& field, float left, FieldEdit& edit) {
  const auto choices = field.info().choices;
  const std::string now = std::get<std::string>(field.get());
  std::vector<std::string> labels;
  int chosen = -1;
  for (const Choice& choice : choices) {
    if (now == choice.key) chosen = static_cast<int>(labels.size());
    labels.push_back(ui.tr(choice.label));
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const double width = (at.x + ImGui::GetContentRegionAvail().x - left) / ui.scale;
  ImGui::SetCursorScreenPos({left, at.y});
  const std::string shown = chosen >= 0 ? labels[static_cast<std::size_t>(chosen)] : now;
  if (const auto picked = drop_down(ui, "choice", shown, labels, chosen, width))
    propose_at_once(field, std::string(choices[static_cast<std::size_t>(*picked)].key), edit);
}

void text_row(const Ui& ui, const FieldRef& field, float left, FieldEdit& edit) {
  std::string text = std::get<std::string>(field.get());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const double width = (at.x + ImGui::GetContentRegionAvail().x - left) / ui.scale;
  ImGui::SetCursorScreenPos({left, at.y});
  if (!text_box(ui, "text", text, "", width)) return;
  const Result<FieldValue> value = tried(field, text);
  if (!value)
    edit.problem = value.error().text(*ui.words);
  else
    propose_at_once(field, *value, edit);
}

}  // namespace

FieldEdit number_field(const Ui& ui, const FieldRef& field, double width) {
  FieldEdit edit;
  ImGui::PushID(field.path().c_str());
  number_box(ui, field, SliderScale(field.info()), width, false, true, edit);
  ImGui::PopID();
  return edit;
}

FieldEdit stepper(const Ui& ui, const FieldRef& field, double width) {
  FieldEdit edit;
  const double step = 30;
  const auto nudge = [&](const char* id, Icon icon, double by) {
    const FieldValue to = field.clamped(as_value(field.info(), as_number(field.get()) + by));
    ButtonOptions options;
    options.icon = icon;
    options.width = options.height = step;
    options.look = ButtonLook::plain;
    options.enabled = to != field.get();
    if (button(ui, id, "", options)) propose_at_once(field, to, edit);
  };
  ImGui::BeginGroup();
  ImGui::PushID(field.path().c_str());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  nudge("less", Icon::minus, -1);
  ImGui::SetCursorScreenPos({at.x + ui.px(ui.type(step)), at.y});
  const FieldEdit typed = number_field(ui, field, width - 2 * step);
  if (typed.value || !typed.problem.empty()) edit = typed;
  ImGui::SetCursorScreenPos({at.x + ui.px(ui.type(width - step)), at.y});
  nudge("more", Icon::plus, +1);
  ImGui::PopID();
  ImGui::EndGroup();
  return edit;
}

FieldEdit field_row(const Ui& ui, const FieldRef& field, Color color, const std::string& label) {
  FieldEdit edit;
  const FieldInfo& info = field.info();
  std::string name = label.empty() ? ui.tr(info.label) : label;
  if (*info.unit) name += " (" + ui.tr(info.unit) + ")";
  ImGui::BeginGroup();
  ImGui::PushID(info.key);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float whole = ImGui::GetContentRegionAvail().x;
  const float words = text_width(ui, name, ui.type(15), Weight::regular),
              column = ui.px(ui.type(label_width));
  // A label too long for its column stands on a line of its own.
  const bool narrow = info.kind == FieldKind::boolean || words <= column - ui.px(6);
  const bool boxed = info.kind == FieldKind::choice || info.kind == FieldKind::text;
  const float label_height = ui.px(ui.type(!narrow ? 24 : boxed ? box_height : row_height));
  ImGui::Dummy({narrow ? std::min(words, whole) : whole, label_height});
  if (*info.help) tooltip(ui, ui.tr(info.help));
  draw_text(ui, ImGui::GetWindowDrawList(), {start.x, start.y + label_height / 2}, name, ui.type(15),
            Weight::regular, ui.theme->text, Align::left, Baseline::middle);
  ImGui::SetCursorScreenPos({start.x, narrow ? start.y : start.y + label_height});
  const float left = start.x + (narrow ? column : 0);
  switch (info.kind) {
    case FieldKind::real:
    case FieldKind::integer:
      number_row(ui, field, color, left, edit);
      break;
    case FieldKind::boolean:
      switch_row(ui, field, color, edit);
      break;
    case FieldKind::choice:
      choice_row(ui, field, left, edit);
      break;
    case FieldKind::text:
      text_row(ui, field, left, edit);
      break;
  }
  ImGui::PopID();
  ImGui::EndGroup();
  return edit;
}

}  // namespace dlab
