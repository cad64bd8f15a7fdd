// Lists that open: the drop-down and the title's menu.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "app/panel/control_parts.hpp"
#include "core/figure/text.hpp"

namespace dlab {
namespace {

constexpr double item_height = 36, list_padding = 5, gap_below = 4;

// Where the list goes: below its control if there is room, else above, else where there is more of it.
struct Place {
  ImVec2 at, size;
};
Place place_list(const Ui& ui, const Area& area, float width, int count) {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const float whole = ui.px(ui.type(item_height)) * static_cast<float>(count) + 2 * ui.px(list_padding);
  const float gap = ui.px(gap_below), margin = ui.px(8);
  const float below = display.y - margin - area.high.y - gap, above = area.low.y - gap - margin;
  const bool down = whole <= below || below >= above;
  const float height = std::min(whole, down ? below : above);
  const float x = std::clamp(area.low.x, margin, std::max(margin, display.x - margin - width));
  return {{x, down ? area.high.y + gap : area.low.y - gap - height}, {width, height}};
}

// Keys while the list is open: moves `lit`, returns the item that Enter chose, closes on Escape.
std::optional<int> list_keys(ControlState& controls, int count) {
  int& lit = controls.list.lit;
  if (const auto tab = controls.take(GLFW_KEY_TAB)) lit += tab->shift ? -1 : 1;
  if (controls.take(GLFW_KEY_DOWN)) lit = lit < 0 ? 0 : lit + 1;
  if (controls.take(GLFW_KEY_UP)) lit = lit < 0 ? count - 1 : lit - 1;
  if (controls.take(GLFW_KEY_HOME)) lit = 0;
  if (controls.take(GLFW_KEY_END)) lit = count - 1;
  if (lit >= 0) lit = std::clamp(lit, 0, count - 1);
  if (controls.take(GLFW_KEY_ESCAPE)) {
    controls.list = {};
    ImGui::CloseCurrentPopup();
  } else if (controls.take_activation() && lit >= 0) {
    return lit;
  }
  return std::nullopt;
}

void draw_item(const Ui& ui, ImVec2 low, ImVec2 high, const std::string& text, bool chosen, bool lit) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (lit) surface(list, low, high, ui.px(6), ui.theme->control, clear);
  const float y = (low.y + high.y) / 2;
  draw_text(ui, list, {low.x + ui.px(10), y}, text, ui.type(15), chosen ? Weight::semibold : Weight::regular,
            ui.theme->text, Align::left, Baseline::middle);
  if (chosen) draw_icon(ui, list, Icon::check, {high.x - ui.px(ui.type(16)), y}, ui.type(14), ui.theme->text);
}

// The open list itself; the chosen item.
std::optional<int> open_list(const Ui& ui, const Area& area, const char* popup,
                             const std::vector<std::string>& items, int chosen, float width) {
  ControlState& controls = *ui.controls;
  const Place place = place_list(ui, area, width, static_cast<int>(items.size()));
  ImGui::SetNextWindowPos(place.at);
  ImGui::SetNextWindowSize(place.size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(list_padding), ui.px(list_padding)));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 0.f);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::PushStyleColor(ImGuiCol_PopupBg, IM_COL32_BLACK_TRANS);
  std::optional<int> picked;
  if (ImGui::BeginPopup(popup, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
    controls.list.alive = true;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 low = place.at, high{low.x + place.size.x, low.y + place.size.y};
    list->PushClipRectFullScreen();
    for (int i = 4; i >= 1; --i) {  // a soft shadow
      const float spread = ui.px(i * 1.5), drop = ui.px(3);
      surface(list, {low.x - spread, low.y - spread + drop}, {high.x + spread, high.y + spread + drop},
              ui.px(8) + spread, with_alpha({0, 0, 0, 255}, 0.035), clear);
    }
    surface(list, low, high, ui.px(8), ui.theme->card, ui.theme->card_border, hairline(ui));
    list->PopClipRect();
    const int before = controls.list.lit;
    if (!controls.list.fresh) picked = list_keys(controls, static_cast<int>(items.size()));
    const bool moved = controls.list.lit != before;
    const ImVec2 motion = ImGui::GetIO().MouseDelta;
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
      ImGui::PushID(i);
      if (ImGui::InvisibleButton("item", {ImGui::GetContentRegionAvail().x, ui.px(ui.type(item_height))}))
        picked = i;
      ImGui::PopID();
      if (ImGui::IsItemHovered() && (motion.x != 0 || motion.y != 0)) controls.list.lit = i;
      if (i == controls.list.lit && (moved || controls.list.fresh) && !ImGui::IsItemVisible())
        ImGui::SetScrollHereY();
      draw_item(ui, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), items[static_cast<std::size_t>(i)],
                i == chosen, i == controls.list.lit);
    }
    controls.list.fresh = false;
    if (picked) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(4);
  if (picked) controls.list = {};
  return picked == chosen ? std::nullopt : picked;
}

