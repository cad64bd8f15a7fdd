// The host with a display: a GLFW window whose loop sleeps until something happens.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cfloat>
#include <cstdlib>
#include <deque>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "app/host/host.hpp"
#include "app/host/imgui_host.hpp"
#include "app/host/pin_driver.hpp"

namespace dlab {
namespace {

constexpr int settling_frames = 3;           // ImGui's hover and focus arrive a frame late
constexpr double rest = 0.55;                // one frame this long after the last input: tooltips
constexpr double blink = 0.4;                // between frames while a text cursor blinks
constexpr double shortest_frame = 1 / 144.;  // where the driver does not wait for the screen
constexpr double least_width = 1024, least_height = 640;

// DLAB_SCALE, if it is a number; else what the monitor says.
float pixels_per_point(float monitor) {
  float scale = monitor;
  if (const char* text = std::getenv("DLAB_SCALE")) {
    char* end = nullptr;
    const float wanted = std::strtof(text, &end);
    if (end != text && *end == '\0' && wanted > 0) scale = wanted;
  }
  return std::clamp(scale, 1.f, 3.f);
}

}  // namespace

struct Window::State {
  GLFWwindow* window = nullptr;
  bool initialised = false;
  ImGuiContext* imgui = nullptr;
  std::array<float, 3> ground{1, 1, 1};
  std::function<void(const FrameInput&)> before;
  std::function<void(const Pixels&)> capture;
  FrameInput input;
  int settle = settling_frames;  // frames still to draw
  double last_input = 0, last_frame = 0;
  bool rested = false;  // the frame after the last input's rest is drawn
  std::atomic<bool> woken{false};
  std::array<int, 4> windowed{};  // place and size before full screen
  // Not yet passed on, in the order of the hand.
  struct Key {
    int key, code, action, mods;
    // Does something to a text, rather than becoming a part of it.
    bool commands() const {
      const bool modifier = key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
      return (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0 || (key >= GLFW_KEY_ESCAPE && !modifier);
    }
  };
  struct Button {
    int which;
    bool down;
    double x, y;  // where the pointer was: asking when it is passed on would tell where it is by then
  };
  using Character = unsigned;
  std::deque<std::variant<Key, Character, Button>> events;
  double cursor_x = 0, cursor_y = 0;  // in window units, as the last event said
  std::array<bool, 3> held{};
  ImVec2 passed{-FLT_MAX, -FLT_MAX};  // where the last frame's pointer was, in window units
  std::optional<ImVec2> place;        // this frame's, where a button's event says it
  bool approached = false;            // the pointer is there, the button is next

  static State& of(GLFWwindow* window) { return *static_cast<State*>(glfwGetWindowUserPointer(window)); }
  void stir() {
    settle = settling_frames;
    last_input = glfwGetTime();
    rested = false;
  }
  float ratio() const {  // framebuffer pixels per window unit: not 1 on a Mac
    int width = 0, height = 0, pixels = 0;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &pixels, &height);
    return width > 0 && pixels > 0 ? static_cast<float>(pixels) / static_cast<float>(width) : 1.f;
  }
  void install_callbacks();
  void take(std::variant<Key, Character, Button> event);
  void pass_on(const Key& key, FrameInput& to);
  void pass_events_on(FrameInput& to);
  bool sleep(bool busy);
  void draw(const std::function<void(const FrameInput&)>& frame);
};

// Each passes on to ImGui what it needs. Tab is kept: the focus is the program's own.
void Window::State::install_callbacks() {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int code, int action, int mods) {
    of(w).take(Key{key, code, action, mods});
  });
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned code) { of(w).take(Character{code}); });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int which, int action, int) {
    of(w).take(Button{which, action == GLFW_PRESS, of(w).cursor_x, of(w).cursor_y});
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
    of(w).stir();
    ImGui_ImplGlfw_ScrollCallback(w, x, y);
  });
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    of(w).stir();
    of(w).cursor_x = x;
    of(w).cursor_y = y;
  });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
    of(w).stir();
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
  });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int focused) {
    of(w).stir();
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
    of(w).stir();
    for (int i = 0; i < count; ++i) of(w).input.dropped_files.emplace_back(paths[i]);
  });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { of(w).stir(); });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { of(w).stir(); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { of(w).stir(); });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) { of(w).stir(); });
}

// An ImGui with a queue of its own gets keys and characters at once.
void Window::State::take(std::variant<Key, Character, Button> event) {
  stir();
#if IMGUI_VERSION_NUM >= 18700
  if (const Key* key = std::get_if<Key>(&event)) return pass_on(*key, input);
  if (const Character* code = std::get_if<Character>(&event))
    return ImGui_ImplGlfw_CharCallback(window, *code);
#endif
  events.push_back(event);
}

