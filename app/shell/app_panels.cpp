// The side column: the inspector, or what was called up in its place.
#include "app/panel/arena_runs_panel.hpp"
#include "app/panel/inspector.hpp"
#include "app/shell/app.hpp"
#include "app/shell/chrome.hpp"

namespace dlab {
namespace {

struct KeyHelp {
  const char* keys;
  const char* what;
};
constexpr KeyHelp key_help[] = {
    {N_("Space"), N_("play what the button says, and pause")},
    {"→", N_("one step")},
    {"R", N_("back to the beginning")},
    {"Ctrl-Z  Ctrl-Shift-Z", N_("undo, redo")},
    {"1 … 6, 0", N_("on the line: the views; none")},
    {"F", N_("fit the axes; so does a double click")},
    {"D  L", N_("dark or light; 中文 or English")},
    {"F5  F11", N_("presenter mode; full screen")},
    {"PgDn  PgUp", N_("next and previous scene")},
    {"Ctrl-O  Ctrl-E", N_("open; export and save")},
    {"Ctrl-+  Ctrl-−", N_("larger, smaller type")},
    {"Ctrl-Q", N_("close; the work is there again next time")},
    {"Esc", N_("back to the inspector, out of the presenter mode")},
};
constexpr KeyHelp hand_help[] = {
    {N_("drag a handle"), N_("moves it; the curve on the right records what the distances do")},
    {N_("Shift, Ctrl"), N_("snap to round values; move ten times finer")},
    {N_("double-click a handle"), N_("type its exact value")},
    {N_("arrow keys"), N_("move the focused handle; Tab goes to the next, Delete removes a component")},
    {N_("wheel, drag the ground"), N_("zoom at the cursor, pan")},
    {N_("click a meter"), N_("copies the number with all its digits")},
    {N_("paint in the plane"), N_("draws Q, with Shift P, where they are painted; Ctrl rubs out")},
    {N_("carry a box"),
     N_("by hand, or with the arrow keys; a click on the table sends one more, Shift one less")},
    {N_("drop a file"), N_("CSV data, a picture (in the plane), a scene, or a picture that holds one")},
};

void help_rows(const Ui& ui, std::span<const KeyHelp> rows) {
  for (const KeyHelp& row : rows) {
    paragraph(ui, ui.tr(row.keys), 15, ui.theme->text);
    paragraph(ui, ui.tr(row.what), 15, ui.theme->text_soft);
    ImGui::Dummy({0, ui.px(2)});
  }
}

bool back_button(const Ui& ui, Probe& probe) {
  ButtonOptions options;
  options.look = ButtonLook::plain;
  options.icon = Icon::chevron_left;
  options.height = 30;
  const bool pressed = button(ui, "back", ui.tr("Back"), options);
  probe.mark("back");
  return pressed;
}

}  // namespace

void App::side_panel(Edits& edits) {
  if (panel_ == SidePanel::inspector) {
    inspector(ui_, scene(), edits, probe_);
    if (const auto* shown = results().get<ArenaResults>(); shown && same_exhibit(scene(), results()))
      arena_runs_panel(ui_, *shown, probe_);
    return;
  }
  if (back_button(ui_, probe_)) edits.call(Command::close_panel);
  switch (panel_) {
    case SidePanel::exporting:
      if (const auto request = exporter_.draw(ui_, probe_)) export_now(*request);
      break;
    case SidePanel::opening:
      if (const auto file = files_.draw(ui_, probe_)) open_file(*file);
      break;
    case SidePanel::data:
      if (const auto chosen = data_.draw(ui_, probe_)) {
        if (const auto* samples = std::get_if<Samples>(&chosen->data))
          edits.act(SetDistribution{chosen->side, *samples});
        else
          edits.act(SetDistribution2d{chosen->side, std::get<Points2d>(chosen->data)});
        edits.call(Command::close_panel);
      }
      break;
    case SidePanel::help:
      heading(ui_, ui_.tr("Keys"));
      help_rows(ui_, key_help);
      heading(ui_, ui_.tr("By hand"));
      help_rows(ui_, hand_help);
      break;
    case SidePanel::inspector:
      break;
  }
}

}  // namespace dlab