// Opens on a press of `area` or the keys of a closed list; then shows the list.
std::optional<int> run_list(const Ui& ui, const Area& area, const char* id,
                            const std::vector<std::string>& items, int chosen, float width) {
  ControlState& controls = *ui.controls;
  const std::string popup = std::string(id) + "##list";
  // A press on the control of the open list shuts it; the release must not open it again.
  if (ImGui::IsItemActivated()) controls.list_shut = controls.list.owner == area.id;
  bool opens = area.clicked && !controls.list_shut;
  if (area.focus.on && controls.list.owner == 0) {
    opens = controls.take_activation() || opens;
    opens = controls.take(GLFW_KEY_DOWN).has_value() || opens;
    opens = controls.take(GLFW_KEY_UP).has_value() || opens;
  }
  if (opens && !items.empty()) {
    controls.list = {area.id, chosen, true, true};
    ImGui::OpenPopup(popup.c_str());
  }
  if (controls.list.owner != area.id) return std::nullopt;
  return open_list(ui, area, popup.c_str(), items, chosen, width);
}

float widest(const Ui& ui, const std::vector<std::string>& items) {
  float most = 0;
  for (const std::string& item : items)
    most = std::max(most, text_width(ui, item, ui.type(15), Weight::semibold));
  return most + ui.px(2 * list_padding + 10 + ui.type(16) + 22);
}

}  // namespace

std::optional<int> drop_down(const Ui& ui, const char* id, const std::string& shown,
                             const std::vector<std::string>& items, int chosen, double width) {
  const float whole = width > 0 ? ui.px(width) : ImGui::GetContentRegionAvail().x;
  const Area area = press_area(ui, id, {whole, ui.px(ui.type(38))}, Takes::choice);
  surface(area.list, area.low, area.high, ui.px(8), touched(ui, ui.theme->card, area), ui.theme->card_border,
          hairline(ui));
  const float y = (area.low.y + area.high.y) / 2, pad = ui.px(ui.type(13));
  area.list->PushClipRect(area.low, {area.high.x - 2 * pad, area.high.y}, true);
  draw_text(ui, area.list, {area.low.x + pad, y}, shown, ui.type(15), Weight::regular, ui.theme->text,
            Align::left, Baseline::middle);
  area.list->PopClipRect();
  draw_icon(ui, area.list, Icon::chevron_down, {area.high.x - ui.px(ui.type(17)), y}, ui.type(14),
            ui.theme->text);
  focus_ring(ui, area, ui.px(8));
  return run_list(ui, area, id, items, chosen, std::max(whole, widest(ui, items)));
}

std::optional<int> title_menu(const Ui& ui, const char* id, const std::string& title,
                              const std::vector<std::string>& items, int chosen, float most) {
  const float pad = ui.px(6), room = std::max(ui.px(40), most - ui.px(ui.type(22)) - 2 * pad);
  const float full = text_width(ui, title, ui.type(19), Weight::semibold);
  const double size = std::max(13.0, ui.type(19) * std::min(1.0, static_cast<double>(room / full)));
  const float words = std::min(room, text_width(ui, title, size, Weight::semibold));
  const Area area =
      press_area(ui, id, {words + ui.px(ui.type(22)) + 2 * pad, ui.px(ui.type(38))}, Takes::choice);
  if (area.hovered || area.held)
    surface(area.list, area.low, area.high, ui.px(8), with_alpha(ui.theme->text, area.held ? 0.12 : 0.07),
            clear);
  const float y = (area.low.y + area.high.y) / 2;
  area.list->PushClipRect(area.low, {area.low.x + pad + words + 1, area.high.y}, true);
  draw_text(ui, area.list, {area.low.x + pad, y}, title, size, Weight::semibold, ui.theme->text, Align::left,
            Baseline::middle);
  area.list->PopClipRect();
  draw_icon(ui, area.list, Icon::chevron_down, {area.high.x - pad - ui.px(ui.type(7)), y + ui.px(1)},
            ui.type(13), ui.theme->text_soft);
  focus_ring(ui, area, ui.px(8));
  return run_list(ui, area, id, items, chosen, std::max(ui.px(240), widest(ui, items)));
}

}  // namespace dlab
