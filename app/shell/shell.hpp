// The two ways to see the program: its window, and a picture of its window without a display.
#pragma once
#include <optional>
#include <string>

#include "app/export/export.hpp"
#include "core/base/error.hpp"
#include "core/exhibit/scene.hpp"
#include "core/figure/style.hpp"

namespace dlab {

struct WindowOptions {
  int width = 1280, height = 800;  // points
  float scale = 1;                 // pixels per point, 1 … 3
  std::optional<ThemeKind> theme;  // none: as the user left it (a picture: light)
  std::string language;            // "en", "zh"; empty: as the user left it, else the environment's
};

// Opens the window and returns the exit status once it is closed. No scene: the work as it was left.
int open_window(const std::optional<Scene>& scene, const WindowOptions& options);

// The whole window, controls included, drawn off-screen; an Error where there is no EGL.
Result<Pixels> render_window(const Scene& scene, const WindowOptions& options);

}  // namespace dlab
