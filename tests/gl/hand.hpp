// A hand on an off-screen window: pointer and keys, one frame each.
#pragma once
#include <string>

#include "tests/gl/stage.hpp"

namespace dlab {

class Hand {
 public:
  Hand(Stage& stage, Stage::Build build) : stage_(stage), build_(std::move(build)) { rest(3); }

  void rest(int frames) {
    for (int i = 0; i < frames; ++i) frame({});
  }
  void move(float x, float y) {
    pointer_.x = x;
    pointer_.y = y;
    frame({});
  }
  void press() {
    pointer_.left = true;
    frame({});
  }
  void release() {
    pointer_.left = false;
    frame({});
    rest(1);
  }
  void click(float x, float y) {
    move(x, y);
    press();
    release();
  }
  void wheel(float by) {
    pointer_.wheel = by;
    frame({});
    pointer_.wheel = 0;
  }
  void key(int key, bool control = false, bool shift = false) {
    FrameInput input;
    input.keys.push_back({key, control, shift, false, false});
    frame(input);
    rest(1);
  }
  void type(const std::string& text) {
    FrameInput input;
    input.typed = text;
    frame(input);
  }

 private:
  void frame(FrameInput input) {
    input.pointer = pointer_;
    stage_.frame(build_, input);
  }

  Stage& stage_;
  Stage::Build build_;
  Pointer pointer_;
};

}  // namespace dlab
