// What all controls are made of: a pressable area with focus, surfaces, rings, labels that fit.
#pragma once
#include <functional>

#include "app/panel/control_state.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

// An area that can be pressed by pointer or keyboard, as the next item of the window.
struct Area {
  ImGuiID id = 0;
  ImVec2 low, high;
  ImDrawList* list = nullptr;
  bool hovered = false, held = false;
  bool clicked = false;  // by pointer, or by key if it takes presses
  ControlState::Focus focus;
};
Area press_area(const Ui& ui, const char* id, ImVec2 size, Takes takes, bool enabled = true);

// A rounded ground with a hairline round it, its edges on whole pixels. Either may be clear.
void surface(ImDrawList* list, ImVec2 low, ImVec2 high, float radius, Color fill, Color border,
             float width = 1);
// Shown round what has the keyboard.
void focus_ring(const Ui& ui, const Area& area, float radius);
void focus_ring(const Ui& ui, ImDrawList* list, ImVec2 low, ImVec2 high, float radius);
float hairline(const Ui& ui);

inline constexpr Color clear{0, 0, 0, 0};
// A ground under the pointer, or pressed.
Color touched(const Ui& ui, Color ground, const Area& area);

// Lines of `text` no wider than `width` pixels: between words, and between Chinese characters except before
// closing punctuation. What is wider by itself stays whole.
std::vector<std::string> wrapped(const Ui& ui, const std::string& text, double size, Weight weight,
                                 float width);

// An ImGui text box without ImGui's looks inside [low, high], in ui.state's typing. `right`: flush right.
// Returns true in the frame in which typing ended (Enter, Escape, focus elsewhere); then typing.text against
// typing.before says what came of it. `nudge`: called for the up and down keys with ±1, returns the new text.
bool typing_box(const Ui& ui, ImVec2 low, ImVec2 high, bool right,
                const std::function<std::string(const std::string&, int)>& nudge = {});

}  // namespace dlab
