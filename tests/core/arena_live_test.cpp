// The run beneath the window: the player's buttons, edits while it trains, the time machine, divergence.
#include "core/exhibit/arena_live.hpp"

#include <gtest/gtest.h>

#include "core/exhibit/scene_solver.hpp"
#include "tests/core/arena_loop.hpp"

namespace dlab {
namespace {

ArenaScene small() {
  ArenaScene arena;
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) {
    network->width = 8;
    network->depth = 1;
  }
  arena.gan.batch = 16;
  arena.gan.n_critic = 1;
  arena.show.landscape = false;
  return arena;
}

using Wanted = std::function<bool(const ArenaResults&)>;

Wanted at(std::uint64_t iteration) {
  return [iteration](const ArenaResults& now) {
    return now.iterations == iteration && now.diagnosis->iteration == iteration;
  };
}
Wanted beyond(std::uint64_t iteration) {
  return [iteration](const ArenaResults& now) { return now.iterations > iteration; };
}
bool paused(const ArenaResults& now) { return now.status == TrainingStatus::paused; }

class ArenaLiveThread : public ArenaLoop {
 protected:
  void SetUp() override { scene_ = small(); }
  // Trains until so many iterations have been seen; paused then.
  std::shared_ptr<const ArenaResults> train(std::uint64_t iterations) {
    live_.play();
    if (!wait(beyond(iterations))) return nullptr;
    live_.pause();
    return wait(paused);
  }
};

TEST_F(ArenaLiveThread, PlaysPausesStepsAndGoesBackToItsBeginning) {
  const auto first = wait(at(0));
  ASSERT_TRUE(first);
  EXPECT_FALSE(live_.playing());
  EXPECT_EQ(first->status, TrainingStatus::paused);
  const auto stopped = train(3);
  ASSERT_TRUE(stopped);
  EXPECT_FALSE(live_.playing());
  const std::uint64_t reached = stopped->iterations;
  EXPECT_EQ(stopped->diagnosis->iteration, reached);  // the last picture is of where it stopped
  live_.step(TrainingStep::both);
  const auto stepped = wait(beyond(reached));
  ASSERT_TRUE(stepped);
  EXPECT_EQ(stepped->iterations, reached + 1);
  EXPECT_EQ(stepped->diagnosis->iteration, reached + 1);
  live_.reset();
  const auto again = wait(at(0));
  ASSERT_TRUE(again);
  EXPECT_EQ(*again->diagnosis->values, *first->diagnosis->values);
  EXPECT_EQ(again->diagnosis->w1.value, first->diagnosis->w1.value);
  ASSERT_EQ(again->left->size(), 1u);
  EXPECT_GE(again->left->front().measures->back().iteration, 1u);
}

TEST_F(ArenaLiveThread, AStepOfOneNetworkLeavesTheOtherAndTheIteration) {
  const auto first = wait(at(0));
  ASSERT_TRUE(first);
  live_.step(TrainingStep::generator);
  const auto generated =
      wait([&](const ArenaResults& now) { return now.diagnosis->estimate != first->diagnosis->estimate; });
  ASSERT_TRUE(generated);
  EXPECT_EQ(generated->iterations, 0u);
  EXPECT_EQ(*generated->diagnosis->values, *first->diagnosis->values);
  live_.step(TrainingStep::critic);
  const auto criticised =
      wait([&](const ArenaResults& now) { return *now.diagnosis->values != *first->diagnosis->values; });
  ASSERT_TRUE(criticised);
  EXPECT_EQ(criticised->iterations, 0u);
}

TEST_F(ArenaLiveThread, SettingsChangeWhileItPlaysWithoutAReset) {
  ASSERT_TRUE(wait(at(0)));
  live_.play();
  const auto before = wait(beyond(2));
  ASSERT_TRUE(before);
  scene_.gan.penalty = 3;
  scene_.gan.critic.optimiser.rate = 2e-4;
  const auto after = wait([](const ArenaResults& now) { return now.settings.penalty == 3; });
  ASSERT_TRUE(after);
  EXPECT_GE(after->iterations, before->iterations);
  EXPECT_EQ(after->settings.critic.optimiser.rate, 2e-4);
  EXPECT_TRUE(live_.playing());
  EXPECT_TRUE(wait(beyond(after->iterations)));
  EXPECT_TRUE(shown_->left->empty());
  scene_.gan.critic.width = 12;  // another shape: the critic begins anew, the run goes on
  const auto wider = wait([](const ArenaResults& now) { return now.settings.critic.width == 12; });
  ASSERT_TRUE(wider);
  EXPECT_GE(wider->iterations, after->iterations);
  EXPECT_TRUE(wait(beyond(wider->iterations)));
  live_.pause();
}

TEST_F(ArenaLiveThread, TheDataMoveWhileItPlays) {
  ASSERT_TRUE(wait(at(0)));
  live_.play();
  ASSERT_TRUE(wait(beyond(1)));
  for (int i = 1; i <= 20; ++i) {
    std::get<Ring2d>(std::get<Distribution2d>(scene_.p)).center = {10 + 0.1 * i, 0};
    frame();
  }
  const std::uint64_t before = shown_->iterations;
  const auto moved = wait([&](const ArenaResults& now) {
    return now.inputs.p == scene_.p && now.iterations > before && now.diagnosis->real.front().x > 5;
  });
  ASSERT_TRUE(moved);
  EXPECT_TRUE(live_.playing());
  live_.pause();
  EXPECT_TRUE(wait(paused));
}

TEST_F(ArenaLiveThread, PlayingFromAMomentBranchesThere) {
  ASSERT_TRUE(wait(at(0)));
  const auto stopped = train(260);
  ASSERT_TRUE(stopped);
  scene_.moment = 150;
  const auto back = wait([](const ArenaResults& now) { return now.looking_back; });
  ASSERT_TRUE(back);
  EXPECT_EQ(back->diagnosis->iteration, 100u);  // the last that was kept before it
  EXPECT_EQ(back->iterations, stopped->iterations);
  const auto same_again = stopped->measures->size();
  EXPECT_EQ(back->measures->size(), same_again);  // looking measures nothing
  live_.step(TrainingStep::both);
  scene_.moment = -1;
  const auto branched = wait(at(101));
  ASSERT_TRUE(branched);
  EXPECT_FALSE(branched->looking_back);
  ASSERT_EQ(branched->left->size(), 1u);
  const LeftRun& left = branched->left->front();
  EXPECT_EQ(left.number, 1);
  EXPECT_EQ(left.began, 0u);
  EXPECT_EQ(left.parted, 100u);
  EXPECT_EQ(branched->number, 2);
  EXPECT_EQ(left.measures->back().iteration, stopped->measures->back().iteration);
  EXPECT_EQ(branched->measures->back().iteration, 101u);
  for (std::size_t i = 1; i < branched->measures->size(); ++i)
    EXPECT_LT((*branched->measures)[i - 1].iteration, (*branched->measures)[i].iteration);
  for (const LossRecord::Row& row : *branched->record) EXPECT_LE(row.iteration, 101u);
}

// A branch that trains on before anybody looks: what the left run measured behind the moment is not its own.
TEST_F(ArenaLiveThread, ABranchKeepsNothingOfWhatWasLeftBehind) {
  ASSERT_TRUE(wait(at(0)));
  const auto stopped = train(260);
  ASSERT_TRUE(stopped);
  scene_.moment = 120;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.looking_back; }));
  live_.play();
  scene_.moment = -1;
  live_.pause();
  for (int i = 0; i < 40; ++i) live_.step(TrainingStep::both);
  const auto branched = wait([&](const ArenaResults& now) { return now.left->size() == 1; });
  ASSERT_TRUE(branched);
  EXPECT_EQ(branched->left->front().measures->back().iteration, stopped->measures->back().iteration);
  for (const ArenaMeasure& measure : *branched->measures)
    EXPECT_TRUE(measure.iteration <= 100 || measure.iteration <= branched->iterations);
  std::size_t shared = 0;
  for (const ArenaMeasure& measure : *branched->measures)
    for (const ArenaMeasure& old : *stopped->measures)
      if (measure.iteration > 100 && measure.iteration == old.iteration && measure.estimate == old.estimate &&
          measure.iteration != branched->measures->back().iteration)
        ++shared;
  EXPECT_EQ(shared, 0u);
}

