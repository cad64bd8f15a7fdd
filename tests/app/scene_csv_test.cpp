// Runs of the arena as a table.
#include "app/export/scene_csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace dlab {
namespace {

Scene small_run(std::size_t rivals) {
  ArenaScene arena;
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) {
    network->width = 4;
    network->depth = 1;
  }
  arena.gan.batch = 8;
  arena.iterations = 3;
  for (std::size_t i = 0; i < rivals; ++i) {
    arena.rivals.push_back({arena.gan, {}, {}});
    arena.rivals.back().gan.penalty = 5;
  }
  Scene scene;
  scene.exhibit = arena;
  return scene;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

TEST(SceneCsv, ARunIsARowForEachMeasure) {
  const Scene scene = small_run(0);
  const auto lines = lines_of(scene_csv(scene, solve(scene, {})));
  ASSERT_EQ(lines.size(), 5u);  // of iterations 0 … 3
  EXPECT_EQ(lines[0], "iteration,critic_estimate,w1_exact,js_estimate,modes_covered,steep_share,cosine");
  EXPECT_EQ(lines[4].substr(0, 2), "3,");
}

TEST(SceneCsv, ARaceNamesItsConfigurations) {
  const Scene scene = small_run(2);
  const auto lines = lines_of(scene_csv(scene, solve(scene, {})));
  ASSERT_EQ(lines.size(), 13u);
  EXPECT_TRUE(lines[0].starts_with("configuration,iteration,"));
  EXPECT_EQ(lines[1].substr(0, 4), "A,0,");
  EXPECT_EQ(lines[5].substr(0, 4), "B,0,");
  EXPECT_EQ(lines[1].substr(2), lines[5].substr(2)) << "the same first weights and samples";
  EXPECT_NE(lines[4].substr(2), lines[8].substr(2));
  EXPECT_EQ(lines[12].substr(0, 4), "C,3,");
  for (const std::string& line : lines) EXPECT_EQ(std::ranges::count(line, ','), 7) << line;
}

}  // namespace
}  // namespace dlab
