// Outlines: equal areas, arrows of every length, and cutting that keeps what is visible.
#include "core/figure/outline.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace dlab {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
const Rect window{0, 0, 10, 10};

double area(const std::vector<Vec>& p) {
  double twice = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const Vec a = p[i], b = p[(i + 1) % p.size()];
    twice += a.x * b.y - a.y * b.x;
  }
  return std::abs(twice) / 2;
}

TEST(MarkerOutline, ShapesOfOneSizeHaveOneArea) {
  for (Shape shape : {Shape::diamond, Shape::square, Shape::triangle}) {
    const auto corners = marker_corners(shape, {3, -2}, 8);
    EXPECT_NEAR(area(corners), std::numbers::pi * 16, 1e-9);
    Vec mean{0, 0};
    for (Vec c : corners) {
      mean.x += c.x / static_cast<double>(corners.size());
      mean.y += c.y / static_cast<double>(corners.size());
    }
    EXPECT_NEAR(mean.x, 3, 1e-9);
    EXPECT_NEAR(mean.y, -2, 1e-9);
  }
  EXPECT_TRUE(marker_corners(Shape::circle, {0, 0}, 8).empty());
}

TEST(ArrowOutline, HeadEndsAtTheTargetAndShrinks) {
  Arrow arrow{{0, 0}, {20, 0}, {}, 7};
  ArrowParts parts = arrow_parts(arrow);
  EXPECT_EQ(parts.head.front(), (Vec{20, 0}));
  EXPECT_EQ(parts.shaft.front(), (Vec{0, 0}));
  EXPECT_LT(parts.shaft.back().x, 20);
  arrow.to = {0, 3};
  parts = arrow_parts(arrow);
  EXPECT_TRUE(parts.shaft.empty());
  for (Vec p : parts.head) EXPECT_LE(std::abs(p.y - 1.5), 1.5 + 1e-12);
  arrow.to = arrow.from;
  EXPECT_TRUE(arrow_parts(arrow).head.empty());
  arrow.to.x = nan;
  EXPECT_TRUE(arrow_parts(arrow).head.empty());
}

TEST(LineCut, BreaksAtNonFinitePointsAndEdges) {
  EXPECT_EQ(pieces_inside({{1, 1}, {2, 2}, {nan, 3}, {4, 4}, {5, 5}}, false, window),
            (std::vector<std::vector<Vec>>{{{1, 1}, {2, 2}}, {{4, 4}, {5, 5}}}));
  EXPECT_EQ(pieces_inside({{5, 5}, {5, 1e300}, {6, 5}}, false, window).size(), 2u);
  EXPECT_EQ(pieces_inside({{-5, 5}, {15, 5}}, false, window),
            (std::vector<std::vector<Vec>>{{{0, 5}, {10, 5}}}));
  EXPECT_TRUE(pieces_inside({{-5, 5}, {-5, 50}}, false, window).empty());
  EXPECT_TRUE(pieces_inside({{infinity, 5}, {5, 5}}, false, window).empty());
  EXPECT_EQ(pieces_inside({{-1e300, 5}, {1e300, 5}}, false, window),
            (std::vector<std::vector<Vec>>{{{0, 5}, {10, 5}}}));
  EXPECT_TRUE(pieces_inside({}, true, window).empty());
  const auto closed = pieces_inside({{1, 1}, {2, 1}, {2, 2}}, true, window);
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed[0].size(), 4u);
  EXPECT_EQ(closed[0].front(), closed[0].back());
}

TEST(LineCut, PiecesLieInsideAndKeepTheVisibleLength) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> at(-15, 25);
  for (int round = 0; round < 500; ++round) {
    std::vector<Vec> line;
    for (int i = 0; i < 6; ++i) line.push_back({at(random), at(random)});
    double length = 0, expected = 0;
    for (const auto& piece : pieces_inside(line, false, window)) {
      for (Vec p : piece) EXPECT_TRUE(window.inset(-1e-9).contains(p));
      for (std::size_t i = 1; i < piece.size(); ++i) {
        length += std::hypot(piece[i].x - piece[i - 1].x, piece[i].y - piece[i - 1].y);
      }
    }
    for (std::size_t i = 1; i < line.size(); ++i) {  // by counting fine steps
      constexpr int steps = 4000;
      const double whole = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
      for (int k = 0; k < steps; ++k) {
        const double t = (k + 0.5) / steps;
        const Vec p{line[i - 1].x + t * (line[i].x - line[i - 1].x),
                    line[i - 1].y + t * (line[i].y - line[i - 1].y)};
        if (window.contains(p)) expected += whole / steps;
      }
    }
    EXPECT_NEAR(length, expected, 0.15);
  }
}

TEST(AreaCut, KnownAreas) {
  EXPECT_NEAR(area(area_inside({{-5, -5}, {5, -5}, {5, 5}, {-5, 5}}, window)), 25, 1e-9);
  EXPECT_NEAR(area(area_inside({{-1e12, -1e12}, {1e12, -1e12}, {1e12, 1e12}, {-1e12, 1e12}}, window)), 100,
              1e-3);
  EXPECT_LT(area_inside({{20, 20}, {30, 20}, {30, 30}}, window).size(), 3u);
  EXPECT_EQ(area_inside({{1, 1}, {nan, 5}, {3, 1}, {2, 2}}, window).size(), 3u);
}

TEST(AreaCut, BandsSplitWhereTheyAreNotFinite) {
  const Band band{{1, 2, 3, 4, 5, 6}, {0, 0, nan, 0, 0, 0}, {1, 1, 1, 1, infinity, 1}, {}};
  const auto polygons = band_polygons(band, window);
  ASSERT_EQ(polygons.size(), 1u);  // the lone entries at 4 and 6 have no width
  EXPECT_NEAR(area(polygons[0]), 1, 1e-12);
  EXPECT_TRUE(band_polygons({{1, 2}, {0}, {}, {}}, window).empty());
}

}  // namespace
}  // namespace dlab