// Each left run knows its number, where it began, what it was trained with and how far its past is the
// present's.
TEST_F(ArenaLiveThread, RunsThatAreLeftAreKnownByNumberAndSettings) {
  const double first = scene_.gan.penalty;
  ASSERT_TRUE(wait(at(0)));
  ASSERT_TRUE(train(220));
  scene_.moment = 200;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.looking_back; }));
  scene_.moment = -1;
  scene_.gan.penalty = 2;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.settings.penalty == 2; }));
  ASSERT_TRUE(train(230));
  scene_.gan.penalty = 7;  // nothing is trained with it in this run
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.settings.penalty == 7; }));
  scene_.moment = 120;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.looking_back; }));
  live_.step(TrainingStep::both);
  scene_.moment = -1;
  const auto third = wait(at(101));
  ASSERT_TRUE(third);
  EXPECT_EQ(third->number, 3);
  ASSERT_EQ(third->left->size(), 2u);
  const LeftRun &one = (*third->left)[0], &two = (*third->left)[1];
  EXPECT_EQ(one.number, 1);
  EXPECT_EQ(one.began, 0u);
  EXPECT_EQ(one.parted, 100u);  // 200 at first, then the present went further back
  EXPECT_EQ(one.settings.penalty, first);
  EXPECT_EQ(two.number, 2);
  EXPECT_EQ(two.began, 200u);
  EXPECT_EQ(two.parted, 100u);
  EXPECT_EQ(two.settings.penalty, 2);
}

