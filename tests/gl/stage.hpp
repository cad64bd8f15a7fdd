// An off-screen window with the program's type and controls, as the tests of this folder use it.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "app/draw/ui.hpp"
#include "app/host/host.hpp"
#include "app/panel/control_state.hpp"

namespace dlab {

struct StageOptions {
  int width = 800, height = 600;
  float scale = 1, emphasis = 1;
  ThemeKind theme = ThemeKind::light;
  std::string language = "en";
};

class Stage {
 public:
  using Build = std::function<void(const Ui&)>;
  // Null where no OpenGL is to be had: the test is then skipped, with `why`.
  static std::unique_ptr<Stage> open(const StageOptions& options, std::string& why);
  ~Stage();

  // One frame inside a window without decoration that fills the picture.
  void frame(const Build& build, const FrameInput& input = {});
  Pixels pixels() const { return screen_->pixels(); }
  OffScreen& screen() { return *screen_; }
  const FontBook& book() const { return book_; }
  const UiFonts& fonts() const { return *fonts_; }
  ControlState& controls() { return controls_; }
  const std::vector<KeyPress>& free_keys() const { return free_; }

 private:
  Stage() = default;
  StageOptions options_;
  std::unique_ptr<OffScreen> screen_;
  FontBook book_;
  std::unique_ptr<UiFonts> fonts_;
  Catalog words_;
  ControlState controls_;
  std::vector<KeyPress> free_;
};

// Opens the stage into `stage` or skips the test.
#define DLAB_OPEN_STAGE(stage, options)                                   \
  std::string stage##_why;                                                \
  const std::unique_ptr<Stage> stage = Stage::open(options, stage##_why); \
  if (!stage) GTEST_SKIP() << stage##_why

Color pixel(const Pixels& pixels, int x, int y);
// Pixels that differ from `ground` by more than `least` in some channel.
int painted(const Pixels& pixels, Color ground, int least = 8);
// Into DLAB_BINARY_DIR/pictures, for looking at.
void keep_picture(const Pixels& pixels, const std::string& name);

}  // namespace dlab
