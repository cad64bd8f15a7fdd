// Steps on a graphics card against the same ones in double and against stored PyTorch runs.
#include "core/gpu/gpu_trainer.hpp"

#include <cmath>

#include "core/gan/batch.hpp"
#include "core/gan/reference_trainer.hpp"
#include "core/gan/trainer.hpp"
#include "tests/core/gan_fixture.hpp"
#include "tests/core/relative_error.hpp"
#include "tests/core/trainer_numbers.hpp"
#include "tests/gpu/device.hpp"

namespace dlab {
namespace {

class GpuTrainerTest : public OnDevice {
 protected:
  // With the settings' own starts.
  std::unique_ptr<GpuTrainer> trainer(const GanSettings& settings) {
    Result<std::unique_ptr<GpuTrainer>> made = GpuTrainer::make(*device_, settings);
    if (!made) {
      ADD_FAILURE() << made.error().text();
      return nullptr;
    }
    const Checkpoint start = first_checkpoint(settings);
    (*made)->set_critic({start.critic, start.critic_state}, start.spectral);
    (*made)->set_generator({start.generator, start.generator_state});
    return *std::move(made);
  }
};

TEST_F(GpuTrainerTest, DrawsTheNumbersOfTheProcessor) {
  for (const int dimension : {1, 2})
    for (const NoiseKind kind : {NoiseKind::normal, NoiseKind::uniform}) {
      GanSettings settings;
      settings.batch = 203;
      settings.noise = {kind, dimension};
      settings.seed = 0x123456789abcdef0;
      settings.critic.width = settings.generator.width = 4;
      const auto made = trainer(settings);
      ASSERT_TRUE(made);
      const std::vector<float> real = numbers(406, 1, -1);
      const std::uint64_t step = (std::uint64_t{1} << 40) + 12345;  // beyond 32 bits of blocks
      made->critic_step({.real = real, .noise_number = step, .real_number = step + 7});
      std::vector<float> noise(static_cast<std::size_t>(203 * dimension)), between(203);
      draw_noise(settings.noise, settings.seed, step, 0, 203, noise.data());
      draw_between(settings.seed, step + 7, 0, 203, between.data());
      EXPECT_EQ(made->drawn_between(), between);
      const std::vector<float> drawn = made->drawn_noise();
      for (std::size_t i = 0; i < noise.size(); ++i) EXPECT_NEAR(drawn[i], noise[i], 2e-6) << i;
    }
}

// Plain gradients of both networks; the generator's after the critic's step.
TEST_F(GpuTrainerTest, EveryObjectivesGradientAgreesWithDouble) {
  for (const Objective objective : all_objectives)
    for (const Activation activation : all_activations)
      for (const int width : {7, 70}) {
        GanSettings settings;
        settings.objective = objective;
        settings.critic.width = width;
        settings.critic.depth = 1 + static_cast<int>(activation) % 4;
        settings.generator.depth = 4 - static_cast<int>(activation) % 4;
        settings.critic.activation = settings.generator.activation = activation;
        settings.critic.optimiser = settings.generator.optimiser = {.kind = OptimiserKind::sgd, .rate = 1};
        settings.generator.width = 77 - width;
        settings.batch = 70;
        settings.clip = 10;
        settings.penalty = 2;
        settings.spectral = width == 7 && objective == Objective::hinge;
        settings.penalty_points = static_cast<PenaltyPoints>(static_cast<int>(activation) % 3);
        const std::vector<float> real = numbers(140, 1, -1), noise = numbers(140, 2, -1),
                                 between = numbers(70, 3, 0);
        const auto made = trainer(settings);
        ASSERT_TRUE(made);
        ReferenceTrainer reference(settings);
        std::vector<double> exact;
        const CriticLosses exact_losses =
            reference.critic_gradient(doubles(real), doubles(noise), doubles(between), exact);
        const GpuBatch batch{.real = real, .noise = noise, .between = between};
        made->critic_step(batch);
        const CriticLosses losses = made->critic_losses();
        const std::string name = std::string(objective_key(objective)) + " " + activation_key(activation) +
                                 " " + std::to_string(width);
        EXPECT_NEAR(losses.loss(), exact_losses.loss(), 1e-5 * (1 + std::abs(exact_losses.loss()))) << name;
        EXPECT_NEAR(losses.estimate(), exact_losses.estimate(), 1e-5) << name;
        EXPECT_NEAR(losses.mean_slope, exact_losses.mean_slope, 1e-5) << name;
        if (!settings.spectral) {  // whose vectors take a step first
          // Of WGAN and hinge, what real and fake rows leave of each other: little.
          EXPECT_LT(relative_error(made->critic_gradient(), exact), penalised(objective) ? 1e-4 : 3e-5)
              << name;
        }
        reference.critic_step(doubles(real), doubles(noise), doubles(between));
        EXPECT_LT(relative_error(made->critic().parameters, reference.critic()), 1e-4) << name;
        made->generator_step(batch);
        const double loss = reference.generator_gradient(doubles(noise), exact);
        EXPECT_NEAR(made->generator_loss(), loss, 1e-5 * (1 + std::abs(loss))) << name;
        EXPECT_LT(relative_error(made->generator_gradient(), exact), 1e-4) << name;
      }
}

// More points than there are rows.
TEST_F(GpuTrainerTest, ValuesAndSlopesAgreeWithDouble) {
  for (const Activation activation : all_activations)
    for (const auto& [width, depth] : {std::pair{3, 1}, {64, 2}, {100, 4}, {9, 12}}) {
      GanSettings settings;
      settings.critic.width = settings.generator.width = width;
      settings.critic.depth = settings.generator.depth = depth;
      settings.critic.activation = settings.generator.activation = activation;
      settings.critic.start = settings.generator.start = Start::he;
      settings.batch = 40;
      const auto made = trainer(settings);
      ASSERT_TRUE(made);
      ReferenceTrainer reference(settings);
      const std::vector<float> points = numbers(2 * 301, 1, -1);
      std::vector<float> values(301), slopes(602), samples(602);
      made->criticise(points, values, slopes);
      made->generate(points, samples);
      const std::string name = std::string(activation_key(activation)) + " " + std::to_string(width);
      EXPECT_LT(relative_error(values, reference.criticise(doubles(points))), 1e-5) << name;
      EXPECT_LT(relative_error(slopes, reference.slopes(doubles(points))), 1e-5) << name;
      EXPECT_LT(relative_error(samples, reference.generate(doubles(points))), 1e-5) << name;
    }
}

TEST_F(GpuTrainerTest, StepsAsPyTorchDoes) {
  const std::vector<gan_fixture::Run> runs = gan_fixture::read();
  std::size_t compared = 0;
  for (const gan_fixture::Run& run : runs) {
    SCOPED_TRACE(run.name);
    GanSettings settings = run.settings;
    settings.batch = static_cast<int>(run.rounds.front().between.size());
    const auto made = trainer(settings);
    ASSERT_TRUE(made);
    SpectralNorm<float>::State spectral = made->spectral();
    if (settings.spectral) {
      std::size_t at = 0;
      for (const LayerPlace& layer : layers(settings.critic_shape()))
        for (int i = 1; i <= layer.rows; ++i) spectral.u[at++] = static_cast<float>(i);
    }
    made->set_critic(fresh(floats(run.critic_start)), spectral);
    made->set_generator(fresh(floats(run.generator_start)));
    // As on the processor: these two follow the signs of what rounding leaves.
    const bool drifts = penalised(settings.objective) &&
                        settings.critic.activation == Activation::leaky_relu &&
                        settings.critic.optimiser.kind == OptimiserKind::adam;
    for (std::size_t i = 0; i < run.rounds.size(); ++i) {
      const gan_fixture::Round& round = run.rounds[i];
      double loss = run.critic_loss[i], penalty = run.penalty[i], estimate = run.estimate[i];
      if (drifts) {
        ReferenceTrainer reference(settings, doubles(made->critic().parameters),
                                   doubles(made->generator().parameters));
        std::vector<double> gradient;
        const CriticLosses exact =
            reference.critic_gradient(round.real, round.noise, round.between, gradient);
        loss = exact.loss(), penalty = exact.penalty, estimate = exact.estimate();
      }
      const std::vector<float> real = floats(round.real), noise = floats(round.noise),
                               between = floats(round.between), again = floats(round.generator_noise);
      made->critic_step({.real = real, .noise = noise, .between = between});
      const CriticLosses losses = made->critic_losses();
      EXPECT_NEAR(losses.loss(), loss, 2e-5 * (1 + std::abs(loss)));
      EXPECT_NEAR(losses.penalty, penalty, 2e-5 * (1 + penalty));
      EXPECT_NEAR(losses.estimate(), estimate, 2e-5 * (1 + std::abs(estimate)));
      made->generator_step({.noise = again});
      if (!drifts) {
        EXPECT_NEAR(made->generator_loss(), run.generator_loss[i],
                    2e-5 * (1 + std::abs(run.generator_loss[i])));
      }
    }
    if (drifts) continue;
    ++compared;
    EXPECT_LT(relative_error(made->critic().parameters, run.critic), 1e-4);
    EXPECT_LT(relative_error(made->generator().parameters, run.generator), 1e-4);
    if (settings.spectral) {
      EXPECT_LT(relative_error(made->spectral().u, run.u), 1e-4);
    }
  }
  EXPECT_GE(compared + 2, runs.size());
}

// A batch whose share 1/batch is no binary fraction, and many parameters.
TEST_F(GpuTrainerTest, ACriticsOutputBiasHasNoGradient) {
  GanSettings settings;
  settings.batch = 150;
  const auto made = trainer(settings);
  ASSERT_TRUE(made);
  const std::vector<float> real = numbers(300, 1, -1);
  made->critic_step({.real = real});
  EXPECT_EQ(made->critic_gradient().back(), 0);
}

}  // namespace
}  // namespace dlab
