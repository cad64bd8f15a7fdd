// The controls under a hand: pointer, Tab and keys.
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "app/panel/widgets.hpp"
#include "tests/gl/hand.hpp"

namespace dlab {
namespace {

// Three buttons in a row, the middle one disabled.
struct Buttons {
  int pressed[3] = {0, 0, 0};
  ImVec2 at[3];

  void operator()(const Ui& ui) {
    ImGui::SetCursorScreenPos({20, 20});
    for (int i = 0; i < 3; ++i) {
      ButtonOptions options;
      options.width = 80;
      options.enabled = i != 1;
      if (button(ui, std::to_string(i).c_str(), "go", options)) ++pressed[i];
      at[i] = ImGui::GetItemRectMin();
    }
  }
};

TEST(Controls, AButtonIsPressedByPointerWhereItIsReleased) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Buttons buttons;
  Hand hand(*stage, [&](const Ui& ui) { buttons(ui); });
  hand.click(buttons.at[0].x + 10, buttons.at[0].y + 10);
  EXPECT_EQ(buttons.pressed[0], 1);
  hand.press();
  hand.move(700, 500);
  hand.release();
  EXPECT_EQ(buttons.pressed[0], 1) << "released elsewhere";
  hand.click(buttons.at[1].x + 10, buttons.at[1].y + 10);
  EXPECT_EQ(buttons.pressed[1], 0) << "disabled";
}

TEST(Controls, TabWalksOverWhatIsEnabledAndSpacePresses) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Buttons buttons;
  Hand hand(*stage, [&](const Ui& ui) { buttons(ui); });
  hand.key(GLFW_KEY_SPACE);
  EXPECT_EQ(stage->free_keys().size(), 0u);  // that was the frame after
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_SPACE);
  EXPECT_EQ(buttons.pressed[0], 1);
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_ENTER);
  EXPECT_EQ(buttons.pressed[2], 1);
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_SPACE);
  EXPECT_EQ(buttons.pressed[0], 2) << "round to the first";
  hand.key(GLFW_KEY_TAB, false, true);
  hand.key(GLFW_KEY_SPACE);
  EXPECT_EQ(buttons.pressed[2], 2) << "and back";
  EXPECT_EQ(buttons.pressed[1], 0);
}

TEST(Controls, KeysThatTheFocusDoesNotTakeAreFreeForShortcuts) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Buttons buttons;
  const auto frees = [&](int key, bool control = false) {
    FrameInput input;
    input.keys.push_back({key, control, false, false, false});
    stage->frame([&](const Ui& ui) { buttons(ui); }, input);
    return stage->free_keys().size() == 1;
  };
  Hand hand(*stage, [&](const Ui& ui) { buttons(ui); });
  EXPECT_TRUE(frees(GLFW_KEY_SPACE));
  EXPECT_FALSE(frees(GLFW_KEY_TAB));
  EXPECT_FALSE(frees(GLFW_KEY_SPACE));
  EXPECT_TRUE(frees(GLFW_KEY_RIGHT));
  EXPECT_TRUE(frees(GLFW_KEY_Z, true));
  EXPECT_TRUE(frees(GLFW_KEY_F5));
  EXPECT_FALSE(frees(GLFW_KEY_ESCAPE)) << "puts the ring away";
  EXPECT_TRUE(frees(GLFW_KEY_ESCAPE));
  hand.click(buttons.at[0].x + 10, buttons.at[0].y + 10);
  EXPECT_TRUE(frees(GLFW_KEY_SPACE)) << "a click does not take the space bar";
}

TEST(Controls, TheFocusRingIsSeen) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Buttons buttons;
  Hand hand(*stage, [&](const Ui& ui) { buttons(ui); });
  const Color ground = theme(ThemeKind::light).card;
  const int x = static_cast<int>(buttons.at[0].x) + 40, y = static_cast<int>(buttons.at[0].y) - 2;
  EXPECT_EQ(pixel(stage->pixels(), x, y), ground);
  hand.key(GLFW_KEY_TAB);
  EXPECT_GT(contrast(pixel(stage->pixels(), x, y), ground), 3);
}

TEST(Controls, AChipAndASegmentAreChosen) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  bool on = false;
  int unit = 0;
  ImVec2 chip_at, segment_low, segment_high;
  Hand hand(*stage, [&](const Ui& ui) {
    if (chip(ui, "chip", "CDFs", on)) on = !on;
    chip_at = ImGui::GetItemRectMin();
    if (const auto chosen = segmented(ui, "unit", {"nats", "bits", "bans"}, unit, 300)) unit = *chosen;
    segment_low = ImGui::GetItemRectMin();
    segment_high = ImGui::GetItemRectMax();
  });
  hand.click(chip_at.x + 5, chip_at.y + 16);
  EXPECT_TRUE(on);
  hand.click(segment_low.x + 150, segment_low.y + 20);
  EXPECT_EQ(unit, 1);
  hand.click(segment_high.x - 20, segment_low.y + 20);
  EXPECT_EQ(unit, 2);
  hand.key(GLFW_KEY_TAB);  // on from the segments, round to the chip
  hand.key(GLFW_KEY_SPACE);
  EXPECT_FALSE(on);
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_LEFT);
  EXPECT_EQ(unit, 1);
  hand.key(GLFW_KEY_HOME);
  EXPECT_EQ(unit, 0);
  hand.key(GLFW_KEY_LEFT);
  EXPECT_EQ(unit, 0);
}

