// Exhibit F in a real window: a run is played, disturbed, looked back on and branched by hand.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/exhibit/scene.hpp"
#include "tests/window/program_fixture.hpp"

namespace dlab {
namespace {

using nlohmann::json;

class ArenaWindow : public ProgramFixture {
 protected:
  void SetUp() override {
    ProgramFixture::SetUp();
    if (HasFatalFailure() || IsSkipped()) return;
    Scene scene = *built_in_scene("arena-ring");
    auto& arena = std::get<ArenaScene>(scene.exhibit);
    for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) {
      network->width = 8;
      network->depth = 2;
    }
    arena.gan.batch = 32;
    arena.speed = 400;  // the display beside it has the same processors
    std::ofstream(home_ / "small.json") << to_text(scene);
    ASSERT_NO_FATAL_FAILURE(open({home_ / "small.json"}));
    begun_ = program_->wait_for(
        [](const json& state) {
          return state.contains("training") && state["places"].contains("handle.p.center") &&
                 state["places"].contains("play");
        },
        "the run's beginning");
    ASSERT_TRUE(begun_.is_object());
  }
  static double iteration(const json& state) { return state["meters"]["iteration"].get<double>(); }
  json wait_beyond(double iterations) {
    return program_->wait_for([&](const json& state) { return iteration(state) > iterations; },
                              "more than " + std::to_string(iterations) + " iterations");
  }
  // Paused, and the picture is of where it stopped.
  json pause() {
    program_->click("play");
    return program_->wait_for(
        [](const json& state) {
          return state["training"]["status"] == "paused" && state["training"]["newest"] == iteration(state);
        },
        "a pause");
  }

