// Dashes, ears and bands as geometry: no OpenGL is needed.
#include "app/draw/stroke.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "app/draw/fill.hpp"

namespace dlab {
namespace {

float length_of(const LinePart& part) {
  float sum = 0;
  for (std::size_t i = 0; i + 1 < part.points.size(); ++i)
    sum += std::hypot(part.points[i + 1].x - part.points[i].x, part.points[i + 1].y - part.points[i].y);
  return sum;
}

float area_of(std::span<const ImVec2> points, const std::vector<std::array<int, 3>>& triangles) {
  float sum = 0;
  for (const auto& t : triangles) {
    const ImVec2 a = points[static_cast<std::size_t>(t[0])], b = points[static_cast<std::size_t>(t[1])],
                 c = points[static_cast<std::size_t>(t[2])];
    sum += std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
  }
  return sum;
}

TEST(Dashes, StandWhereThePatternSays) {
  const ImVec2 line[] = {{0, 0}, {100, 0}};
  const float pattern[] = {10, 5};
  const std::vector<LinePart> parts = dash_parts(line, false, pattern);
  ASSERT_EQ(parts.size(), 7u);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    EXPECT_NEAR(parts[i].points.front().x, 15 * static_cast<float>(i), 1e-3);
    EXPECT_NEAR(parts[i].points.back().x, 15 * static_cast<float>(i) + 10, 1e-3);
  }
}

TEST(Dashes, KeepTheirPhaseRoundCorners) {
  const ImVec2 line[] = {{0, 0}, {7, 0}, {7, 7}, {14, 7}};
  const float pattern[] = {10, 2};
  const std::vector<LinePart> parts = dash_parts(line, false, pattern);
  ASSERT_EQ(parts.size(), 2u);
  ASSERT_EQ(parts[0].points.size(), 3u);
  EXPECT_NEAR(parts[0].points.back().y, 3, 1e-4);
  EXPECT_NEAR(parts[1].points.front().y, 5, 1e-4);
  EXPECT_NEAR(length_of(parts[1]), 9, 1e-3);
}

TEST(Dashes, OfACurveAddUpToTheShareThatIsOn) {
  std::vector<ImVec2> circle;
  for (int i = 0; i <= 1000; ++i) {
    const float a = static_cast<float>(i) * 2 * std::numbers::pi_v<float> / 1000;
    circle.push_back({100 * std::cos(a), 100 * std::sin(a)});
  }
  const float pattern[] = {6, 2, 1, 1};
  float on = 0;
  for (const LinePart& part : dash_parts(circle, false, pattern)) {
    on += length_of(part);
    EXPECT_LT(length_of(part), 6.01f);
  }
  EXPECT_NEAR(on, 0.7f * 2 * std::numbers::pi_v<float> * 100, 6);
}

TEST(Dashes, AreAllOfTheLineWithoutAPattern) {
  const ImVec2 line[] = {{0, 0}, {10, 0}, {10, 10}};
  ASSERT_EQ(dash_parts(line, true, {}).size(), 1u);
  EXPECT_TRUE(dash_parts(line, true, {})[0].closed);
  EXPECT_FALSE(dash_parts(line, false, {})[0].closed);
  const float too_fine[] = {0.1f, 0.1f};
  EXPECT_EQ(dash_parts(line, false, too_fine).size(), 1u);
}

TEST(Dashes, MergePointsThatAreNoFurtherApartThanCanBeSeen) {
  std::vector<ImVec2> dense;
  for (int i = 0; i <= 10000; ++i) dense.push_back({static_cast<float>(i) * 0.01f, 0});
  const std::vector<LinePart> parts = dash_parts(dense, false, {});
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_LT(parts[0].points.size(), 350u);
  EXPECT_FLOAT_EQ(parts[0].points.back().x, 100);
  EXPECT_TRUE(dash_parts(std::vector<ImVec2>(5, ImVec2{3, 3}), false, {}).empty());
}

TEST(Ears, CoverAConcavePolygonOnceEitherWayRound) {
  std::vector<ImVec2> comb{{0, 0},   {90, 0},  {90, 50}, {70, 50}, {70, 10},
                           {50, 10}, {50, 50}, {30, 50}, {30, 10}, {0, 10}};
  const float area = 90 * 10 + 20 * 40 + 20 * 40;
  EXPECT_NEAR(area_of(comb, ears(comb)), area, 1e-2);
  EXPECT_EQ(ears(comb).size(), comb.size() - 2);
  std::reverse(comb.begin(), comb.end());
  EXPECT_NEAR(area_of(comb, ears(comb)), area, 1e-2);
}

TEST(Ears, EndOnPolygonsThatAreNone) {
  const std::vector<ImVec2> bow{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, flat{{0, 0}, {5, 0}, {10, 0}, {3, 0}},
      same(6, ImVec2{1, 1});
  EXPECT_LE(ears(bow).size(), 2u);
  EXPECT_LE(ears(flat).size(), 2u);
  EXPECT_LE(ears(same).size(), 4u);
  EXPECT_TRUE(ears({}).empty());
  // A pentagram turns one way at every corner, but twice round: it is no fan.
  std::vector<ImVec2> pentagram;
  for (int i = 0; i < 5; ++i) {
    const float a = static_cast<float>(i * 2) * 2 * std::numbers::pi_v<float> / 5;
    pentagram.push_back({std::cos(a), std::sin(a)});
  }
  EXPECT_LE(ears(pentagram).size(), 3u);
}

TEST(Outlines, AreAsRoundAsTheyLook) {
  for (const float radius : {0.5f, 4.f, 40.f, 400.f}) {
    const std::vector<ImVec2> circle = circle_points({0, 0}, radius);
    const float half = std::numbers::pi_v<float> / static_cast<float>(circle.size());
    EXPECT_LE(radius * (1 - std::cos(half)), std::max(0.11f, 0.1f * radius));
    EXPECT_LT(circle.size(), 500u);
  }
  EXPECT_EQ(rounded_points({0, 0}, {10, 10}, 0).size(), 4u);
  for (const ImVec2 p : rounded_points({0, 0}, {10, 10}, 50)) EXPECT_LE(std::hypot(p.x - 5, p.y - 5), 5.01f);
}

}  // namespace
}  // namespace dlab
