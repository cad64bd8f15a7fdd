// Contour lines with known answers: circles, slanted planes, saddles, holes, plateaus.
#include "core/figure/contour.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace dlab {
namespace {

using Field = std::function<double(double, double)>;

std::vector<float> field(int columns, int rows, const Field& f) {
  std::vector<float> out;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) out.push_back(static_cast<float>(f(column, row)));
  return out;
}

double length(const Contour& line) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < line.points.size() + (line.closed ? 1 : 0); ++i) {
    const Vec a = line.points[i], b = line.points[(i + 1) % line.points.size()];
    sum += std::hypot(b.x - a.x, b.y - a.y);
  }
  return sum;
}

double signed_area(const Contour& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.points.size(); ++i) {
    const Vec a = ring.points[i], b = ring.points[(i + 1) % ring.points.size()];
    twice += a.x * b.y - a.y * b.x;
  }
  return twice / 2;
}

TEST(ContourLines, ACircleIsOneRingOfItsRadius) {
  // The distance from the centre: linear interpolation errs by less than h²/(8r).
  const auto values = field(128, 90, [](double x, double y) { return std::hypot(x - 60.3, y - 41.7); });
  for (const double r : {5.0, 17.5, 40.0}) {
    const auto lines = contour_lines(128, 90, values, r);
    ASSERT_EQ(lines.size(), 1u) << r;
    EXPECT_TRUE(lines[0].closed);
    for (Vec p : lines[0].points) EXPECT_NEAR(std::hypot(p.x - 60.3, p.y - 41.7), r, 1 / (8 * r) + 1e-5);
    EXPECT_NEAR(length(lines[0]), 2 * std::numbers::pi * r, 0.5 / r);
    EXPECT_FALSE(lines[0].points.front() == lines[0].points.back());
  }
}

TEST(ContourLines, ARingCutByTheEdgeIsOpenAndEndsThere) {
  const auto values = field(50, 40, [](double x, double y) { return std::hypot(x - 45, y - 20); });
  const auto lines = contour_lines(50, 40, values, 10);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_FALSE(lines[0].closed);
  for (Vec end : {lines[0].points.front(), lines[0].points.back()}) {
    EXPECT_EQ(end.x, 49);
    EXPECT_NEAR(std::abs(end.y - 20), std::sqrt(100.0 - 16), 0.02);
  }
}

// x and y, columns and rows cannot be mistaken for each other here.
TEST(ContourLines, AxesAreColumnsThenRows) {
  const auto values = field(7, 4, [](double x, double y) { return 3 * x + y; });
  const auto lines = contour_lines(7, 4, values, 10);
  ASSERT_EQ(lines.size(), 1u);
  for (Vec p : lines[0].points) EXPECT_NEAR(3 * p.x + p.y, 10, 1e-6);
  EXPECT_NEAR(lines[0].points.front().y + lines[0].points.back().y, 3, 1e-12) << "from top to bottom";
}

TEST(ContourLines, TheHigherSideLiesOnTheLeftHand) {
  const auto hill = field(30, 30, [](double x, double y) { return -std::hypot(x - 14.5, y - 15.2); });
  const auto bowl = field(30, 30, [](double x, double y) { return std::hypot(x - 14.5, y - 15.2); });
  // With y down, a positive area is a clockwise walk: its left hand points outwards.
  EXPECT_NEAR(signed_area(contour_lines(30, 30, hill, -8).at(0)), -64 * std::numbers::pi, 1);
  EXPECT_NEAR(signed_area(contour_lines(30, 30, bowl, 8).at(0)), 64 * std::numbers::pi, 1);
}

TEST(ContourLines, ASaddleGoesByTheCellsMean) {
  // High at top left and bottom right.
  const auto joined = [](double level) {
    const std::vector<float> values{1, 0, 0, 1};
    const auto lines = contour_lines(2, 2, values, level);
    EXPECT_EQ(lines.size(), 2u);
    // Joined high corners: each line cuts off a low one, top right or bottom left.
    for (const Contour& line : lines) {
      EXPECT_EQ(line.points.size(), 2u);
      const double x = (line.points[0].x + line.points[1].x) / 2,
                   y = (line.points[0].y + line.points[1].y) / 2;
      if ((x < 0.5) == (y < 0.5)) return false;
    }
    return true;
  };
  EXPECT_TRUE(joined(0.4));
  EXPECT_TRUE(joined(0.5));
  EXPECT_FALSE(joined(0.6));
}

