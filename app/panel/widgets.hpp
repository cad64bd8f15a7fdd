// The program's own controls, drawn through ImDrawList so that nothing looks like a stock toolkit. Sizes are
// in points; `Ui::px` makes pixels. Every control is reachable by Tab and works by keyboard.
#pragma once
#include <imgui.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/draw/ui.hpp"
#include "core/base/field.hpp"

namespace dlab {

enum class Icon {
  line,
  plane,
  boxes,
  arena,
  sweep,
  pause,
  step,
  reset,
  undo,
  redo,
  present,
  export_,
  plus,
  minus,
  close,
  open,
  swap,
  help,
  sun,
  moon,
  globe,
  chevron_down,
  chevron_left,
  chevron_right,
  check,
  warning,
  copy
};
void draw_icon(const Ui& ui, ImDrawList* list, Icon icon, ImVec2 center, double size, Color color);
// The program's mark: two overlapping bells.
void draw_logo(const Ui& ui, ImDrawList* list, ImVec2 center, double size);

enum class ButtonLook { plain, outlined, primary, chosen };
struct ButtonOptions {
  ButtonLook look = ButtonLook::outlined;
  std::optional<Icon> icon;
  double width = 0;  // points; 0: fits its label
  double height = 38;
  bool enabled = true;
  std::string hint;             // tooltip; why it is disabled, or its shortcut
  Align align = Align::center;  // of the label: rows of a list stand left
};
bool button(const Ui& ui, const char* id, const std::string& label, const ButtonOptions& options = {});

double button_width(const Ui& ui, const std::string& label, const ButtonOptions& options);  // points

// The scene's name in the top bar: semibold text with a chevron that opens a menu; smaller where it would be
// wider than `most` pixels. Returns the chosen index.
std::optional<int> title_menu(const Ui& ui, const char* id, const std::string& title,
                              const std::vector<std::string>& items, int chosen, float most = 1e9f);

// A pill that is on or off, with the line sample of what it shows.
struct Swatch {
  Color color;
  Dash dash;
};
bool chip(const Ui& ui, const char* id, const std::string& label, bool on, std::optional<Swatch> swatch = {},
          const std::string& hint = {});
// Lays chips and buttons out in rows: call before each but the first with the next one's width in points.
void flow(const Ui& ui, double next_width);
double chip_width(const Ui& ui, const std::string& label, bool swatch);

// One of several, in a track. Returns the newly chosen index.
std::optional<int> segmented(const Ui& ui, const char* id, const std::vector<std::string>& labels, int chosen,
                             double width = 0);
// A drop-down. Returns the newly chosen index.
std::optional<int> drop_down(const Ui& ui, const char* id, const std::string& shown,
                             const std::vector<std::string>& items, int chosen, double width = 0);

// Label, slider and number box for one field, in the inspector's rhythm. `color` is the slider's.
struct FieldEdit {
  std::optional<FieldValue> value;    // proposed this frame
  bool began = false, ended = false;  // of a gesture: a press on the slider until its release
  std::string problem;                // what was typed was not admissible: one sentence
};
FieldEdit field_row(const Ui& ui, const FieldRef& field, Color color, const std::string& label = {});

// Only its number box; between a minus and a plus. Widths in points.
FieldEdit number_field(const Ui& ui, const FieldRef& field, double width);
FieldEdit stepper(const Ui& ui, const FieldRef& field, double width);

void heading(const Ui& ui, const std::string& text, std::optional<Color> color = {});
void paragraph(const Ui& ui, const std::string& text, double size, Color color);
void separator(const Ui& ui);
// A single-line text box; true when Enter was pressed or focus left after a change.
bool text_box(const Ui& ui, const char* id, std::string& text, const std::string& placeholder,
              double width = 0);
void tooltip(const Ui& ui, const std::string& text);  // for the item just submitted, after a short rest

}  // namespace dlab
