// Training steps in float against the same ones in double and against stored PyTorch runs.
#include <gtest/gtest.h>

#include <cmath>

#include "core/gan/cpu_trainer.hpp"
#include "core/gan/reference_trainer.hpp"
#include "tests/core/gan_fixture.hpp"
#include "tests/core/relative_error.hpp"
#include "tests/core/trainer_numbers.hpp"

namespace dlab {
namespace {

TEST(CpuTrainer, StepsAsPyTorchDoes) {
  const std::vector<gan_fixture::Run> runs = gan_fixture::read();
  std::size_t compared = 0;
  for (const gan_fixture::Run& run : runs) {
    SCOPED_TRACE(run.name);
    GanSettings settings = run.settings;
    settings.batch = static_cast<int>(run.rounds.front().between.size());
    Pool pool(1);
    CpuTrainer trainer(settings, pool);
    SpectralNorm<float>::State spectral = trainer.spectral();
    if (settings.spectral) {
      std::size_t at = 0;
      for (const LayerPlace& layer : layers(settings.critic_shape()))
        for (int i = 1; i <= layer.rows; ++i) spectral.u[at++] = static_cast<float>(i);
    }
    trainer.set_critic(fresh(floats(run.critic_start)), spectral);
    trainer.set_generator(fresh(floats(run.generator_start)));
    // Where real and fake rows cancel in a bias, Adam follows the sign of what rounding leaves: this run
    // drifts from the stored ones, and are held to the double trainer step by step.
    const bool drifts = penalised(settings.objective) &&
                        settings.critic.activation == Activation::leaky_relu &&
                        settings.critic.optimiser.kind == OptimiserKind::adam;
    for (std::size_t i = 0; i < run.rounds.size(); ++i) {
      const gan_fixture::Round& round = run.rounds[i];
      CriticLosses exact{.real = run.critic_loss[i] - run.penalty[i],
                         .penalty = run.penalty[i],
                         .mean_real = run.estimate[i]};
      if (drifts) {
        ReferenceTrainer reference(settings, doubles(trainer.critic().parameters),
                                   doubles(trainer.generator().parameters));
        std::vector<double> gradient;
        exact = reference.critic_gradient(round.real, round.noise, round.between, gradient);
      }
      const CriticLosses losses = trainer.critic_step(floats(round.real).data(), floats(round.noise).data(),
                                                      floats(round.between).data());
      EXPECT_NEAR(losses.loss(), exact.loss(), 2e-5 * (1 + std::abs(exact.loss())));
      EXPECT_NEAR(losses.penalty, exact.penalty, 2e-5 * (1 + exact.penalty));
      EXPECT_NEAR(losses.estimate(), exact.estimate(), 2e-5 * (1 + std::abs(exact.estimate())));
      const double loss = trainer.generator_step(floats(round.generator_noise).data());
      if (!drifts) {
        EXPECT_NEAR(loss, run.generator_loss[i], 2e-5 * (1 + std::abs(run.generator_loss[i])));
      }
    }
    if (drifts) continue;
    ++compared;
    EXPECT_LT(relative_error(trainer.critic().parameters, run.critic), 1e-4);
    EXPECT_LT(relative_error(trainer.generator().parameters, run.generator), 1e-4);
    if (settings.spectral) {
      EXPECT_LT(relative_error(trainer.spectral().u, run.u), 1e-4);
    }
  }
  EXPECT_GE(compared + 2, runs.size());
}

// One step of plain gradient descent at rate 1 shows the gradient.
TEST(CpuTrainer, EveryObjectivesGradientAgreesWithDouble) {
  for (const Objective objective : all_objectives) {
    for (const Activation activation : all_activations) {
      for (const int width : {24, 131}) {
        GanSettings settings;
        settings.objective = objective;
        settings.critic.width = width;
        settings.critic.activation = settings.generator.activation = activation;
        settings.critic.optimiser = settings.generator.optimiser = {.kind = OptimiserKind::sgd, .rate = 1};
        settings.generator.width = 140 - width;
        settings.batch = 70;
        settings.clip = 10;
        settings.penalty = 2;
        settings.spectral = width == 24 && objective == Objective::hinge;
        settings.penalty_points = static_cast<PenaltyPoints>(static_cast<int>(activation) % 3);
        const std::vector<float> real = numbers(140, 1, -1), noise = numbers(140, 2, -1),
                                 between = numbers(70, 3, 0);
        Pool pool(2);
        CpuTrainer trainer(settings, pool);
        const std::vector<float> critic = trainer.critic().parameters,
                                 generator = trainer.generator().parameters;
        ReferenceTrainer reference(settings);
        const CriticLosses losses = trainer.critic_step(real.data(), noise.data(), between.data());
        const CriticLosses exact = reference.critic_step(doubles(real), doubles(noise), doubles(between));
        const std::string name = std::string(objective_key(objective)) + " " + activation_key(activation) +
                                 " " + std::to_string(width);
        EXPECT_NEAR(losses.loss(), exact.loss(), 1e-5 * (1 + std::abs(exact.loss()))) << name;
        EXPECT_NEAR(losses.mean_slope, exact.mean_slope, 1e-5) << name;
        const auto step_error = [&](std::span<const float> before, std::span<const float> after,
                                    std::span<const double> exact_after) {
          std::vector<float> step(before.size());
          std::vector<double> exact_step(before.size());
          for (std::size_t i = 0; i < step.size(); ++i) {
            step[i] = after[i] - before[i];
            exact_step[i] = exact_after[i] - static_cast<double>(before[i]);
          }
          return relative_error(step, exact_step);
        };
        EXPECT_LT(step_error(critic, trainer.critic().parameters, reference.critic()), 1e-4) << name;
        trainer.generator_step(noise.data());
        reference.generator_step(doubles(noise));
        EXPECT_LT(step_error(generator, trainer.generator().parameters, reference.generator()), 1e-4) << name;
      }
    }
  }
}

// Ordered batches, zeros skipped, on shapes that fill no tile: the step in double, which does neither.
TEST(CpuTrainer, SkippingZerosChangesNoGradient) {
  struct Case {
    int width, depth, batch;
  };
  for (const NetworkKernels* kernels : network_kernel_sets()) {
    for (const auto& [width, depth, batch] : {Case{128, 2, 90},
                                              {128, 3, 150},
                                              {130, 3, 33},
                                              {100, 4, 40},
                                              {512, 3, 40},
                                              {512, 3, 1},
                                              {97, 2, 3}}) {
      GanSettings settings;
      settings.critic.width = settings.generator.width = width;
      settings.critic.depth = settings.generator.depth = depth;
      settings.critic.optimiser = settings.generator.optimiser = {.kind = OptimiserKind::sgd, .rate = 1};
      settings.batch = batch;
      const std::size_t n = static_cast<std::size_t>(batch);
      const std::vector<float> real = numbers(2 * n, 1, -1), noise = numbers(2 * n, 2, -1),
                               between = numbers(n, 3, 0);
      Pool pool(2);
      CpuTrainer trainer(settings, pool, *kernels);
      ReferenceTrainer reference(settings);
      std::vector<double> exact;
      const CriticLosses losses = trainer.critic_step(real.data(), noise.data(), between.data());
      const CriticLosses exact_losses =
          reference.critic_gradient(doubles(real), doubles(noise), doubles(between), exact);
      const std::string name =
          std::string(kernels->name) + " " + std::to_string(width) + " " + std::to_string(depth);
      EXPECT_NEAR(losses.loss(), exact_losses.loss(), 1e-5 * (1 + std::abs(exact_losses.loss()))) << name;
      EXPECT_LT(relative_error(trainer.critic_gradient(), exact), 1e-4) << name;
      EXPECT_LT(trainer.active_share(), 0.9) << name;
      reference.critic_step(doubles(real), doubles(noise), doubles(between));
      trainer.generator_step(noise.data());
      reference.generator_gradient(doubles(noise), exact);
      EXPECT_LT(relative_error(trainer.generator_gradient(), exact), 1e-4) << name;
    }
  }
}

}  // namespace
}  // namespace dlab
