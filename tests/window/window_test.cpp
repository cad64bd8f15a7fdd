// The GLFW host on a display of its own: input arrives, the loop sleeps, closing can be refused.
#include "app/host/host.hpp"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_stdlib.h>
#include <stdlib.h>

#include <atomic>
#include <thread>

#include "tests/window/xvfb.hpp"

namespace dlab {
namespace {

// A display for this process and a window on it, for the length of a test.
class WindowTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    server_ = Xvfb::start(1200, 800, why);
    if (!server_) GTEST_SKIP() << why;
    setenv("DISPLAY", server_->display().c_str(), 1);
    setenv("DLAB_SCALE", "1", 1);
    auto window = Window::open("test", 1024, 640);
    if (!window) GTEST_SKIP() << window.error().text();
    window_ = *std::move(window);
  }
  void TearDown() override {
    window_.reset();
    server_.reset();
    unsetenv("DISPLAY");
    unsetenv("DLAB_SCALE");
  }

  // Runs frames until `done` says so; a clock wakes the window so that a missing event fails the test instead
  // of hanging it.
  bool run_until(const std::function<bool(const FrameInput&)>& done) {
    std::atomic<bool> over{false};
    bool succeeded = false;
    std::thread clock([&] {
      const bool in_time = wait_until(
          [&] {
            if (!over) window_->wake();
            return over.load();
          },
          20);
      if (!in_time) window_->close();
    });
    window_->run(
        [&](const FrameInput& input) {
          if (succeeded || !done(input)) return;
          succeeded = true;
          window_->close();
        },
        [] { return false; }, [] { return true; });
    over = true;
    clock.join();
    return succeeded;
  }

  std::unique_ptr<Xvfb> server_;
  std::unique_ptr<Window> window_;
};

TEST_F(WindowTest, HasTheSizeAskedForAndTheScaleOfTheEnvironment) {
  EXPECT_TRUE(run_until([](const FrameInput& input) {
    EXPECT_EQ(input.width, 1024);
    EXPECT_EQ(input.height, 640);
    EXPECT_EQ(input.display_scale, 1);
    return true;
  }));
}

TEST_F(WindowTest, PointerKeysAndTextArrive) {
  int step = 0;
  std::vector<KeyPress> keys;
  EXPECT_TRUE(run_until([&](const FrameInput& input) {
    const ImGuiIO& io = ImGui::GetIO();
    keys.insert(keys.end(), input.keys.begin(), input.keys.end());
    switch (step) {
      case 0:
        step += server_->move(321, 123);
        break;
      case 1:
        if (io.MousePos.x == 321 && io.MousePos.y == 123) step += server_->press();
        break;
      case 2:
        if (io.MouseDown[0]) step += server_->release();
        break;
      case 3:
        if (!io.MouseDown[0])
          step += server_->key("ctrl+shift+z") && server_->key("Tab") && server_->key("F5");
        break;
      case 4:
        return keys.size() >= 3 && keys.back().key == GLFW_KEY_F5;
    }
    return false;
  }));
  const auto z =
      std::find_if(keys.begin(), keys.end(), [](const KeyPress& k) { return k.key == GLFW_KEY_Z; });
  ASSERT_NE(z, keys.end());
  EXPECT_TRUE(z->control);
  EXPECT_TRUE(z->shift);
  EXPECT_FALSE(z->alt);
  EXPECT_TRUE(std::any_of(keys.begin(), keys.end(), [](const KeyPress& k) { return k.key == GLFW_KEY_TAB; }));
}

// xdotool's key press lasts a moment, a slow frame longer: ImGui must see the key down all the same.
TEST_F(WindowTest, AKeyThatIsDownBetweenTwoFramesIsNotLost) {
  std::string text = "abc";
  int step = 0;
  EXPECT_TRUE(run_until([&](const FrameInput&) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::Begin("box");
    if (step == 0) ImGui::SetKeyboardFocusHere();
    ImGui::InputText("##text", &text);
    const bool active = ImGui::IsItemActive();
    ImGui::End();
    if (step == 0) {
      step += active && run({"xdotool", "key", "--delay", "0", "End", "BackSpace", "Left", "Delete"},
                            {server_->environment()})
                            .has_value();
    }
    return text == "a";
  }));
  EXPECT_EQ(text, "a");
}

