// Text boxes and tooltips.
#include <algorithm>
#include <cmath>

#include "app/panel/control_parts.hpp"
#include "core/figure/text.hpp"

namespace dlab {

bool text_box(const Ui& ui, const char* id, std::string& text, const std::string& placeholder, double width) {
  const Theme& theme = *ui.theme;
  ControlState& controls = *ui.controls;
  const float whole = width > 0 ? ui.px(width) : ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{whole, ui.px(ui.type(38))};
  const ImVec2 low = at, high{at.x + size.x, at.y + size.y};
  const float pad = ui.px(ui.type(12));
  const ImVec2 inner_low{low.x + pad, low.y}, inner_high{high.x - pad, high.y};
  const ImGuiID box = ImGui::GetID(id);
  bool committed = false;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (controls.typing.box == box) {
    surface(list, low, high, ui.px(8), theme.card, theme.p, std::max(2.f, std::round(ui.px(1.5))));
    if (controls.typing.text.empty())
      draw_text(ui, list, {inner_low.x, (low.y + high.y) / 2}, escape_markup(placeholder), ui.type(15),
                Weight::regular, with_alpha(theme.text_soft, 0.7), Align::left, Baseline::middle);
    controls.stop(box, Takes::text);
    const bool ended = typing_box(ui, inner_low, inner_high, false);
    text = controls.typing.text;
    if (ended) {
      committed = controls.typing.text != controls.typing.before;
      controls.typing = {};
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return committed;
  }
  const Area area = press_area(ui, id, size, Takes::slide);
  surface(list, low, high, ui.px(8), theme.card, area.hovered ? theme.text_soft : theme.card_border,
          hairline(ui));
  list->PushClipRect(inner_low, inner_high, true);
  draw_text(ui, list, {inner_low.x, (low.y + high.y) / 2}, escape_markup(text.empty() ? placeholder : text),
            ui.type(15), Weight::regular, text.empty() ? with_alpha(theme.text_soft, 0.7) : theme.text,
            Align::left, Baseline::middle);
  list->PopClipRect();
  focus_ring(ui, area, ui.px(8));
  if (area.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  const bool entered = area.focus.on && area.focus.ring && controls.take_activation();
  if (ImGui::IsItemActivated() || area.focus.came || entered) {
    controls.focus(box);
    controls.type(box, text);
  }
  return false;
}

void tooltip(const Ui& ui, const std::string& text) {
  constexpr double rest = 0.5, size = 14, most = 300;
  ControlState::Rest& state = ui.controls->rest;
  const ImVec2 item = ImGui::GetItemRectMin(), item_high = ImGui::GetItemRectMax();
  const bool mine = state.item.x == item.x && state.item.y == item.y;
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) || ui.controls->list.owner != 0) {
    if (mine) state = {};
    return;
  }
  const double now = ImGui::GetTime();
  if (!mine) state = {item, now, false};
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) state.over = true;
  if (state.over || now - state.since < rest || text.empty()) return;
  const double type = ui.type(size);
  const std::vector<std::string> lines = wrapped(ui, text, type, Weight::regular, ui.px(ui.type(most)));
  float longest = 0;
  for (const std::string& line : lines)
    longest = std::max(longest, text_width(ui, line, type, Weight::regular));
  const float pad = ui.px(10), line_height = ui.px(type * 1.4), margin = ui.px(6), gap = ui.px(7);
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const ImVec2 bubble{longest + 2 * pad, line_height * static_cast<float>(lines.size()) + ui.px(12)};
  ImVec2 low{std::clamp((item.x + item_high.x - bubble.x) / 2, margin,
                        std::max(margin, display.x - margin - bubble.x)),
             item_high.y + gap};
  if (low.y + bubble.y > display.y - margin) low.y = item.y - gap - bubble.y;
  low = {std::round(low.x), std::round(low.y)};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  surface(list, low, {low.x + bubble.x, low.y + bubble.y}, ui.px(6), ui.theme->accent, clear);
  for (std::size_t i = 0; i < lines.size(); ++i)
    draw_text(ui, list, {low.x + pad, low.y + ui.px(6) + line_height * (static_cast<float>(i) + 0.5f)},
              lines[i], type, Weight::regular, ui.theme->on_accent, Align::left, Baseline::middle);
}

}  // namespace dlab
