// A training run's settings: what they are called, what they may be, the sentence where they may not.
#include "core/gan/settings.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/gan/objective.hpp"

namespace dlab {
namespace {

std::string error(const GanSettings& settings) {
  const Status status = validate(settings);
  return status ? "" : status.error().text();
}

TEST(GanSettings, DefaultsAreFine) { EXPECT_EQ(error({}), ""); }

TEST(GanSettings, FieldsReachEverySetting) {
  GanSettings settings;
  const FieldList list = fields(settings, "");
  std::set<std::string> paths;
  for (const FieldRef& field : list) EXPECT_TRUE(paths.insert(field.path()).second) << field.path();
  const auto set = [&](const char* path, const char* text) {
    const auto field = find_field(list, path);
    ASSERT_TRUE(field) << path;
    EXPECT_TRUE(field->set_text(text)) << path;
  };
  set("objective", "hinge"), set("n_critic", "3"), set("batch", "64"), set("penalty", "10"),
      set("clip", "0.5");
  set("clip_time", "before_step"), set("penalty_points", "fake"), set("spectral", "on");
  set("critic.width", "512"), set("critic.depth", "12"), set("critic.activation", "elu");
  set("critic.start", "he"), set("critic.optimiser", "rmsprop"), set("critic.rate", "5e-5");
  set("generator.momentum", "0.9"), set("generator.beta1", "0"), set("generator.beta2", "0.999");
  set("generator.epsilon", "1e-6"), set("noise.kind", "uniform"), set("noise.dimension", "1");
  GanSettings expected;
  expected.objective = Objective::hinge, expected.n_critic = 3, expected.batch = 64, expected.penalty = 10;
  expected.clip = 0.5, expected.clip_time = ClipTime::before_step;
  expected.penalty_points = PenaltyPoints::fake, expected.spectral = true;
  expected.critic.width = 512, expected.critic.depth = 12, expected.critic.activation = Activation::elu;
  expected.critic.start = Start::he, expected.critic.optimiser.kind = OptimiserKind::rmsprop;
  expected.critic.optimiser.rate = 5e-5;
  expected.generator.optimiser.momentum = 0.9, expected.generator.optimiser.beta1 = 0;
  expected.generator.optimiser.beta2 = 0.999, expected.generator.optimiser.epsilon = 1e-6;
  expected.noise = {NoiseKind::uniform, 1};
  EXPECT_EQ(settings, expected);
  EXPECT_EQ(error(settings), "");
  // Two networks of ten fields, eight of their own, two of the noise.
  EXPECT_EQ(list.size(), 30u);
  EXPECT_EQ(fields(settings, "runs.0").front().path(), "runs.0.objective");
  EXPECT_EQ(fields(settings, "runs.0").back().path(), "runs.0.noise.dimension");
}

TEST(GanSettings, ChoicesAreInTheOrderOfTheirEnumerations) {
  GanSettings settings;
  for (const Objective objective : all_objectives) {
    settings.objective = objective;
    EXPECT_EQ(std::get<std::string>(find_field(fields(settings, ""), "objective")->get()),
              objective_key(objective));
  }
  settings.noise.kind = NoiseKind::uniform;
  settings.clip_time = ClipTime::before_step;
  settings.penalty_points = PenaltyPoints::real;
  settings.generator.start = Start::xavier;
  settings.generator.optimiser.kind = OptimiserKind::sgd;
  const FieldList list = fields(settings, "");
  const auto word = [&](const char* path) { return to_text(find_field(list, path)->get()); };
  EXPECT_EQ(word("noise.kind"), "uniform");
  EXPECT_EQ(word("clip_time"), "before_step");
  EXPECT_EQ(word("penalty_points"), "real");
  EXPECT_EQ(word("generator.start"), "xavier");
  EXPECT_EQ(word("generator.optimiser"), "sgd");
}

TEST(GanSettings, ExtremesAreAllowed) {
  GanSettings settings;
  settings.critic.width = 1, settings.critic.depth = 12, settings.generator.width = 512;
  settings.batch = 1, settings.n_critic = 100, settings.clip = 0, settings.penalty = 0;
  settings.critic.optimiser.rate = 0, settings.generator.optimiser.rate = 10;
  EXPECT_EQ(error(settings), "");
}

TEST(GanSettings, EachMistakeHasItsSentence) {
  const auto with = [](auto change) {
    GanSettings settings;
    change(settings);
    return error(settings);
  };
  EXPECT_EQ(with([](GanSettings& s) { s.critic.width = 0; }), "critic.width: must be at least 1, got 0");
  EXPECT_EQ(with([](GanSettings& s) { s.generator.depth = 13; }),
            "generator.depth: must be at most 12, got 13");
  EXPECT_EQ(with([](GanSettings& s) { s.batch = 1025; }), "batch: must be at most 1024, got 1025");
  EXPECT_EQ(with([](GanSettings& s) { s.n_critic = 0; }), "n_critic: must be at least 1, got 0");
  EXPECT_EQ(with([](GanSettings& s) { s.penalty = -1; }), "penalty: must be at least 0, got -1");
  EXPECT_EQ(with([](GanSettings& s) { s.clip = -0.1; }), "clip: must be at least 0, got -0.1");
  EXPECT_EQ(with([](GanSettings& s) { s.critic.optimiser.rate = -1; }),
            "critic.rate: must be at least 0, got -1");
  EXPECT_EQ(with([](GanSettings& s) { s.critic.optimiser.beta1 = 1; }),
            "critic.beta1: must be at most 0.99999, got 1");
  EXPECT_EQ(with([](GanSettings& s) { s.generator.optimiser.epsilon = 0; }),
            "generator.epsilon: must be > 0, got 0");
  EXPECT_EQ(with([](GanSettings& s) { s.noise.dimension = 3; }), "noise.dimension: must be at most 2, got 3");
  EXPECT_EQ(with([](GanSettings& s) { s.dimension = 3; }), "dimension: must lie between 1 and 2, got 3");
  EXPECT_EQ(with([](GanSettings& s) { s.penalty = std::nan(""); }),
            "penalty: must be a finite number, got nan");
}

}  // namespace
}  // namespace dlab
