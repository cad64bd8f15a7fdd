// A scene is a value: an exhibit's parameters, what is shown of them, and a seed. Everything on screen is a
// function of it; it is what undo keeps, files hold and the command line edits.
#pragma once
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

#include "core/exhibit/arena.hpp"
#include "core/exhibit/boxes.hpp"
#include "core/exhibit/line.hpp"
#include "core/exhibit/plane.hpp"

namespace dlab {

struct Scene {
  std::string name = "two-bells";  // the built-in scene it came from
  std::string title;               // message id for built-in scenes, else the user's words
  std::string caption;  // likewise; mark-up: {JS}, {W1}, {P} … colour the name that follows look.md
  std::int64_t seed = 1;
  std::variant<LineScene, PlaneScene, BoxesScene, ArenaScene> exhibit;
  bool operator==(const Scene&) const = default;
};

const char* exhibit_key(const Scene& scene);      // "line": the tab
const char* exhibit_title(const Scene& scene);    // message id: "two distributions on a line"
const Recorder* recorder_of(const Scene& scene);  // null: the exhibit has none
Recorder* recorder_of(Scene& scene);
// A side's distribution where the exhibit has one of that kind there; else null.
Distribution* line_side(Scene& scene, Side side);
Distribution2d* plane_side(Scene& scene, Side side);
const Distribution* line_side(const Scene& scene, Side side);
const Distribution2d* plane_side(const Scene& scene, Side side);
// What the play button does: message id.
const char* play_label(const Scene& scene);
FieldList fields(Scene& scene);  // "p.mean", "view", "recorder.low", "seed" …
Status validate(const Scene& scene);

// {"divergence_lab": 1, "exhibit": "line", "name": …, "p": {…}, …}. Reading checks every key, type and range
// and names the place; unknown keys get the nearest known one.
nlohmann::json to_json(const Scene& scene);
// A samples' "file" without "values" is looked for in `folders`, then in the working directory.
Result<Scene> scene_from_json(const nlohmann::json& json, const std::vector<std::string>& folders = {});
// From text: JSON errors name line and column.
Result<Scene> scene_from_text(const std::string& text, const std::vector<std::string>& folders = {});
std::string to_text(const Scene& scene);

// Built-in scenes in the order of the menu.
const std::vector<Scene>& built_in_scenes();
// By name, or an Error with the nearest name.
Result<Scene> built_in_scene(const std::string& name);

}  // namespace dlab
