// OpenGL's state as it was, put back when this goes: for what draws in the middle of somebody else's frame.
#pragma once
#include <array>

namespace dlab {

class KeptGlState {
 public:
  KeptGlState();
  ~KeptGlState();
  KeptGlState(const KeptGlState&) = delete;
  KeptGlState& operator=(const KeptGlState&) = delete;

 private:
  int draw_framebuffer_ = 0, read_framebuffer_ = 0, renderbuffer_ = 0, program_ = 0, vertex_array_ = 0,
      array_buffer_ = 0, active_texture_ = 0, texture_ = 0, depth_function_ = 0;
  std::array<int, 4> viewport_{}, scissor_{};
  std::array<int, 6> blend_{};  // equations, then functions
  std::array<float, 4> clear_color_{};
  float clear_depth_ = 1;
  unsigned char depth_mask_ = 1;
  std::array<unsigned char, 4> color_mask_{};
  std::array<bool, 6> switches_{};
};

}  // namespace dlab