TEST(ContourLines, TwoHillsAreTwoRingsUntilTheyMeet) {
  const auto values = field(80, 40, [](double x, double y) {
    return std::exp(-(std::pow(x - 25, 2) + std::pow(y - 20, 2)) / 100) +
           std::exp(-(std::pow(x - 55, 2) + std::pow(y - 20, 2)) / 100);
  });
  EXPECT_EQ(contour_lines(80, 40, values, 0.6).size(), 2u);
  EXPECT_EQ(contour_lines(80, 40, values, 0.15).size(), 1u);
}

TEST(ContourLines, CellsWithAHoleAreLeftOut) {
  auto values = field(9, 9, [](double x, double) { return x; });
  values[4 * 9 + 4] = std::numeric_limits<float>::quiet_NaN();
  const auto lines = contour_lines(9, 9, values, 4.5);
  ASSERT_EQ(lines.size(), 2u);
  for (const Contour& line : lines)
    for (Vec p : line.points) EXPECT_TRUE(p.y <= 3 || p.y >= 5) << p.y;
  values[4 * 9 + 4] = INFINITY;
  EXPECT_EQ(contour_lines(9, 9, values, 4.5).size(), 2u);
}

TEST(ContourLines, LevelsThroughNodesAndPlateaus) {
  const auto plane = field(5, 5, [](double x, double) { return x; });
  const auto through = contour_lines(5, 5, plane, 2);
  ASSERT_EQ(through.size(), 1u);
  EXPECT_EQ(through[0].points.size(), 5u);
  for (Vec p : through[0].points) EXPECT_EQ(p.x, 2);
  EXPECT_TRUE(contour_lines(5, 5, plane, -0.001).empty());
  EXPECT_TRUE(contour_lines(5, 5, std::vector<float>(25, 3), 3).empty());
  // A single node at the level itself makes no ring of no size.
  auto peak = std::vector<float>(25, 0);
  peak[12] = 1;
  EXPECT_TRUE(contour_lines(5, 5, peak, 1).empty());
  EXPECT_EQ(contour_lines(5, 5, peak, 0.5).size(), 1u);
}

TEST(ContourLines, EveryCrossingIsUsedOnce) {
  // A rough field with many saddles: the number of points is the number of edges that cross the level.
  const int columns = 61, rows = 47;
  const auto values = field(columns, rows, [](double x, double y) {
    return std::sin(1.7 * x + 0.3 * y * y) + std::cos(2.3 * y - 0.1 * x * x);
  });
  const double level = 0.1234;
  std::size_t crossings = 0, points = 0;
  const auto above = [&](int column, int row) {
    return static_cast<double>(values[static_cast<std::size_t>(row * columns + column)]) >= level;
  };
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      crossings += column + 1 < columns && above(column, row) != above(column + 1, row);
      crossings += row + 1 < rows && above(column, row) != above(column, row + 1);
    }
  for (const Contour& line : contour_lines(columns, rows, values, level)) {
    points += line.points.size();
    if (line.closed) continue;
    for (Vec end : {line.points.front(), line.points.back()})
      EXPECT_TRUE(end.x == 0 || end.y == 0 || end.x == columns - 1 || end.y == rows - 1);
  }
  EXPECT_EQ(points, crossings);
}

TEST(ContourLines, NothingFromNothing) {
  const std::vector<float> four{0, 1, 0, 1};
  EXPECT_TRUE(contour_lines(1, 4, four, 0.5).empty());
  EXPECT_TRUE(contour_lines(3, 2, four, 0.5).empty());
  EXPECT_TRUE(contour_lines(2, 2, four, std::nan("")).empty());
  EXPECT_FALSE(contour_lines(2, 2, four, 0.5).empty());
}

TEST(MapContours, StandInTheFiguresCoordinates) {
  Map map;
  map.rect = {100, 50, 80, 30};
  map.columns = 5;
  map.rows = 4;
  map.values = std::make_shared<std::vector<float>>(field(5, 4, [](double x, double) { return x; }));
  map.ramp = {{0, 0, 0, 255}};
  map.contours = {1, 2.5};
  map.contour = {{1, 2, 3, 255}, 2};
  const auto lines = map_contours(map);
  ASSERT_EQ(lines.size(), 2u);
  for (Vec p : lines[0].points) EXPECT_NEAR(p.x, 120, 1e-9);
  for (Vec p : lines[1].points) EXPECT_NEAR(p.x, 150, 1e-9);
  EXPECT_NEAR(lines[0].points.front().y + lines[0].points.back().y, 130, 1e-9);
  EXPECT_EQ(lines[0].stroke, map.contour);
  map.contour.width = 0;
  EXPECT_TRUE(map_contours(map).empty());
}

}  // namespace
}  // namespace dlab