struct List {
  int chosen = 1;
  ImVec2 low, high;
  bool below = false;
  void operator()(const Ui& ui) {
    if (const auto now = drop_down(ui, "kind", "shown", {"Normal", "Laplace", "Uniform"}, chosen, 200))
      chosen = *now;
    low = ImGui::GetItemRectMin();
    high = ImGui::GetItemRectMax();
    ImGui::Dummy({0, 300});
    if (button(ui, "below", "below")) below = true;
  }
};

TEST(Controls, ADropDownByPointer) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  List list;
  Hand hand(*stage, [&](const Ui& ui) { list(ui); });
  hand.click(list.low.x + 20, list.low.y + 10);
  EXPECT_NE(stage->controls().list.owner, 0u);
  hand.click(list.low.x + 20, list.high.y + 4 + 5 + 2.5f * 36);
  EXPECT_EQ(list.chosen, 2);
  EXPECT_EQ(stage->controls().list.owner, 0u);
  hand.click(list.low.x + 20, list.low.y + 10);
  hand.click(list.low.x + 20, list.low.y + 10);
  hand.rest(2);
  EXPECT_EQ(stage->controls().list.owner, 0u) << "the second press shuts it";
  hand.click(list.low.x + 20, list.low.y + 10);
  hand.click(700, 550);
  hand.rest(2);
  EXPECT_EQ(stage->controls().list.owner, 0u) << "so does one elsewhere";
  EXPECT_EQ(list.chosen, 2);
  EXPECT_FALSE(list.below);
}

TEST(Controls, ADropDownByKeys) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  List list;
  Hand hand(*stage, [&](const Ui& ui) { list(ui); });
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_ENTER);
  hand.key(GLFW_KEY_DOWN);
  hand.key(GLFW_KEY_ENTER);
  EXPECT_EQ(list.chosen, 2);
  hand.key(GLFW_KEY_DOWN);  // opens too
  hand.key(GLFW_KEY_HOME);
  hand.key(GLFW_KEY_ESCAPE);
  EXPECT_EQ(list.chosen, 2);
  EXPECT_EQ(stage->controls().list.owner, 0u);
  hand.key(GLFW_KEY_SPACE);
  hand.key(GLFW_KEY_UP);
  hand.key(GLFW_KEY_UP);
  hand.key(GLFW_KEY_SPACE);
  EXPECT_EQ(list.chosen, 0);
}

TEST(Controls, ATextBoxGivesItsTextOnEnterAndOnLeaving) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  std::string kept = "0, 1";
  int commits = 0;
  ImVec2 at;
  Hand hand(*stage, [&](const Ui& ui) {
    std::string text = kept;  // built anew in each frame, as panels do
    if (text_box(ui, "points", text, "0, 1, 2", 200)) {
      kept = text;
      ++commits;
    }
    at = ImGui::GetItemRectMin();
  });
  hand.click(at.x + 20, at.y + 10);
  hand.rest(2);
  hand.type("3, 4");  // over what was there: it is selected
  hand.key(GLFW_KEY_ENTER);
  hand.rest(2);
  EXPECT_EQ(kept, "3, 4");
  EXPECT_EQ(commits, 1);
  hand.click(at.x + 20, at.y + 10);
  hand.rest(2);
  hand.type("5");
  hand.click(600, 500);
  hand.rest(2);
  EXPECT_EQ(kept, "5");
  hand.click(at.x + 20, at.y + 10);
  hand.rest(2);
  hand.type("6");
  hand.key(GLFW_KEY_ESCAPE);
  hand.rest(2);
  EXPECT_EQ(kept, "5");
  EXPECT_EQ(commits, 2);
}

TEST(Controls, ATooltipWaitsForTheHandToRest) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  ImVec2 at;
  Hand hand(*stage, [&](const Ui& ui) {
    ButtonOptions options;
    options.hint = "says what it does";
    button(ui, "b", "go", options);
    at = ImGui::GetItemRectMin();
  });
  hand.move(at.x + 10, at.y + 10);
  hand.rest(2);
  const int before = painted(stage->pixels(), theme(ThemeKind::light).card);
  hand.rest(40);  // 0.67 s
  EXPECT_GT(painted(stage->pixels(), theme(ThemeKind::light).card), before + 1000);
  hand.move(700, 500);
  hand.rest(1);
  EXPECT_LE(painted(stage->pixels(), theme(ThemeKind::light).card), before);
}

}  // namespace
}  // namespace dlab