void Window::State::pass_on(const Key& key, FrameInput& to) {
  if (key.action != GLFW_RELEASE)
    to.keys.push_back({key.key, (key.mods & GLFW_MOD_CONTROL) != 0, (key.mods & GLFW_MOD_SHIFT) != 0,
                       (key.mods & GLFW_MOD_ALT) != 0, key.action == GLFW_REPEAT});
  if (key.key != GLFW_KEY_TAB) ImGui_ImplGlfw_KeyCallback(window, key.key, key.code, key.action, key.mods);
}

// As many events as one frame can take without confusing their order. A key that goes down and up must be
// seen down; a button goes down and up in its place, which the pointer reaches a frame before, so that a drag
// is whole when it is let go; a text box takes a frame's characters before its commands.
void Window::State::pass_events_on(FrameInput& to) {
  std::vector<int> changed;
  bool commanded = false, typed = false;
  while (!events.empty()) {
    const auto event = events.front();
    if (const Button* button = std::get_if<Button>(&event)) {
      if (typed || !changed.empty()) break;
      const ImVec2 at{static_cast<float>(button->x), static_cast<float>(button->y)};
      place = at;
      approached = !approached && (at.x != passed.x || at.y != passed.y);
      if (approached) break;
      if (button->which >= 0 && button->which < static_cast<int>(held.size())) {
        held[static_cast<std::size_t>(button->which)] = button->down;
#if IMGUI_VERSION_NUM >= 18700
        ImGui::GetIO().AddMouseButtonEvent(button->which, button->down);
#endif
      }
      events.pop_front();
      break;
    }
    if (const Key* key = std::get_if<Key>(&event)) {
      if (std::find(changed.begin(), changed.end(), key->key) != changed.end()) break;
      changed.push_back(key->key);
      commanded = commanded || key->commands();
      pass_on(*key, to);
    } else {
      if (commanded) break;
      typed = true;
      ImGui_ImplGlfw_CharCallback(window, std::get<Character>(event));
    }
    events.pop_front();
  }
  if (!events.empty()) settle = std::max(settle, settling_frames);
}

// Waits for a reason to draw; false if it was roused without one.
bool Window::State::sleep(bool busy) {
  const double now = glfwGetTime();
  double wait = -1;  // for ever
  if (busy || settle > 0) {
    wait = std::max(0.0, last_frame + shortest_frame - now);
  } else {
    if (!rested) wait = std::max(0.0, last_input + rest - now);
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput && io.ConfigInputTextCursorBlink) wait = wait < 0 ? blink : std::min(wait, blink);
  }
  const int settled = settle;
  if (wait < 0) {
    glfwWaitEvents();
  } else if (wait > 0) {
    glfwWaitEventsTimeout(wait);
  } else {
    glfwPollEvents();
  }
  const double after = glfwGetTime();
  if (woken.exchange(false) || busy || settle > 0 || settled > 0) return true;
  if (!rested && after >= last_input + rest) return rested = true;
  return wait >= 0 && after >= now + wait;  // the text cursor's tick
}

