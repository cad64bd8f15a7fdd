// ImGui's context and OpenGL backend as both hosts need them.
#pragma once
#include <imgui.h>

#include <string>
#include <vector>

#include "app/host/host.hpp"

namespace dlab {

// An ImGui context of its own with the program's settings: no .ini file, no navigation of ImGui's (the focus
// is ControlState's), no window decoration.
ImGuiContext* make_imgui_context();
// The font atlas's texture, if the atlas has changed since it was made; needs the OpenGL backend.
void refresh_font_texture();
// Key presses for text boxes where no window system feeds ImGui: `down` them before a frame, release after
// it.
void feed_keys(const std::vector<KeyPress>& keys, bool down);
// What is in the bound framebuffer, rows from the top.
Pixels read_framebuffer(int width, int height);
void map_keys();  // GLFW key codes in ImGui's tables, where this version of ImGui wants them

}  // namespace dlab