  json begun_;
};

TEST_F(ArenaWindow, PlaysPausesAndIsTurnedAndDraggedMeanwhile) {
  EXPECT_EQ(iteration(begun_), 0);
  EXPECT_EQ(begun_["training"]["status"], "paused");
  program_->click("play");
  const json playing = wait_beyond(20);
  ASSERT_TRUE(playing.is_object());
  EXPECT_EQ(playing["training"]["status"], "running");
  EXPECT_TRUE(playing["meters"]["estimate"].is_number());
  EXPECT_TRUE(playing["meters"]["w1_exact"].is_number());

  program_->drag("axes.landscape", 60, 0);
  const json turned = program_->wait_for(
      [&](const json& state) { return state["scene"]["yaw"] != begun_["scene"]["yaw"]; }, "a turn");
  ASSERT_TRUE(turned.is_object());
  EXPECT_EQ(turned["scene"]["p"], begun_["scene"]["p"]);

  program_->drag("handle.p.center", 50, -30);
  const json moved = program_->wait_for(
      [&](const json& state) { return state["scene"]["p"] != begun_["scene"]["p"]; }, "the data elsewhere");
  ASSERT_TRUE(moved.is_object());
  EXPECT_GT(moved["scene"]["p"]["center"][0].get<double>(), 0);
  EXPECT_GT(moved["scene"]["p"]["center"][1].get<double>(), 0);
  ASSERT_TRUE(wait_beyond(iteration(moved)).is_object());  // no reset, no halt

  const json paused = pause();
  ASSERT_TRUE(paused.is_object());
  EXPECT_GE(iteration(paused), iteration(moved));
  program_->click("rail.theme");  // something to draw anew for
  const json later = program_->wait_for([&](const json& state) { return state["theme"] != paused["theme"]; },
                                        "another theme");
  ASSERT_TRUE(later.is_object());
  EXPECT_EQ(later["meters"], paused["meters"]);
  EXPECT_EQ(later["training"], paused["training"]);
}

TEST_F(ArenaWindow, TheTimelineIsScrubbedBackAndPlayBranchesThere) {
  program_->click("play");
  ASSERT_TRUE(wait_beyond(400).is_object());
  const json stopped = pause();
  ASSERT_TRUE(stopped.is_object());
  const int width = static_cast<int>(stopped["places"]["axes.timeline"][2].get<double>());
  program_->drag("handle.moment", -2 * width / 3, 0);
  const json back = program_->wait_for(
      [](const json& state) { return state["training"]["looking_back"] == true; }, "a look back");
  ASSERT_TRUE(back.is_object());
  EXPECT_LT(iteration(back), iteration(stopped));
  EXPECT_EQ(back["training"]["newest"], stopped["training"]["newest"]);
  const double from = iteration(back);

  program_->click("play");
  const json branched = program_->wait_for(
      [&](const json& state) {
        return state["training"]["looking_back"] == false && iteration(state) < iteration(stopped) &&
               iteration(state) >= from;
      },
      "the run from there");
  ASSERT_TRUE(branched.is_object());
  EXPECT_EQ(branched["scene"]["moment"], -1);
  ASSERT_TRUE(wait_beyond(iteration(branched)).is_object());
  const json paused = pause();
  ASSERT_TRUE(paused.is_object());
  EXPECT_TRUE(paused["places"].contains("run.1"));  // the runs are listed
  EXPECT_TRUE(paused["places"].contains("run.2"));
}

TEST_F(ArenaWindow, ThreeRunARaceOneIsChangedAndOneLeaves) {
  const auto rivals = [](const json& state) {
    return state["training"].contains("rivals") ? state["training"]["rivals"].size() : std::size_t{0};
  };
  for (std::size_t count = 1; count <= 2; ++count) {
    program_->click("add_rival");
    ASSERT_TRUE(
        program_
            ->wait_for(
                [&](const json& state) { return rivals(state) == count && state["places"].contains("lane"); },
                "another configuration")
            .is_object());
  }
  program_->click("play");
  ASSERT_TRUE(wait_beyond(30).is_object());
  // The last one is edited; its penalty changes while it runs, the others' stays.
  program_->drag("rivals.1.penalty", 25, 0);
  const json changed = program_->wait_for(
      [&](const json& state) {
        return rivals(state) == 2 && state["training"]["rivals"][1]["penalty"] != begun_["scene"]["penalty"];
      },
      "another penalty");
  ASSERT_TRUE(changed.is_object());
  EXPECT_EQ(changed["scene"]["penalty"], begun_["scene"]["penalty"]);
  EXPECT_EQ(changed["training"]["rivals"][0]["penalty"], begun_["scene"]["penalty"]);
  ASSERT_TRUE(wait_beyond(iteration(changed) + 10).is_object());
  const json paused = pause();
  ASSERT_TRUE(paused.is_object());
  for (const json& rival : paused["training"]["rivals"]) {
    EXPECT_LE(std::abs(rival["newest"].get<double>() - paused["training"]["newest"].get<double>()), 1);
    EXPECT_GT(rival["w1_exact"].get<double>(), 0);
  }
  EXPECT_NE(paused["training"]["rivals"][1]["w1_exact"], paused["training"]["rivals"][0]["w1_exact"]);
  ASSERT_TRUE(paused["places"].contains("axes.map.2") || paused["places"].contains("axes.landscape.2"));

  // Both files hold the picture, and the scene that makes it again.
  const std::string pdf = home_ / "race.pdf", png = home_ / "race.png";
  ASSERT_TRUE(save_as("PDF", pdf).is_object());
  const auto reader = Process::start({"pdftotext", "-layout", pdf, "-"});
  ASSERT_TRUE(reader);
  ASSERT_EQ(reader->wait(20), 0) << reader->output();
  for (const char* label : {"A", "B", "C", "penalty λ", "estimate", "exact W"})
    EXPECT_NE(reader->output().find(label), std::string::npos) << label << " is not in\n" << reader->output();
  ASSERT_TRUE(save_as("PNG", png).is_object());
  EXPECT_GT(std::filesystem::file_size(png), 20000u);
  const auto closed = [&] {
    const json state = program_->state();
    return state.is_object() && state["places"].contains("remove_lane");
  };
  for (int i = 0; i < 5 && !closed(); ++i) {  // the first one may be the text box's
    program_->key("Escape");
    wait_until(closed, 4);
  }

  program_->click("remove_lane");
  const json two = program_->wait_for([&](const json& state) { return rivals(state) == 1; }, "one less");
  ASSERT_TRUE(two.is_object());
  EXPECT_EQ(two["scene"]["rivals"].size(), 1u);
}

TEST_F(ArenaWindow, IsClosedWhileItTrains) {
  program_->click("play");
  ASSERT_TRUE(wait_beyond(5).is_object());
  EXPECT_EQ(program_->close(), 0);
}

}  // namespace
}  // namespace dlab
