// Whole runs on the processor: the same bits however they are cut up, and results that the papers promise.
#include "core/gan/cpu_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/distribution/law_2d.hpp"
#include "core/gan/drawn_batch.hpp"
#include "core/gan/modes.hpp"
#include "core/gan/training.hpp"
#include "core/network/mlp_evaluator.hpp"
#include "core/transport/transport.hpp"

namespace dlab {
namespace {

GanSettings small(Objective objective = Objective::wgan_gp) {
  GanSettings settings;
  settings.objective = objective;
  settings.critic.width = settings.generator.width = 24;
  settings.critic.depth = settings.generator.depth = 2;
  settings.critic.optimiser.rate = settings.generator.optimiser.rate = 1e-3;
  settings.batch = 70;
  settings.n_critic = 2;
  settings.seed = 5;
  return settings;
}

const GanData ring = Distribution2d(Ring2d{});

Checkpoint after(int iterations, int threads, const GanSettings& settings, const GanProblem& data) {
  CpuRun run(threads);
  run.restore(first_checkpoint(settings), data);
  for (int i = 0; i < iterations; ++i) run.advance(settings.n_critic, 1);
  return run.checkpoint();
}

TEST(CpuRunThreads, ChangeNoBitOfAThousandSteps) {
  const Checkpoint one = after(334, 1, small(), ring);
  EXPECT_EQ(one.critic_steps + one.generator_steps, 1002u);
  for (const int threads : {2, 3, 8}) EXPECT_EQ(after(334, threads, small(), ring), one) << threads;
}

TEST(CpuRun, CheckpointsGoOnToTheBit) {
  std::vector<GanSettings> runs;
  for (const Objective objective : all_objectives) runs.push_back(small(objective));
  runs.push_back(small(Objective::hinge));
  runs.back().spectral = true;
  for (const GanSettings& settings : runs) {
    const Checkpoint whole = after(20, 1, settings, ring);
    CpuRun second(1);
    second.restore(after(10, 1, settings, ring), ring);
    second.advance(1, 0);  // a round cut in two
    const Checkpoint middle = second.checkpoint();
    CpuRun third(1);
    third.restore(middle, ring);
    third.advance(settings.n_critic - 1, 1);
    for (int i = 11; i < 20; ++i) third.advance(settings.n_critic, 1);
    EXPECT_EQ(third.checkpoint(), whole)
        << objective_key(settings.objective) << (settings.spectral ? ", spectral" : "");
  }
}

TEST(CpuRun, SettingsThatKeepTheShapesKeepTheRun) {
  CpuRun run(1);
  run.restore(after(5, 1, small(), ring), ring);
  GanSettings other = small(Objective::hinge);
  other.batch = 33;
  other.critic.optimiser.kind = OptimiserKind::rmsprop;
  const Checkpoint before = run.checkpoint();
  run.restore(adapted(before, other), ring);
  EXPECT_EQ(run.checkpoint().critic, before.critic);
  EXPECT_EQ(run.checkpoint().critic_state, OptimiserState<float>(before.critic.size()));
  EXPECT_TRUE(std::isfinite(run.advance(2, 1).critic));
}

TEST(CpuRun, TrainsOnTheLine) {
  GanSettings settings = small();
  settings.dimension = settings.noise.dimension = 1;
  const Checkpoint end = after(50, 1, settings, Distribution(Normal{2, 0.5}));
  for (const float w : end.generator) ASSERT_TRUE(std::isfinite(w));
}

std::vector<Point> generated(const Checkpoint& checkpoint, int samples) {
  Pool pool(1);
  CpuTrainer trainer(checkpoint.settings, pool);
  trainer.set_generator({checkpoint.generator, checkpoint.generator_state});
  std::vector<float> noise(static_cast<std::size_t>(samples * checkpoint.settings.noise.dimension));
  std::vector<Point> points;
  std::vector<float> out(static_cast<std::size_t>(2 * samples));
  for (int first = 0; first < samples; first += most_batch) {
    const int count = std::min(most_batch, samples - first);
    draw_noise(checkpoint.settings.noise, 99, static_cast<std::uint64_t>(first), 0, count,
               noise.data() + first * checkpoint.settings.noise.dimension);
  }
  trainer.generate(noise, out);
  for (int i = 0; i < samples; ++i)
    points.push_back({static_cast<double>(out[static_cast<std::size_t>(2 * i)]),
                      static_cast<double>(out[static_cast<std::size_t>(2 * i + 1)])});
  return points;
}

double exact_w1(const std::vector<Point>& fake, const Distribution2d& data) {
  return transport({fake, {}}, {Law2d(data).sample(fake.size(), 4), {}}, GroundCost::euclidean).cost;
}

// Gulrajani et al. 2017, figure 1: with the penalty all eight are found.
TEST(CpuRun, TheRingIsCoveredAndW1FallsBelowAQuarter) {
  Ring2d bells;
  bells.radius = 1.414;
  bells.std = 0.05;
  const Distribution2d data(bells);
  GanSettings settings = small();
  settings.critic.width = settings.generator.width = 64;
  settings.critic.depth = settings.generator.depth = 3;
  settings.n_critic = 5;
  settings.batch = 128;
  settings.penalty = 0.1;
  const double before = exact_w1(generated(first_checkpoint(settings), 500), data);
  const Checkpoint end = after(1500, 1, settings, data);
  const std::vector<Point> samples = generated(end, 500);
  EXPECT_LT(exact_w1(samples, data), before / 4);
  const ModeCoverage found = coverage(modes_of(data), samples);
  EXPECT_EQ(found.covered, 8) << found.in_modes;
}

// Two point masses d apart. A slope n earns n d − λ (n − 1)², most at n = 1 + d/(2λ): the estimate is d but
// for what the penalty lets pass.
TEST(CpuRun, BetweenTwoPointMassesTheEstimateIsTheirDistance) {
  Points2d mass;
  mass.xs = SharedValues{2};
  mass.ys = SharedValues{1};
  const double d = std::sqrt(5);
  for (const double penalty : {10.0, 100.0}) {
    GanSettings settings = small();
    settings.penalty = penalty;
    CpuRun run(1);
    Checkpoint first = first_checkpoint(settings);
    std::fill(first.generator.begin(), first.generator.end(), 0.f);  // G(z) = (0, 0)
    run.restore(first, Distribution2d(mass));
    double mean = 0;
    for (int i = 0; i < 3000; ++i) {
      const StepLosses losses = run.advance(1, 0);
      if (i >= 2800) mean += losses.estimate / 200;
    }
    EXPECT_NEAR(mean, d * (1 + d / (2 * penalty)), 0.01 * d);
    if (penalty == 100) {
      EXPECT_NEAR(mean, d, 0.02 * d);
    }
  }
}

Distribution2d mass_at(double x, double y) {
  Points2d mass;
  mass.xs = SharedValues{x};
  mass.ys = SharedValues{y};
  return mass;
}

TEST(CpuRun, BetweenTwoGivenPointMassesTheEstimateIsTheirDistance) {
  GanSettings settings = small();
  settings.penalty = 100;
  CpuRun run(1);
  const Checkpoint first = first_checkpoint(settings);
  run.restore(first, {mass_at(2, 1), mass_at(0.5, -1)});
  double mean = 0;
  for (int i = 0; i < 3000; ++i) {
    const StepLosses losses = run.advance(1, 1);
    if (i >= 2800) mean += losses.estimate / 200;
  }
  EXPECT_NEAR(mean, 2.5, 0.02 * 2.5);
  const Checkpoint end = run.checkpoint();
  EXPECT_EQ(end.generator, first.generator) << "a generator that nobody asks takes no step";
  EXPECT_EQ(end.generator_steps, 0u);
  EXPECT_EQ(run.advance(0, 1).generator, 0);
}

// Between G's own samples, handed out as given ones, the critic's step is the same to the bit.
TEST(CpuRun, GivenFakesTakeThePlaceOfTheGenerators) {
  const GanSettings settings = small();
  const DataSource source{Distribution2d(Ring2d{})};
  const DrawnBatch drawn(settings, source, 0, 0);
  struct Given : BatchSource {
    const BatchSource* base;
    std::vector<float> samples;
    void real(int first, int count, float* out) const override { base->real(first, count, out); }
    void noise(int, int, float*) const override { ADD_FAILURE() << "nobody needs noise"; }
    void between(int first, int count, float* out) const override { base->between(first, count, out); }
    bool has_fake() const override { return true; }
    void fake(int first, int count, float* out) const override {
      std::copy_n(samples.data() + 2 * first, 2 * count, out);
    }
  } given;
  Pool pool(1);
  CpuTrainer one(settings, pool), other(settings, pool);
  std::vector<float> noise(static_cast<std::size_t>(2 * settings.batch));
  drawn.noise(0, settings.batch, noise.data());
  given.base = &drawn;
  given.samples.resize(noise.size());
  one.generate(noise, given.samples);
  const CriticLosses a = one.critic_step(drawn), b = other.critic_step(given);
  EXPECT_EQ(a.loss(), b.loss());
  EXPECT_EQ(one.critic(), other.critic());
}

TEST(CpuRunThreads, ChangeNoBitBetweenGivenDistributions) {
  Ring2d noisy;
  noisy.std = 1;
  const GanProblem problem(ring, Distribution2d(noisy));
  const Checkpoint one = after(50, 1, small(), problem);
  EXPECT_NE(one.critic, after(50, 1, small(), ring).critic);
  for (const int threads : {2, 5}) EXPECT_EQ(after(50, threads, small(), problem), one) << threads;
}

// Arjovsky, Chintala, Bottou 2017, figure 2, with f higher on the real side (theirs is the mirror image):
// the critic has a slope wherever it is asked, the discriminator is sure of itself and pulls at nothing.
TEST(CpuRun, BetweenTwoNormalsTheCriticPullsAndTheDiscriminatorDoesNot) {
  const GanProblem problem(Distribution(Normal{-5, 1}), Distribution(Normal{5, 1}));
  std::vector<float> places;
  for (int i = 0; i <= 40; ++i) places.push_back(-5 + 0.25f * static_cast<float>(i));
  const auto trained = [&](Objective objective) {
    GanSettings settings = small(objective);
    settings.dimension = settings.noise.dimension = 1;
    settings.critic.width = 64;
    settings.clip = 0.1;
    settings.critic.optimiser.kind = OptimiserKind::rmsprop;
    settings.critic.optimiser.beta2 = 0.99;
    return after(1500, 1, settings, problem);
  };
  const auto curve = [&](const Checkpoint& end) {
    const MlpEvaluator critic(end.settings.critic_shape(), end.critic);
    std::pair<std::vector<float>, std::vector<float>> found{places, places};
    critic.gradients(places, found.first, found.second);
    return found;
  };
  const auto [f, slope] = curve(trained(Objective::wgan));
  const auto [steepest, flattest] = std::ranges::minmax(slope);
  EXPECT_LT(flattest, 0.f) << "down from the real ones to the fakes, everywhere between";
  EXPECT_LT(flattest, 0.15f * steepest) << "and nowhere flat";
  EXPECT_GT(f.front(), f.back());
  const auto [d, steep] = curve(trained(Objective::minimax));
  const double sure = 1 / (1 + std::exp(-static_cast<double>(d.back())));
  EXPECT_LT(sure, 1e-3);
  EXPECT_GT(1 / (1 + std::exp(-static_cast<double>(d.front()))), 0.999);
  EXPECT_LT(sure * std::abs(static_cast<double>(steep.back())), 1e-3) << "∇ log(1 − D) at the fakes";
}

TEST(CpuRunThread, TrainsBeneathAndPausesWhereItIsTold) {
  Training training([] { return std::make_unique<CpuRun>(2); }, small(), ring);
  training.play_until(40);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (training.snapshot()->checkpoint->iterations < 40 && std::chrono::steady_clock::now() < end)
    std::this_thread::yield();
  Checkpoint expected = after(40, 1, small(), ring);
  expected.iterations = 40;
  EXPECT_EQ(*training.snapshot()->checkpoint, expected);
}

}  // namespace
}  // namespace dlab
