// The floor of the exact distance between samples: known laws, and when it is worked out.
#include "core/gan/noise_floor.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/exhibit/arena_results.hpp"

namespace dlab {
namespace {

TEST(NoiseFloorLaw, EqualPointsAreAtNothing) { EXPECT_EQ(noise_floor(Distribution(Dirac{2}), 64, 1), 0); }

// Two point masses of half each: |K − K'|/n of the mass has to cross, K and K' binomial; E|K − K'| is about
// √(n/π).
TEST(NoiseFloorLaw, TwoPointsCrossByChance) {
  Discrete coin;
  coin.points = {0, 1};
  coin.weights = {1, 1};
  double sum = 0;
  constexpr int seeds = 64, n = 256;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) sum += noise_floor(Distribution(coin), n, seed);
  EXPECT_NEAR(sum / seeds, 1 / std::sqrt(n * 3.14159265), 0.006);
}

TEST(NoiseFloorLaw, ScalesWithTheData) {
  const double one = noise_floor(Distribution2d(Normal2d{}), 128, 3);
  Normal2d wide;
  wide.std_u *= 4;
  wide.std_v *= 4;
  EXPECT_GT(one, 0.01);
  EXPECT_NEAR(noise_floor(Distribution2d(wide), 128, 3), 4 * one, 1e-5);
}

// The generator that is perfect would read it: the real samples are the diagnosis's own.
TEST(NoiseFloorLaw, IsThatOfTheShownSamples) {
  ArenaScene scene;
  scene.model = ArenaModel::fixed;
  scene.q = scene.p;
  scene.iterations = 0;
  const auto results = solve(scene, 1, nullptr);
  ASSERT_TRUE(results);
  EXPECT_GT(results->w1_floor, 0);
  EXPECT_LT(results->diagnosis->w1.value, 3 * results->w1_floor);
  EXPECT_GT(results->diagnosis->w1.value, results->w1_floor / 3);
}

TEST(NoiseFloorLaw, WaitsWhileTheDataAreMoved) {
  NoiseFloor floor;
  const GanData a = Distribution(Normal{0, 1}), b = Distribution(Normal{1, 1});
  const double first = floor.of(a, 64, 1);
  EXPECT_EQ(first, noise_floor(a, 64, 1));
  EXPECT_TRUE(std::isnan(floor.of(b, 64, 1)));
  EXPECT_EQ(floor.of(b, 64, 1), noise_floor(b, 64, 1));
  EXPECT_TRUE(std::isnan(floor.of(a, 64, 1)));
  EXPECT_EQ(floor.of(a, 64, 1), first);
}

}  // namespace
}  // namespace dlab
