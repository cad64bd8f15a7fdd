// A field's slider and number box under a hand, and the scale beneath them.
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/panel/slider_scale.hpp"
#include "app/panel/widgets.hpp"
#include "tests/gl/hand.hpp"

namespace dlab {
namespace {

FieldInfo field(double low, double high, bool logarithmic = false, FieldKind kind = FieldKind::real) {
  FieldInfo info{"mean", kind, "mean"};
  info.low = logarithmic ? 0 : -1000;
  info.high = 1000;
  info.soft_low = low;
  info.soft_high = high;
  info.logarithmic = logarithmic;
  return info;
}

TEST(SliderScaleTest, MapsBothWays) {
  const FieldInfo linear = field(-8, 8), wide = field(0.01, 100, true);
  EXPECT_DOUBLE_EQ(SliderScale(linear).position(0), 0.5);
  EXPECT_DOUBLE_EQ(SliderScale(linear).position(99), 1);
  EXPECT_DOUBLE_EQ(SliderScale(wide).position(1), 0.5);
  EXPECT_DOUBLE_EQ(SliderScale(wide).position(0), 0);
  EXPECT_DOUBLE_EQ(SliderScale(wide).position(-1), 0);
  for (double t = 0; t <= 1; t += 0.01) {
    EXPECT_NEAR(SliderScale(linear).position(SliderScale(linear).value(t, Grain::normal)), t, 1e-3);
    EXPECT_NEAR(SliderScale(wide).position(SliderScale(wide).value(t, Grain::normal)), t, 1e-3);
  }
}

TEST(SliderScaleTest, LandsOnRoundValues) {
  const SliderScale scale(field(-8, 8));
  EXPECT_DOUBLE_EQ(scale.value(0.5 + 0.30001 / 16, Grain::normal), 0.3);
  EXPECT_DOUBLE_EQ(scale.value(0.5 + 0.3141 / 16, Grain::coarse), 0.5);
  EXPECT_DOUBLE_EQ(scale.value(0.5 + 0.3141 / 16, Grain::fine), 0.314);
  EXPECT_DOUBLE_EQ(scale.stepped(0.3, 1, Grain::normal), 0.4);
  EXPECT_DOUBLE_EQ(scale.stepped(0.3, -1, Grain::coarse), -0.2);
  EXPECT_DOUBLE_EQ(scale.stepped(0.3, 1, Grain::fine), 0.31);
  const SliderScale whole(field(1, 100, false, FieldKind::integer));
  EXPECT_DOUBLE_EQ(whole.value(0.5, Grain::fine), std::round(whole.value(0.5, Grain::fine)));
  EXPECT_DOUBLE_EQ(whole.stepped(7, 1, Grain::fine), 8);
  EXPECT_FALSE(SliderScale(field(0, 0)).exists() && SliderScale(field(0, 0)).high() > 1000);
}

TEST(SliderScaleTest, WritesNumbersOfOneWidth) {
  EXPECT_EQ(box_text(0, false), "0.000");
  EXPECT_EQ(box_text(-2.4, false), "−2.400");
  EXPECT_EQ(box_text(-0.00001, false), "−1.000×10⁻⁵");
  EXPECT_EQ(box_text(12.345, false), "12.35");
  EXPECT_EQ(box_text(123.45, false), "123.5");
  EXPECT_EQ(box_text(1234.5, false), "1234");
  EXPECT_EQ(box_text(24, true), "24");
  EXPECT_EQ(box_text(-24, true), "−24");
  EXPECT_EQ(box_text(INFINITY, false), "∞");
  EXPECT_EQ(without_idle_zeros("10.00"), "10");
  EXPECT_EQ(without_idle_zeros("−12.40"), "−12.4");
  EXPECT_EQ(without_idle_zeros("1.500×10⁷"), "1.5×10⁷");
  EXPECT_EQ(without_idle_zeros("0.000"), "0");
  EXPECT_EQ(without_idle_zeros("100"), "100");
  EXPECT_EQ(without_idle_zeros("∞"), "∞");
}

// One row, with what came out of it.
struct Row {
  FieldInfo info = field(-8, 8);
  double value = 0;
  ImVec2 low, high;
  int began = 0, ended = 0, edits = 0;
  std::string problem;

