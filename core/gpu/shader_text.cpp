#include "core/gpu/shader_text.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

namespace dlab {
namespace {

const std::string folder = "shaders/compute/";

// Puts a file and those that it includes at the end of the text.
bool append(const std::string& name, const ShaderFiles& files, std::vector<std::string>& included,
            ShaderText& to) {
  const auto found = std::ranges::find(files, std::string_view(name), &ShaderFiles::value_type::first);
  if (found == files.end()) return false;
  included.push_back(name);
  std::istringstream lines{std::string(found->second)};
  int at = 0;
  for (std::string line; std::getline(lines, line);) {
    ++at;
    constexpr std::string_view include = "#include \"";
    if (!line.starts_with(include)) {
      to.text += line + "\n";
      to.places.push_back({folder + name, at});
      continue;
    }
    const std::string other = line.substr(include.size(), line.rfind('"') - include.size());
    if (std::ranges::find(included, other) == included.end() && !append(other, files, included, to))
      return false;
  }
  return true;
}

}  // namespace

Result<ShaderText> shader_text(const std::string& file,
                               const std::vector<std::pair<std::string, int>>& defines,
                               const ShaderFiles& files) {
  ShaderText made;
  const auto own = [&](const std::string& line) {
    made.text += line + "\n";
    made.places.push_back({folder + file, 0});
  };
  own("#version 430 core");
  for (const auto& [name, value] : defines) own("#define " + name + " " + std::to_string(value));
  std::vector<std::string> included;
  if (!append(file, files, included, made))
    return Error{"", N_("A shader is missing from this build: %1. Build it again."), {folder + file}};
  return made;
}

std::string with_places(const std::string& log, const std::vector<ShaderText::Place>& places) {
  static const std::regex start(R"(^\d+(?::(\d+)\(\d+\)|\((\d+)\))\s*:\s*)");
  std::istringstream lines(log);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_search(line, match, start)) {
      const std::size_t number = std::stoul(match[1].matched ? match[1] : match[2]);
      if (number >= 1 && number <= places.size()) {
        const ShaderText::Place& place = places[number - 1];
        line = place.file + ":" + std::to_string(place.line) + ": " + match.suffix().str();
      }
    }
    if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

}  // namespace dlab
