// The double trainer against finite differences of its losses and against stored PyTorch runs.
#include "core/gan/reference_trainer.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/core/gan_fixture.hpp"
#include "tests/core/network_cases.hpp"

namespace dlab {
namespace {

using namespace network_cases;
using Values = std::vector<double>;

GanSettings small(Objective objective, Activation activation, int depth) {
  GanSettings settings;
  settings.objective = objective;
  settings.critic.width = settings.generator.width = 5;
  settings.critic.depth = settings.generator.depth = depth;
  settings.critic.activation = settings.generator.activation = activation;
  settings.penalty = 1.5;
  return settings;
}

// Networks and batches with which no unit of either is near its kink, no row at a bend of the hinge, and no
// slope at the bend of the one-sided penalty: within the steps of the differences all is smooth. Seeds are
// tried in turn.
struct Case {
  GanSettings settings;
  Values critic, generator, real, noise, between;

  explicit Case(const GanSettings& of, std::size_t rows = 4) : settings(of) {
    const auto dimension = static_cast<std::size_t>(of.dimension);
    for (std::uint64_t seed = 1;; ++seed) {
      critic = start(of.critic_shape(), 2 * seed), generator = start(of.generator_shape(), 2 * seed + 1);
      real = numbers(rows * dimension, seed + 1000, 2);
      noise = numbers(rows * static_cast<std::size_t>(of.noise.dimension), seed + 2000, 2);
      between = numbers(rows, seed + 3000);
      for (double& t : between) t = std::abs(t);
      if (smooth()) return;
    }
  }
  ReferenceTrainer trainer() const { return {settings, critic, generator}; }

