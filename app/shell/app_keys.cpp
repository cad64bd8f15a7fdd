// Keyboard: what a key means depends on who has the focus; a text box keeps what is typed into it.
#include <GLFW/glfw3.h>

#include "app/shell/app.hpp"

namespace dlab {
namespace {

std::optional<Command> with_control(const KeyPress& press) {
  switch (press.key) {
    case GLFW_KEY_Z:
      return press.shift ? Command::redo : Command::undo;
    case GLFW_KEY_Y:
      return Command::redo;
    case GLFW_KEY_E:
      return Command::export_panel;
    case GLFW_KEY_S:
      return Command::save_scene;
    case GLFW_KEY_O:
      return Command::open_panel;
    case GLFW_KEY_Q:
      return Command::quit;
    case GLFW_KEY_EQUAL:
    case GLFW_KEY_KP_ADD:
      return Command::zoom_in;
    case GLFW_KEY_MINUS:
    case GLFW_KEY_KP_SUBTRACT:
      return Command::zoom_out;
    default:
      return std::nullopt;
  }
}

std::optional<Command> always(const KeyPress& press) {
  switch (press.key) {
    case GLFW_KEY_F5:
      return Command::present;
    case GLFW_KEY_F11:
      return Command::full_screen;
    case GLFW_KEY_F1:
      return Command::help;
    case GLFW_KEY_PAGE_DOWN:
      return Command::next_scene;
    case GLFW_KEY_PAGE_UP:
      return Command::previous_scene;
    case GLFW_KEY_ESCAPE:
      return Command::close_panel;
    default:
      return std::nullopt;
  }
}

std::optional<Command> plain(const KeyPress& press) {
  switch (press.key) {
    case GLFW_KEY_SPACE:
      return Command::play;
    case GLFW_KEY_RIGHT:
      return Command::step;
    case GLFW_KEY_R:
      return Command::reset;
    case GLFW_KEY_D:
      return Command::toggle_theme;
    case GLFW_KEY_L:
      return Command::toggle_language;
    case GLFW_KEY_F:
      return Command::fit_view;
    case GLFW_KEY_SLASH:
      return press.shift ? std::optional(Command::help) : std::nullopt;
    default:
      return std::nullopt;
  }
}

// "1" … "6": the views, "0": none.
std::optional<std::string> view_of(int key) {
  static constexpr const char* views[] = {"none", "pointwise", "cdf",          "coupling",
                                          "plan", "potential", "discriminator"};
  if (key < GLFW_KEY_0 || key > GLFW_KEY_6) return std::nullopt;
  return views[key - GLFW_KEY_0];
}

}  // namespace

// The keys that no focused control keeps for itself.
void App::keys(const std::vector<KeyPress>& keys, Edits& edits) {
  for (const KeyPress& press : keys) {
    if (stage_.key(press, controls_, edits)) continue;
    if (const std::optional<Command> command = always(press)) {
      edits.call(*command);
    } else if (press.control) {
      if (const std::optional<Command> chosen = with_control(press)) edits.call(*chosen);
    } else if (const std::optional<std::string> view = view_of(press.key);
               view && std::holds_alternative<LineScene>(scene().exhibit)) {
      edits.set("view", *view);
    } else if (const std::optional<Command> chosen = plain(press)) {
      if (!press.repeat || *chosen == Command::step) edits.call(*chosen);
    }
  }
}

}  // namespace dlab
