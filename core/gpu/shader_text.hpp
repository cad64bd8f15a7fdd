// The sources of shaders/compute as one text for a driver, and a driver's complaints about it in their own
// lines.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"

namespace dlab {

// What "#include" finds: a file's name, and its text.
using ShaderFiles = std::vector<std::pair<std::string_view, std::string_view>>;
const ShaderFiles& compute_shaders();

// One text for the driver. Its own #line would do but for drivers that forget its file, so every line's place
// is kept here.
struct ShaderText {
  struct Place {
    std::string file;  // "shaders/compute/product.comp"
    int line = 0;
  };
  std::string text;
  std::vector<Place> places;  // of the text's lines
};
// `file` with what it includes put in its place (each once), after the version and the defines. Errors: no
// such file.
Result<ShaderText> shader_text(const std::string& file,
                               const std::vector<std::pair<std::string, int>>& defines,
                               const ShaderFiles& files = compute_shaders());

// "0:12(5): error: …" (Mesa) or "0(12) : error …" (NVIDIA) → "shaders/compute/product.comp:7: error …".
std::string with_places(const std::string& log, const std::vector<ShaderText::Place>& places);

}  // namespace dlab
