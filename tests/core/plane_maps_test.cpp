// Maps stand the right way up: seen with measures that no flip and no exchange of axes leaves alone.
#include "core/exhibit/plane_maps.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace dlab {
namespace {

// Where node (column, row) of a map lies: row 0 is the top one.
Point node(const FieldMap& map, int column, int row) {
  const Bounds& b = map.bounds;
  return {b.x_low + (b.x_high - b.x_low) * column / (map.columns - 1),
          b.y_high - (b.y_high - b.y_low) * row / (map.rows - 1)};
}

float value(const FieldMap& map, int column, int row) {
  return (*map.values)[static_cast<std::size_t>(row * map.columns + column)];
}

TEST(PlaneMaps, ADensityIsTheRootOfItsShareOfTheMost) {
  const Law2d law{Distribution2d(Normal2d{{0.7, -0.4}, 1.5, 0.4, 0.5})};
  const FieldMap map = density_map(law);
  ASSERT_GT(map.columns, 2);
  double most = -1e300;
  const auto log_density = [&](Point at) {
    double log = 0;
    const std::vector<double> x{at.x}, y{at.y};
    law.log_densities(x, y, std::span(&log, 1));
    return log;
  };
  for (int row = 0; row < map.rows; ++row)
    for (int column = 0; column < map.columns; ++column)
      most = std::max(most, log_density(node(map, column, row)));
  int seen = 0;
  for (int row = 3; row < map.rows; row += 13)
    for (int column = 5; column < map.columns; column += 11, ++seen)
      EXPECT_NEAR(value(map, column, row), std::exp(0.5 * (log_density(node(map, column, row)) - most)), 1e-6)
          << column << ", " << row;
  EXPECT_GT(seen, 100);
}

// f(x) = min_j c(x, y_j) − v_j, but for a constant (Villani 2009, Definition 5.2); 0 is its mean under ½(P +
// Q).
TEST(PlaneMaps, APotentialIsTheTransformOfItsPrices) {
  const DiscreteMeasure q{{{0.2, 1.7}, {-0.9, 0.3}, {2.5, 0.1}}, {1, 1, 1}};
  const std::vector<Point> p{{-1.5, 2}, {0.4, -0.6}};
  for (const GroundCost cost :
       {GroundCost::euclidean, GroundCost::squared_euclidean, GroundCost::manhattan}) {
    Transport plan;
    plan.potential_q = {0.3, -0.2, 0.9};
    const auto transform = [&](Point at) {
      double least = 1e300;
      for (std::size_t j = 0; j < 3; ++j)
        least = std::min(least, ground_cost(cost, at, q.points[j]) - plan.potential_q[j]);
      return least;
    };
    for (const Point& at : p) plan.potential_p.push_back(transform(at));
    plan.plan = {{0, 0, 0.2}, {0, 2, 0.3}, {1, 1, 0.5}};
    double mean = 0, most = 0;
    for (const PlanEntry& entry : plan.plan)
      mean += 0.5 * entry.mass *
              (transform(p[static_cast<std::size_t>(entry.i)]) +
               transform(q.points[static_cast<std::size_t>(entry.j)]));
    for (const auto& points : {p, q.points})
      for (const Point& at : points) most = std::max(most, std::abs(transform(at) - mean));
    const FieldMap map = potential_map({-2, 3, -1, 4}, q, plan, cost);
    for (int row = 0; row < map.rows; ++row)
      for (int column = 0; column < map.columns; ++column)
        EXPECT_NEAR(value(map, column, row) + mean, transform(node(map, column, row)), 1e-5);
    EXPECT_NEAR(map.high, most, 1e-12);
    EXPECT_EQ(map.low, -map.high);
  }
}

}  // namespace
}  // namespace dlab
