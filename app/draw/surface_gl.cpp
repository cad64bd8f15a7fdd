#include "app/draw/surface_gl.hpp"

#include <glad/gl.h>
#include <imgui.h>

#include <algorithm>
#include <cstdint>

namespace dlab {
namespace {

constexpr GLint most_samples = 8;
constexpr int rough_cells = 48;  // along a side, in a hurry

}  // namespace

bool has_renderer() { return ImGui::GetCurrentContext() && ImGui::GetIO().BackendRendererUserData; }

bool same_field(const Surface& a, const Surface& b) {
  return a.values == b.values && a.columns == b.columns && a.rows == b.rows && a.low == b.low &&
         a.high == b.high;
}

unsigned nearest_texture() {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  return texture;
}

SurfaceTarget::SurfaceTarget(bool rough) {
  if (!rough) glGetIntegerv(GL_MAX_SAMPLES, &samples);
  samples = std::min(samples, most_samples);
  glGenFramebuffers(1, &framebuffer);
  glGenFramebuffers(1, &resolve);
  glGenRenderbuffers(1, &color);
  glGenRenderbuffers(1, &depth);
}

SurfaceTarget::~SurfaceTarget() {
  if (!has_renderer()) return;
  glDeleteFramebuffers(1, &framebuffer);
  glDeleteFramebuffers(1, &resolve);
  glDeleteRenderbuffers(1, &color);
  glDeleteRenderbuffers(1, &depth);
}

bool SurfaceTarget::grow(int to_width, int to_height) {
  if (to_width <= width && to_height <= height) return true;
  const int new_width = std::max(width, to_width), new_height = std::max(height, to_height);
  GLint most = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
  if (std::max(new_width, new_height) > most) return false;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  const auto attach = [&](GLuint buffer, GLenum format, GLenum place) {
    glBindRenderbuffer(GL_RENDERBUFFER, buffer);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format, new_width, new_height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, place, GL_RENDERBUFFER, buffer);
  };
  attach(color, GL_RGBA8, GL_COLOR_ATTACHMENT0);
  attach(depth, GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) return false;
  width = new_width;
  height = new_height;
  return true;
}

bool SurfaceTarget::resolve_into(unsigned texture, int of_width, int of_height) {
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, resolve);
  glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  if (glCheckFramebufferStatus(GL_DRAW_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) return false;
  glBlitFramebuffer(0, 0, of_width, of_height, 0, 0, of_width, of_height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  return true;
}

SurfaceBuffers::SurfaceBuffers(const Surface& surface, bool in_a_hurry)
    : of(surface), rough(in_a_hurry), shape(surface_mesh(surface, in_a_hurry ? rough_cells : all_cells)) {
  of.points = nullptr;
  glGenVertexArrays(1, &array);
  glGenBuffers(1, &vertices);
  glGenBuffers(1, &indices);
  glBindVertexArray(array);
  glBindBuffer(GL_ARRAY_BUFFER, vertices);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(shape.vertices.size() * sizeof(SurfaceMesh::Vertex)),
               shape.vertices.data(), GL_STATIC_DRAW);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(shape.indices.size() * sizeof(std::uint32_t)),
               shape.indices.data(), GL_STATIC_DRAW);
  constexpr GLsizei stride = sizeof(SurfaceMesh::Vertex);
  glEnableVertexAttribArray(0);
  glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride, nullptr);
  glEnableVertexAttribArray(1);
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, reinterpret_cast<void*>(3 * sizeof(float)));
  glEnableVertexAttribArray(2);
  glVertexAttribPointer(2, 2, GL_FLOAT, GL_FALSE, stride, reinterpret_cast<void*>(5 * sizeof(float)));
  std::vector<float> places;
  for (const SurfaceMesh::Node& node : shape.nodes) places.push_back(node.place);
  field = nearest_texture();
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, shape.columns, shape.rows, 0, GL_RED, GL_FLOAT, places.data());
}

SurfaceBuffers::~SurfaceBuffers() {
  if (!has_renderer()) return;
  glDeleteVertexArrays(1, &array);
  glDeleteBuffers(1, &vertices);
  glDeleteBuffers(1, &indices);
  glDeleteTextures(1, &field);
}

}  // namespace dlab
