// The whole program off-screen, with a hand: what the in-process tests drive.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/host/host.hpp"
#include "app/shell/app.hpp"
#include "tests/quick_scenes.hpp"

namespace dlab {

class AppFixture : public ::testing::Test {
 protected:
  void SetUp() override { start("two-bells"); }

  void start(const std::string& scene_name, const std::string& language = "en",
             ThemeKind theme = ThemeKind::light, int width = 1280, int height = 800, float scale = 1) {
    app_.reset();
    host_.reset();
    Result<std::unique_ptr<OffScreen>> host =
        OffScreen::open(static_cast<int>(static_cast<float>(width) * scale),
                        static_cast<int>(static_cast<float>(height) * scale), scale);
    if (!host) {
      if (std::getenv("CI")) FAIL() << host.error().text();
      GTEST_SKIP() << host.error().text();
    }
    host_ = *std::move(host);
    AppOptions options;
    options.scene = quick(*built_in_scene(scene_name));
    options.settings.language = language;
    options.settings.theme = theme;
    options.still = true;
    app_ = std::make_unique<App>(std::move(options));
    input_ = {};
    input_.width = static_cast<float>(width) * scale;
    input_.height = static_cast<float>(height) * scale;
    input_.display_scale = scale;
    input_.pointer = Pointer{};
    frames(3);
  }
  void TearDown() override {
    app_.reset();
    host_.reset();
  }

  void frames(int n) {
    for (int i = 0; i < n; ++i) {
      app_->prepare_fonts(input_.display_scale);
      host_->frame([&](const FrameInput& in) { app_->frame(in); }, input_);
      input_.keys.clear();
      input_.dropped_files.clear();
      input_.typed.clear();
    }
  }
  Probe::Place place(const std::string& name) {
    const auto found = app_->probe().places.find(name);
    EXPECT_NE(found, app_->probe().places.end()) << name << " is not on the window";
    return found == app_->probe().places.end() ? Probe::Place{} : found->second;
  }
  void move(float x, float y) {
    input_.pointer->x = x;
    input_.pointer->y = y;
    frames(1);
  }
  void click(const std::string& name) {
    const Probe::Place p = place(name);
    move(p.x + p.w / 2, p.y + p.h / 2);
    frames(1);
    input_.pointer->left = true;
    frames(1);
    input_.pointer->left = false;
    frames(2);
  }
  // Presses on the named place's centre, moves in steps, lets go.
  void drag(const std::string& name, float dx, float dy, int steps = 6) {
    const Probe::Place p = place(name);
    const float x = p.x + p.w / 2, y = p.y + p.h / 2;
    move(x, y);
    frames(1);
    input_.pointer->left = true;
    frames(1);
    for (int i = 1; i <= steps; ++i) {
      const float share = static_cast<float>(i) / static_cast<float>(steps);
      move(x + dx * share, y + dy * share);
    }
    input_.pointer->left = false;
    frames(2);
  }
  void key(int code, bool control = false, bool shift = false) {
    input_.keys.push_back({code, control, shift, false, false});
    frames(2);
  }
  const LineScene& line() const { return std::get<LineScene>(app_->scene().exhibit); }

  std::unique_ptr<OffScreen> host_;
  std::unique_ptr<App> app_;
  FrameInput input_;
};

}  // namespace dlab