void Window::State::draw(const std::function<void(const FrameInput&)>& frame) {
  int width = 0, height = 0;
  glfwGetFramebufferSize(window, &width, &height);
  if (width <= 0 || height <= 0) {
    settle = 0;
    return;
  }
  last_frame = glfwGetTime();
  if (settle > 0) --settle;
  float scale = 1;
  glfwGetWindowContentScale(window, &scale, nullptr);
  FrameInput now = std::exchange(input, {});
  now.width = static_cast<float>(width);
  now.height = static_cast<float>(height);
  now.display_scale = pixels_per_point(scale);
  place.reset();
  pass_events_on(now);
  [[maybe_unused]] const ImVec2 last = std::exchange(
      passed, place.value_or(ImVec2{static_cast<float>(cursor_x), static_cast<float>(cursor_y)}));
  if (before) before(now);
  ImGui_ImplOpenGL3_NewFrame();
  refresh_font_texture();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {now.width, now.height};  // pixels everywhere
  io.DisplayFramebufferScale = {1, 1};
#if IMGUI_VERSION_NUM < 18700
  if (place) io.MousePos = *place;
  std::copy(held.begin(), held.end(), io.MouseDown);
  if (io.MousePos.x > -FLT_MAX) io.MousePos = {io.MousePos.x * ratio(), io.MousePos.y * ratio()};
#else
  if (passed.x != last.x || passed.y != last.y) io.AddMousePosEvent(passed.x * ratio(), passed.y * ratio());
#endif
  ImGui::NewFrame();
  frame(now);
  ImGui::Render();
  glViewport(0, 0, width, height);
  glClearColor(ground[0], ground[1], ground[2], 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (capture) std::exchange(capture, {})(read_framebuffer(width, height));
  glfwSwapBuffers(window);
}

Window::Window() : state_(std::make_unique<State>()) {}

Window::~Window() {
  State& state = *state_;
  if (state.imgui) {
    ImGui::SetCurrentContext(state.imgui);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(state.imgui);
  }
  if (state.window) glfwDestroyWindow(state.window);
  if (state.initialised) glfwTerminate();
}

Result<std::unique_ptr<Window>> Window::open(const std::string& title, double width, double height) {
  std::unique_ptr<Window> made(new Window);
  State& state = *made->state_;
  GLFWmonitor* monitor = nullptr;
  state.initialised = glfwInit() == GLFW_TRUE;
  if (state.initialised) monitor = glfwGetPrimaryMonitor();
  if (!state.initialised)
    return Error{
        "",
        N_("There is no display to open a window on: set DISPLAY, or use `render` to make pictures."),
        {}};
  float content = 1;
  int x = 0, y = 0, most_width = 1 << 14, most_height = 1 << 14;
  if (monitor) {
    glfwGetMonitorContentScale(monitor, &content, nullptr);
    glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
  }
#ifdef __APPLE__
  const float units = 1;  // window units are points there
#else
  const float units = pixels_per_point(content);
#endif
  const int w = std::min(static_cast<int>(width * units), most_width);
  const int h = std::min(static_cast<int>(height * units), most_height);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "divergence-lab");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "divergence-lab");
  state.window = glfwCreateWindow(w, h, title.c_str(), nullptr, nullptr);
  if (state.window) glfwMakeContextCurrent(state.window);
  if (!state.window || gladLoadGL(glfwGetProcAddress) < GLAD_MAKE_VERSION(3, 3))
    return Error{
        "",
        N_("The window needs OpenGL 3.3, which this display does not offer: update the graphics driver, "
           "or install libgl1-mesa-dri."),
        {}};
  glfwSetWindowSizeLimits(state.window, std::min(w, static_cast<int>(least_width * units)),
                          std::min(h, static_cast<int>(least_height * units)), GLFW_DONT_CARE,
                          GLFW_DONT_CARE);
  glfwSwapInterval(1);
  pin_drivers();
  state.imgui = make_imgui_context();
  state.install_callbacks();
  ImGui_ImplGlfw_InitForOpenGL(state.window, false);
  ImGui_ImplOpenGL3_Init("#version 330");
  return made;
}

void Window::run(const std::function<void(const FrameInput&)>& frame, const std::function<bool()>& busy,
                 const std::function<bool()>& may_close) {
  State& state = *state_;
  state.stir();
  glfwPollEvents();
  state.draw(frame);
  while (true) {
    if (glfwWindowShouldClose(state.window)) {
      if (!may_close || may_close()) return;
      glfwSetWindowShouldClose(state.window, GLFW_FALSE);
    }
    if (state.sleep(busy && busy())) state.draw(frame);
  }
}

void Window::wake() {
  state_->woken = true;
  glfwPostEmptyEvent();
}

void Window::close() {
  glfwSetWindowShouldClose(state_->window, GLFW_TRUE);
  wake();
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(state_->window, title.c_str()); }

void Window::set_full_screen(bool on) {
  State& state = *state_;
  auto& [x, y, w, h] = state.windowed;
  const bool is_on = glfwGetWindowMonitor(state.window) != nullptr;
  if (on == is_on) return;
  if (!on) {
    glfwSetWindowMonitor(state.window, nullptr, x, y, w, h, GLFW_DONT_CARE);
    return;
  }
  glfwGetWindowPos(state.window, &x, &y);
  glfwGetWindowSize(state.window, &w, &h);
  // The monitor that the window's middle is on.
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  GLFWmonitor* chosen = glfwGetPrimaryMonitor();
  for (int i = 0; i < count; ++i) {
    int mx = 0, my = 0;
    glfwGetMonitorPos(monitors[i], &mx, &my);
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
    const int cx = x + w / 2 - mx, cy = y + h / 2 - my;
    if (mode && cx >= 0 && cy >= 0 && cx < mode->width && cy < mode->height) chosen = monitors[i];
  }
  if (const GLFWvidmode* mode = chosen ? glfwGetVideoMode(chosen) : nullptr)
    glfwSetWindowMonitor(state.window, chosen, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void Window::set_ground(float r, float g, float b) { state_->ground = {r, g, b}; }
void Window::before_frame(std::function<void(const FrameInput&)> hook) { state_->before = std::move(hook); }

void Window::capture(std::function<void(const Pixels&)> taker) { state_->capture = std::move(taker); }

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(state_->window);
  return text ? text : "";
}

}  // namespace dlab
