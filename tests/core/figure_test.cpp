// The figure's helpers and the dump that golden tests compare.
#include "core/figure/figure.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace dlab {
namespace {

TEST(Colors, AlphaAndMixture) {
  EXPECT_EQ(with_alpha({1, 2, 3}, 0.5), (Color{1, 2, 3, 128}));
  EXPECT_EQ(with_alpha({1, 2, 3}, 7), (Color{1, 2, 3, 255}));
  EXPECT_EQ(mixed({0, 100, 200}, {100, 0, 200}, 0.25), (Color{25, 75, 200}));
  EXPECT_EQ(mixed({0, 0, 0, 0}, {9, 9, 9}, 1), (Color{9, 9, 9}));
}

TEST(Dashes, EveryPatternAlternatesOnAndOff) {
  EXPECT_TRUE(dash_pattern(Dash::solid).empty());
  for (Dash dash : {Dash::dashed, Dash::dotted, Dash::dash_dot}) {
    EXPECT_FALSE(dash_pattern(dash).empty());
    EXPECT_EQ(dash_pattern(dash).size() % 2, 0u);
    for (double length : dash_pattern(dash)) EXPECT_GT(length, 0);
  }
}

TEST(AxesMap, ThereAndBack) {
  const Axes axes{"a", {10, 20, 100, 50}, -1, 1, 0, 2};
  EXPECT_EQ(axes.to_figure({-1, 0}), (Vec{10, 70}));
  EXPECT_EQ(axes.to_figure({1, 2}), (Vec{110, 20}));
  EXPECT_EQ(axes.to_data({60, 45}), (Vec{0, 1}));
}

TEST(FigureDump, OneLinePerPrimitive) {
  Figure figure{200, 100, {}, {}};
  figure.axes.push_back({"plot", {10, 20, 100, 50}, -1, 1, 0, 2});
  figure.add(Polyline{{{0, 0}, {1.234, -0.001}, {std::numeric_limits<double>::quiet_NaN(), 2}},
                      {{255, 0, 0}, 2, Dash::dash_dot},
                      true});
  figure.add(Band{{0, 1}, {2, 3}, {4, 5}, {0, 0, 255, 128}});
  Text text;
  text.text = "a \"q\"";
  text.turn = 90;
  figure.add(text);
  figure.add(PushClip{{0, 0, 10, 10}});
  figure.add(PopClip{});
  EXPECT_EQ(dump(figure),
            "figure 200x100\n"
            "axes \"plot\" 10,20 100x50 x -1..1 y 0..2\n"
            "polyline #FF0000 2 dash_dot closed: 0,0 1.23,0 nan,2\n"
            "band #0000FF80: 0,2..4 1,3..5\n"
            "text \"a \\\"q\\\"\" 0,0 size 15 #000000 regular left alphabetic turn 90\n"
            "push_clip 0,0 10x10\n"
            "pop_clip\n");
}

TEST(FigureDump, RasterChangesShow) {
  Figure figure{10, 10, {}, {}};
  auto pixels = std::make_shared<std::vector<std::uint8_t>>(2 * 2 * 4, std::uint8_t{0});
  figure.add(Raster{{0, 0, 10, 10}, 2, 2, pixels});
  const std::string before = dump(figure);
  (*pixels)[5] = 1;
  EXPECT_NE(dump(figure), before);
}

}  // namespace
}  // namespace dlab
