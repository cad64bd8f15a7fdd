// What a diagnosis says of networks whose every value is known: nothing transposed, nothing turned round.
#include "core/gan/diagnosis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/distribution/law_piece.hpp"
#include "core/gan/batch.hpp"
#include "core/gan/reference_trainer.hpp"
#include "tests/core/diagnosis_cases.hpp"

namespace dlab {
namespace {

// Width 3, height 5, columns and rows different, f steeper along x: any exchange of axes shows.
TEST(Diagnosis, MapsHaveTheirNodesWhereTheyBelong) {
  const Checkpoint now = with_linear_critic({3, -1}, 0.5, linear_settings(2, 2));
  DiagnosisRequest request = quick({-1.1, 1.9, 0.25, 5.25});
  request.columns = 7, request.rows = 6, request.arrows = 3;
  const auto found = diagnose(now, bell_at(1, 2), request);
  ASSERT_EQ(found->values->size(), 42u);
  for (std::size_t row = 0; row < 6; ++row) {
    for (std::size_t column = 0; column < 7; ++column) {
      const double x = -1.1 + 0.5 * static_cast<double>(column), y = 5.25 - static_cast<double>(row);
      EXPECT_NEAR((*found->values)[row * 7 + column], 3 * x - y + 0.5, 1e-5);
      EXPECT_NEAR((*found->steepness)[row * 7 + column], std::sqrt(10), 1e-5);
    }
  }
  EXPECT_NEAR(found->low, -8.05, 1e-5);
  EXPECT_NEAR(found->high, 5.95, 1e-5);
  ASSERT_EQ(found->arrow_at.size(), 9u);
  EXPECT_NEAR(found->arrow_at[1].x, 0.4, 1e-12);
  EXPECT_NEAR(found->arrow_at[1].y, 5.25 - 5 / 6.0, 1e-12) << "the first row is the top one";
  for (const std::vector<Point>* slopes : {&found->arrow_slope, &found->fake_slope}) {
    for (const Point& g : *slopes) {
      EXPECT_NEAR(g.x, 3, 1e-5);
      EXPECT_NEAR(g.y, -1, 1e-5);
    }
  }
  EXPECT_EQ(found->steep_share, 1);
  EXPECT_EQ(found->slopes.size(), 64u);
}

// Values against double precision, slopes against its differences, with and without normalised weights.
TEST(Diagnosis, ValuesAndSlopesAreTheCritics) {
  for (const bool spectral : {false, true}) {
    GanSettings settings = linear_settings(2, 2);
    settings.critic = {24, 3, Activation::tanh, Start::xavier, {}};
    settings.generator = {16, 2, Activation::elu, Start::he, {}};
    settings.spectral = spectral;
    const Checkpoint now = first_checkpoint(settings);
    ReferenceTrainer oracle = reference(now);
    const auto found = diagnose(now, bell_at(1, 2), quick({-2, 2, -1, 4}));
    const auto f = [&](Point at) { return oracle.criticise(std::vector{at.x, at.y}).front(); };
    for (std::size_t i = 0; i < found->fake.size(); ++i) {
      EXPECT_NEAR(found->real_value[i], f(found->real[i]), 1e-5);
      EXPECT_NEAR(found->fake_value[i], f(found->fake[i]), 1e-5);
      const Point at = found->fake[i], g = found->fake_slope[i];
      constexpr double h = 1e-4;
      EXPECT_NEAR(g.x, (f(at + Point{h, 0}) - f(at - Point{h, 0})) / (2 * h), 1e-5);
      EXPECT_NEAR(g.y, (f(at + Point{0, h}) - f(at - Point{0, h})) / (2 * h), 1e-5);
    }
    EXPECT_NEAR((*found->values)[1], f({-2 + 4 / 15.0, 4}), 1e-5);
    EXPECT_NE(found->slopes.front(), found->slopes.back());
  }
}

TEST(Diagnosis, OfALinearGeneratorTheManifoldIsTheGrid) {
  for (const NoiseKind kind : {NoiseKind::normal, NoiseKind::uniform}) {
    GanSettings settings = linear_settings(2, 2);
    settings.noise.kind = kind;
    Checkpoint now = first_checkpoint(settings);
    now.generator = linear(settings.generator_shape(), {2, 0.5, 0, -1}, {1, 7});
    DiagnosisRequest request = quick({-1, 1, -1, 1});
    request.manifold = 5;
    const auto found = diagnose(now, bell_at(1, 2), request);
    ASSERT_EQ(found->manifold_columns, 5);
    ASSERT_EQ(found->manifold_rows, 5);
    const auto z = [&](int i) {
      return kind == NoiseKind::uniform ? i / 2.0 - 1
                                        : standard_quantile(Piece::Shape::normal, (i + 0.5) / 5);
    };
    for (int row = 0; row < 5; ++row) {
      for (int column = 0; column < 5; ++column) {
        const Point at = found->manifold[static_cast<std::size_t>(row * 5 + column)];
        EXPECT_NEAR(at.x, 2 * z(column) + 0.5 * z(row) + 1, 1e-5);
        EXPECT_NEAR(at.y, 7 - z(row), 1e-5);
      }
    }
  }
}

TEST(Diagnosis, NoiseOnALineMakesACurve) {
  GanSettings settings = linear_settings(2, 1);
  Checkpoint now = first_checkpoint(settings);
  now.generator = linear(settings.generator_shape(), {2, -1}, {0, 3});
  DiagnosisRequest request = quick({-1, 1, -1, 1});
  request.manifold = 5;
  const auto found = diagnose(now, bell_at(1, 2), request);
  EXPECT_EQ(found->manifold_rows, 1);
  ASSERT_EQ(found->manifold_columns, 33);
  for (const Point& at : found->manifold) EXPECT_NEAR(at.y, 3 - at.x / 2, 1e-5);
  EXPECT_LT(found->manifold.front().x, found->manifold.back().x);
  EXPECT_NEAR(found->manifold[16].x, 0, 1e-6);
}

// Everything lies three to the right of where it should be: the way is to the left.
TEST(Diagnosis, UnderAShiftTheCosineWithTheWayIsOne) {
  Normal2d bell;
  bell.std_u = bell.std_v = 0.05;
  Normal2d right = bell;
  right.mean = {3, 0};
  const GanProblem problem{Distribution2d(bell), Distribution2d(right)};
  const GanSettings settings = linear_settings(2, 2);
  const auto found = diagnose(with_linear_critic({-1, 0}, 0, settings), problem, quick({-1, 4, -1, 1}));
  EXPECT_GT(found->cosine, 0.999);
  EXPECT_NEAR(found->w1.value, 3, 0.05);
  EXPECT_NEAR(found->estimate, 3, 0.05) << "f = −x has slope 1: the estimate is the distance";
  EXPECT_LE(found->estimate, found->w1.value + 1e-5);
  EXPECT_EQ(found->w1.method, Method::exact);
  const auto away = diagnose(with_linear_critic({2, 0}, 0, settings), problem, quick({-1, 4, -1, 1}));
  EXPECT_LT(away->cosine, -0.999);
  EXPECT_TRUE(found->manifold.empty());
  EXPECT_TRUE(found->generator_layers.empty());
  const auto across = diagnose(with_linear_critic({0, 1}, 0, settings), problem, quick({-1, 4, -1, 1}));
  EXPECT_NEAR(across->cosine, 0, 0.05);
}

TEST(Diagnosis, BetweenTwoPointsW1IsTheirDistance) {
  const auto found = diagnose(with_linear_critic({0, 0}, 0, linear_settings(2, 2)),
                              {point_at(2, 1), point_at(0.5, -1)}, quick({-1, 4, -1, 1}));
  EXPECT_NEAR(found->w1.value, 2.5, 1e-12);
  EXPECT_TRUE(std::isnan(found->cosine)) << "no slope";
}

TEST(Diagnosis, W1IsThatOfTheSamples) {
  const Checkpoint now = first_checkpoint(linear_settings(2, 2));
  DiagnosisRequest request = quick({-1, 1, -1, 1});
  const auto found = diagnose(now, bell_at(1, 2), request);
  const Transport plan = transport({found->real, {}}, {found->fake, {}}, GroundCost::euclidean);
  EXPECT_NEAR(found->w1.value, plan.cost, 1e-12);
  request.exact_distance = false;
  const auto without = diagnose(now, bell_at(1, 2), request);
  EXPECT_FALSE(without->w1.defined());
  EXPECT_TRUE(std::isnan(without->w1.value));
}

TEST(Diagnosis, TheSameBitsTwiceAndTheSameSamplesAtEveryMoment) {
  GanSettings settings = linear_settings(2, 2);
  Checkpoint now = first_checkpoint(settings);
  DiagnosisRequest request = quick({-1, 1, -1, 1});
  request.points = 1500;  // more than one draw
  request.exact_distance = false;
  const auto once = diagnose(now, bell_at(1, 2), request), again = diagnose(now, bell_at(1, 2), request);
  EXPECT_EQ(*once->values, *again->values);
  EXPECT_EQ(once->fake, again->fake);
  EXPECT_EQ(once->fake_slope, again->fake_slope);
  EXPECT_EQ(once->critic_layers, again->critic_layers);
  EXPECT_EQ(once->slopes, again->slopes);
  now.iterations = 7;
  now.critic_steps = 35, now.generator_steps = 7;
  for (float& w : now.critic) w += 0.25f;
  const auto later = diagnose(now, bell_at(1, 2), request);
  EXPECT_EQ(later->iteration, 7u);
  EXPECT_EQ(later->real, once->real);
  EXPECT_EQ(later->fake, once->fake) << "the generator is the same";
  EXPECT_NE(*later->values, *once->values);
  auto sorted = once->real;
  std::ranges::sort(sorted, {}, &Point::x);
  EXPECT_EQ(std::ranges::unique(sorted).size(), 0u) << "no row is drawn twice";
}

TEST(Diagnosis, WhatTheDiscriminatorsLossSaysOfJensenShannon) {
  GanSettings settings = linear_settings(2, 2);
  const DiagnosisRequest request = quick({-1, 1, -1, 1});
  EXPECT_FALSE(diagnose(first_checkpoint(settings), bell_at(1, 2), request)->js);
  settings.objective = Objective::non_saturating;
  EXPECT_NEAR(*diagnose(with_linear_critic({0, 0}, 0, settings), bell_at(1, 2), request)->js, 0, 1e-7);
  EXPECT_EQ(*diagnose(with_linear_critic({0, 0}, 9, settings), bell_at(1, 2), request)->js, 0) << "clipped";
  // D = 10 (x − 1), real at 4, fakes at −2: sure of both.
  const auto sure =
      diagnose(with_linear_critic({10, 0}, -10, settings), {point_at(4, 0), point_at(-2, 0)}, request);
  EXPECT_NEAR(*sure->js, std::numbers::ln2, 1e-6);
  EXPECT_NEAR(sure->fake_value.front(), -30, 1e-4) << "before the sigmoid";
}

TEST(Diagnosis, ModesAreThoseThatTheGeneratorFound) {
  Ring2d ring;
  const auto modes = modes_of(Distribution2d(ring));
  Checkpoint now = first_checkpoint(linear_settings(2, 2));
  now.generator = linear(now.settings.generator_shape(), {0, 0, 0, 0},
                         {static_cast<float>(modes[2].mean.x), static_cast<float>(modes[2].mean.y)});
  const auto found = diagnose(now, Distribution2d(ring), quick({-1, 1, -1, 1}));
  EXPECT_EQ(found->modes.covered, 1);
  EXPECT_EQ(found->modes.modes, 8);
  EXPECT_EQ(found->modes.samples[2], 64u);
}

TEST(Diagnosis, GradientsByLayerAreTheReferencesOnTheSameBatch) {
  for (const auto& [objective, spectral] :
       {std::pair{Objective::wgan_gp, false}, {Objective::minimax, false}, {Objective::hinge, true}}) {
    GanSettings settings = linear_settings(2, 2);
    settings.objective = objective;
    settings.spectral = spectral;
    settings.critic = {24, 3, Activation::leaky_relu, Start::he, {}};
    settings.generator = {16, 2, Activation::relu, Start::he, {}};
    settings.batch = 50;
    settings.penalty = 10;
    const Checkpoint now = first_checkpoint(settings);
    DiagnosisRequest request = quick({-1, 1, -1, 1});
    request.points = settings.batch;
    const auto found = diagnose(now, bell_at(1, 2), request);
    std::vector<float> z(100), t(50);
    draw_noise(settings.noise, settings.seed, 0, 0, 50, z.data(), RandomStream::shown_noise);
    draw_between(settings.seed, 0, 0, 50, t.data(), RandomStream::shown_between);
    std::vector<double> x, gradient;
    for (const Point& at : found->real) x.push_back(at.x), x.push_back(at.y);
    const std::vector<double> noise(z.begin(), z.end()), between(t.begin(), t.end());
    ReferenceTrainer oracle = reference(now);
    const auto expect = [&](const MlpShape& shape, const std::vector<double>& layers) {
      const std::vector<float> flat(gradient.begin(), gradient.end());
      const std::vector<double> truth = rms_by_layer(shape, flat);
      ASSERT_EQ(layers.size(), truth.size());
      for (std::size_t l = 0; l < truth.size(); ++l) EXPECT_NEAR(layers[l], truth[l], 1e-4 * truth[l]) << l;
    };
    oracle.generator_gradient(noise, gradient);
    expect(settings.generator_shape(), found->generator_layers);
    if (spectral) oracle.spectral()->iterate(oracle.critic().data());  // as a step does
    oracle.critic_gradient(x, noise, between, gradient);
    expect(settings.critic_shape(), found->critic_layers);
  }
}

TEST(Diagnosis, TheHistogramReachesFromWallToWall) {
  GanSettings settings = linear_settings(2, 2);
  settings.objective = Objective::wgan;
  settings.clip = 0.01;
  Checkpoint now = first_checkpoint(settings);
  for (std::size_t i = 0; i < now.critic.size(); ++i) now.critic[i] = i % 3 == 0 ? 0.01f : -0.01f;
  const auto walls = diagnose(now, bell_at(1, 2), quick({-1, 1, -1, 1}))->critic_weights;
  EXPECT_EQ(walls.low, -0.01);
  EXPECT_EQ(walls.high, 0.01);
  EXPECT_EQ(walls.counts.front() + walls.counts.back(), now.critic.size());
  EXPECT_GT(walls.counts.front(), walls.counts.back());
  now.critic.front() = 0.3f;
  EXPECT_EQ(diagnose(now, bell_at(1, 2), quick({-1, 1, -1, 1}))->critic_weights.high, 0.5);
}

TEST(Diagnosis, StopsWhenAsked) {
  std::stop_source source;
  const Checkpoint now = first_checkpoint(linear_settings(2, 2));
  EXPECT_TRUE(diagnose(now, bell_at(1, 2), quick({-1, 1, -1, 1}), source.get_token()));
  source.request_stop();
  EXPECT_FALSE(diagnose(now, bell_at(1, 2), quick({-1, 1, -1, 1}), source.get_token()));
}

TEST(Diagnosis, SurvivesTheSmallestOfEverything) {
  for (const int dimension : {1, 2}) {
    GanSettings settings = linear_settings(dimension, 1);
    settings.critic.width = settings.generator.width = 1;
    settings.critic.depth = settings.generator.depth = 12;
    settings.batch = 1;
    Checkpoint now = first_checkpoint(settings);
    std::ranges::fill(now.critic, 0.f);
    std::ranges::fill(now.generator, 0.f);
    DiagnosisRequest request;
    request.columns = request.rows = request.points = request.arrows = request.manifold = 1;
    DiagnosisRequest less = request;
    less.columns = less.rows = less.points = 0;
    less.arrows = less.manifold = -1;
    const GanProblem problem =
        dimension == 1 ? GanProblem(Distribution(Dirac{0})) : GanProblem(point_at(0, 0));
    const auto found = diagnose(now, problem, request);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->w1.value, 0);
    EXPECT_TRUE(std::isnan(found->cosine));
    EXPECT_EQ(found->values->size(), 1u);
    const auto least = diagnose(now, problem, less);
    EXPECT_EQ(least->request.columns, 1);
    EXPECT_EQ(least->real, found->real);
    EXPECT_TRUE(least->manifold.empty());
    EXPECT_EQ(found->critic_layers.size(), 13u);
    // Numbers that are none any more are told as such, not sorted.
    std::ranges::fill(now.generator, std::numeric_limits<float>::quiet_NaN());
    std::ranges::fill(now.critic, std::numeric_limits<float>::infinity());
    EXPECT_FALSE(diagnose(now, problem, request)->w1.defined());
  }
}

TEST(Diagnosis, TheViewHoldsTheDataAndTheOrigin) {
  const Bounds ring = natural_view(Distribution2d(Ring2d{{10, 0}, 2, 0.1, 8, 0}));
  EXPECT_LT(ring.x_low, 0);
  EXPECT_GT(ring.x_high, 12);
  EXPECT_DOUBLE_EQ(ring.x_high - ring.x_low, ring.y_high - ring.y_low);
  const Bounds given = natural_view({point_at(10, 0), point_at(12, 0)});
  EXPECT_GT(given.x_low, 9) << "no generator, no origin";
  const Bounds line = natural_view({Distribution(Normal{-5, 1}), Distribution(Normal{5, 1})});
  EXPECT_LT(line.x_low, -8);
  EXPECT_GT(line.x_high, 8);
  EXPECT_GT(natural_view(point_at(0, 0)).x_high, 0);
}

}  // namespace
}  // namespace dlab
