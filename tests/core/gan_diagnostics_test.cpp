// Modes found, slopes, alignment with the transport and weights by layer, on cases with known answers.
#include "core/gan/diagnostics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/distribution/law_2d.hpp"
#include "core/gan/modes.hpp"

namespace dlab {
namespace {

TEST(Modes, OfBellsAndOfNothingElse) {
  EXPECT_EQ(modes_of(Distribution2d(Ring2d{})).size(), 8u);
  EXPECT_EQ(modes_of(Distribution2d(Grid2d{})).size(), 25u);
  EXPECT_TRUE(modes_of(Distribution2d(SwissRoll2d{})).empty());
  EXPECT_TRUE(modes_of(Distribution2d(Box2d{})).empty());
  Mixture2d mixture;
  mixture.components = {{1, Normal2d{{1, 2}, 0.5, 0.1, 0.3}}, {2, Ring2d{}}, {0, Box2d{}}};
  const auto modes = modes_of(Distribution2d(mixture));
  ASSERT_EQ(modes.size(), 9u);
  EXPECT_EQ(modes[0].mean, (Point{1, 2}));
  mixture.components.back().weight = 1;
  EXPECT_TRUE(modes_of(Distribution2d(mixture)).empty());
  const auto line = modes_of(Distribution(Normal{3, 2}));
  ASSERT_EQ(line.size(), 1u);
  EXPECT_EQ(line[0].mean, (Point{3, 0}));
  EXPECT_EQ(line[0].xx, 4);
  EXPECT_TRUE(modes_of(Distribution(Uniform{})).empty());
}

TEST(Modes, TheDataCoverTheirOwn) {
  for (const Distribution2d& data :
       {Distribution2d(Ring2d{}), Distribution2d(Grid2d{}), Distribution2d(Normal2d{{1, -1}, 2, 0.3, 0.7})}) {
    const ModeCoverage all = coverage(modes_of(data), Law2d(data).sample(5000, 1));
    EXPECT_EQ(all.covered, all.modes);
    EXPECT_NEAR(all.in_modes, 1 - std::exp(-4.5), 0.01) << "P(χ²₂ < 9)";
  }
}

TEST(Modes, AFewStraySamplesCoverNothing) {
  Ring2d ring;
  const auto modes = modes_of(Distribution2d(ring));
  std::vector<Point> samples(1000, modes[2].mean);
  for (int i = 0; i < 11; ++i) samples[static_cast<std::size_t>(i)] = modes[5].mean;
  EXPECT_EQ(coverage(modes, samples).covered, 1);
  EXPECT_EQ(coverage(modes, samples).samples[5], 11u);
  samples[11] = samples[12] = modes[5].mean;  // 13 ≥ a tenth of 1000/8
  EXPECT_EQ(coverage(modes, samples).covered, 2);
  EXPECT_EQ(coverage(modes, std::vector<Point>(10, Point{100, 100})).covered, 0);
  EXPECT_EQ(coverage(modes, {}).covered, 0);
  EXPECT_EQ(coverage({}, samples).modes, 0);
}

TEST(GanDiagnostics, AlignmentIsTheCosineWithTheTransport) {
  const std::vector<Point> fake{{0, 0}, {1, 0}, {5, 5}}, real{{0, 2}, {1, 2}, {5, 5}};
  const Transport plan = transport({fake, {}}, {real, {}}, GroundCost::euclidean);
  EXPECT_NEAR(alignment(fake, {{0, 3}, {0, 0.1}, {7, 7}}, real, plan), 1, 1e-15);
  EXPECT_NEAR(alignment(fake, {{0, -3}, {0, -1}, {1, 1}}, real, plan), -1, 1e-15);
  EXPECT_NEAR(alignment(fake, {{2, 2}, {-2, 2}, {1, 1}}, real, plan), std::sqrt(0.5), 1e-15);
  EXPECT_NEAR(alignment(fake, {{0, 1}, {0, 0}, {1, 1}}, real, plan), 1, 1e-15) << "no slope, no say";
  EXPECT_TRUE(std::isnan(alignment(fake, {{0, 0}, {0, 0}, {0, 0}}, real, plan)));
}

TEST(GanDiagnostics, SlopesAndWeights) {
  EXPECT_EQ(share_steeper_than_one({{1, 0}, {0.9, 0.9}, {0, -1.01}, {0, 0}}), 0.5);
  EXPECT_EQ(share_steeper_than_one({}), 0);
  const MlpShape shape{2, 1, 3, 1, Activation::relu};
  std::vector<float> flat(parameter_count(shape), 100.f);  // biases stay out
  for (std::size_t i = 0; i < 6; ++i) flat[i] = 2;
  flat[9] = 3, flat[10] = 0, flat[11] = 4;
  const auto roots = rms_by_layer(shape, flat);
  ASSERT_EQ(roots.size(), 2u);
  EXPECT_DOUBLE_EQ(roots[0], 2);
  EXPECT_DOUBLE_EQ(roots[1], std::sqrt(25.0 / 3));
  const std::vector<float> weights{-9, -1, -0.5f, 0, 0.49f, 0.5f, 1, 9, NAN};
  EXPECT_EQ(weight_histogram(weights, -1, 1, 4).counts, (std::vector<std::size_t>{2, 1, 2, 3}));
}

}  // namespace
}  // namespace dlab
