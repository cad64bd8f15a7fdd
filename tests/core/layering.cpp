#include "tests/core/layering.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

namespace dlab::layering {
namespace {

struct Floor {
  std::string_view prefix;
  int height;
};

// figure stands half a floor above divergence: it may use the distances' names, they never draw.
constexpr std::array floors{
    Floor{"core/base/", 0},          Floor{"core/math/", 10},       Floor{"core/parallel/", 10},
    Floor{"core/distribution/", 10}, Floor{"core/divergence/", 20}, Floor{"core/transport/", 20},
    Floor{"core/network/", 20},      Floor{"core/figure/", 25},     Floor{"core/gan/", 30},
    Floor{"core/exhibit/", 40},      Floor{"core/gpu/", 40},        Floor{"app/export/", 50},
    Floor{"app/draw/", 50},          Floor{"app/host/", 50},        Floor{"app/panel/", 55},
    Floor{"app/stage/", 55},         Floor{"app/lesson/", 55},      Floor{"app/shell/", 60},
    Floor{"app/command_line/", 60},  Floor{"app/main.cpp", 60},
};

constexpr std::array<std::string_view, 12> screens{"imgui",      "GLFW/",    "glad/",    "GL/",
                                                   "EGL/",       "GLES",     "KHR/",     "cairo",
                                                   "fontconfig", "freetype", "ft2build", "png.h"};

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

using Graph = std::map<std::string, std::set<std::string>>;

// A circle through the graph as "a -> b -> a", or "" if there is none: depth-first search with the open path
// kept.
std::string circle_from(const Graph& graph, const std::string& node, std::vector<std::string>& open,
                        std::set<std::string>& done) {
  if (auto again = std::find(open.begin(), open.end(), node); again != open.end()) {
    std::string text;
    for (; again != open.end(); ++again) text += *again + " -> ";
    return text + node;
  }
  if (done.count(node)) return "";
  open.push_back(node);
  if (auto edges = graph.find(node); edges != graph.end()) {
    for (const std::string& next : edges->second) {
      if (std::string circle = circle_from(graph, next, open, done); !circle.empty()) return circle;
    }
  }
  open.pop_back();
  done.insert(node);
  return "";
}

std::string circle_in(const Graph& graph) {
  std::set<std::string> done;
  for (const auto& [node, edges] : graph) {
    std::vector<std::string> open;
    if (std::string circle = circle_from(graph, node, open, done); !circle.empty()) return circle;
  }
  return "";
}

// What is wrong with this include on its own, or "".
std::string offence(const Source& source, const Include& include) {
  const bool ours = starts_with(include.target, "core/") || starts_with(include.target, "app/");
  if (starts_with(source.path, "core/") && !starts_with(source.path, "core/gpu/")) {
    for (std::string_view screen : screens) {
      if (starts_with(include.target, screen)) return "core knows no screen and no renderer";
    }
  }
  if (!ours) {
    const bool known = !include.quoted || starts_with(include.target, "assets/");
    return known ? "" : "write the path from the root (core/…, app/…) or, for a library, angle brackets";
  }
  const std::optional<int> from = floor_of(source.path), to = floor_of(include.target);
  if (!to) return "the folder has no floor: give it one in tests/core/layering.cpp";
  if (from && *to > *from) {
    return "runs up, from floor " + std::to_string(*from) + " to floor " + std::to_string(*to);
  }
  return "";
}

}  // namespace

std::vector<Include> includes_of(const std::string& text) {
  std::vector<Include> found;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] != '#') continue;
    at = line.find_first_not_of(" \t", at + 1);
    if (at == std::string::npos || line.compare(at, 7, "include") != 0) continue;
    at = line.find_first_of("<\"", at + 7);
    if (at == std::string::npos) continue;
    const bool quoted = line[at] == '"';
    const std::size_t end = line.find(quoted ? '"' : '>', at + 1);
    if (end != std::string::npos) found.push_back({number, line.substr(at + 1, end - at - 1), quoted});
  }
  return found;
}

std::optional<int> floor_of(const std::string& path) {
  for (const Floor& floor : floors) {
    if (starts_with(path, floor.prefix)) return floor.height;
  }
  return std::nullopt;
}

std::vector<std::string> complaints(const std::vector<Source>& sources) {
  std::vector<std::string> found;
  Graph files, folders;
  for (const Source& source : sources) {
    if (!floor_of(source.path)) {
      found.push_back(source.path + ": the folder has no floor: give it one in tests/core/layering.cpp");
    }
    for (const Include& include : includes_of(source.text)) {
      const std::string what = offence(source, include);
      if (!what.empty()) {
        const std::string written = include.quoted ? '"' + include.target + '"' : '<' + include.target + '>';
        found.push_back(source.path + ":" + std::to_string(include.line) + ": `#include " + written +
                        "`: " + what);
      }
      if (!floor_of(include.target)) continue;
      files[source.path].insert(include.target);
      if (folder_of(source.path) != folder_of(include.target)) {
        folders[folder_of(source.path)].insert(folder_of(include.target));
      }
    }
  }
  if (std::string circle = circle_in(files); !circle.empty()) found.push_back("circle of files: " + circle);
  if (std::string circle = circle_in(folders); !circle.empty())
    found.push_back("circle of folders: " + circle);
  return found;
}

std::vector<Source> read_sources(const std::string& root, const std::vector<std::string>& folders) {
  std::vector<Source> sources;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/" + folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".hpp") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      sources.push_back({std::filesystem::relative(entry.path(), root).generic_string(), text.str()});
    }
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

}  // namespace dlab::layering
