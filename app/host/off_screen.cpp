// The host without a display: frames are drawn into a framebuffer object and read back.
#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <cfloat>

#include "app/host/egl.hpp"
#include "app/host/host.hpp"
#include "app/host/imgui_host.hpp"

namespace dlab {

struct OffScreen::State {
  std::unique_ptr<EglContext> egl;
  ImGuiContext* imgui = nullptr;
  int width = 0, height = 0;
  float display_scale = 1;
  std::array<float, 3> ground{1, 1, 1};
  GLuint framebuffer = 0, color = 0;

  void make_current() {
    egl->make_current();
    ImGui::SetCurrentContext(imgui);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  }
};

OffScreen::OffScreen() : state_(std::make_unique<State>()) {}

OffScreen::~OffScreen() {
  State& state = *state_;
  if (!state.imgui) return;
  state.make_current();
  ImGui_ImplOpenGL3_Shutdown();
  glDeleteFramebuffers(1, &state.framebuffer);
  glDeleteRenderbuffers(1, &state.color);
  ImGui::DestroyContext(state.imgui);
}

Result<std::unique_ptr<OffScreen>> OffScreen::open(int width, int height, float display_scale) {
  auto egl = EglContext::create();
  if (!egl) return egl.error();
  std::unique_ptr<OffScreen> made(new OffScreen);
  State& state = *made->state_;
  state.egl = *std::move(egl);
  state.width = width;
  state.height = height;
  state.display_scale = display_scale;
  GLint most = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
  if (std::max(width, height) > most)
    return Error{"",
                 N_("This OpenGL draws at most %1 pixels a side: ask for a smaller picture."),
                 {std::to_string(most)}};
  // Every edge is anti-aliased by what draws it, so one sample a pixel is enough.
  glGenFramebuffers(1, &state.framebuffer);
  glBindFramebuffer(GL_FRAMEBUFFER, state.framebuffer);
  glGenRenderbuffers(1, &state.color);
  glBindRenderbuffer(GL_RENDERBUFFER, state.color);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, state.color);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    return Error{"", N_("OpenGL has no room for a picture of this size: ask for a smaller one."), {}};
  state.imgui = make_imgui_context();
  map_keys();
  ImGui_ImplOpenGL3_Init("#version 330");
  return made;
}

void OffScreen::frame(const std::function<void(const FrameInput&)>& build, const FrameInput& input) {
  State& state = *state_;
  state.make_current();
  FrameInput now = input;
  now.width = static_cast<float>(state.width);
  now.height = static_cast<float>(state.height);
  now.display_scale = state.display_scale;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {now.width, now.height};
  io.DeltaTime = 1.f / 60;  // every run is the same
  if (input.pointer) {
    const bool inside = input.pointer->x >= 0 && input.pointer->y >= 0;
#if IMGUI_VERSION_NUM < 18700
    io.MousePos = inside ? ImVec2(input.pointer->x, input.pointer->y) : ImVec2(-FLT_MAX, -FLT_MAX);
    io.MouseDown[0] = input.pointer->left;
    io.MouseDown[1] = input.pointer->right;
    io.MouseWheel = input.pointer->wheel;
#else
    io.ConfigInputTrickleEventQueue = false;
    io.AddMousePosEvent(inside ? input.pointer->x : -FLT_MAX, inside ? input.pointer->y : -FLT_MAX);
    io.AddMouseButtonEvent(0, input.pointer->left);
    io.AddMouseButtonEvent(1, input.pointer->right);
    io.AddMouseWheelEvent(0, input.pointer->wheel);
#endif
  }
  feed_keys(input.keys, true);
  if (!input.typed.empty()) io.AddInputCharactersUTF8(input.typed.c_str());
  ImGui_ImplOpenGL3_NewFrame();
  refresh_font_texture();
  ImGui::NewFrame();
  build(now);
  ImGui::Render();
  feed_keys(input.keys, false);
  glViewport(0, 0, state.width, state.height);
  glClearColor(state.ground[0], state.ground[1], state.ground[2], 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  // What a swap does in a window: a software renderer keeps every frame's bins until it is waited for, so
  // unread frames would gather without end.
  glFinish();
}

void OffScreen::set_ground(float r, float g, float b) { state_->ground = {r, g, b}; }

Pixels OffScreen::pixels() const {
  state_->make_current();
  return read_framebuffer(state_->width, state_->height);
}

std::string OffScreen::renderer() const {
  state_->make_current();
  return reinterpret_cast<const char*>(glGetString(GL_RENDERER));
}

}  // namespace dlab
