// A race's configurations as they are told apart: letters, strokes, and words for what differs.
#pragma once
#include <string>
#include <vector>

#include "core/exhibit/arena.hpp"
#include "core/figure/style.hpp"

namespace dlab {

inline std::string lane_letter(std::size_t lane) { return std::string(1, static_cast<char>('A' + lane)); }
// What a configuration's axes are called: "map", "map.1" …
inline std::string lane_axes(const char* name, std::size_t lane) {
  return lane == 0 ? std::string(name) : std::string(name) + "." + std::to_string(lane);
}
// No two alike, and never by colour alone. `width` in points.
Stroke lane_stroke(const Theme& theme, std::size_t lane, double width);
Color lane_text(const Theme& theme, std::size_t lane);

// For each configuration what it has that others have not, most telling first: "WGAN-GP", "penalty λ 10".
// Settings that an objective or optimiser does not use make no difference. The objective where all are alike.
std::vector<std::vector<std::string>> lane_differences(const ArenaScene& scene, const Catalog& words);

}  // namespace dlab
