#include "app/panel/control_parts.hpp"

#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "app/draw/fill.hpp"
#include "app/draw/stroke.hpp"
#include "core/figure/text.hpp"

namespace dlab {

namespace {

// Scrolls the region that the last item is in until it is seen whole.
void show_item() {
  const float low = ImGui::GetItemRectMin().y, high = ImGui::GetItemRectMax().y;
  const float top = ImGui::GetWindowPos().y, bottom = top + ImGui::GetWindowHeight();
  if (low < top || high > bottom) ImGui::SetScrollHereY(low < top ? 0.1f : 0.9f);
}

}  // namespace

Area press_area(const Ui& ui, const char* id, ImVec2 size, Takes takes, bool enabled) {
  Area area;
  area.id = ImGui::GetID(id);
  area.list = ImGui::GetWindowDrawList();
  if (!enabled) ImGui::BeginDisabled();
  area.clicked = ImGui::InvisibleButton(id, {std::max(size.x, 1.f), std::max(size.y, 1.f)});
  area.hovered = ImGui::IsItemHovered();
  area.held = ImGui::IsItemActive();
  if (!enabled) ImGui::EndDisabled();
  area.low = ImGui::GetItemRectMin();
  area.high = ImGui::GetItemRectMax();
  if (!enabled) return area;
  if (ImGui::IsItemActivated()) ui.controls->focus(area.id);
  area.focus = ui.controls->stop(area.id, takes);
  if (area.focus.came) show_item();
  if (area.focus.on && takes == Takes::press && ui.controls->take_activation()) area.clicked = true;
  return area;
}

float hairline(const Ui& ui) { return std::max(1.f, std::round(ui.px(1))); }

void surface(ImDrawList* list, ImVec2 low, ImVec2 high, float radius, Color fill, Color border, float width) {
  low = {std::round(low.x), std::round(low.y)};
  high = {std::round(high.x), std::round(high.y)};
  if (fill.a > 0) {
    // Under an opaque hairline the fill ends in the hairline's middle, so that it does not shine out beyond.
    const float inset = border.a == 255 ? width / 2 : 0;
    fill_polygon(
        list,
        rounded_points({low.x + inset, low.y + inset}, {high.x - inset, high.y - inset}, radius - inset),
        to_imgui(fill));
  }
  if (border.a == 0) return;
  const float half = width / 2;
  stroke_line(list,
              rounded_points({low.x + half, low.y + half}, {high.x - half, high.y - half}, radius - half),
              true, width, to_imgui(border));
}

void focus_ring(const Ui& ui, ImDrawList* list, ImVec2 low, ImVec2 high, float radius) {
  const float off = ui.px(3), width = std::max(2.f, std::round(ui.px(2)));
  surface(list, {low.x - off, low.y - off}, {high.x + off, high.y + off}, radius + off, clear, ui.theme->p,
          width);
}

void focus_ring(const Ui& ui, const Area& area, float radius) {
  if (area.focus.ring) focus_ring(ui, area.list, area.low, area.high, radius);
}

Color touched(const Ui& ui, Color ground, const Area& area) {
  // Towards the ink: dark grounds get lighter, light ones darker.
  const bool dark = 2 * ground.r + 5 * ground.g + ground.b < 8 * 128;
  const Color ink = dark ? Color{255, 255, 255, 255} : ui.theme->text;
  if (area.held) return mixed(ground, ink, dark ? 0.22 : 0.12);
  return area.hovered ? mixed(ground, ink, dark ? 0.14 : 0.06) : ground;
}

std::vector<std::string> wrapped(const Ui& ui, const std::string& text, double size, Weight weight,
                                 float width) {
  const auto is_wide = [](char32_t code) { return code >= 0x2E80 && code < 0xFF5F; };
  const auto closes = [](char32_t code) {
    return std::u32string_view(U"，。、；：？！）》」』”’%").find(code) != std::u32string_view::npos;
  };
  std::vector<std::string> lines(1);
  std::string word;  // since the last place to break at, with the space before it
  const auto place_word = [&] {
    const bool fits = lines.back().empty() || text_width(ui, lines.back() + word, size, weight) <= width;
    if (!fits) {
      lines.emplace_back();
      word.erase(
          0, word.find_first_not_of(' ') == std::string::npos ? word.size() : word.find_first_not_of(' '));
    }
    lines.back() += word;
    word.clear();
  };
  char32_t before = 0;
  for (const char32_t code : decode_utf8(text)) {
    if (code == '\n') {
      place_word();
      lines.emplace_back();
      before = 0;
      continue;
    }
    const bool may_break =
        code == ' ' || (before != 0 && (is_wide(code) || is_wide(before)) && !closes(code) &&
                        before != U'（' && before != U'《' && before != U'“');
    if (may_break && !word.empty()) place_word();
    word += encode_utf8(code);
    before = code;
  }
  place_word();
  return lines;
}

namespace {

struct Nudge {
  const std::function<std::string(const std::string&, int)>* by;
};

int nudge_callback(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackHistory) return 0;
  const auto* nudge = static_cast<const Nudge*>(data->UserData);
  const std::string now = (*nudge->by)(std::string(data->Buf, static_cast<std::size_t>(data->BufTextLen)),
                                       data->EventKey == ImGuiKey_UpArrow ? 1 : -1);
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, now.c_str());
  data->SelectAll();
  return 0;
}

}  // namespace

bool typing_box(const Ui& ui, ImVec2 low, ImVec2 high, bool right,
                const std::function<std::string(const std::string&, int)>& nudge) {
  ControlState::Typing& typing = ui.controls->typing;
  typing.alive = true;
  ui.fonts->cover(typing.text);
  const UiFonts::Pick pick = ui.fonts->pick(ui.type(15));
  const float room = high.x - low.x;
  const float wide = text_width(ui, escape_markup(typing.text), ui.type(15), Weight::regular) + ui.px(3);
  const float start = right ? std::max(0.f, room - wide) : 0;
  // On the baseline that draw_text gives the idle box.
  const FontBook& book = ui.fonts->book();
  const float em = ui.px(ui.type(15));
  const float baseline = std::round((low.y + high.y + static_cast<float>(book.cap_height()) * em) / 2);
  const ImVec2 back = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({std::round(low.x + start), baseline - pick.ascent});
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(pick.font, pick.pixels);
#else
  ImGui::PushFont(pick.font);
#endif
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.f);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, IM_COL32_BLACK_TRANS);
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(ui.theme->text));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, to_imgui(with_alpha(ui.theme->p, 0.3)));
  ImGui::SetNextItemWidth(room);  // reaches beyond the box if flush right: typing must not scroll it
  ImGui::PushClipRect(low, high, true);
  if (typing.fresh) ImGui::SetKeyboardFocusHere();
  typing.fresh = false;
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_AutoSelectAll;
  if (nudge) flags |= ImGuiInputTextFlags_CallbackHistory;
  Nudge data{&nudge};
  ImGui::PushID(static_cast<int>(typing.box));
  ImGui::InputText("##typing", &typing.text, flags, nudge ? nudge_callback : nullptr, &data);
  ImGui::PopID();
  const bool active = ImGui::IsItemActive();
  ImGui::PopClipRect();
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
  ImGui::SetCursorScreenPos(back);
  if (active) typing.held = true;
  return (typing.held && !active) || ui.controls->focused() != typing.box;
}

}  // namespace dlab
