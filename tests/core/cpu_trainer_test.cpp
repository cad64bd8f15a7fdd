// Training steps in float: the same bits on any number of threads, no allocation, no NaN.
#include "core/gan/cpu_trainer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/math/philox.hpp"
#include "core/network/mlp_evaluator.hpp"
#include "tests/core/allocation_count.hpp"

namespace dlab {
namespace {

struct Batches {
  explicit Batches(const GanSettings& settings) : rows(static_cast<std::size_t>(settings.batch)) {
    const auto fill = [&](std::vector<float>& values, std::size_t columns, std::uint32_t stream, double low) {
      values.resize(4 * rows * columns);
      for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(low + (1 - low) * uniform_pair(settings.seed, stream, i).first);
    };
    fill(real, static_cast<std::size_t>(settings.dimension), 1, -1);
    fill(noise, static_cast<std::size_t>(settings.noise.dimension), 2, -1);
    fill(between, 1, 3, 0);
  }
  const float* of(const std::vector<float>& values, int step) const {
    return values.data() + static_cast<std::size_t>(step % 4) * values.size() / 4;
  }
  std::size_t rows;
  std::vector<float> real, noise, between;
};

struct Result {
  NetworkState critic, generator;
  std::vector<double> losses;
  bool operator==(const Result&) const = default;
};
Result train(const GanSettings& settings, int threads, int iterations) {
  Pool pool(threads);
  CpuTrainer trainer(settings, pool);
  const Batches batches(settings);
  Result result;
  for (int i = 0; i < iterations; ++i) {
    const CriticLosses losses = trainer.critic_step(batches.of(batches.real, i), batches.of(batches.noise, i),
                                                    batches.of(batches.between, i));
    result.losses.push_back(losses.loss());
    result.losses.push_back(trainer.generator_step(batches.of(batches.noise, i + 1)));
  }
  result.critic = trainer.critic();
  result.generator = trainer.generator();
  return result;
}

GanSettings networks(int width, int depth, int batch, Activation activation) {
  GanSettings settings;
  settings.critic.width = width;
  settings.critic.depth = depth;
  settings.critic.activation = activation;
  settings.critic.optimiser.rate = 1e-3;
  settings.generator = settings.critic;
  settings.batch = batch;
  settings.n_critic = 1;
  return settings;
}

// Narrow networks on one thread and on several, wide ones, one of each, with a last chunk that is not full.
TEST(CpuTrainerThreads, AnyNumberGivesTheSameBits) {
  std::vector<GanSettings> all;
  for (const Activation activation : {Activation::relu, Activation::softplus}) {
    all.push_back(networks(16, 1, 150, activation));
    all.push_back(networks(70, 2, 250, activation));
    all.push_back(networks(160, 2, 70, activation));
    all.push_back(networks(129, 3, 90, activation));
    all.back().generator.width = 30;
  }
  // Zeros are skipped in both networks, in one, in rows that fill no tile.
  all.push_back(networks(128, 3, 250, Activation::relu));
  all.push_back(networks(100, 4, 65, Activation::relu));
  all.push_back(networks(30, 2, 300, Activation::relu));
  all.back().generator.width = 200;
  for (const GanSettings& settings : all) {
    const Result one = train(settings, 1, 6);
    for (const double loss : one.losses) EXPECT_TRUE(std::isfinite(loss));
    for (const int threads : {2, 3, 8}) EXPECT_EQ(train(settings, threads, 6), one) << settings.critic.width;
  }
}

TEST(CpuTrainer, AThousandStepsGiveTheSameBitsOnAnyNumberOfThreads) {
  const GanSettings settings = networks(66, 1, 240, Activation::leaky_relu);
  const Result one = train(settings, 1, 1000);
  for (const int threads : {2, 3, 8}) EXPECT_EQ(train(settings, threads, 1000), one);
}

TEST(CpuTrainer, ExtremesTrainToo) {
  for (const Activation activation : all_activations) {
    for (const Objective objective : {Objective::wgan, Objective::wgan_gp}) {
      GanSettings settings = networks(1, 12, 1, activation);
      settings.objective = objective;
      settings.clip = settings.penalty = 0;
      for (const double rate : {0.0, 0.1}) {
        settings.critic.optimiser.rate = rate;
        const Result result = train(settings, 3, 20);
        for (const float value : result.critic.parameters) {
          EXPECT_TRUE(std::isfinite(value));
          if (objective == Objective::wgan) {
            EXPECT_EQ(value, 0);
          }
        }
      }
    }
  }
  GanSettings largest = networks(512, 12, most_batch, Activation::relu);
  largest.generator.width = 1;
  for (const double loss : train(largest, 2, 1).losses) EXPECT_TRUE(std::isfinite(loss));
}

// A rate beyond all reason: the losses say so, nothing else breaks.
TEST(CpuTrainer, DivergenceShowsInTheLosses) {
  for (const int width : {20, 120, 150}) {
    GanSettings settings = networks(width, 3, 40, Activation::relu);
    settings.critic.optimiser = {};
    settings.critic.optimiser.kind = OptimiserKind::sgd;
    settings.critic.optimiser.rate = 1e6;
    const Result result = train(settings, 1, 40);
    EXPECT_FALSE(std::isfinite(result.losses.back()) && std::abs(result.losses.back()) < 1e8) << width;
  }
}

// Under a sanitizer, which has its own allocator, the count stays 0.
TEST(CpuTrainerThreads, AStepAsksForNoMemory) {
  for (const int width : {16, 100, 140}) {
    for (const Objective objective : {Objective::wgan_gp, Objective::wgan, Objective::minimax}) {
      const Activation activation = objective == Objective::minimax ? Activation::tanh : Activation::relu;
      GanSettings settings = networks(width, 2, 200, activation);
      settings.objective = objective;
      Pool pool(2);
      CpuTrainer trainer(settings, pool);
      const Batches batches(settings);
      const std::size_t before = allocation_count();
      ASSERT_EQ(before > 0, counts_allocations);
      for (int i = 0; i < 3; ++i) {
        trainer.critic_step(batches.of(batches.real, i), batches.of(batches.noise, i),
                            batches.of(batches.between, i));
        trainer.generator_step(batches.of(batches.noise, i));
      }
      EXPECT_EQ(allocation_count(), before) << width;
    }
  }
}

TEST(CpuTrainer, ObjectivesTrainAndStayNumbers) {
  for (const Objective objective : all_objectives) {
    for (const Activation activation : all_activations) {
      GanSettings settings = networks(20, 2, 33, activation);
      settings.objective = objective;
      settings.dimension = 1 + static_cast<int>(activation) % 2;
      settings.noise.dimension = 2 - static_cast<int>(activation) % 2;
      const Result result = train(settings, 1, 5);
      for (const double loss : result.losses) EXPECT_TRUE(std::isfinite(loss));
      for (const float value : result.critic.parameters) EXPECT_TRUE(std::isfinite(value));
    }
  }
}

// What a critic's value is shifted by, nobody sees.
TEST(CpuTrainer, ACriticsOutputBiasStaysWhereItIs) {
  for (const int batch : {1, 7, 150, 256}) {
    const GanSettings settings = networks(24, 2, batch, Activation::tanh);
    Pool pool(1);
    CpuTrainer trainer(settings, pool);
    const float before = trainer.critic().parameters.back();
    const Batches batches(settings);
    for (int i = 0; i < 4; ++i)
      trainer.critic_step(batches.of(batches.real, i), batches.of(batches.noise, i),
                          batches.of(batches.between, i));
    EXPECT_EQ(trainer.critic().parameters.back(), before);
  }
}

// With weights 0 the critic is flat: ‖∇f‖ = 0, where the norm has no gradient.
TEST(CpuTrainer, NoGradientIsNoNaN) {
  for (const Activation activation : all_activations) {
    const GanSettings settings = networks(16, 2, 20, activation);
    Pool pool(1);
    CpuTrainer trainer(settings, pool);
    NetworkState flat = trainer.critic();
    std::fill(flat.parameters.begin(), flat.parameters.end(), 0.f);
    trainer.set_critic(flat);
    const Batches batches(settings);
    const CriticLosses losses = trainer.critic_step(batches.of(batches.real, 0), batches.of(batches.noise, 0),
                                                    batches.of(batches.between, 0));
    EXPECT_DOUBLE_EQ(losses.penalty, settings.penalty);
    EXPECT_EQ(losses.mean_slope, 0);
    for (const float value : trainer.critic().parameters) EXPECT_TRUE(std::isfinite(value));
  }
}

// Where whole layers are skipped nothing is left, and one bad weight is not skipped with them.
TEST(CpuTrainer, DeadLayersAndBadWeightsOfNetworksThatSkipZeros) {
  for (const int width : {128, 300}) {
    const GanSettings settings = networks(width, 3, 45, Activation::relu);
    const Batches batches(settings);
    Pool pool(2);
    CpuTrainer trainer(settings, pool);
    const auto step = [&] {
      return trainer.critic_step(batches.of(batches.real, 0), batches.of(batches.noise, 0),
                                 batches.of(batches.between, 0));
    };
    const NetworkState start = trainer.critic();
    NetworkState dead = start;
    const LayerPlace second = layers(settings.critic_shape())[1];
    std::fill_n(dead.parameters.begin() + static_cast<long>(second.biases), width, -1e3f);
    trainer.set_critic(dead);
    const CriticLosses losses = step();
    EXPECT_EQ(losses.mean_slope, 0);
    EXPECT_EQ(losses.mean_real, losses.mean_fake);
    for (const float value : trainer.critic().parameters) EXPECT_TRUE(std::isfinite(value));
    NetworkState bad = start;
    bad.parameters[second.weights + 5] = std::numeric_limits<float>::quiet_NaN();
    trainer.set_critic(bad);
    step();
    EXPECT_FALSE(std::isfinite(step().loss())) << width;
  }
}

TEST(CpuTrainer, GoesOnFromItsState) {
  const GanSettings settings = networks(40, 2, 100, Activation::leaky_relu);
  const Batches batches(settings);
  Pool pool(1);
  CpuTrainer first(settings, pool), second(settings, pool);
  const auto step = [&](CpuTrainer& trainer, int i) {
    trainer.critic_step(batches.of(batches.real, i), batches.of(batches.noise, i),
                        batches.of(batches.between, i));
    trainer.generator_step(batches.of(batches.noise, i + 1));
  };
  for (int i = 0; i < 5; ++i) step(first, i);
  second.set_critic(first.critic());
  second.set_generator(first.generator());
  for (int i = 5; i < 10; ++i) step(first, i), step(second, i);
  EXPECT_EQ(first.critic(), second.critic());
  EXPECT_EQ(first.generator(), second.generator());
}

TEST(CpuTrainer, EvaluatesWhereItIsAsked) {
  const GanSettings settings = networks(32, 2, 40, Activation::tanh);
  Pool pool(1);
  CpuTrainer trainer(settings, pool);
  std::vector<float> points(2 * 101), values(101), gradients(2 * 101);
  for (std::size_t i = 0; i < points.size(); ++i)
    points[i] = static_cast<float>(2 * uniform_pair(3, 1, i).first - 1);
  trainer.criticise(points, values, gradients);
  const float h = 1e-2f;
  for (std::size_t axis = 0; axis < 2; ++axis) {
    std::vector<float> moved = points, up(101), down(101);
    for (std::size_t i = 0; i < 101; ++i) moved[2 * i + axis] = points[2 * i + axis] + h;
    trainer.criticise(moved, up);
    for (std::size_t i = 0; i < 101; ++i) moved[2 * i + axis] = points[2 * i + axis] - h;
    trainer.criticise(moved, down);
    for (std::size_t i = 0; i < 101; ++i)
      EXPECT_NEAR((up[i] - down[i]) / (2 * h), gradients[2 * i + axis], 1e-4);
  }
  const MlpEvaluator apart(settings.critic_shape(), trainer.critic().parameters);
  std::vector<float> same(101), same_gradients(2 * 101);
  apart.gradients(points, same, same_gradients);
  EXPECT_EQ(same, values);
  EXPECT_EQ(same_gradients, gradients);
  std::vector<float> samples(2 * 101);
  trainer.generate(points, samples);
  for (const float x : samples) EXPECT_TRUE(std::isfinite(x));
  EXPECT_NE(samples[0], samples[200]);
}

}  // namespace
}  // namespace dlab
