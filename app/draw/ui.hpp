// What everything that draws through ImGui is handed each frame, and text drawn its way.
#pragma once
#include <imgui.h>

#include <string>
#include <vector>

#include "app/draw/ui_fonts.hpp"
#include "core/figure/style.hpp"

namespace dlab {

class ControlState;  // app/panel/control_state.hpp

// What every panel is handed each frame.
struct Ui {
  const Theme* theme = nullptr;
  const Catalog* words = nullptr;
  const UiFonts* fonts = nullptr;
  float scale = 1;              // display scale × user zoom: pixels per point
  float emphasis = 1;           // presenter: 1.5
  bool reduced_motion = false;  // tests: no gliding, no blinking
  ControlState* controls =
      nullptr;  // what the controls remember: focus, a number being typed; required by them

  float px(double points) const { return static_cast<float>(points) * scale; }
  // A size of type in points as it stands at this emphasis. Sizes handed to draw_text are final: they are not
  // emphasised again. The controls of app/panel emphasise themselves.
  double type(double points) const { return points * emphasis; }
  // xgettext finds these by name; the pointer called directly it would not.
  std::string tr(const char* id) const { return (*words)(id); }
  std::string tr(const char* id, const std::vector<std::string>& arguments) const {
    return (*words)(id, arguments);
  }
};

ImU32 to_imgui(Color color);
ImTextureID to_imgui_texture(unsigned texture);  // OpenGL's name

// Text at a size in points with tabular digits; returns its width in pixels. Mark-up as in
// core/figure/text.hpp.
float draw_text(const Ui& ui, ImDrawList* list, ImVec2 at, const std::string& text, double size,
                Weight weight, Color color, Align align = Align::left, Baseline baseline = Baseline::top);
// The same for a figure's text whose place and size are already in pixels.
float draw_text(const Ui& ui, ImDrawList* list, const Text& in_pixels);
float text_width(const Ui& ui, const std::string& text, double size, Weight weight);

}  // namespace dlab
