#include "core/gpu/compute_program.hpp"

#include <algorithm>

namespace dlab {
namespace {

template <class Length, class Read>
std::string log_of(const Length& length, const Read& read) {
  GLint size = 0;
  length(&size);
  std::string log(static_cast<std::size_t>(std::max(size, 1)), '\0');
  GLsizei written = 0;
  read(size, &written, log.data());
  log.resize(static_cast<std::size_t>(written));
  return log;
}

}  // namespace

Result<std::unique_ptr<ComputeProgram>> ComputeProgram::compile(
    const GlApi& gl, const std::string& file, const std::vector<std::pair<std::string, int>>& defines,
    const ShaderFiles& files) {
  const Result<ShaderText> source = shader_text(file, defines, files);
  if (!source) return source.error();
  const GLuint shader = gl.CreateShader(GL_COMPUTE_SHADER);
  const char* text = source->text.c_str();
  gl.ShaderSource(shader, 1, &text, nullptr);
  gl.CompileShader(shader);
  GLint good = GL_FALSE;
  gl.GetShaderiv(shader, GL_COMPILE_STATUS, &good);
  std::string log;
  GLuint program = 0;
  if (good) {
    program = gl.CreateProgram();
    gl.AttachShader(program, shader);
    gl.LinkProgram(program);
    gl.GetProgramiv(program, GL_LINK_STATUS, &good);
    if (!good)
      log = log_of(
          [&](GLint* size) { gl.GetProgramiv(program, GL_INFO_LOG_LENGTH, size); },
          [&](GLint size, GLsizei* written, char* to) { gl.GetProgramInfoLog(program, size, written, to); });
  } else {
    log = log_of(
        [&](GLint* size) { gl.GetShaderiv(shader, GL_INFO_LOG_LENGTH, size); },
        [&](GLint size, GLsizei* written, char* to) { gl.GetShaderInfoLog(shader, size, written, to); });
  }
  gl.DeleteShader(shader);
  if (good) return std::unique_ptr<ComputeProgram>(new ComputeProgram(gl, program));
  if (program) gl.DeleteProgram(program);
  return Error{"",
               N_("The graphics driver does not compile %1, so train on the processor. It says: %2"),
               {source->places.back().file, with_places(log, source->places)}};
}

ComputeProgram::~ComputeProgram() { gl_.DeleteProgram(id_); }

void ComputeProgram::set(std::string_view name, Value value) {
  auto found = uniforms_.find(name);
  if (found == uniforms_.end()) {
    const std::string key(name);
    found = uniforms_.emplace(key, Uniform{gl_.GetUniformLocation(id_, key.c_str()), {}}).first;
  }
  Uniform& uniform = found->second;
  if (uniform.location < 0 || uniform.value == value) return;
  uniform.value = value;
  if (const int* number = std::get_if<int>(&value)) gl_.Uniform1i(uniform.location, *number);
  if (const auto* number = std::get_if<std::uint32_t>(&value)) gl_.Uniform1ui(uniform.location, *number);
  if (const float* number = std::get_if<float>(&value)) gl_.Uniform1f(uniform.location, *number);
}

}  // namespace dlab
