#include "app/draw/kept_gl_state.hpp"

#include <glad/gl.h>

namespace dlab {
namespace {

constexpr std::array<GLenum, 6> switches{GL_BLEND,        GL_CULL_FACE,    GL_DEPTH_TEST,
                                         GL_SCISSOR_TEST, GL_STENCIL_TEST, GL_MULTISAMPLE};
constexpr std::array<GLenum, 6> blends{GL_BLEND_EQUATION_RGB, GL_BLEND_EQUATION_ALPHA, GL_BLEND_SRC_RGB,
                                       GL_BLEND_DST_RGB,      GL_BLEND_SRC_ALPHA,      GL_BLEND_DST_ALPHA};

GLuint name(int value) { return static_cast<GLuint>(value); }
GLenum choice(int value) { return static_cast<GLenum>(value); }

}  // namespace

KeptGlState::KeptGlState() {
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_framebuffer_);
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_framebuffer_);
  glGetIntegerv(GL_RENDERBUFFER_BINDING, &renderbuffer_);
  glGetIntegerv(GL_CURRENT_PROGRAM, &program_);
  glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertex_array_);
  glGetIntegerv(GL_ARRAY_BUFFER_BINDING, &array_buffer_);
  glGetIntegerv(GL_ACTIVE_TEXTURE, &active_texture_);
  glActiveTexture(GL_TEXTURE0);
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &texture_);
  glGetIntegerv(GL_DEPTH_FUNC, &depth_function_);
  glGetIntegerv(GL_VIEWPORT, viewport_.data());
  glGetIntegerv(GL_SCISSOR_BOX, scissor_.data());
  for (std::size_t i = 0; i < blends.size(); ++i) glGetIntegerv(blends[i], &blend_[i]);
  glGetFloatv(GL_COLOR_CLEAR_VALUE, clear_color_.data());
  glGetFloatv(GL_DEPTH_CLEAR_VALUE, &clear_depth_);
  glGetBooleanv(GL_DEPTH_WRITEMASK, &depth_mask_);
  glGetBooleanv(GL_COLOR_WRITEMASK, color_mask_.data());
  for (std::size_t i = 0; i < switches.size(); ++i) switches_[i] = glIsEnabled(switches[i]) == GL_TRUE;
}

KeptGlState::~KeptGlState() {
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, name(draw_framebuffer_));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, name(read_framebuffer_));
  glBindRenderbuffer(GL_RENDERBUFFER, name(renderbuffer_));
  glUseProgram(name(program_));
  glBindVertexArray(name(vertex_array_));
  glBindBuffer(GL_ARRAY_BUFFER, name(array_buffer_));
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, name(texture_));
  glActiveTexture(choice(active_texture_));
  glDepthFunc(choice(depth_function_));
  glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
  glScissor(scissor_[0], scissor_[1], scissor_[2], scissor_[3]);
  glBlendEquationSeparate(choice(blend_[0]), choice(blend_[1]));
  glBlendFuncSeparate(choice(blend_[2]), choice(blend_[3]), choice(blend_[4]), choice(blend_[5]));
  glClearColor(clear_color_[0], clear_color_[1], clear_color_[2], clear_color_[3]);
  glClearDepth(static_cast<double>(clear_depth_));
  glDepthMask(depth_mask_);
  glColorMask(color_mask_[0], color_mask_[1], color_mask_[2], color_mask_[3]);
  for (std::size_t i = 0; i < switches.size(); ++i) {
    if (switches_[i])
      glEnable(switches[i]);
    else
      glDisable(switches[i]);
  }
}

}  // namespace dlab
