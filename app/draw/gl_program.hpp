// OpenGL programs from shader files that are compiled into the program.
#pragma once
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace dlab {

struct ShaderFile {
  std::string name;  // "shaders/map.frag"
  std::string_view text;
};

// Needs a current OpenGL context. The error is the driver's, each line of it with the file and line it is
// about ("shaders/map.frag:12: …"): it is for who edits shaders, not for the screen.
Result<unsigned> make_program(const ShaderFile& vertex, const ShaderFile& fragment);
// "0:12(5): error: …" (Mesa), "0(12) : error …" (NVIDIA) and "ERROR: 0:12: …" (Apple, AMD) in that form.
std::string readable_log(const std::string& log, const std::string& file);

}  // namespace dlab