  void operator()(const Ui& ui) {
    ImGui::BeginChild("column", {308, 200});
    double copy = value;
    const FieldEdit edit = field_row(ui, FieldRef(info, copy), ui.theme->p);
    low = ImGui::GetItemRectMin();
    high = ImGui::GetItemRectMax();
    ImGui::EndChild();
    began += edit.began;
    ended += edit.ended;
    if (!edit.problem.empty()) problem = edit.problem;
    if (edit.value) {
      value = std::get<double>(*edit.value);
      ++edits;
    }
  }
  float y() const { return (low.y + high.y) / 2; }
  float knob_low() const { return low.x + 84 + 9; }
  float knob_high() const { return high.x - 74 - 10 - 9; }
  float knob() const {
    return knob_low() + static_cast<float>((value + 8) / 16) * (knob_high() - knob_low());
  }
};

TEST(FieldRow, TheKnobFollowsTheHandAndKeepsItsOffset) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Row row;
  Hand hand(*stage, [&](const Ui& ui) { row(ui); });
  const float per_pixel = 16 / (row.knob_high() - row.knob_low());
  hand.move(row.knob() + 6, row.y());
  hand.press();
  EXPECT_EQ(row.value, 0) << "taken off its middle, it stays";
  EXPECT_EQ(row.began, 1);
  hand.move(row.knob() + 6 + 20, row.y() + 50);
  EXPECT_NEAR(row.value, 20 * per_pixel, 0.011);
  EXPECT_EQ(row.ended, 0);
  hand.release();
  EXPECT_EQ(row.ended, 1);
  EXPECT_EQ(row.began, 1);
  hand.click(row.knob_high(), row.y());
  EXPECT_DOUBLE_EQ(row.value, 8) << "a press on the track brings the knob";
  hand.press();
  hand.move(row.knob_high() + 300, row.y());
  hand.release();
  EXPECT_DOUBLE_EQ(row.value, 8) << "and no further than its end";
}

TEST(FieldRow, ArrowsMoveTheFocusedSlider) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Row row;
  Hand hand(*stage, [&](const Ui& ui) { row(ui); });
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_RIGHT);
  EXPECT_DOUBLE_EQ(row.value, 0.1);
  hand.key(GLFW_KEY_RIGHT, false, true);
  EXPECT_DOUBLE_EQ(row.value, 0.6);
  hand.key(GLFW_KEY_DOWN, true);
  EXPECT_DOUBLE_EQ(row.value, 0.59);
  hand.key(GLFW_KEY_END);
  EXPECT_DOUBLE_EQ(row.value, 8);
  EXPECT_EQ(row.began, row.ended);
  EXPECT_EQ(row.began, row.edits) << "each key press is a gesture";
}

TEST(FieldRow, TypingCommitsOnEnterAndOnLeavingAndNotOnEscape) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Row row;
  Hand hand(*stage, [&](const Ui& ui) { row(ui); });
  const auto open = [&] {
    hand.click(row.high.x - 30, row.y());
    hand.rest(2);
  };
  open();
  hand.type("2.75");
  hand.key(GLFW_KEY_ENTER);
  hand.rest(2);
  EXPECT_DOUBLE_EQ(row.value, 2.75);
  open();
  hand.key(GLFW_KEY_ENTER);  // nothing was typed
  hand.rest(2);
  EXPECT_EQ(stage->controls().typing.box, 0u);
  open();
  hand.type("-3");
  hand.click(500, 400);
  hand.rest(2);
  EXPECT_DOUBLE_EQ(row.value, -3);
  open();
  hand.type("7");
  hand.key(GLFW_KEY_ESCAPE);
  hand.rest(2);
  EXPECT_DOUBLE_EQ(row.value, -3);
  EXPECT_EQ(row.edits, 2);
  EXPECT_EQ(row.problem, "");
}

TEST(FieldRow, WhatIsNotAdmissibleIsSaidAndChangesNothing) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Row row;
  row.value = 1;
  Hand hand(*stage, [&](const Ui& ui) { row(ui); });
  for (const char* wrong : {"abc", "1e9", "nan", ""}) {
    row.problem.clear();
    hand.click(row.high.x - 30, row.y());
    hand.rest(2);
    if (*wrong)
      hand.type(wrong);
    else
      hand.key(GLFW_KEY_BACKSPACE);
    hand.key(GLFW_KEY_ENTER);
    hand.rest(2);
    EXPECT_NE(row.problem, "") << wrong;
    EXPECT_DOUBLE_EQ(row.value, 1) << wrong;
  }
}

TEST(FieldRow, TabOpensTheNumberAndArrowsNudgeIt) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Row row;
  Hand hand(*stage, [&](const Ui& ui) { row(ui); });
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_TAB);
  hand.rest(2);
  hand.type("4");
  hand.key(GLFW_KEY_UP);
  hand.key(GLFW_KEY_UP);
  hand.key(GLFW_KEY_DOWN);
  hand.key(GLFW_KEY_TAB);  // leaving commits
  hand.rest(2);
  EXPECT_NEAR(row.value, 4.1, 1e-12);
}

TEST(FieldRow, ADoubleClickOnTheSliderTypesTheNumber) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  Row row;
  Hand hand(*stage, [&](const Ui& ui) { row(ui); });
  hand.click(row.knob(), row.y());
  hand.click(row.knob(), row.y());
  hand.rest(3);
  hand.type("1.5");
  hand.key(GLFW_KEY_ENTER);
  hand.rest(2);
  EXPECT_DOUBLE_EQ(row.value, 1.5);
}

TEST(FieldRow, ASwitchAndAChoice) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  static constexpr Choice choices[] = {{"forward", "Forward"}, {"reverse", "Reverse"}};
  const FieldInfo on{"on", FieldKind::boolean, "on"};
  FieldInfo which{"which", FieldKind::choice, "which"};
  which.choices = choices;
  bool flag = false;
  enum class Way { forward, reverse } way = Way::forward;
  Hand hand(*stage, [&](const Ui& ui) {
    const FieldRef first(on, flag), second(which, way);
    if (const FieldEdit edit = field_row(ui, first, ui.theme->p); edit.value) (void)first.set(*edit.value);
    if (const FieldEdit edit = field_row(ui, second, ui.theme->p); edit.value) (void)second.set(*edit.value);
  });
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_SPACE);
  EXPECT_TRUE(flag);
  hand.key(GLFW_KEY_TAB);
  hand.key(GLFW_KEY_DOWN);
  hand.key(GLFW_KEY_DOWN);
  hand.key(GLFW_KEY_ENTER);
  EXPECT_EQ(way, Way::reverse);
}

}  // namespace
}  // namespace dlab