// The inspector's settings hold, whatever the moment was trained with.
TEST_F(ArenaLiveThread, ABranchTrainsWithTheSettingsOnScreen) {
  ASSERT_TRUE(wait(at(0)));
  ASSERT_TRUE(train(120));
  scene_.gan.penalty = 4;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.settings.penalty == 4; }));
  scene_.moment = 100;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.looking_back; }));
  live_.step(TrainingStep::both);
  scene_.moment = -1;
  const auto branched = wait(at(101));
  ASSERT_TRUE(branched);
  EXPECT_EQ(branched->settings.penalty, 4);
}

TEST_F(ArenaLiveThread, AnEditWhileLookingBackGoesOnFromThere) {
  ASSERT_TRUE(wait(at(0)));
  ASSERT_TRUE(train(220));
  scene_.moment = 100;
  ASSERT_TRUE(wait([](const ArenaResults& now) { return now.looking_back; }));
  scene_.moment = -1;  // as apply() does
  scene_.gan.penalty = 2;
  const auto branched = wait([](const ArenaResults& now) { return now.settings.penalty == 2; });
  ASSERT_TRUE(branched);
  EXPECT_EQ(branched->iterations, 100u);
  EXPECT_EQ(branched->left->size(), 1u);
}

TEST_F(ArenaLiveThread, ANewSeedAndAnotherSceneBeginAnew) {
  const auto first = wait(at(0));
  ASSERT_TRUE(first);
  live_.play();
  ASSERT_TRUE(wait(beyond(2)));
  seed_ = 2;
  frame();
  EXPECT_FALSE(live_.playing());
  const auto other = wait([](const ArenaResults& now) { return now.seed == 2; });
  ASSERT_TRUE(other);
  EXPECT_EQ(other->iterations, 0u);
  EXPECT_EQ(other->measures->size(), 1u);
  EXPECT_TRUE(other->left->empty());
  EXPECT_NE(*other->diagnosis->values, *first->diagnosis->values);
  seed_ = 1;
  name_ = "yours";
  const auto back = wait([](const ArenaResults& now) { return now.seed == 1 && now.iterations == 0; });
  ASSERT_TRUE(back);
  EXPECT_EQ(*back->diagnosis->values, *first->diagnosis->values);
}

TEST_F(ArenaLiveThread, AnotherDimensionIsAnotherRun) {
  ASSERT_TRUE(wait(at(0)));
  ASSERT_TRUE(train(2));
  scene_.p = Distribution(Normal{});
  scene_.q = Distribution(Normal{1, 1});
  const auto line = wait([](const ArenaResults& now) { return now.settings.dimension == 1; });
  ASSERT_TRUE(line);
  EXPECT_EQ(line->iterations, 0u);
  EXPECT_EQ(line->diagnosis->dimension, 1);
}

