// apply(): what each action does, what it clamps, and what it refuses.
#include "core/exhibit/action.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace dlab {
namespace {

const double infinity = std::numeric_limits<double>::infinity();

LineScene& line_of(Scene& scene) { return std::get<LineScene>(scene.exhibit); }

Scene with(const Distribution& q) {
  Scene scene;
  line_of(scene).q = q;
  line_of(scene).recorder = recorder_for(line_of(scene), location_path(line_of(scene), Side::q));
  return scene;
}
// The line after one action; a failure if it was refused.
LineScene after(const Scene& scene, const Action& action) {
  auto next = apply(scene, action);
  if (!next) {
    ADD_FAILURE() << next.error().text();
    return {};
  }
  return line_of(*next);
}
std::string refusal(const Scene& scene, const Action& action) {
  const auto next = apply(scene, action);
  return next ? "" : next.error().text();
}

TEST(Apply, SetsFieldsOrRefuses) {
  const Scene scene;
  EXPECT_EQ(after(scene, SetFields{{{"q.mean", 1.5}, {"q.std", 0.5}}}).q, Distribution(Normal{1.5, 0.5}));
  EXPECT_EQ(refusal(scene, SetFields{{{"q.std", -1.0}}}), "q.std: must be > 0, got -1");
  EXPECT_EQ(refusal(scene, SetFields{{{"q.mean", 1.0}, {"q.maen", 2.0}}}),
            "there is no field \"q.maen\"; did you mean \"q.mean\"?");
  EXPECT_EQ(refusal(with(Uniform{0, 1}), SetFields{{{"q.low", 2.0}}}),
            "q.high: must be greater than low (2), got 1");
}

TEST(Apply, ClampsDrags) {
  const Scene scene;
  const auto drag = [](const char* path, double value) { return SetFields{{{path, value}}, true}; };
  EXPECT_EQ(after(scene, drag("q.std", -1)).q, Distribution(Normal{2.4, 1e-12}));
  EXPECT_EQ(after(scene, drag("q.mean", infinity)).q, Distribution(Normal{1e12, 1.3}));
  EXPECT_EQ(after(scene, drag("q.mean", std::nan(""))).q, Distribution(Normal{2.4, 1.3}));
  // The ends of a support do not cross, and a narrow one is not forced open.
  EXPECT_EQ(after(with(Uniform{0, 1}), drag("q.low", 5)).q, Distribution(Uniform{0.95, 1}));
  EXPECT_EQ(after(with(Uniform{0, 1}), drag("q.high", -5)).q, Distribution(Uniform{0, 0.05}));
  const LineScene narrow = after(with(Uniform{0, 0.01}), drag("q.low", 5));
  EXPECT_NEAR(std::get<Uniform>(narrow.q).low, 0, 1e-15);
  // The last weight does not vanish.
  const Mixture mixture{{{0, Normal{0, 1}}, {0.5, Normal{2, 1}}}};
  EXPECT_EQ(after(with(mixture), drag("q.components.1.weight", 0)).q, Distribution(mixture));
  EXPECT_EQ(after(with(Discrete{{0, 1}, {1, 0}}), drag("q.weights.0", -1)).q,
            Distribution(Discrete{{0, 1}, {1, 0}}));
}

TEST(Apply, DerivedFieldsMoveTheWhole) {
  EXPECT_EQ(after(with(Uniform{0, 1}), SetFields{{{"q.center", 4.5}}}).q, Distribution(Uniform{4, 5}));
  EXPECT_EQ(after(with(Discrete{{0, 4}, {1, 1}}), SetFields{{{"q.center", 3.0}, {"q.points.0", 0.5}}}).q,
            Distribution(Discrete{{0.5, 5}, {1, 1}}));
}

TEST(Apply, LeavesItsArgumentAlone) {
  const Scene scene;
  const Scene copy = scene;
  (void)apply(scene, SetFields{{{"q.mean", 7.0}}});
  (void)apply(scene, SwapSides{});
  EXPECT_EQ(scene, copy);
}

TEST(Apply, ChangesKinds) {
  for (int i = 0; i < distribution_kinds; ++i) {
    const auto kind = static_cast<DistributionKind>(i);
    const LineScene line = after({}, SetKind{Side::q, kind});
    EXPECT_EQ(kind_of(line.q), kind);
    EXPECT_EQ(line.recorder.parameter, location_path(line, Side::q));
  }
}

TEST(Apply, SetsWholeDistributionsIfTheyAreSound) {
  EXPECT_EQ(after({}, SetDistribution{Side::p, Dirac{1}}).p, Distribution(Dirac{1}));
  EXPECT_EQ(refusal({}, SetDistribution{Side::p, Discrete{{1}, {0}}}),
            "p.weights: must not all be 0; give at least one a positive weight");
}

TEST(Apply, AddsAndRemovesComponents) {
  Scene scene;
  auto two = apply(scene, AddComponent{Side::q, 5});
  ASSERT_TRUE(two);
  const auto& mixture = std::get<Mixture>(line_of(*two).q);
  ASSERT_EQ(mixture.components.size(), 2u);
  EXPECT_EQ(mixture.components[0].distribution, Simple(Normal{2.4, 1.3}));
  EXPECT_EQ(location(widened(mixture.components[1].distribution)), 5);
  EXPECT_EQ(line_of(*two).recorder.parameter, "q.components.0.mean");  // what was q.mean

  auto three = apply(*two, AddComponent{Side::q, -5});
  ASSERT_TRUE(three);
  EXPECT_EQ(std::get<Mixture>(line_of(*three).q).components.size(), 3u);

  line_of(*three).recorder = recorder_for(line_of(*three), "q.components.2.mean");
  EXPECT_EQ(after(*three, RemoveComponent{Side::q, 0}).recorder.parameter, "q.components.1.mean");
  EXPECT_EQ(after(*three, RemoveComponent{Side::q, 2}).recorder.parameter, "q.center");  // its own is gone

  const LineScene one = after(*two, RemoveComponent{Side::q, 1});
  EXPECT_EQ(one.q, Distribution(Normal{2.4, 1.3}));
  EXPECT_EQ(one.recorder.parameter, "q.mean");
  EXPECT_EQ(refusal(scene, RemoveComponent{Side::q, 0}), "q: has no component 1 that could be removed");
  EXPECT_EQ(refusal(*two, RemoveComponent{Side::q, 2}), "q: has no component 3 that could be removed");
  EXPECT_FALSE(refusal(scene, AddComponent{Side::q, infinity}).empty());
}

TEST(Apply, RemovingTheLastWeightGivesTheRestSome) {
  const Scene scene = with(Mixture{{{0, Normal{0, 1}}, {1, Normal{2, 1}}, {0, Normal{4, 1}}}});
  const LineScene line = after(scene, RemoveComponent{Side::q, 1});
  EXPECT_EQ(std::get<Mixture>(line.q).components[0].weight, 1);
}

TEST(Apply, PaintsHistograms) {
  const Scene scene = with(Histogram{0, 4, {1, 1, 1, 1}});
  EXPECT_EQ(after(scene, PaintHistogram{Side::q, 1.5, 3, 1.5, 3}).q,
            Distribution(Histogram{0, 4, {1, 3, 1, 1}}));
  // Along a stroke heights follow its line at the middles of the bins, in either direction.
  const Distribution ramp = Histogram{0, 4, {0.5, 1.5, 2.5, 3.5}};
  EXPECT_EQ(after(scene, PaintHistogram{Side::q, 0, 0, 4, 4}).q, ramp);
  EXPECT_EQ(after(scene, PaintHistogram{Side::q, 4, 4, 0, 0}).q, ramp);
  EXPECT_EQ(after(scene, PaintHistogram{Side::q, 0.5, -9, 0.5, -9}).q,
            Distribution(Histogram{0, 4, {0, 1, 1, 1}}));
  EXPECT_EQ(after(scene, PaintHistogram{Side::q, 9, 5, 12, 5}).q, line_of(const_cast<Scene&>(scene)).q);
  EXPECT_EQ(after(scene, PaintHistogram{Side::q, -1, 0, 9, 0}).q, line_of(const_cast<Scene&>(scene)).q);
  EXPECT_EQ(kind_of(after({}, PaintHistogram{Side::q, 1, 1, 2, 1}).q), DistributionKind::histogram);
  EXPECT_FALSE(refusal(scene, PaintHistogram{Side::q, 0, infinity, 1, 1}).empty());
}

TEST(Apply, SwapsSidesAndTheRecorderFollows) {
  const LineScene line = after({}, SwapSides{});
  EXPECT_EQ(line.p, Distribution(Normal{2.4, 1.3}));
  EXPECT_EQ(line.q, Distribution(Normal{0, 1}));
  EXPECT_EQ(line.recorder.parameter, "p.mean");
}

TEST(Apply, RecordsWhereTheHandWas) {
  Scene scene;
  auto once = apply(scene, Record{"q.mean", 2.4, 3});
  ASSERT_TRUE(once);
  EXPECT_TRUE(line_of(*once).recorder.recorded);
  const LineScene back = after(*once, Record{"q.mean", 3, -1});
  EXPECT_EQ(back.recorder.visited_low, -1);
  EXPECT_EQ(back.recorder.visited_high, 3);
  EXPECT_EQ(back.recorder.low, -8);
  const LineScene far = after(*once, Record{"q.mean", 3, 13});  // the axis grows with the hand
  EXPECT_EQ(far.recorder.high, 14);
  EXPECT_EQ(far.recorder.visited_low, 2.4);
  const LineScene other = after(*once, Record{"q.std", 1, 2});  // another parameter: afresh
  EXPECT_EQ(other.recorder.parameter, "q.std");
  EXPECT_EQ(other.recorder.visited_low, 1);
  EXPECT_GT(other.recorder.low, 0);
  EXPECT_FALSE(after(scene, Record{"q.mean", 2, 2}).recorder.recorded);
  EXPECT_FALSE(after(*once, ClearRecording{}).recorder.recorded);
  EXPECT_EQ(refusal(scene, Record{"q.maen", 0, 1}), "there is no field \"q.maen\"; did you mean \"q.mean\"?");
  EXPECT_FALSE(refusal(scene, Record{"q.mean", 0, infinity}).empty());
}

TEST(Apply, AnotherParameterByFieldGetsItsOwnRange) {
  const SetFields to_std{{{"recorder.parameter", std::string("q.std")}}};
  const LineScene line = after(*built_in_scene("two-bells"), to_std);
  EXPECT_EQ(line.recorder.low, 0.05);
  EXPECT_TRUE(line.recorder.recorded);  // the curve was whole before
  EXPECT_EQ(line.recorder.visited_low, line.recorder.low);
  EXPECT_EQ(line.recorder.visited_high, line.recorder.high);
  const auto part = apply(Scene{}, Record{"q.mean", 0, 1});
  EXPECT_FALSE(after(*part, to_std).recorder.recorded);
  const LineScene given = after(
      *built_in_scene("two-bells"),
      SetFields{
          {{"recorder.parameter", std::string("q.std")}, {"recorder.low", 1.0}, {"recorder.high", 2.0}}});
  EXPECT_EQ(given.recorder.low, 1);
  EXPECT_EQ(given.recorder.high, 2);
  EXPECT_EQ(given.recorder.visited_high, 2);
}

TEST(Apply, SwitchingTheRecordingOnSweepsTheRange) {
  const LineScene line = after({}, SetFields{{{"recorder.recorded", true}}});
  EXPECT_EQ(line.recorder.visited_low, -8);
  EXPECT_EQ(line.recorder.visited_high, 8);
}

TEST(Apply, AWholeCurveStaysWholeWhenTheRangeChanges) {
  const LineScene line = after(*built_in_scene("two-bells"), SetFields{{{"recorder.high", 20.0}}});
  EXPECT_EQ(line.recorder.visited_high, 20);
  auto part = apply(Scene{}, Record{"q.mean", -1, 3});
  const LineScene cut = after(*part, SetFields{{{"recorder.high", 2.0}}});
  EXPECT_EQ(cut.recorder.visited_high, 2);
  EXPECT_EQ(cut.recorder.visited_low, -1);
}

TEST(Apply, FitsDownhill) {
  Scene scene = *built_in_scene("fit-forward");
  for (int i = 0; i < 400; ++i) {
    auto next = apply(scene, FitStep{5});
    ASSERT_TRUE(next) << next.error().text();
    scene = *std::move(next);
  }
  // Forward KL is least at P's own mean and variance: 0 and 3² + 0.8².
  const auto& forward = std::get<Normal>(line_of(scene).q);
  EXPECT_NEAR(forward.mean, 0, 0.05);
  EXPECT_NEAR(forward.std, std::sqrt(9.64), 0.05);
  scene = *built_in_scene("fit-reverse");
  for (int i = 0; i < 400; ++i) scene = *apply(scene, FitStep{5});
  const auto& reverse = std::get<Normal>(line_of(scene).q);
  EXPECT_NEAR(reverse.mean, 3, 0.1);
  EXPECT_NEAR(reverse.std, 0.8, 0.1);
  EXPECT_FALSE(refusal(scene, FitStep{0}).empty());
}

TEST(Apply, LoadsOnlySoundScenes) {
  Scene broken;
  line_of(broken).q = Normal{0, -1};
  EXPECT_EQ(refusal({}, LoadScene{broken}), "q.std: must be > 0, got -1");
  EXPECT_EQ(*apply({}, LoadScene{*built_in_scene("penguins")}), *built_in_scene("penguins"));
}

}  // namespace
}  // namespace dlab
