#include "app/panel/control_state.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

namespace dlab {
namespace {

bool is_function_key(int key) { return key >= GLFW_KEY_F1 && key <= GLFW_KEY_F25; }
bool is_enter(int key) { return key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER; }
bool is_arrow(int key) { return key >= GLFW_KEY_RIGHT && key <= GLFW_KEY_UP; }
bool is_end(int key) { return key == GLFW_KEY_HOME || key == GLFW_KEY_END; }
bool is_page(int key) { return key == GLFW_KEY_PAGE_UP || key == GLFW_KEY_PAGE_DOWN; }

// Whether a text box has a use for it: characters and the editing keys, not the program's other shortcuts.
bool for_text(const KeyPress& press) {
  if (is_function_key(press.key)) return false;
  if (!press.control) return true;
  static constexpr int editing[] = {GLFW_KEY_A,    GLFW_KEY_C,   GLFW_KEY_V,         GLFW_KEY_X,
                                    GLFW_KEY_Y,    GLFW_KEY_Z,   GLFW_KEY_LEFT,      GLFW_KEY_RIGHT,
                                    GLFW_KEY_HOME, GLFW_KEY_END, GLFW_KEY_BACKSPACE, GLFW_KEY_DELETE};
  return std::find(std::begin(editing), std::end(editing), press.key) != std::end(editing);
}

bool takes_key(Takes takes, bool ring, const KeyPress& press) {
  if (takes == Takes::text) return for_text(press);
  if (press.alt || is_function_key(press.key)) return false;
  const bool activates = is_enter(press.key) || press.key == GLFW_KEY_SPACE;
  switch (takes) {
    case Takes::press:
      return ring && activates && !press.control;
    case Takes::choice:
      return ring && !press.control && (activates || is_arrow(press.key) || is_end(press.key));
    case Takes::slide:
      return is_arrow(press.key) ||
             (ring && (is_enter(press.key) || is_end(press.key) || is_page(press.key)));
    case Takes::text:
      break;
  }
  return false;
}

}  // namespace

std::vector<KeyPress> ControlState::begin_frame(const std::vector<KeyPress>& keys) {
  last_order_ = std::exchange(order_, {});
  kept_.clear();
  came_ = false;
  const auto place = std::find(last_order_.begin(), last_order_.end(), focus_);
  if (place != last_order_.end()) {
    last_place_ = static_cast<std::size_t>(place - last_order_.begin());
  } else if (focus_ != 0 && !last_order_.empty()) {
    focus_ = 0;  // its control has gone; Tab goes on from where it was
    ring_ = false;
  }
  if (list.owner != 0 && !list.alive) list = {};
  list.alive = false;
  if (typing.box != 0 && !typing.alive) typing = {};
  typing.alive = false;

  std::vector<KeyPress> free;
  for (const KeyPress& press : keys) {
    const bool in_list = list.owner != 0 && !is_function_key(press.key);
    if (press.key == GLFW_KEY_TAB && !press.control && !press.alt && list.owner == 0) {
      walk(press.shift);
    } else if (in_list || (typing.box != 0 && for_text(press))) {
      kept_.push_back(press);
    } else if (focus_ != 0 && takes_key(takes_, ring_, press)) {
      kept_.push_back(press);
    } else if (press.key == GLFW_KEY_ESCAPE && focus_ != 0 && ring_) {
      blur();
    } else {
      free.push_back(press);
    }
  }
  return free;
}

void ControlState::walk(bool back) {
  if (last_order_.empty()) return;
  const std::size_t n = last_order_.size();
  const auto place = std::find(last_order_.begin(), last_order_.end(), focus_);
  std::size_t next = back ? n - 1 : 0;
  if (place != last_order_.end()) {
    const auto here = static_cast<std::size_t>(place - last_order_.begin());
    next = back ? (here + n - 1) % n : (here + 1) % n;
  } else if (last_place_ > 0) {
    next = std::min(last_place_, n - 1);
  }
  focus_ = last_order_[next];
  last_place_ = next;
  ring_ = came_ = true;
}

ControlState::Focus ControlState::stop(ImGuiID id, Takes takes) {
  order_.push_back(id);
  if (id != focus_) return {};
  takes_ = takes;
  return {true, ring_, came_};
}

std::optional<KeyPress> ControlState::take(int key) {
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const KeyPress& press) { return press.key == key; });
  if (found == kept_.end()) return std::nullopt;
  const KeyPress press = *found;
  kept_.erase(found);
  return press;
}

bool ControlState::take_activation() {
  // Holding the key down is one press.
  const auto one = [&](int key) {
    const std::optional<KeyPress> press = take(key);
    return press && !press->repeat;
  };
  const bool space = one(GLFW_KEY_SPACE), enter = one(GLFW_KEY_ENTER), pad = one(GLFW_KEY_KP_ENTER);
  return space || enter || pad;
}

void ControlState::focus(ImGuiID id, bool ring) {
  came_ = false;
  focus_ = id;
  ring_ = ring;
}

void ControlState::blur() {
  focus_ = 0;
  ring_ = false;
}

}  // namespace dlab
