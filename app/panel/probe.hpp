// Where the controls are on the window, by name: what tests and lessons point at.
#pragma once
#include <imgui.h>

#include <map>
#include <string>

namespace dlab {

struct Probe {
  struct Place {
    float x, y, w, h;  // pixels
  };
  std::map<std::string, Place> places;

  // Names the item just submitted.
  void mark(const std::string& name) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    places[name] = {low.x, low.y, high.x - low.x, high.y - low.y};
  }
  void mark(const std::string& name, ImVec2 low, ImVec2 high) {
    places[name] = {low.x, low.y, high.x - low.x, high.y - low.y};
  }
};

}  // namespace dlab
