#include "app/shell/storage.hpp"

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/export/export.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;

std::string folder(const char* variable, const char* below_home) {
  if (const char* set = std::getenv(variable); set && *set == '/')
    return std::string(set) + "/divergence-lab";
  if (const char* home = std::getenv("HOME"); home && *home)
    return std::string(home) + "/" + below_home + "/divergence-lab";
  return {};
}

Status save(const std::string& folder, const char* name, const std::string& text) {
  if (folder.empty()) return Done{};
  std::error_code ignored;  // write_file says what is wrong
  fs::create_directories(folder, ignored);
  return write_file(folder + "/" + name, text);
}

template <class T>
void read(const nlohmann::json& json, const char* key, T& target) {
  if (const auto found = json.find(key); found != json.end()) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (found->is_string()) target = found->template get<std::string>();
    } else if constexpr (std::is_same_v<T, bool>) {
      if (found->is_boolean()) target = found->template get<bool>();
    } else {
      if (found->is_number()) target = found->template get<double>();
    }
  }
}

}  // namespace

Storage::Storage()
    : config_(folder("XDG_CONFIG_HOME", ".config")), state_(folder("XDG_STATE_HOME", ".local/state")) {}

Storage::Storage(std::string root) : config_(root), state_(std::move(root)) {}

Settings Storage::load_settings() const {
  Settings settings;
  if (config_.empty()) return settings;
  const Result<std::string> text = read_file(config_ + "/settings.json", 1 << 20);
  if (!text) return settings;
  const nlohmann::json json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return settings;
  std::string theme;
  read(json, "theme", theme);
  settings.theme = theme == "dark" ? ThemeKind::dark : ThemeKind::light;
  read(json, "language", settings.language);
  read(json, "rail_collapsed", settings.rail_collapsed);
  read(json, "zoom", settings.zoom);
  settings.zoom = settings.zoom >= 0.75 && settings.zoom <= 2 ? settings.zoom : 1;
  read(json, "folder", settings.folder);
  return settings;
}

Status Storage::save_settings(const Settings& settings) const {
  const nlohmann::json json{{"theme", settings.theme == ThemeKind::dark ? "dark" : "light"},
                            {"language", settings.language},
                            {"rail_collapsed", settings.rail_collapsed},
                            {"zoom", settings.zoom},
                            {"folder", settings.folder}};
  return save(config_, "settings.json", json.dump(2) + "\n");
}

std::optional<Storage::Saved> Storage::load_work() const {
  if (state_.empty()) return std::nullopt;
  const Result<std::string> text = read_file(state_ + "/work.json", 1 << 28);
  if (!text) return std::nullopt;
  Result<Scene> scene = scene_from_text(*text);
  if (!scene) return std::nullopt;
  std::error_code ignored;
  return Saved{*std::move(scene), fs::exists(state_ + "/open", ignored)};
}

Status Storage::save_work(const Scene& scene) const { return save(state_, "work.json", to_text(scene)); }

void Storage::mark_open() const { (void)save(state_, "open", ""); }

void Storage::mark_closed() const {
  std::error_code ignored;
  if (!state_.empty()) fs::remove(state_ + "/open", ignored);
}

std::string environment_language() {
  for (const char* variable : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value && *value)
      return std::string_view(value).starts_with("zh") ? "zh" : "en";
  return "en";
}

}  // namespace dlab
