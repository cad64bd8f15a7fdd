// A race of several configurations: in files, by edits, solved at once and beneath a window.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/exhibit/action.hpp"
#include "core/exhibit/arena_exhibit.hpp"
#include "tests/core/arena_loop.hpp"

namespace dlab {
namespace {

using nlohmann::json;

ArenaScene small() {
  ArenaScene arena;
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) {
    network->width = 8;
    network->depth = 1;
  }
  arena.gan.batch = 16;
  arena.gan.n_critic = 2;
  arena.iterations = 40;
  arena.show.landscape = false;
  return arena;
}
ArenaScene race_of_three() {
  ArenaScene arena = small();
  arena.rivals.assign(2, {arena.gan, {}, {}});
  arena.rivals[0].gan.objective = Objective::minimax;
  arena.rivals[1].gan.penalty = 10;
  arena.rivals[1].p = Distribution2d(Grid2d{});
  return arena;
}
Scene scene_of(const ArenaScene& arena) {
  Scene scene;
  scene.name = "mine";
  scene.exhibit = arena;
  return scene;
}
const ArenaScene& arena_of(const Scene& scene) { return std::get<ArenaScene>(scene.exhibit); }

TEST(ArenaRace, FilesHoldEveryConfiguration) {
  const Scene scene = scene_of(race_of_three());
  const json object = json::parse(to_text(scene));
  ASSERT_EQ(object["rivals"].size(), 2u);
  EXPECT_EQ(object["rivals"][0]["objective"], "minimax");
  EXPECT_FALSE(object["rivals"][0].contains("p"));
  EXPECT_EQ(object["rivals"][1]["p"]["type"], "grid_2d");
  const auto back = scene_from_json(object);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, scene);
  EXPECT_FALSE(json::parse(to_text(scene_of(small()))).contains("rivals"));
}

TEST(ArenaRace, WhatAFileLeavesOutOfAConfigurationIsAsInTheFirst) {
  ArenaScene first = small();
  first.gan.penalty = 7;
  json object = json::parse(to_text(scene_of(first)));
  object["rivals"] = {{{"critic", {{"activation", "tanh"}}}}, json::object()};
  const auto read = scene_from_json(object);
  ASSERT_TRUE(read);
  GanSettings expected = first.gan;
  EXPECT_EQ(arena_of(*read).rivals[1].gan, expected);
  expected.critic.activation = Activation::tanh;
  EXPECT_EQ(arena_of(*read).rivals[0].gan, expected);
}

TEST(ArenaRace, ErrorsInFilesNameThePlace) {
  const json good = json::parse(to_text(scene_of(race_of_three())));
  const auto complaint = [&](auto change) {
    json object = good;
    change(object);
    const auto read = scene_from_json(object);
    return read ? std::string() : read.error().text();
  };
  EXPECT_EQ(complaint([](json&) {}), "");
  const auto begins = [&](auto change, const std::string& with) {
    const std::string said = complaint(change);
    EXPECT_EQ(said.find(with), 0u) << said;
  };
  begins([](json& o) { o["rivals"] = 3; }, "rivals: ");
  begins([](json& o) { o["rivals"] = std::vector<json>(6, json::object()); }, "rivals: must have at most 5");
  begins([](json& o) { o["rivals"][1] = 3; }, "rivals.1: ");
  begins([](json& o) { o["rivals"][1]["batch"] = 0; }, "rivals.1.batch: ");
  begins([](json& o) { o["rivals"][0]["critic"]["widht"] = 3; }, "rivals.0.critic");
  begins([](json& o) { o["rivals"][0]["exhibit"] = "arena"; }, "rivals.0");
  begins(
      [](json& o) {
        o["rivals"][0]["p"] = {{"type", "normal"}, {"mean", 0}, {"std", 1}};
      },
      "rivals.0.p: must be on the line or in the plane");
  begins([](json& o) { o["lane"] = 3; }, "lane: ");
}

