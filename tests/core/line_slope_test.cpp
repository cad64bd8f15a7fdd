// Slopes from samples: exact on polynomials, undefined at kinks and jumps, honest beside infinities.
#include "core/exhibit/line_solve_slope.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

namespace dlab {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

SlopeStencil around(const std::function<double(double)>& f, double x, double h) {
  return {{f(x - 2 * h), f(x - h), f(x), f(x + h), f(x + 2 * h)}, h};
}

double slope(const std::function<double(double)>& f, double x, double h) {
  const SlopeStencil coarse = around(f, x, h);
  const auto decided = coarse_slope(coarse);
  return decided ? *decided : fine_slope(coarse, around(f, x, h / 16));
}

TEST(LineSlope, IsOfFourthOrder) {
  const auto quartic = [](double x) { return x * x * x * x - 3 * x * x + x; };
  EXPECT_NEAR(slope(quartic, 0.7, 0.01), 4 * 0.343 - 4.2 + 1, 1e-9);
  const auto wave = [](double x) { return std::sin(x); };
  EXPECT_NEAR(slope(wave, 0.3, 0.08), std::cos(0.3), 2e-6);
  EXPECT_EQ(slope([](double) { return 0.6931; }, 5, 0.08), 0);
}

TEST(LineSlope, IsUndefinedAtAKinkOnly) {
  const auto v = [](double x) { return std::abs(x); };
  EXPECT_TRUE(std::isnan(slope(v, 0, 0.08)));
  for (double x : {-0.3, -0.16, -0.1, -0.08, -0.03, 0.03, 0.08, 0.1, 0.16}) {
    EXPECT_NEAR(slope(v, x, 0.08), x > 0 ? 1 : -1, 1e-9) << x;
  }
}

TEST(LineSlope, SeesAKinkOnACurvedLine) {
  const auto f = [](double x) { return x * x + (x > 1 ? 0.8 * (x - 1) : 0); };
  EXPECT_TRUE(std::isnan(slope(f, 1, 0.05)));
  EXPECT_NEAR(slope(f, 0.95, 0.05), 1.9, 1e-9);
  EXPECT_NEAR(slope(f, 1.05, 0.05), 2.9, 1e-9);
}

TEST(LineSlope, IsUndefinedAtAJumpAndFlatBesideIt) {
  const auto js = [](double x) { return x == 0 ? 0.0 : std::log(2.0); };
  EXPECT_TRUE(std::isnan(slope(js, 0, 0.08)));
  EXPECT_EQ(slope(js, 0.08, 0.08), 0);
  EXPECT_EQ(slope(js, -0.16, 0.08), 0);
}

TEST(LineSlope, IsUndefinedBesideInfinity) {
  EXPECT_TRUE(std::isnan(*coarse_slope({{1, 2, inf, 2, 1}, 1})));
  EXPECT_TRUE(std::isnan(*coarse_slope({{1, inf, 2, 3, 4}, 1})));
  EXPECT_TRUE(std::isnan(*coarse_slope({{0, 1, 2, inf, inf}, 1})));
  // Infinity further away leaves the slope to a closer look.
  EXPECT_FALSE(coarse_slope({{inf, 1, 2, 3, 4}, 1}));
  EXPECT_NEAR(fine_slope({{inf, 1, 2, 3, 4}, 1}, {{1.75, 1.875, 2, 2.125, 2.25}, 0.125}), 1, 1e-12);
}

TEST(LineSlope, TakesOneSideAtTheEndOfTheRange) {
  const SlopeStencil coarse{{nan, nan, 2, 3, 4}, 1};
  EXPECT_FALSE(coarse_slope(coarse));
  EXPECT_NEAR(fine_slope(coarse, {{nan, nan, 2, 2.125, 2.25}, 0.125}), 1, 1e-12);
  EXPECT_NEAR(fine_slope(coarse, {{1.75, 1.875, 2, nan, nan}, 0.125}), 1, 1e-12);
  EXPECT_TRUE(std::isnan(*coarse_slope({{1, 1, nan, 1, 1}, 1})));
}

}  // namespace
}  // namespace dlab
