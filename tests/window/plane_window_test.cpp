// Exhibit B in a real window: an ellipse pulled by the mouse, and meters that agree with the command line.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "tests/window/program.hpp"

namespace dlab {
namespace {

using nlohmann::json;

class PlaneWindow : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    server_ = Xvfb::start(1300, 850, why);
    if (!server_ && std::getenv("CI")) FAIL() << why;
    if (!server_) GTEST_SKIP() << why;
    program_ = Program::start(*server_, home_, {"two-normals"}, why);
    ASSERT_TRUE(program_) << why;
  }
  json said(const json& scene) {
    const std::string request = home_ / "request.json";
    std::ofstream(request) << json{{"p", scene["p"]}, {"q", scene["q"]}}.dump();
    const auto answer = run({program_path(), "distance", request});
    EXPECT_TRUE(answer);
    return answer ? json::parse(*answer) : json();
  }
  // What has no samples is the same to the last digits but few.
  void expect_meters(const json& state) {
    const json answer = said(state["scene"]);
    for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w2"})
      EXPECT_NEAR(state["meters"][key].get<double>(), answer[key]["value"].get<double>(),
                  1e-9 + 2 * answer[key]["error"].get<double>())
          << key;
    // 128 samples here, more there: within what both say of themselves, and the bias.
    EXPECT_NEAR(state["meters"]["w1"].get<double>(), answer["w1"]["value"].get<double>(), 0.6);
  }

  TemporaryFolder home_;
  std::unique_ptr<Xvfb> server_;
  std::unique_ptr<Program> program_;
};

TEST_F(PlaneWindow, AnEllipsePulledByItsAxisMovesPlanAndMeters) {
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

}  // namespace
}  // namespace dlab
