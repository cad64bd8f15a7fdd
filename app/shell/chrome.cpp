#include "app/shell/chrome.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace dlab {

Chrome chrome_layout(double width, double height, bool presenting, bool rail_collapsed) {
  const double top = presenting ? 78 : 56, bottom = presenting ? 96 : 66;
  const double rail = presenting ? 0 : rail_collapsed ? 52 : 76;
  const double side = presenting ? 0 : std::clamp(width * 0.25, 300.0, 340.0);
  Chrome chrome;
  chrome.rail = {0, 0, rail, height};
  chrome.top = {rail, 0, width - rail, top};
  chrome.side = {width - side, top, side, height - top};
  chrome.caption = {rail, height - bottom, width - rail - side, bottom};
  chrome.stage = {rail, top, width - rail - side, height - top - bottom};
  return chrome;
}

void begin_root(const Ui& ui, float width, float height) {
  ImGuiStyle& style = ImGui::GetStyle();
  style.Colors[ImGuiCol_NavHighlight] = {0, 0, 0, 0};  // controls draw their own focus ring
  style.Colors[ImGuiCol_TextSelectedBg] =
      ImGui::ColorConvertU32ToFloat4(to_imgui(with_alpha(ui.theme->p, 0.3)));
  style.Colors[ImGuiCol_PopupBg] = ImGui::ColorConvertU32ToFloat4(to_imgui(ui.theme->card));
  style.Colors[ImGuiCol_Border] = ImGui::ColorConvertU32ToFloat4(to_imgui(ui.theme->card_border));
  style.Colors[ImGuiCol_Text] = ImGui::ColorConvertU32ToFloat4(to_imgui(ui.theme->text));
  style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
  style.Colors[ImGuiCol_ScrollbarGrab] = ImGui::ColorConvertU32ToFloat4(to_imgui(ui.theme->control));
  style.Colors[ImGuiCol_ScrollbarGrabHovered] =
      ImGui::ColorConvertU32ToFloat4(to_imgui(mixed(ui.theme->control, ui.theme->text, 0.2)));
  style.Colors[ImGuiCol_ScrollbarGrabActive] =
      ImGui::ColorConvertU32ToFloat4(to_imgui(mixed(ui.theme->control, ui.theme->text, 0.35)));
  style.ScrollbarSize = ui.px(8);
  style.ScrollbarRounding = ui.px(4);
  style.PopupRounding = ui.px(8);
  style.WindowBorderSize = 0;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, to_imgui(ui.theme->page));
  ImGui::Begin("root", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
}

void end_root() {
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

bool begin_region(const Ui& ui, const char* name, const Rect& rect, bool scrolls) {
  const std::string_view which = name;
  const ImVec2 low{ui.px(rect.x), ui.px(rect.y)}, high{ui.px(rect.right()), ui.px(rect.bottom())};
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (which != "stage") {
    list->AddRectFilled(low, high, to_imgui(ui.theme->card));
    const ImU32 line = to_imgui(ui.theme->card_border);
    const float hair = std::max(1.0f, ui.px(1));
    if (which == "rail") list->AddRectFilled({high.x - hair, low.y}, high, line);
    if (which == "top") list->AddRectFilled({low.x, high.y - hair}, high, line);
    if (which == "side") list->AddRectFilled(low, {low.x + hair, high.y}, line);
    if (which == "caption") list->AddRectFilled(low, {high.x, low.y + hair}, line);
  }
  ImGui::SetCursorScreenPos(low);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, scrolls ? ImVec2(ui.px(20), ui.px(16)) : ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(8)));
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoSavedSettings;
  if (scrolls) flags |= ImGuiWindowFlags_AlwaysUseWindowPadding;
  if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  if (which == "stage") flags |= ImGuiWindowFlags_NoNavInputs;  // arrow keys move handles there
  ImGui::BeginChild(name, {high.x - low.x, high.y - low.y}, false, flags);
  return true;
}

void end_region(bool begun) {
  if (!begun) return;
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void draw_pointer_halo(const Ui& ui) {
  if (!ImGui::IsMousePosValid()) return;
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const ImVec2 at = ImGui::GetIO().MousePos;
  list->AddCircleFilled(at, ui.px(26),
                        to_imgui(with_alpha(ui.theme->distance[static_cast<int>(DistanceKind::js)], 0.28)));
  list->AddCircle(at, ui.px(26),
                  to_imgui(with_alpha(ui.theme->distance[static_cast<int>(DistanceKind::js)], 0.9)), 0,
                  ui.px(2));
}

std::string default_folder(const Settings& settings) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!settings.folder.empty() && fs::is_directory(settings.folder, ignored)) return settings.folder;
  if (const char* home = std::getenv("HOME")) {
    const fs::path pictures = fs::path(home) / "Pictures";
    if (fs::is_directory(pictures, ignored)) return pictures.string();
  }
  return fs::current_path(ignored).string();
}

}  // namespace dlab
