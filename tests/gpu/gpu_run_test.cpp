// Whole runs on a graphics card: checkpoints in both directions, the same bits again, beginnings and ends.
#include "core/gpu/gpu_run.hpp"

#include <algorithm>

#include "core/gan/cpu_run.hpp"
#include "core/gan/train_run.hpp"
#include "tests/core/relative_error.hpp"
#include "tests/core/trainer_numbers.hpp"
#include "tests/gpu/device.hpp"

namespace dlab {
namespace {

GanSettings small(Objective objective = Objective::wgan_gp) {
  GanSettings settings;
  settings.objective = objective;
  settings.critic.width = settings.generator.width = 20;
  settings.critic.depth = settings.generator.depth = 2;
  settings.batch = 50;
  return settings;
}
const Distribution2d ring{Ring2d{}};

std::unique_ptr<GpuRun> gpu_run() { return std::make_unique<GpuRun>(best_compute_device()); }

TEST_F(OnDevice, TheSameSeedGivesTheSameBits) {
  const Checkpoint start = first_checkpoint(small());
  Checkpoint ends[2];
  for (Checkpoint& end : ends) {
    const auto run = gpu_run();
    run->restore(start, ring);
    for (int i = 0; i < 5; ++i) run->advance(2, 1);
    end = run->checkpoint();
    EXPECT_FALSE(run->failure());
  }
  EXPECT_EQ(ends[0], ends[1]);
  EXPECT_EQ(ends[0].critic_steps, 10u);
}

// From the processor to the card and back, against the processor alone.
TEST_F(OnDevice, CheckpointsGoToAndFro) {
  for (const Objective objective : {Objective::wgan_gp, Objective::hinge}) {
    GanSettings settings = small(objective);
    settings.spectral = objective == Objective::hinge;
    for (NetworkSettings* network : {&settings.critic, &settings.generator})
      network->optimiser = {
          .kind = OptimiserKind::rmsprop, .rate = 1e-3, .epsilon = 1e-2};  // no sign of rounding
    CpuRun alone(1), cpu(1);
    const auto gpu = gpu_run();
    alone.restore(first_checkpoint(settings), ring);
    cpu.restore(first_checkpoint(settings), ring);
    Trainer* runs[] = {&cpu, gpu.get(), &cpu};
    for (std::size_t part = 0; part < 3; ++part) {
      if (part > 0) runs[part]->restore(runs[part - 1]->checkpoint(), ring);
      const StepLosses ours = runs[part]->advance(6, 3), theirs = alone.advance(6, 3);
      EXPECT_NEAR(ours.critic, theirs.critic, 1e-4);
      EXPECT_NEAR(ours.generator, theirs.generator, 1e-4);
    }
    const Checkpoint end = cpu.checkpoint(), expected = alone.checkpoint();
    EXPECT_LT(relative_error(end.critic, doubles(expected.critic)), 1e-4);
    EXPECT_LT(relative_error(end.generator, doubles(expected.generator)), 1e-4);
    EXPECT_EQ(end.critic_steps, expected.critic_steps);
    EXPECT_EQ(end.critic_state.steps, expected.critic_state.steps);
  }
}

// What comes of runs is the same, though roundings part them: over five seeds, as close to the data.
TEST_F(OnDevice, RunsReachTheSameDistance) {
  GanSettings settings = small();
  settings.critic.width = settings.generator.width = 16;
  settings.batch = 32;
  settings.n_critic = 2;
  for (NetworkSettings* network : {&settings.critic, &settings.generator}) network->optimiser.rate = 2e-3;
  std::vector<double> cpu, gpu;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    settings.seed = seed;
    CpuRun processor(1);
    const auto card = gpu_run();
    const TrainRunOptions options{.iterations = 500};
    cpu.push_back(train_run(processor, settings, ring, options).last.w1.value);
    gpu.push_back(train_run(*card, settings, ring, options).last.w1.value);
    ASSERT_FALSE(card->failure());
  }
  const auto [least, most] = std::ranges::minmax(cpu);
  const double spread = most - least;
  for (const double w1 : gpu) {
    EXPECT_GT(w1, least - spread);
    EXPECT_LT(w1, most + spread);
  }
}

TEST_F(OnDevice, FakesMayBeGiven) {
  GanSettings settings = small();
  const GanProblem problem(GanData{ring}, GanData{Distribution2d{Normal2d{}}});
  CpuRun cpu(1);
  const auto gpu = gpu_run();
  for (Trainer* run : {static_cast<Trainer*>(&cpu), static_cast<Trainer*>(gpu.get())})
    run->restore(first_checkpoint(settings), problem);
  const StepLosses theirs = cpu.advance(4, 1), ours = gpu->advance(4, 1);
  EXPECT_NEAR(ours.critic, theirs.critic, 1e-4);
  EXPECT_EQ(gpu->checkpoint().generator, cpu.checkpoint().generator);
  EXPECT_EQ(gpu->checkpoint().generator_steps, 0u);
}

TEST_F(OnDevice, AThousandRunsLeaveNoBufferBehind) {
  GanSettings settings = small();
  settings.batch = 1;
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(GpuTrainer::make(*device_, settings));
  GLuint last = 0;
  device_->gl().GenBuffers(1, &last);
  int left = 0;
  for (GLuint name = 1; name < last; ++name) left += device_->gl().IsBuffer(name);
  device_->gl().DeleteBuffers(1, &last);
  EXPECT_EQ(left, 0);
  const auto one = GpuTrainer::make(*device_, settings);  // which the count would have seen
  device_->gl().GenBuffers(1, &last);
  for (GLuint name = 1; name < last; ++name) left += device_->gl().IsBuffer(name);
  EXPECT_GT(left, 10);
}

}  // namespace
}  // namespace dlab
