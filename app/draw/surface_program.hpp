// The OpenGL programs of a landscape: land, walls and points into the framebuffer that is bound.
#pragma once
#include <string>

#include "app/draw/gl_program.hpp"
#include "app/draw/surface_gl.hpp"

namespace dlab {

struct SurfaceShaders {
  ShaderFile vertex, land_fragment, wall_fragment, point_vertex, point_fragment;
};
SurfaceShaders surface_shaders();  // those of shaders/

class SurfaceProgram {
 public:
  // Needs a current OpenGL context, as does everything here. Changes its state.
  explicit SurfaceProgram(const SurfaceShaders& shaders);
  ~SurfaceProgram();
  SurfaceProgram(const SurfaceProgram&) = delete;
  SurfaceProgram& operator=(const SurfaceProgram&) = delete;

  const std::string& complaint() const { return complaint_; }  // empty: it can draw
  bool software() const { return software_; }                  // the processor draws
  // Clears the framebuffer's lower left part and draws with depth and alpha multiplied in.
  void draw(const Surface& surface, const SurfaceBuffers& buffers, const SurfaceFrame& frame);

 private:
  void draw_land(const Surface& surface, const SurfaceBuffers& buffers, const SurfaceFrame& frame);
  void draw_points(const Surface& surface, const SurfaceBuffers& buffers, const SurfaceFrame& frame);

  unsigned land_ = 0, wall_ = 0, point_ = 0;
  unsigned point_array_ = 0, point_buffer_ = 0;
  unsigned ramp_ = 0, level_ = 0;  // textures
  bool software_ = false;
  std::string complaint_;
};

}  // namespace dlab
