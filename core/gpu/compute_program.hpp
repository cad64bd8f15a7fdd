// A compiled compute shader; it belongs to the context that was current when it was made.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.hpp"
#include "core/gpu/gl_api.hpp"
#include "core/gpu/shader_text.hpp"

namespace dlab {

class ComputeProgram {
 public:
  // Errors: what the driver says, by file and line.
  static Result<std::unique_ptr<ComputeProgram>> compile(
      const GlApi& gl, const std::string& file, const std::vector<std::pair<std::string, int>>& defines,
      const ShaderFiles& files = compute_shaders());
  ~ComputeProgram();
  ComputeProgram(const ComputeProgram&) = delete;

  void use() const { gl_.UseProgram(id_); }
  // Of the program in use; names that it does not have are passed over.
  void set(std::string_view name, int value) { set(name, Value(value)); }
  void set(std::string_view name, std::uint32_t value) { set(name, Value(value)); }
  void set(std::string_view name, float value) { set(name, Value(value)); }

 private:
  using Value = std::variant<int, std::uint32_t, float>;
  struct Uniform {
    GLint location;
    std::optional<Value> value;  // that it has
  };
  ComputeProgram(const GlApi& gl, GLuint id) : gl_(gl), id_(id) {}
  void set(std::string_view name, Value value);

  const GlApi& gl_;
  GLuint id_;
  std::map<std::string, Uniform, std::less<>> uniforms_;
};

}  // namespace dlab