TEST(ArenaRace, ConfigurationsJoinAsTheOneThatIsEditedAndLeave) {
  Scene scene = scene_of(small());
  const auto act = [&](const Action& action) {
    auto next = dlab::apply(scene, action);
    ASSERT_TRUE(next);
    scene = *std::move(next);
  };
  act(AddRival{});
  EXPECT_EQ(arena_of(scene).rivals.size(), 1u);
  EXPECT_EQ(arena_of(scene).lane, 1);
  act(SetFields{{{"rivals.0.penalty", 5.0}}, false});
  EXPECT_EQ(arena_of(scene).rivals[0].gan.penalty, 5);
  EXPECT_EQ(arena_of(scene).gan, small().gan) << "the first is as it was";
  act(AddRival{});
  EXPECT_EQ(arena_of(scene).rivals[1].gan.penalty, 5);
  for (int i = 0; i < 3; ++i) act(AddRival{});
  EXPECT_FALSE(dlab::apply(scene, AddRival{})) << "six are enough";
  act(RemoveLane{2});
  EXPECT_EQ(arena_of(scene).lane, 4);
  act(RemoveLane{0});
  EXPECT_EQ(arena_of(scene).gan.penalty, 5);
  EXPECT_EQ(arena_of(scene).rivals.size(), 3u);
  for (int i = 0; i < 3; ++i) act(RemoveLane{1});
  EXPECT_TRUE(arena_of(scene).rivals.empty());
  EXPECT_EQ(arena_of(scene).lane, 0);
  EXPECT_FALSE(dlab::apply(scene, RemoveLane{0})) << "one has to stay";
}

// The others keep what they are trained on.
TEST(ArenaRace, TheFirstMayLeaveWithItsData) {
  ArenaScene arena = race_of_three();
  std::swap(arena.rivals[0], arena.rivals[1]);
  const auto next = dlab::apply(scene_of(arena), RemoveLane{0});
  ASSERT_TRUE(next);
  EXPECT_EQ(arena_of(*next).p, GanData(Distribution2d(Grid2d{})));
  EXPECT_EQ(lane_scene(arena_of(*next), 1).p, arena.p);
}

TEST(ArenaRace, EachRunsAsItWouldAlone) {
  const ArenaScene arena = race_of_three();
  const auto race = solve(arena, 3, nullptr);
  ASSERT_TRUE(race);
  ASSERT_EQ(race->rivals.size(), 2u);
  for (std::size_t lane = 0; lane < 3; ++lane) {
    const auto alone = solve(lane_scene(arena, lane), 3, nullptr);
    EXPECT_EQ(*lane_of(*race, lane).checkpoint, *alone->checkpoint) << lane;
    EXPECT_EQ(lane_of(*race, lane).iterations, 40u);
  }
  // What was solved is gone on from.
  ArenaScene longer = arena;
  longer.iterations = 60;
  const auto on = solve(longer, 3, race.get()), anew = solve(longer, 3, nullptr);
  for (std::size_t lane = 0; lane < 3; ++lane)
    EXPECT_EQ(*lane_of(*on, lane).checkpoint, *lane_of(*anew, lane).checkpoint) << lane;
}

class ArenaRaceThread : public ArenaLoop {
 protected:
  void SetUp() override {
    scene_ = race_of_three();
    seed_ = 3;
  }
};

TEST_F(ArenaRaceThread, IsInLockStepChangesItsMembersAndIsLookedBackOn) {
  live_.play();
  const auto begun = wait([](const ArenaResults& now) { return now.rivals.size() == 2; });
  ASSERT_TRUE(begun);
  live_.play();
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.iterations > 250; }));
  live_.pause();
  const auto paused = wait([](const ArenaResults& now) { return now.status == TrainingStatus::paused; });
  ASSERT_TRUE(paused);
  for (std::size_t lane = 1; lane < 3; ++lane) {
    EXPECT_NEAR(static_cast<double>(lane_of(*paused, lane).iterations),
                static_cast<double>(paused->iterations), 1);
    EXPECT_EQ(lane_of(*paused, lane).settings, gan_settings(lane_scene(scene_, lane), 3));
    EXPECT_GT(lane_of(*paused, lane).measures->size(), 1u);
  }
  scene_.moment = 150;
  const auto back = wait([](const ArenaResults& now) { return now.looking_back; });
  ASSERT_TRUE(back);
  for (std::size_t lane = 0; lane < 3; ++lane)
    EXPECT_EQ(lane_of(*back, lane).diagnosis->iteration, 100u) << lane;
  scene_.moment = -1;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return !now.looking_back; }));

  // The middle one leaves: the last one keeps its weights.
  const float weight = paused->rivals[1].get()->diagnosis->values->front();
  scene_.rivals.erase(scene_.rivals.begin());
  const auto two = wait([&](const ArenaResults& now) {
    return now.rivals.size() == 1 && now.inputs == scene_ &&
           now.rivals[0]->settings == gan_settings(lane_scene(scene_, 1), 3);
  });
  ASSERT_TRUE(two);
  EXPECT_EQ(two->rivals[0]->diagnosis->values->front(), weight);
  EXPECT_EQ(two->rivals[0]->measures->size(), paused->rivals[1]->measures->size());
}

}  // namespace
}  // namespace dlab
