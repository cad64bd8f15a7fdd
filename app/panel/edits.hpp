// What a panel or the stage asks for in one frame. The shell applies it; nobody else touches the scene.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/exhibit/action.hpp"

namespace dlab {

// Things other than edits of the scene.
enum class Command {
  play,
  step,
  reset,
  undo,
  redo,
  present,
  export_panel,
  open_panel,
  choose_data_p,
  choose_data_q,
  help,
  toggle_theme,
  toggle_language,
  toggle_rail,
  close_panel,
  next_scene,
  previous_scene,
  fit_view,
  full_screen,
  zoom_in,
  zoom_out,
  save_scene,
  step_critic,
  step_generator,
  go_back,
  new_seed,
  quit
};

struct Edits {
  std::vector<Action> actions;
  std::vector<Action> looks;  // zoom and pan: part of the scene, but not steps to undo
  std::vector<Command> commands;
  bool gesture_began = false, gesture_ended = false;  // a press until its release: one undo step
  std::string problem;                                // one sentence for the error bar

  void act(Action action) { actions.push_back(std::move(action)); }
  void set(const std::string& path, FieldValue value) { act(SetFields{{{path, std::move(value)}}, false}); }
  void call(Command command) { commands.push_back(command); }
};

}  // namespace dlab