 private:
  bool smooth() const {
    const double margin = 2e-3;
    ReferenceTrainer at = trainer();
    const Plain fake = plain_forward(settings.generator_shape(), generator, noise);
    if (fake.nearest < margin) return false;
    Values points = real;
    points.insert(points.end(), fake.output.begin(), fake.output.end());
    for (std::size_t i = 0; i < real.size(); ++i) {
      const double t = between[i / static_cast<std::size_t>(settings.dimension)];
      points.push_back(t * real[i] + (1 - t) * fake.output[i]);
    }
    Values weights = critic;
    if (at.spectral()) at.spectral()->effective(critic.data(), weights.data());
    const Plain f = plain_forward(settings.critic_shape(), weights, points);
    if (f.nearest < margin) return false;
    for (const double output : f.output)
      if (std::abs(std::abs(output) - 1) < margin) return false;
    const Values g = at.slopes(points);
    const auto dimension = static_cast<std::size_t>(settings.dimension);
    for (std::size_t i = 0; i < g.size(); i += dimension) {
      double square = 0;
      for (std::size_t k = 0; k < dimension; ++k) square += g[i + k] * g[i + k];
      const double n = std::sqrt(square);
      if (penalised(settings.objective) && (n < 0.02 || std::abs(n - 1) < margin)) return false;
    }
    return true;
  }
};

std::string name(const GanSettings& settings) {
  return std::string(objective_key(settings.objective)) + ' ' + activation_key(settings.critic.activation) +
         " depth " + std::to_string(settings.critic.depth);
}

void expect_gradients(const GanSettings& settings) {
  const Case on(settings);
  ReferenceTrainer trainer = on.trainer();
  Values gradient, unused;
  trainer.critic_gradient(on.real, on.noise, on.between, gradient);
  const auto critic_loss = [&] {
    return trainer.critic_gradient(on.real, on.noise, on.between, unused).loss();
  };
  EXPECT_LT(disagreement(gradient, differences(critic_loss, trainer.critic())), 1e-7) << name(settings);
  trainer.generator_gradient(on.noise, gradient);
  const auto generator_loss = [&] { return trainer.generator_gradient(on.noise, unused); };
  EXPECT_LT(disagreement(gradient, differences(generator_loss, trainer.generator())), 1e-7) << name(settings);
}

TEST(ReferenceTrainer, GradientsAgreeWithDifferences) {
  for (const Objective objective : all_objectives)
    for (const Activation activation : all_activations)
      for (const int depth : {1, 2, 3, 4}) expect_gradients(small(objective, activation, depth));
}

TEST(ReferenceTrainer, GradientsAgreeWhereverThePenaltyLooks) {
  for (const Objective objective : {Objective::wgan_gp, Objective::wgan_lp})
    for (const PenaltyPoints points : {PenaltyPoints::real, PenaltyPoints::fake})
      for (const Activation activation : {Activation::leaky_relu, Activation::tanh, Activation::softplus}) {
        GanSettings settings = small(objective, activation, 2);
        settings.penalty_points = points;
        expect_gradients(settings);
        settings.dimension = settings.noise.dimension = 1;
        expect_gradients(settings);
      }
}

TEST(ReferenceTrainer, GradientsAgreeThroughTheSpectralNorm) {
  for (const Objective objective : {Objective::hinge, Objective::wgan_gp, Objective::minimax})
    for (const Activation activation : {Activation::leaky_relu, Activation::softplus}) {
      GanSettings settings = small(objective, activation, 2);
      settings.spectral = true;
      expect_gradients(settings);
    }
}

TEST(ReferenceTrainer, AWassersteinCriticsOffsetIsFree) {
  for (const Objective objective : {Objective::wgan, Objective::wgan_gp, Objective::wgan_lp}) {
    const Case on(small(objective, Activation::softplus, 2), 7);
    ReferenceTrainer trainer = on.trainer();
    Values gradient;
    trainer.critic_gradient(on.real, on.noise, on.between, gradient);
    EXPECT_EQ(gradient.back(), 0);
    const double before = trainer.critic().back();
    for (int i = 0; i < 20; ++i) trainer.critic_step(on.real, on.noise, on.between);
    if (objective != Objective::wgan) {
      EXPECT_EQ(trainer.critic().back(), before);
    }
  }
}

TEST(ReferenceTrainer, RowsWithoutASlopeAreHarmless) {
  for (const Objective objective : {Objective::wgan_gp, Objective::wgan_lp}) {
    GanSettings settings = small(objective, Activation::relu, 2);
    ReferenceTrainer trainer(settings);
    for (double& w : trainer.critic()) w = 0;  // flat everywhere
    const Values points = numbers(8, 1);
    for (int i = 0; i < 3; ++i) {
      const CriticLosses losses = trainer.critic_step(points, points, Values(4, 0.5));
      EXPECT_TRUE(std::isfinite(losses.loss()));
      if (i == 0) {
        EXPECT_EQ(losses.penalty, objective == Objective::wgan_gp ? settings.penalty : 0);
      }
      trainer.generator_step(points);
    }
    for (const double w : trainer.critic()) EXPECT_TRUE(std::isfinite(w));
    for (const double w : trainer.generator()) EXPECT_TRUE(std::isfinite(w));
  }
}

TEST(ReferenceTrainer, EstimateIsMinusTheLossWithoutPenalty) {
  const Case on(small(Objective::wgan_gp, Activation::tanh, 2));
  ReferenceTrainer trainer = on.trainer();
  Values gradient;
  const CriticLosses losses = trainer.critic_gradient(on.real, on.noise, on.between, gradient);
  EXPECT_GT(losses.penalty, 0);
  EXPECT_NEAR(losses.estimate(), losses.penalty - losses.loss(), 1e-14);
  const Values real = trainer.criticise(on.real), fake = trainer.criticise(trainer.generate(on.noise));
  double apart = 0;
  for (std::size_t i = 0; i < 4; ++i) apart += (real[i] - fake[i]) / 4;
  EXPECT_NEAR(losses.estimate(), apart, 1e-14);
}

TEST(ReferenceTrainer, LambdaZeroIsNoPenalty) {
  GanSettings settings = small(Objective::wgan_gp, Activation::tanh, 2);
  const Case on(settings);
  settings.penalty = 0;
  ReferenceTrainer with(settings, on.critic, on.generator);
  settings.objective = Objective::wgan;
  ReferenceTrainer without(settings, on.critic, on.generator);
  Values a, b;
  EXPECT_EQ(with.critic_gradient(on.real, on.noise, on.between, a).loss(),
            without.critic_gradient(on.real, on.noise, on.between, b).loss());
  EXPECT_EQ(a, b);
}

TEST(ReferenceTrainer, StepsAsPyTorchDoes) {
  std::set<Objective> seen;
  std::set<Activation> activations;
  for (const gan_fixture::Run& run : gan_fixture::read()) {
    SCOPED_TRACE(run.name);
    seen.insert(run.settings.objective), activations.insert(run.settings.critic.activation);
    ReferenceTrainer trainer(run.settings, run.critic_start, run.generator_start);
    if (trainer.spectral()) {
      SpectralNorm<double>::State state = trainer.spectral()->state();
      std::size_t at = 0;
      for (const LayerPlace& layer : layers(run.settings.critic_shape()))
        for (int i = 1; i <= layer.rows; ++i) state.u[at++] = i;
      trainer.spectral()->restore(state);
    }
    ASSERT_EQ(run.rounds.size(), 10u);
    for (std::size_t i = 0; i < run.rounds.size(); ++i) {
      const gan_fixture::Round& round = run.rounds[i];
      const CriticLosses losses = trainer.critic_step(round.real, round.noise, round.between);
      EXPECT_NEAR(losses.loss(), run.critic_loss[i], 1e-9);
      EXPECT_NEAR(losses.penalty, run.penalty[i], 1e-9);
      EXPECT_NEAR(losses.estimate(), run.estimate[i], 1e-9);
      EXPECT_NEAR(trainer.generator_step(round.generator_noise), run.generator_loss[i], 1e-9);
    }
    EXPECT_LT(disagreement(trainer.critic(), run.critic), 1e-9);
    EXPECT_LT(disagreement(trainer.generator(), run.generator), 1e-9);
    if (trainer.spectral()) {
      EXPECT_LT(disagreement(trainer.spectral()->state().u, run.u), 1e-9);
    }
    EXPECT_GT(disagreement(run.critic_start, run.critic), 1e-3);  // they have moved
    EXPECT_GT(disagreement(run.generator_start, run.generator), 1e-3);
  }
  EXPECT_EQ(seen.size(), all_objectives.size());
  EXPECT_EQ(activations.size(), all_activations.size());
}

}  // namespace
}  // namespace dlab
