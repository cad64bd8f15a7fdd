#include "app/command_line/load_scene.hpp"

#include <algorithm>
#include <filesystem>

#include "app/export/export.hpp"
#include "app/export/scene_cells.hpp"
#include "core/base/file.hpp"

namespace dlab {

Result<Scene> load_scene(const std::string& name_or_file) {
  namespace fs = std::filesystem;
  std::string extension = fs::path(name_or_file).extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool file =
      !extension.empty() || name_or_file.find('/') != std::string::npos || fs::exists(name_or_file);
  if (!file) {
    Result<Scene> scene = built_in_scene(name_or_file);
    if (scene) return with_cells(*std::move(scene), {});
    std::vector<std::string> words{"scenes", "parameters", "distance", "transport", "train", "render"};
    const std::string command = nearest_name(name_or_file, words);
    if (command.empty()) return scene;
    return Error{name_or_file, N_("is neither a scene nor a command; did you mean %1?"), {command}};
  }
  const Result<std::string> bytes = read_file(name_or_file, std::size_t{1} << 28);
  if (!bytes) return bytes.error();
  const Result<std::string> text = extension == ".json" ? *bytes : embedded_scene(*bytes);
  if (!text) return text.error().in_file(name_or_file);
  const std::vector<std::string> folders{fs::path(name_or_file).parent_path().string()};
  Result<Scene> scene = scene_from_text(*text, folders);
  if (scene) scene = with_cells(*std::move(scene), folders);
  if (!scene) return scene.error().in_file(name_or_file);
  return scene;
}

}  // namespace dlab
