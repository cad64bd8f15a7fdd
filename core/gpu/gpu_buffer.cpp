#include "core/gpu/gpu_buffer.hpp"

#include <algorithm>
#include <cassert>

namespace dlab {
namespace {

GLsizeiptr bytes(std::size_t floats) { return static_cast<GLsizeiptr>(floats * sizeof(float)); }

}  // namespace

GpuBuffer::GpuBuffer(const GlApi& gl, std::size_t floats)
    : gl_(&gl), size_(std::max<std::size_t>(floats, 1)) {
  gl.GenBuffers(1, &id_);
  gl.BindBuffer(GL_SHADER_STORAGE_BUFFER, id_);
  gl.BufferData(GL_SHADER_STORAGE_BUFFER, bytes(size_), nullptr, GL_DYNAMIC_COPY);
  clear();
}

GpuBuffer::~GpuBuffer() {
  if (gl_) gl_->DeleteBuffers(1, &id_);
}

GpuBuffer& GpuBuffer::operator=(GpuBuffer&& other) noexcept {
  std::swap(gl_, other.gl_);
  std::swap(id_, other.id_);
  std::swap(size_, other.size_);
  return *this;
}

void GpuBuffer::write(std::span<const float> values, std::size_t at) const {
  assert(at + values.size() <= size_);
  if (values.empty()) return;
  gl_->BindBuffer(GL_SHADER_STORAGE_BUFFER, id_);
  gl_->BufferSubData(GL_SHADER_STORAGE_BUFFER, bytes(at), bytes(values.size()), values.data());
}

void GpuBuffer::read(std::span<float> values, std::size_t at) const {
  assert(at + values.size() <= size_);
  if (values.empty()) return;
  gl_->MemoryBarrier(GL_BUFFER_UPDATE_BARRIER_BIT);
  gl_->BindBuffer(GL_SHADER_STORAGE_BUFFER, id_);
  gl_->GetBufferSubData(GL_SHADER_STORAGE_BUFFER, bytes(at), bytes(values.size()), values.data());
}

void GpuBuffer::clear() const {
  gl_->BindBuffer(GL_SHADER_STORAGE_BUFFER, id_);
  gl_->ClearBufferData(GL_SHADER_STORAGE_BUFFER, GL_R32F, GL_RED, GL_FLOAT, nullptr);
}

}  // namespace dlab
