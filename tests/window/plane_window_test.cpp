// Exhibit B in a real window: an ellipse pulled by the mouse, a stroke of the brush, a picture opened by its
// path, and meters that agree with the command line.
#include <cmath>

#include "app/export/export.hpp"
#include "core/base/file.hpp"
#include "tests/window/program_fixture.hpp"

namespace dlab {
namespace {

using nlohmann::json;

class PlaneWindow : public ProgramFixture {
 protected:
  json said(const json& scene) { return answer("distance", {{"p", scene["p"]}, {"q", scene["q"]}}); }
  // What has no samples is the same to the last digits but few.
  void expect_meters(const json& state) {
    const json answer = said(state["scene"]);
    ASSERT_TRUE(answer.is_object());
    for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"}) {
      const json &shown = state["meters"][key], &told = answer[key]["value"];
      if (told.is_string()) {
        EXPECT_EQ(shown, told) << key;
        continue;
      }
      // The window has fewer samples: within what both say of themselves, and the bias.
      const bool sampled = answer[key]["method"] == "sampled";
      const double within = sampled ? 0.6 : 1e-9 + 2 * answer[key]["error"].get<double>();
      EXPECT_NEAR(shown.get<double>(), told.get<double>(), within) << key;
    }
  }
};

TEST_F(PlaneWindow, AnEllipsePulledByItsAxisMovesPlanAndMeters) {
  ASSERT_NO_FATAL_FAILURE(open({"two-normals"}));
  const json before = program_->wait_for(
      [](const json& state) { return state["places"].contains("handle.q.u") && state["stale"] == false; },
      "the scene with its handles");
  ASSERT_TRUE(before.is_object());
  expect_meters(before);
  program_->drag("handle.q.u", 40, -30);
  const double std_u = before["scene"]["q"]["std"][0].get<double>();
  const json after = program_->wait_for(
      [&](const json& state) {
        return std::abs(state["scene"]["q"]["std"][0].get<double>() - std_u) > 0.05 &&
               state["stale"] == false;
      },
      "a longer axis");
  ASSERT_TRUE(after.is_object());
  EXPECT_NE(after["scene"]["q"]["angle"], before["scene"]["q"]["angle"]);
  EXPECT_EQ(after["scene"]["q"]["mean"], before["scene"]["q"]["mean"]);
  EXPECT_EQ(after["scene"]["p"], before["scene"]["p"]);
  EXPECT_NE(after["meters"]["w1"], before["meters"]["w1"]);
  expect_meters(after);
  program_->key("ctrl+z");
  const json undone = program_->wait_for(
      [&](const json& state) { return state["scene"]["q"] == before["scene"]["q"]; }, "undo");
  ASSERT_TRUE(undone.is_object());
}

TEST_F(PlaneWindow, TheTimeSliderIsDraggedAndTheRailLeadsToTheLineAndBack) {
  ASSERT_NO_FATAL_FAILURE(open({"two-normals"}));
  const json before = program_->wait_for(
      [](const json& state) { return state["places"].contains("handle.time"); }, "the slider");
  ASSERT_TRUE(before.is_object());
  program_->drag("handle.time", -80, 0);
  const double t = before["scene"]["time"].get<double>();
  const json moved = program_->wait_for(
      [&](const json& state) { return state["scene"].value("time", t) < t - 0.1; }, "an earlier time");
  ASSERT_TRUE(moved.is_object());
  EXPECT_EQ(moved["meters"], before["meters"]);  // the way shows, it changes nothing
  program_->click("rail.line");
  ASSERT_TRUE(
      program_->wait_for([](const json& state) { return state["scene"]["exhibit"] == "line"; }, "the line")
          .is_object());
  program_->click("rail.plane");
  const json back = program_->wait_for([](const json& state) { return state["scene"]["exhibit"] == "plane"; },
                                       "the plane as it was left");
  ASSERT_TRUE(back.is_object());
  EXPECT_EQ(back["scene"], moved["scene"]);
}

TEST_F(PlaneWindow, AStrokeOfTheBrushBringsQNearerAndIsUndoneAsOne) {
  ASSERT_NO_FATAL_FAILURE(open({"paint"}));
  const json before = program_->wait_for(
      [](const json& state) { return state["places"].contains("axes.plane"); }, "the canvas");
  ASSERT_TRUE(before.is_object());
  expect_meters(before);
  for (int stroke = 0; stroke < 3; ++stroke) program_->drag("axes.plane", -90, 60);  // towards P
  const json after = program_->wait_for(
      [&](const json& state) {
        return state["meters"]["w1"].get<double>() < before["meters"]["w1"].get<double>() - 0.4;
      },
      "ink near P");
  ASSERT_TRUE(after.is_object());
  EXPECT_NE(after["scene"]["q"]["cells"], before["scene"]["q"]["cells"]);
  EXPECT_EQ(after["scene"]["p"], before["scene"]["p"]);
  EXPECT_LT(after["meters"]["w2"], before["meters"]["w2"]);
  expect_meters(after);
  for (int stroke = 0; stroke < 3; ++stroke) program_->key("ctrl+z");
  const json undone = program_->wait_for(
      [&](const json& state) { return state["scene"]["q"] == before["scene"]["q"]; }, "three undone");
  ASSERT_TRUE(undone.is_object());
}

TEST_F(PlaneWindow, APictureOpenedByItsPathBecomesQ) {
  ASSERT_NO_FATAL_FAILURE(open({"two-normals"}));
  std::vector<std::uint8_t> rgba;  // black on the left, white on the right
  for (int i = 0; i < 16 * 16; ++i)
    for (int channel = 0; channel < 4; ++channel) rgba.push_back(channel == 3 || i % 16 >= 8 ? 255 : 0);
  const Result<std::string> png = png_bytes(rgba, 16, 16, {});
  ASSERT_TRUE(png);
  ASSERT_TRUE(write_file(home_ / "half.png", *png));
  const json before = program_->wait_for([](const json&) { return true; }, "the scene");
  program_->key("ctrl+o");
  program_->click("open.path");
  program_->wait_for([](const json& state) { return state["typing"] == true; }, "the path's box");
  program_->type(home_ / "half.png");
  program_->key("Return");
  const json after = program_->wait_for(
      [](const json& state) { return state["scene"]["q"]["type"] == "image_2d"; }, "the picture as Q");
  ASSERT_TRUE(after.is_object());
  EXPECT_EQ(after["scene"]["q"]["file"], home_ / "half.png");
  EXPECT_EQ(after["scene"]["p"], before["scene"]["p"]);
  EXPECT_EQ(after["meters"]["kl_pq"], "inf");  // the bell has mass where the picture is white
  expect_meters(after);
}

}  // namespace
}  // namespace dlab