// All of it within one frame: the text replaces what was chosen, and is whole before the button is pressed.
TEST_F(WindowTest, CommandsTextAndClicksKeepTheirOrder) {
  std::string text = "before", when_pressed;
  int step = 0;
  EXPECT_TRUE(run_until([&](const FrameInput&) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({400, 200});
    ImGui::Begin("box", nullptr, ImGuiWindowFlags_NoDecoration);
    if (step == 0) ImGui::SetKeyboardFocusHere();
    ImGui::InputText("##text", &text);
    const bool active = ImGui::IsItemActive();
    ImGui::SetCursorPos({100, 100});
    if (ImGui::Button("press", {100, 50})) when_pressed = text;
    ImGui::End();
    if (step == 0 && active) {
      bool sent = true;
      for (const std::vector<std::string>& command :
           {std::vector<std::string>{"key", "--delay", "0", "ctrl+a"},
            {"type", "--delay", "0", "a teepee"},
            {"mousemove", "150", "125", "click", "1"}}) {
        std::vector<std::string> words{"xdotool"};
        words.insert(words.end(), command.begin(), command.end());
        sent = run(words, {server_->environment()}).has_value() && sent;
      }
      step += sent;
    }
    return !when_pressed.empty();
  }));
  EXPECT_EQ(when_pressed, "a teepee");
}

// A slow frame sees press, motion and release at once: whatever adds up motion while it is held gets all of
// it, and nothing of the way to it.
TEST_F(WindowTest, ADragBetweenTwoFramesIsWhole) {
  float moved_x = 0, moved_y = 0;
  bool sent = false, held = false, let_go = false;
  EXPECT_TRUE(run_until([&](const FrameInput&) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({600, 400});
    ImGui::Begin("box", nullptr, ImGuiWindowFlags_NoDecoration);
    ImGui::SetCursorPos({100, 100});
    ImGui::InvisibleButton("ground", {400, 200});
    if (ImGui::IsItemActive()) {
      held = true;
      moved_x += ImGui::GetIO().MouseDelta.x;
      moved_y += ImGui::GetIO().MouseDelta.y;
    }
    let_go = let_go || ImGui::IsItemDeactivated();
    ImGui::End();
    if (!sent)
      sent = run({"xdotool",   "mousemove", "20",        "30",        "mousemove", "150",       "150",
                  "mousedown", "1",         "mousemove", "180",       "160",       "mousemove", "210",
                  "145",       "mouseup",   "1",         "mousemove", "700",       "500"},
                 {server_->environment()})
                 .has_value();
    return let_go;
  }));
  EXPECT_TRUE(held);
  EXPECT_EQ(moved_x, 60);
  EXPECT_EQ(moved_y, -5);
}

TEST_F(WindowTest, DrawsOneFrameForEachWakeAndNoMore) {
  constexpr int wakes = 15;
  int frames = 0;
  std::thread clock([&] {
    int left = wakes;
    wait_until([&] {
      window_->wake();
      return --left == 0;
    });
    window_->close();
  });
  window_->run([&](const FrameInput&) { ++frames; }, [] { return false; }, [] { return true; });
  clock.join();
  EXPECT_GE(frames, 3);
  EXPECT_LE(frames, wakes + 12) << "a few more for the window's own first events";
}

TEST_F(WindowTest, ClosingCanBeRefused) {
  int asked = 0, frames = 0;
  window_->run(
      [&](const FrameInput&) {
        if (++frames < 40) window_->close();
      },
      [] { return true; }, [&] { return ++asked == 3; });
  EXPECT_EQ(asked, 3);
}

TEST_F(WindowTest, HandsOverThePixelsOfAFrame) {
  window_->set_ground(0, 0.5f, 1);
  Pixels taken;
  EXPECT_TRUE(run_until([&](const FrameInput&) {
    if (taken.width > 0) return true;
    window_->capture([&](const Pixels& pixels) { taken = pixels; });
    return false;
  }));
  ASSERT_EQ(taken.width, 1024);
  EXPECT_EQ(taken.rgba[0], 0);
  EXPECT_NEAR(taken.rgba[1], 128, 1);
  EXPECT_EQ(taken.rgba[2], 255);
}

TEST(WindowWithoutADisplay, SaysSo) {
  const char* before = std::getenv("DISPLAY");
  const std::string kept = before ? before : "";
  unsetenv("DISPLAY");
  const auto window = Window::open("test", 800, 600);
  if (before) setenv("DISPLAY", kept.c_str(), 1);
  ASSERT_FALSE(window);
  EXPECT_NE(window.error().text().find("render"), std::string::npos);
}

}  // namespace
}  // namespace dlab
