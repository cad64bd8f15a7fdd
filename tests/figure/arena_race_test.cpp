// A race's picture: where its cards stand, what tells the configurations apart, which numbers are compared.
#include "core/exhibit/arena_race.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/exhibit/arena_exhibit.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "tests/figure/golden.hpp"
#include "tests/figure/made_up_arena.hpp"

namespace dlab {
namespace {

ArenaScene race_of(std::size_t count) {
  ArenaScene scene;
  scene.show.landscape = false;
  for (std::size_t i = 1; i < count; ++i) {
    scene.rivals.push_back({scene.gan, {}, {}});
    scene.rivals.back().gan.penalty = static_cast<double>(i);
  }
  return scene;
}

std::shared_ptr<ArenaResults> race_results(const ArenaScene& scene) {
  auto results = made_up(lane_scene(scene, 0));
  results->inputs = scene;
  for (std::size_t lane = 1; lane < lanes(scene); ++lane) {
    auto rival = made_up(lane_scene(scene, lane));
    auto diagnosis = std::make_shared<Diagnosis>(*rival->diagnosis);
    diagnosis->w1.value = 0.25 / static_cast<double>(lane + 1);
    rival->diagnosis = diagnosis;
    auto measures = std::make_shared<std::vector<ArenaMeasure>>(*rival->measures);
    for (ArenaMeasure& measure : *measures) measure.w1 /= static_cast<double>(lane + 1);
    rival->measures = measures;
    results->rivals.push_back(rival);
  }
  return results;
}

Style plain(double emphasis = 1) {
  static const Catalog words;
  static const FixedAdvance measurer;
  return {&theme(ThemeKind::light), &words, &measurer, emphasis, false, true};
}

bool apart(const Rect& a, const Rect& b) {
  return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}

TEST(RaceFigure, CardsFillTheStageAndDoNotOverlap) {
  for (std::size_t count = 2; count <= 1 + most_rivals; ++count)
    for (const auto& [w, h] : {std::pair(900.0, 560.0), {700.0, 440.0}, {1500.0, 900.0}, {800.0, 1100.0}})
      for (const double emphasis : {1.0, 1.5}) {
        const RaceLayout layout = race_layout(race_of(count), w, h, plain(emphasis));
        std::vector<Rect> cards = layout.lanes;
        ASSERT_EQ(cards.size(), count);
        cards.insert(cards.end(), {layout.curves, layout.table, layout.timeline});
        for (std::size_t i = 0; i < cards.size(); ++i) {
          SCOPED_TRACE(testing::Message() << count << " on " << w << " × " << h << ", card " << i);
          EXPECT_GE(cards[i].x, 0);
          EXPECT_GE(cards[i].y, 0);
          EXPECT_LE(cards[i].right(), w);
          EXPECT_LE(cards[i].bottom(), h);
          EXPECT_GT(cards[i].w, 90);
          EXPECT_GT(cards[i].h, 30);
          for (std::size_t k = 0; k < i; ++k) EXPECT_TRUE(apart(cards[i], cards[k])) << k;
        }
      }
}

TEST(RaceFigure, IsGolden) {
  const ArenaScene scene = race_of(3);
  expect_golden("arena-race.txt", dump(picture(scene, *race_results(scene))));
}

TEST(RaceFigure, EveryConfigurationHasAxesOfItsOwnAndOneThatIsOutSaysSo) {
  for (const bool landscape : {false, true}) {
    ArenaScene scene = race_of(4);
    scene.show.landscape = landscape;
    auto results = race_results(scene);
    auto out = std::make_shared<ArenaResults>(*results->rivals[1]);
    out->divergence = Divergence{57, true, 1, 1e9};
    results->rivals[1] = out;
    const Figure figure = race_figure(scene, *results, {}, plain(), 1300, 800);
    std::set<std::string> names;
    for (const Axes& axes : figure.axes) EXPECT_TRUE(names.insert(axes.name).second) << axes.name;
    for (const char* name : {"", ".1", ".2", ".3"})
      EXPECT_TRUE(names.count((landscape ? "landscape" : "map") + std::string(name))) << name;
    EXPECT_TRUE(names.count("curves"));
    EXPECT_TRUE(says(figure, "broke off at 57"));
  }
}

// While a configuration joins, the results are those of fewer.
TEST(RaceFigure, TakesWhatThereIsOfItsConfigurations) {
  const ArenaScene three = race_of(3), five = race_of(5);
  const Figure fewer = race_figure(five, *race_results(three), {}, plain(), 1300, 800);
  EXPECT_TRUE(fewer.find_axes("map.2"));
  EXPECT_FALSE(fewer.find_axes("map.3"));
  const Figure more = race_figure(three, *race_results(five), {}, plain(), 1300, 800);
  EXPECT_TRUE(more.find_axes("map.2"));
  EXPECT_FALSE(more.find_axes("map.3"));
}

TEST(RaceFigure, TheTablesNumbersAreThoseOfTheConfigurations) {
  const ArenaScene scene = race_of(3);
  const auto results = race_results(scene);
  const RaceLayout layout = race_layout(scene, 1300, 800, plain());
  int distances = 0;
  for (const MeterPlace& place : race_meter_places(scene, *results, plain(), 1300, 800)) {
    EXPECT_FALSE(apart(place.rect, layout.table)) << place.id;
    if (!place.id.starts_with("w1_exact")) continue;
    ++distances;
    const double lane = place.id.size() > 8 ? std::stod(place.id.substr(9)) : 0;
    EXPECT_DOUBLE_EQ(place.estimate.value, 0.25 / (lane + 1)) << place.id;
  }
  EXPECT_EQ(distances, 3);
}

TEST(RaceFigure, WordsSayWhatDiffersAndNothingElse) {
  const Catalog words;
  ArenaScene scene = race_of(3);
  scene.gan.penalty = 0.1;
  const auto penalties = lane_differences(scene, words);
  EXPECT_EQ(penalties[0], std::vector<std::string>{"penalty λ 0.1"});
  EXPECT_EQ(penalties[2], std::vector<std::string>{"penalty λ 2"});
  // A clip means nothing to WGAN-GP; what tells most apart comes first.
  scene.rivals[0].gan.objective = scene.rivals[1].gan.objective = Objective::wgan;
  scene.rivals[0].gan.clip = 0.1;
  scene.rivals[1].gan.clip = 0.01;
  scene.rivals[1].p = Distribution2d(Grid2d{});
  const auto mixed = lane_differences(scene, words);
  EXPECT_EQ(mixed[0], (std::vector<std::string>{"Ring of bells", "WGAN-GP"}));
  EXPECT_EQ(mixed[2], (std::vector<std::string>{"Grid of bells", "WGAN, clipped", "clip c 0.01"}));
  EXPECT_EQ(lane_differences(race_of(1), words)[0], std::vector<std::string>{"WGAN-GP"});
}

TEST(RaceFigure, NoTwoStrokesAreAlikeInColourOrInDash) {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark})
    for (std::size_t a = 0; a <= most_rivals; ++a)
      for (std::size_t b = 0; b < a; ++b)
        EXPECT_FALSE(lane_stroke(theme(kind), a, 2).color == lane_stroke(theme(kind), b, 2).color);
}

}  // namespace
}  // namespace dlab
