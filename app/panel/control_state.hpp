// What the controls remember between frames: which one has the keyboard, and a number that is being typed.
#pragma once
#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "app/host/host.hpp"

namespace dlab {

// Which keys a control uses while it has the focus; all others stay free for the program's shortcuts.
enum class Takes {
  press,   // space and Enter
  choice,  // those, and left, right, up, down, Home, End
  slide,   // arrows, Home, End, page keys, Enter
  text,    // all but function keys and shortcuts with Ctrl that a text box has no use for
};

// Focus is the program's own, not ImGui's navigation: Tab reaches every control in the order of their
// submission, and arrow keys belong to the focused control. A click moves the focus without showing the ring,
// and then leaves space and Enter to the program; sliders keep the arrows.
class ControlState {
 public:
  // First thing in a frame. Moves the focus on Tab, keeps the keys that the focused control takes, and
  // returns the others: they are free for shortcuts.
  std::vector<KeyPress> begin_frame(const std::vector<KeyPress>& keys);

  struct Focus {
    bool on = false;    // this stop has the keyboard
    bool ring = false;  // … and shows it
    bool came = false;  // … since this frame: scroll it into view
  };
  // A stop of the Tab key, in order; call once a frame for each control that is enabled.
  Focus stop(ImGuiID id, Takes takes);
  // The first press of `key` (GLFW_KEY_…) that is kept for the focused control, taken out. Call only where
  // stop() said `on`.
  std::optional<KeyPress> take(int key);
  bool take_activation();  // space or Enter
  void focus(ImGuiID id, bool ring = false);
  void blur();
  ImGuiID focused() const { return focus_; }

  // The box that is being typed into, one at a time.
  struct Typing {
    ImGuiID box = 0;
    std::string text, before;  // now, and when it began
    bool fresh = false;        // has yet to get ImGui's keyboard
    bool held = false;         // has had it
    bool alive = false;        // submitted in this frame
  };
  Typing typing;
  void type(ImGuiID box, const std::string& text) { typing = {box, text, text, true, false, true}; }

  // The slider in hand.
  struct Grab {
    ImGuiID slider = 0;
    double position = 0;  // unrounded, in 0 … 1
    float last_x = 0;     // of the pointer
  };
  Grab grab;

  // The list that is open; while it is, it has all keys.
  struct List {
    ImGuiID owner = 0;
    int lit = -1;        // the item under the pointer or reached by keys
    bool fresh = false;  // opened in this frame
    bool alive = false;  // submitted in this frame
  };
  List list;
  bool list_shut = false;  // by the press that is going on, on its own control

  // The item that the pointer rests on: tooltips wait.
  struct Rest {
    ImVec2 item{-1, -1};
    double since = 0;
    bool over = false;  // pressed: no tooltip until the pointer has left
  };
  Rest rest;

 private:
  void walk(bool back);

  ImGuiID focus_ = 0;
  bool ring_ = false, came_ = false;
  Takes takes_ = Takes::press;
  std::vector<ImGuiID> order_, last_order_;
  std::size_t last_place_ = 0;  // where the focus was, should its control vanish
  std::vector<KeyPress> kept_;
};

}  // namespace dlab
