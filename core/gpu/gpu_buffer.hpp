// Numbers in the device's memory.
#pragma once
#include <cstddef>
#include <span>
#include <utility>

#include "core/gpu/gl_api.hpp"

namespace dlab {

// Belongs to the context that was current when it was made, which is current again when it goes.
class GpuBuffer {
 public:
  GpuBuffer() = default;
  GpuBuffer(const GlApi& gl, std::size_t floats);  // zeroed; at least one
  ~GpuBuffer();
  GpuBuffer(GpuBuffer&& other) noexcept { *this = std::move(other); }
  GpuBuffer& operator=(GpuBuffer&& other) noexcept;

  std::size_t size() const { return size_; }
  void bind(GLuint binding) const { gl_->BindBufferBase(GL_SHADER_STORAGE_BUFFER, binding, id_); }
  void write(std::span<const float> values, std::size_t at = 0) const;
  void read(std::span<float> values, std::size_t at = 0) const;  // waits for what is under way
  void clear() const;

 private:
  const GlApi* gl_ = nullptr;
  GLuint id_ = 0;
  std::size_t size_ = 0;
};

}  // namespace dlab
