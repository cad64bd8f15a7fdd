// Undo and redo: a list of scenes and a place in it.
#include "core/exhibit/action.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_states = 500;

}  // namespace

EditHistory::EditHistory(Scene first, Complete complete) : complete_(std::move(complete)) {
  states_.push_back(std::move(first));
}

Result<Scene> EditHistory::after(const Action& action) const {
  Result<Scene> next = apply(scene(), action);
  return next && complete_ ? complete_(scene(), *std::move(next)) : next;
}

Status EditHistory::edit(const Action& action) {
  auto next = after(action);
  if (!next) return next.error();
  if (*next == scene()) return Done{};
  states_.resize(at_ + 1);  // what could be redone is gone
  if (in_gesture_ && gesture_pushed_) {
    states_[at_] = *std::move(next);
    return Done{};
  }
  states_.push_back(*std::move(next));
  gesture_pushed_ = in_gesture_;
  if (states_.size() > most_states) states_.erase(states_.begin());
  at_ = states_.size() - 1;
  return Done{};
}

Status EditHistory::adjust(const Action& action) {
  auto next = after(action);
  if (!next) return next.error();
  states_[at_] = *std::move(next);
  return Done{};
}

void EditHistory::begin_gesture() {
  end_gesture();
  in_gesture_ = true;
}

void EditHistory::end_gesture() {
  // A gesture that came back to where it began is no step.
  if (in_gesture_ && gesture_pushed_ && at_ > 0 && states_[at_] == states_[at_ - 1]) {
    states_.resize(at_);
    --at_;
  }
  in_gesture_ = gesture_pushed_ = false;
}

void EditHistory::undo() {
  end_gesture();
  if (can_undo()) --at_;
}

void EditHistory::redo() {
  end_gesture();
  if (can_redo()) ++at_;
}

}  // namespace dlab
