#include "app/host/imgui_host.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <utility>

namespace dlab {
namespace {

// The keys that ImGui's text boxes know.
constexpr std::pair<int, int> text_keys[] = {{ImGuiKey_LeftArrow, GLFW_KEY_LEFT},
                                             {ImGuiKey_RightArrow, GLFW_KEY_RIGHT},
                                             {ImGuiKey_UpArrow, GLFW_KEY_UP},
                                             {ImGuiKey_DownArrow, GLFW_KEY_DOWN},
                                             {ImGuiKey_Home, GLFW_KEY_HOME},
                                             {ImGuiKey_End, GLFW_KEY_END},
                                             {ImGuiKey_Delete, GLFW_KEY_DELETE},
                                             {ImGuiKey_Backspace, GLFW_KEY_BACKSPACE},
                                             {ImGuiKey_Enter, GLFW_KEY_ENTER},
                                             {ImGuiKey_Escape, GLFW_KEY_ESCAPE},
                                             {ImGuiKey_A, GLFW_KEY_A},
                                             {ImGuiKey_C, GLFW_KEY_C},
                                             {ImGuiKey_V, GLFW_KEY_V},
                                             {ImGuiKey_X, GLFW_KEY_X},
                                             {ImGuiKey_Y, GLFW_KEY_Y},
                                             {ImGuiKey_Z, GLFW_KEY_Z}};

}  // namespace

ImGuiContext* make_imgui_context() {
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowBorderSize = 0;
  style.PopupBorderSize = 0;
  style.WindowPadding = style.FramePadding = style.ItemSpacing = {0, 0};
  style.WindowMinSize = {1, 1};
  return context;
}

void refresh_font_texture() {
#if IMGUI_VERSION_NUM < 19200  // from there on the backend does this by itself
  if (ImGui::GetIO().Fonts->TexID) return;
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

void map_keys() {
#if IMGUI_VERSION_NUM < 18700
  for (const auto& [key, code] : text_keys) ImGui::GetIO().KeyMap[key] = code;
#endif
}

void feed_keys(const std::vector<KeyPress>& keys, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  for (const KeyPress& press : keys) {
    for (const auto& [key, code] : text_keys) {
      if (press.key != code) continue;
#if IMGUI_VERSION_NUM < 18700
      io.KeysDown[code] = down;
      io.KeyCtrl = down && press.control;
      io.KeyShift = down && press.shift;
      io.KeyAlt = down && press.alt;
#else
      io.AddKeyEvent(ImGuiMod_Ctrl, down && press.control);
      io.AddKeyEvent(ImGuiMod_Shift, down && press.shift);
      io.AddKeyEvent(ImGuiMod_Alt, down && press.alt);
      io.AddKeyEvent(static_cast<ImGuiKey>(key), down);
#endif
    }
  }
}

Pixels read_framebuffer(int width, int height) {
  Pixels out{width, height, {}};
  const std::size_t row = static_cast<std::size_t>(width) * 4;
  out.rgba.resize(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, out.rgba.data());
  for (int y = 0; y < height / 2; ++y) {  // OpenGL counts rows from the bottom
    const auto top = out.rgba.begin() + static_cast<std::ptrdiff_t>(row) * y;
    const auto bottom = out.rgba.begin() + static_cast<std::ptrdiff_t>(row) * (height - 1 - y);
    std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row), bottom);
  }
  return out;
}

}  // namespace dlab
