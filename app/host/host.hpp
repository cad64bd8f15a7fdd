// Where frames happen: a GLFW window on a display, or an EGL context without one. Both own ImGui's context
// and backends; what is drawn in them does not know which it is.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/export/export.hpp"
#include "core/base/error.hpp"

namespace dlab {

// A key's press or repetition. Tab is never passed to ImGui: the focus is ControlState's.
struct KeyPress {
  int key;  // GLFW_KEY_…
  bool control, shift, alt;
  bool repeat;
};

// A pointer that is not a real one: what tests do in the off-screen host.
struct Pointer {
  float x = -1, y = -1;  // pixels
  bool left = false, right = false;
  float wheel = 0;
};

struct FrameInput {
  float width = 0, height = 0;  // framebuffer pixels
  float display_scale = 1;      // pixels per point
  std::vector<KeyPress> keys;   // since the last frame
  std::vector<std::string> dropped_files;
  // Read by OffScreen only: its pointer from here on, and characters typed (UTF-8).
  std::optional<Pointer> pointer;
  std::string typed;
};

class Window {
 public:
  // width, height in points. Errors: no display, no OpenGL 3.3 (sentence with a remedy).
  static Result<std::unique_ptr<Window>> open(const std::string& title, double width, double height);
  ~Window();

  // Runs `frame` once an event arrives, `wake()` was called, or at once while `busy()` says so (animations,
  // drags); sleeps otherwise. Returns when the window is closed or close() was called.
  void run(const std::function<void(const FrameInput&)>& frame, const std::function<bool()>& busy,
           const std::function<bool()>& may_close);
  void wake();  // from any thread
  void close();
  void set_title(const std::string& title);
  void set_full_screen(bool on);
  void set_ground(float r, float g, float b);
  // Called between frames, with the GL context current, before ImGui's next frame: the place to make UiFonts.
  void before_frame(std::function<void(const FrameInput&)> hook);
  std::string clipboard() const;
  // Hands over the pixels of the frame being built, once it is drawn.
  void capture(std::function<void(const Pixels&)> taker);

 private:
  Window();
  struct State;
  std::unique_ptr<State> state_;
};

// Off-screen: EGL surfaceless (or device) platform, a framebuffer object of our own; no display is needed.
class OffScreen {
 public:
  // Errors: no EGL, no OpenGL 3.3: one sentence naming the package that has it.
  static Result<std::unique_ptr<OffScreen>> open(int width, int height, float display_scale);
  ~OffScreen();
  // One ImGui frame with the given input; the pixels after it.
  void frame(const std::function<void(const FrameInput&)>& build, const FrameInput& input = {});
  void set_ground(float r, float g, float b);
  Pixels pixels() const;
  std::string renderer() const;

 private:
  OffScreen();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dlab
