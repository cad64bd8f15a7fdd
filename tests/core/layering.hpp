// The house rules on includes as a checker over source texts: no arrow runs up, no circle, and core knows no
// screen.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace dlab::layering {

struct Source {
  std::string path;  // from the root: "core/math/estimate.cpp"
  std::string text;
};

struct Include {
  int line;
  std::string target;  // between the quotes or angle brackets
  bool quoted;
};
std::vector<Include> includes_of(const std::string& text);

// The floor that a file stands on (half floors times ten: 55 is above 50); none: its folder has no place yet.
std::optional<int> floor_of(const std::string& path);

// One line per offence, "path:line: `#include …` …"; empty when the house stands.
std::vector<std::string> complaints(const std::vector<Source>& sources);

// Every .cpp and .hpp under these folders of the root.
std::vector<Source> read_sources(const std::string& root, const std::vector<std::string>& folders);

}  // namespace dlab::layering
