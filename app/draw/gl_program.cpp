#include "app/draw/gl_program.hpp"

#include <glad/gl.h>

#include <cctype>
#include <sstream>
#include <vector>

namespace dlab {
namespace {

std::string shader_log(GLuint shader) {
  GLint length = 0;
  glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &length);
  std::vector<char> text(static_cast<std::size_t>(length) + 1);
  glGetShaderInfoLog(shader, length, nullptr, text.data());
  return text.data();
}

std::string program_log(GLuint program) {
  GLint length = 0;
  glGetProgramiv(program, GL_INFO_LOG_LENGTH, &length);
  std::vector<char> text(static_cast<std::size_t>(length) + 1);
  glGetProgramInfoLog(program, length, nullptr, text.data());
  return text.data();
}

Result<GLuint> compile(GLenum kind, const ShaderFile& file) {
  const GLuint shader = glCreateShader(kind);
  const char* text = file.text.data();
  const auto length = static_cast<GLint>(file.text.size());
  glShaderSource(shader, 1, &text, &length);
  glCompileShader(shader);
  GLint good = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good == GL_TRUE) return shader;
  const std::string log = readable_log(shader_log(shader), file.name);
  glDeleteShader(shader);
  return Error{"", log, {}};
}

}  // namespace

Result<unsigned> make_program(const ShaderFile& vertex, const ShaderFile& fragment) {
  const Result<GLuint> first = compile(GL_VERTEX_SHADER, vertex);
  if (!first) return first.error();
  const Result<GLuint> second = compile(GL_FRAGMENT_SHADER, fragment);
  if (!second) {
    glDeleteShader(*first);
    return second.error();
  }
  const GLuint program = glCreateProgram();
  for (GLuint shader : {*first, *second}) glAttachShader(program, shader);
  glLinkProgram(program);
  for (GLuint shader : {*first, *second}) {
    glDetachShader(program, shader);
    glDeleteShader(shader);
  }
  GLint good = GL_FALSE;
  glGetProgramiv(program, GL_LINK_STATUS, &good);
  if (good == GL_TRUE) return program;
  const std::string log = vertex.name + " + " + fragment.name + ": " + program_log(program);
  glDeleteProgram(program);
  return Error{"", log, {}};
}

std::string readable_log(const std::string& log, const std::string& file) {
  std::istringstream lines(log);
  std::string line, out;
  while (std::getline(lines, line)) {
    if (line.empty() || line == "\r") continue;
    // The first "0:" or "0(" before digits gives the line.
    std::string number, rest = line;
    for (std::size_t i = 0; i + 2 < line.size() && number.empty(); ++i) {
      const bool begins = i == 0 || !std::isalnum(static_cast<unsigned char>(line[i - 1]));
      if (!begins || line[i] != '0' || (line[i + 1] != ':' && line[i + 1] != '(')) continue;
      std::size_t end = i + 2;
      while (end < line.size() && std::isdigit(static_cast<unsigned char>(line[end]))) number += line[end++];
      if (number.empty()) continue;
      if (end < line.size() && line[end] == '(') end = line.find(')', end);  // Mesa's column
      const std::size_t words = end == std::string::npos ? end : line.find_first_not_of(") :", end);
      rest = words == std::string::npos ? "" : line.substr(words);
    }
    if (!out.empty()) out += '\n';
    out += file + (number.empty() ? ": " : ":" + number + ": ") + rest;
  }
  return out;
}

}  // namespace dlab
