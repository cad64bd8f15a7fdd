// Whole runs without a screen: the same table whatever the threads, and a run that breaks off says so.
#include "core/gan/train_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "core/gan/cpu_run.hpp"

namespace dlab {
namespace {

GanSettings small() {
  GanSettings settings;
  settings.critic = settings.generator = {16, 2, Activation::relu, Start::uniform, {}};
  settings.batch = 70;
  settings.n_critic = 2;
  return settings;
}
const GanProblem ring{Distribution2d(Ring2d{})};

TrainReport trained(const GanSettings& settings, const TrainRunOptions& options, int threads = 1,
                    const GanProblem& problem = ring) {
  CpuRun run(threads);
  return train_run(run, settings, problem, options);
}

std::vector<std::string> lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

TEST(TrainRun, TheTableIsTheSameWhateverTheThreads) {
  const TrainRunOptions options{.iterations = 23, .every = 5, .points = 64};
  const TrainReport one = trained(small(), options), three = trained(small(), options, 3);
  EXPECT_EQ(train_csv(one.rows), train_csv(three.rows));
  EXPECT_EQ(one.end, three.end);
  EXPECT_EQ(one.end.iterations, 23u);
  std::vector<std::uint64_t> at;
  for (const TrainRow& row : one.rows) at.push_back(row.iterations);
  EXPECT_EQ(at, (std::vector<std::uint64_t>{0, 5, 10, 15, 20, 23}));
  EXPECT_EQ(one.last.w1.value, one.rows.back().w1.value);
  EXPECT_EQ(one.last.modes, 8);
  EXPECT_GT(one.iterations_per_second, 0);
  const auto table = lines(train_csv(one.rows));
  EXPECT_EQ(table.size(), 7u);
  for (const std::string& line : table) EXPECT_EQ(std::ranges::count(line, ','), 11) << line;
}

TEST(TrainRun, LosesNothingWithoutATable) {
  const TrainReport with = trained(small(), {.iterations = 7, .every = 1, .points = 64}),
                    without = trained(small(), {.iterations = 7, .points = 64});
  EXPECT_TRUE(without.rows.empty());
  EXPECT_EQ(with.end, without.end);
  EXPECT_EQ(with.last.w1.value, without.last.w1.value);
  EXPECT_EQ(with.last.losses.critic, without.last.losses.critic);
  EXPECT_EQ(trained(small(), {.iterations = 0, .points = 64}).end, first_checkpoint(small()));
}

TEST(TrainRun, ADivergedRunNamesTheIteration) {
  GanSettings settings = small();
  settings.critic.optimiser.kind = settings.generator.optimiser.kind = OptimiserKind::sgd;
  settings.critic.optimiser.rate = settings.generator.optimiser.rate = 1000;
  const TrainReport report = trained(settings, {.iterations = 200, .every = 50, .points = 64});
  ASSERT_TRUE(report.divergence);
  EXPECT_LT(report.divergence->iteration, 200u);
  EXPECT_EQ(report.end.iterations + 1, report.divergence->iteration);
  EXPECT_TRUE(report.rows.back().diverged);
  EXPECT_EQ(report.rows.back().iterations, report.divergence->iteration);
  EXPECT_TRUE(lines(train_csv(report.rows)).back().ends_with(",diverged"));
  EXPECT_TRUE(has_diverged({.critic = std::numeric_limits<double>::quiet_NaN()}));
  EXPECT_FALSE(has_diverged({.critic = -5}));
}

TEST(TrainRun, StopsBetweenIterationsAndTellsHowFarItIs) {
  std::stop_source source;
  std::vector<std::uint64_t> told;
  TrainRunOptions options{.iterations = 5, .points = 64, .stop = source.get_token()};
  options.progress = [&](std::uint64_t done) { told.push_back(done); };
  trained(small(), options);
  EXPECT_EQ(told.back(), 5u);
  source.request_stop();
  EXPECT_EQ(trained(small(), options).end.iterations, 0u);
}

TEST(TrainRun, AFrozenGeneratorStays) {
  const TrainReport report = trained(small(), {.iterations = 3, .freeze_generator = true, .points = 64});
  EXPECT_EQ(report.end.generator, first_checkpoint(small()).generator);
  EXPECT_EQ(report.end.critic_steps, 6u);
  EXPECT_TRUE(std::isnan(report.last.losses.generator)) << "it has no loss";
  EXPECT_FALSE(std::isnan(report.last.losses.critic));
}

TEST(TrainRun, CellsAreNumbersInNoLanguageOrEmpty) {
  TrainRow row;
  row.iterations = 12;
  row.losses = {
      .critic = 0.1, .penalty = 1e-300, .estimate = 0, .generator = -std::numeric_limits<double>::infinity()};
  row.estimate = 1.0 / 3;
  row.w1 = {std::numeric_limits<double>::quiet_NaN(), 0, Method::exact, "undefined"};
  row.cosine = -1;
  row.diverged = true;
  TrainRow first;
  first.js = 0.5;
  const auto table = lines(train_csv({first, row}));
  EXPECT_EQ(table[0],
            "iterations,critic_estimate,w1_exact,modes_covered,modes,critic_loss,penalty,generator_loss,"
            "js_estimate,steep_share,cosine,status");
  EXPECT_EQ(table[1], "0,0,0,0,0,,,,0.5,0,0,ok");
  EXPECT_EQ(table[2], "12,0.3333333333333333,,0,0,0.1,1e-300,-inf,,0,-1,diverged");
}

TEST(TrainRun, AboutAHundredRows) {
  EXPECT_EQ(usual_spacing(1), 1u);
  EXPECT_EQ(usual_spacing(100), 1u);
  EXPECT_EQ(usual_spacing(101), 2u);
  EXPECT_EQ(usual_spacing(100000), 1000u);
}

}  // namespace
}  // namespace dlab