TEST_F(ArenaLiveThread, GoesBackAfterADivergenceAndTrainsOn) {
  ASSERT_TRUE(wait(at(0)));
  ASSERT_TRUE(train(220));
  const OptimiserSettings gentle = scene_.gan.critic.optimiser;
  for (NetworkSettings* network : {&scene_.gan.critic, &scene_.gan.generator})
    network->optimiser = {.kind = OptimiserKind::sgd, .rate = 1000};
  frame();
  live_.play();
  const auto broken = wait([](const ArenaResults& now) { return now.status == TrainingStatus::diverged; });
  ASSERT_TRUE(broken);
  ASSERT_TRUE(broken->divergence);
  EXPECT_GT(broken->divergence->iteration, 200u);
  EXPECT_FALSE(live_.playing());
  live_.go_back(100);
  const auto back = wait([](const ArenaResults& now) { return now.status == TrainingStatus::paused; });
  ASSERT_TRUE(back);
  EXPECT_FALSE(back->divergence);
  EXPECT_LE(back->iterations + 100, broken->divergence->iteration);
  for (NetworkSettings* network : {&scene_.gan.critic, &scene_.gan.generator}) network->optimiser = gentle;
  frame();
  live_.play();
  EXPECT_TRUE(wait(beyond(back->iterations + 5)));
  EXPECT_TRUE(live_.playing());
  live_.pause();
}

// Going back while it plays is no pause.
TEST_F(ArenaLiveThread, GoesBackWhileItPlays) {
  ASSERT_TRUE(wait(at(0)));
  live_.play();
  ASSERT_TRUE(wait(beyond(250)));
  live_.go_back(100);
  EXPECT_TRUE(live_.playing());
  const auto back = wait([](const ArenaResults& now) { return now.left->size() == 1; });
  ASSERT_TRUE(back);
  EXPECT_TRUE(wait(beyond(back->iterations)));
  live_.pause();
  EXPECT_TRUE(wait(paused));
}

TEST_F(ArenaLiveThread, IsLeftInTheMiddleOfAnything) {
  for (int i = 0; i < 5; ++i) {
    ArenaLive other([] {});
    other.follow(scene_, name_, seed_);
    other.play();
    other.follow(scene_, name_, seed_ + i % 2);
    if (i % 2) other.reset();
  }
}

// Another scene's run has nothing to show yet: what is shown is the old one's, and marked so.
TEST(ArenaSolverThread, ResultsOfTheRunBeforeAreStaleUntilTheNextHasSome) {
  std::mutex mutex;
  std::condition_variable changed;
  bool woken = false;
  SceneSolver solver([&] {
    const std::lock_guard lock(mutex);
    woken = true;
    changed.notify_all();
  });
  Scene scene;
  scene.name = "first";
  scene.exhibit = small();
  solver.update(scene, 1);
  EXPECT_FALSE(solver.stale());  // the beginning, made at once
  const auto fresh = [&] {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(100);
    while (true) {
      solver.update(scene, 2);
      const auto* shown = solver.results().get<ArenaResults>();
      if (!solver.stale() && shown->run == solver.live(scene)->run()) return true;
      std::unique_lock lock(mutex);
      if (!changed.wait_until(lock, end, [&] { return woken; })) return false;
      woken = false;
    }
  };
  ASSERT_TRUE(fresh());
  const std::uint64_t before = solver.results().get<ArenaResults>()->run;
  scene.name = "second";
  std::get<ArenaScene>(scene.exhibit).p = Distribution2d(Normal2d{{3, 0}, 1, 1, 0});
  solver.update(scene, 3);
  EXPECT_TRUE(solver.stale());
  EXPECT_EQ(solver.shown(scene).exhibit, decltype(scene.exhibit)(small()));
  ASSERT_TRUE(fresh());
  EXPECT_GT(solver.results().get<ArenaResults>()->run, before);
  EXPECT_EQ(solver.shown(scene), scene);
}

}  // namespace
}  // namespace dlab
