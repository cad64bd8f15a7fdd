// Diagnoses of data on the line: densities, the best discriminator, the best critic.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/distribution/law.hpp"
#include "core/divergence/discrete.hpp"
#include "tests/core/diagnosis_cases.hpp"

namespace dlab {
namespace {

const GanProblem two_normals{Distribution(Normal{-5, 1}), Distribution(Normal{5, 1})};

DiagnosisRequest from_to(double low, double high, int nodes) {
  DiagnosisRequest request = quick({low, high, 0, 0});
  request.columns = nodes;
  return request;
}
double node(const DiagnosisRequest& request, std::size_t i) {
  return std::lerp(request.view.x_low, request.view.x_high, static_cast<double>(i) / (request.columns - 1));
}

// Arjovsky, Chintala, Bottou 2017, figure 2: D* = 1/(1 + e^(10x)), and f* falls with slope 1.
TEST(DiagnosisLine, OfTwoNormalsTheOptimaAreKnown) {
  const DiagnosisRequest request = from_to(-8, 8, 33);
  const auto found = diagnose(with_linear_critic({-0.5f}, 3, linear_settings(1, 1)), two_normals, request);
  ASSERT_EQ(found->optimal_discriminator.size(), 33u);
  ASSERT_EQ(found->optimal_critic.size(), 33u);
  const Law real(Distribution(Normal{-5, 1})), fake(Distribution(Normal{5, 1}));
  for (std::size_t i = 0; i < 33; ++i) {
    const double x = node(request, i), truth = 1 / (1 + std::exp(10 * x));
    EXPECT_NEAR(found->optimal_discriminator[i], truth, 1e-12 + 1e-9 * truth);
    EXPECT_NEAR(found->optimal_critic[i] - found->optimal_critic[16], -x, 1e-12);
    EXPECT_DOUBLE_EQ(found->real_density[i], real.density(x));
    EXPECT_DOUBLE_EQ(found->fake_density[i], fake.density(x));
    EXPECT_NEAR((*found->values)[i], 3 - x / 2, 1e-5);
    if (i == 16) continue;  // where the network's units turn
    EXPECT_NEAR((*found->steepness)[i], 0.5, 1e-6);
  }
  EXPECT_NEAR(found->optimal_critic[16], 3, 0.3) << "laid over f, which is 3 at 0";
  EXPECT_EQ(found->values->size(), 33u);
  for (const Point& g : found->fake_slope) EXPECT_EQ(g.y, 0);
  EXPECT_NEAR(found->fake_slope.front().x, -0.5, 1e-6);
  EXPECT_EQ(found->arrow_at.size(), static_cast<std::size_t>(request.arrows));
}

// F_fake − F_real of N(0, 2) and N(0, 1) changes its sign at 0, which is no node: f* is a roof.
TEST(DiagnosisLine, ThePotentialTurnsWhereTheDistributionFunctionsCross) {
  const DiagnosisRequest request = from_to(-3, 4.1, 30);
  const auto found = diagnose(first_checkpoint(linear_settings(1, 1)),
                              {Distribution(Normal{0, 1}), Distribution(Normal{0, 2})}, request);
  for (std::size_t i = 1; i < 30; ++i)
    EXPECT_NEAR(found->optimal_critic[i] - found->optimal_critic[0], 3 - std::abs(node(request, i)), 1e-9);
}

TEST(DiagnosisLine, BetweenTwoPointsThePotentialIsARamp) {
  const DiagnosisRequest request = from_to(-2, 3, 51);
  const auto found = diagnose(first_checkpoint(linear_settings(1, 1)),
                              {Distribution(Dirac{1}), Distribution(Dirac{0})}, request);
  for (std::size_t i = 0; i < 51; ++i)
    EXPECT_NEAR(found->optimal_critic[i] - found->optimal_critic[0], std::clamp(node(request, i), 0.0, 1.0),
                1e-9);
  EXPECT_TRUE(found->real_density.empty());
  EXPECT_TRUE(found->optimal_discriminator.empty());
  EXPECT_NEAR(found->w1.value, 1, 1e-12);
}

// Of generated samples: what the potential earns is W1 (Kantorovich's duality), which a merge gives too.
TEST(DiagnosisLine, ThePotentialOfTheSamplesEarnsTheirDistance) {
  GanSettings settings = linear_settings(1, 2);
  Checkpoint now = first_checkpoint(settings);
  now.generator = linear(settings.generator_shape(), {0.7f, -1.1f}, {1.5f});
  DiagnosisRequest request = from_to(-8, 8, 4001);
  request.arrows = 0;
  const auto found = diagnose(now, Distribution(Laplace{-1, 0.6}), request);
  std::vector<double> x, y;
  double earned = 0;
  const auto f = [&](double at) {
    return found->optimal_critic[static_cast<std::size_t>(std::lround((at + 8) * 250))];
  };
  for (std::size_t i = 0; i < found->real.size(); ++i) {
    x.push_back(found->real[i].x), y.push_back(found->fake[i].x);
    earned += (f(x.back()) - f(y.back())) / static_cast<double>(found->real.size());
  }
  const double w1 = samples_w1(x, y).value;
  EXPECT_NEAR(found->w1.value, w1, 1e-12);
  EXPECT_NEAR(earned, w1, 2e-3);
  for (std::size_t i = 1; i < found->optimal_critic.size(); ++i)
    ASSERT_LE(std::abs(found->optimal_critic[i] - found->optimal_critic[i - 1]), 1 / 250.0 + 1e-9);
  double lifted = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    lifted += static_cast<double>(found->real_value[i] + found->fake_value[i]) - f(x[i]) - f(y[i]);
  EXPECT_NEAR(lifted / static_cast<double>(2 * x.size()), 0, 1e-3) << "it lies over the critic";
}

TEST(DiagnosisLine, OfGeneratedSamplesTheDensityIsEstimated) {
  GanSettings settings = linear_settings(1, 1);
  Checkpoint now = first_checkpoint(settings);
  now.generator = linear(settings.generator_shape(), {2}, {1});  // N(1, 2)
  DiagnosisRequest request = from_to(-14, 16, 301);
  request.points = 2000;
  request.exact_distance = false;
  const auto found = diagnose(now, Distribution(Normal{1, 2}), request);
  double mass = 0;
  for (std::size_t i = 0; i < 301; ++i) {
    mass += 0.1 * found->fake_density[i];
    EXPECT_NEAR(found->fake_density[i], found->real_density[i], 0.02);
  }
  EXPECT_NEAR(mass, 1, 1e-6);
  EXPECT_NEAR(found->optimal_discriminator[150], 0.5, 0.05) << "x = 1";
  // One value alone has no density.
  now.generator = linear(settings.generator_shape(), {0}, {1});
  const auto collapsed = diagnose(now, Distribution(Normal{1, 2}), request);
  EXPECT_TRUE(collapsed->fake_density.empty());
  EXPECT_TRUE(collapsed->optimal_discriminator.empty());
  EXPECT_EQ(collapsed->real_density.size(), 301u);
  EXPECT_EQ(collapsed->optimal_critic.size(), 301u);
}

TEST(DiagnosisLine, WhereNeitherHasMassTheDiscriminatorIsFree) {
  const auto found =
      diagnose(first_checkpoint(linear_settings(1, 1)),
               {Distribution(Uniform{0, 1}), Distribution(Uniform{2, 3})}, from_to(-0.5, 3.5, 5));
  EXPECT_TRUE(std::isnan(found->optimal_discriminator[0]));
  EXPECT_EQ(found->optimal_discriminator[1], 1);
  EXPECT_TRUE(std::isnan(found->optimal_discriminator[2]));
  EXPECT_EQ(found->optimal_discriminator[3], 0);
}

}  // namespace
}  // namespace dlab
