// The training thread: commands, snapshots, divergence and the way back, on a trainer whose every step is
// known.
#include "core/gan/training.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/training_watch.hpp"

namespace dlab {
namespace {

// Each weight follows from the steps taken so far, and from nothing else.
class KnownTrainer : public Trainer {
 public:
  explicit KnownTrainer(std::uint64_t breaks_at = 0) : breaks_at_(breaks_at) {}
  StepLosses advance(int critic_steps, int generator_steps) override {
    for (int i = 0; i < critic_steps; ++i) {
      ++now_.critic_steps;
      for (float& w : now_.critic) w = 0.75f * w + 0.01f * static_cast<float>(now_.critic_steps % 7);
    }
    for (int i = 0; i < generator_steps; ++i) {
      ++now_.generator_steps;
      for (float& w : now_.generator) w = 0.5f * w + now_.critic.front();
    }
    losses_.critic = now_.critic.front();
    losses_.generator = now_.generator.front();
    if (breaks_at_ > 0 && now_.critic_steps >= breaks_at_) {
      now_.critic[3] = std::numeric_limits<float>::quiet_NaN();
      losses_.critic = std::numeric_limits<double>::quiet_NaN();
    }
    return losses_;
  }
  Checkpoint checkpoint() const override { return now_; }
  void restore(const Checkpoint& from, const GanProblem&) override { now_ = from; }
  std::string device() const override { return "known"; }

 private:
  Checkpoint now_;
  StepLosses losses_;
  std::uint64_t breaks_at_;
};

// Stops working after so many calls, as a device that is lost; what it did last is lost, too.
class FrailTrainer : public KnownTrainer {
 public:
  explicit FrailTrainer(int calls) : left_(calls) {}
  StepLosses advance(int critic_steps, int generator_steps) override {
    if (left_ > 0) --left_;
    return left_ > 0 ? KnownTrainer::advance(critic_steps, generator_steps) : StepLosses{};
  }
  std::optional<Error> failure() const override {
    return left_ > 0 ? std::nullopt : std::optional(Error{"", "lost", {}});
  }
  std::string device() const override { return "frail"; }

 private:
  int left_;
};

GanSettings small() {
  GanSettings settings;
  settings.critic.width = settings.generator.width = 4;
  settings.critic.depth = settings.generator.depth = 1;
  settings.n_critic = 3;
  return settings;
}

const GanData data = Distribution2d(Ring2d{});

class TrainingThread : public testing::Test, protected TrainingWatch {
 protected:
  std::unique_ptr<Training> begin(std::uint64_t breaks_at = 0) {
    return std::make_unique<Training>([=] { return std::make_unique<KnownTrainer>(breaks_at); }, small(),
                                      data, [this] { wake(); });
  }
  std::shared_ptr<const TrainingSnapshot> wait_for(const Training& training, std::uint64_t iterations) {
    return wait(training, [&](const TrainingSnapshot& s) {
      return s.checkpoint->iterations >= iterations && s.status == TrainingStatus::paused;
    });
  }
  static Checkpoint direct(std::uint64_t iterations) {
    KnownTrainer trainer;
    trainer.restore(first_checkpoint(small()), data);
    for (std::uint64_t i = 0; i < iterations; ++i) trainer.advance(3, 1);
    Checkpoint at = trainer.checkpoint();
    at.iterations = iterations;
    return at;
  }
};

TEST_F(TrainingThread, BeginsWithTheSettingsFirstWeights) {
  const auto training = begin();
  EXPECT_EQ(*training->snapshot()->checkpoint, first_checkpoint(small()));
  EXPECT_EQ(training->snapshot()->status, TrainingStatus::paused);
}

TEST_F(TrainingThread, PlaysToAnIterationAndRemembersTheWay) {
  const auto training = begin();
  training->play_until(1234);
  const auto there = wait_for(*training, 1234);
  ASSERT_TRUE(there);
  EXPECT_EQ(*there->checkpoint, direct(1234));
  ASSERT_EQ(there->record->size(), 1234u);
  EXPECT_EQ(there->record->at(99).iteration, 100u);
  EXPECT_EQ(there->record->at(99).losses.critic, direct(100).critic.front());
  const auto& moments = *there->moments;
  ASSERT_EQ(moments.size(), 13u);
  EXPECT_EQ(*moments.front().checkpoint, first_checkpoint(small()));
  EXPECT_EQ(*moments.back().checkpoint, direct(1200));
}

TEST_F(TrainingThread, StepsAndPausesLeaveNoTrace) {
  const auto training = begin();
  training->step(TrainingStep::both, 5);
  ASSERT_TRUE(wait_for(*training, 5));
  std::uint64_t at = 5;
  for (int i = 0; i < 50; ++i) {
    training->play();
    training->pause();
    const auto paused = wait(*training, [&](const auto& s) {
      return s.status == TrainingStatus::paused && s.checkpoint->iterations >= at;
    });
    ASSERT_TRUE(paused);
    at = paused->checkpoint->iterations;
  }
  training->play_until(at + 20);
  const auto end = wait_for(*training, at + 20);
  ASSERT_TRUE(end);
  EXPECT_EQ(*end->checkpoint, direct(at + 20));
}

TEST_F(TrainingThread, SingleNetworksStepAlone) {
  const auto training = begin();
  training->step(TrainingStep::critic, 4);
  training->step(TrainingStep::generator, 2);
  const auto end = wait(*training, [](const auto& s) { return s.checkpoint->generator_steps == 2; });
  ASSERT_TRUE(end);
  EXPECT_EQ(end->checkpoint->critic_steps, 4u);
  EXPECT_EQ(end->checkpoint->iterations, 0u);
  training->freeze_generator(true);
  training->play_until(10);
  const auto frozen = wait_for(*training, 10);
  ASSERT_TRUE(frozen);
  EXPECT_EQ(frozen->checkpoint->generator_steps, 2u);
  EXPECT_EQ(frozen->checkpoint->generator, end->checkpoint->generator);
}

// Where fakes are given a round is the critic's steps alone.
TEST_F(TrainingThread, GivenFakesLeaveTheGeneratorAlone) {
  const auto training = begin();
  training->set_data({data, data});
  training->play_until(4);
  const auto end = wait(*training, [](const auto& now) { return now.checkpoint->iterations == 4; });
  ASSERT_TRUE(end);
  EXPECT_EQ(end->data.fake, data);
  EXPECT_EQ(end->checkpoint->critic_steps, 12u);
  EXPECT_EQ(end->checkpoint->generator_steps, 0u);
}

TEST_F(TrainingThread, SettingsChangeWithoutLosingWeights) {
  const auto training = begin();
  training->play_until(10);
  const auto before = wait_for(*training, 10);
  ASSERT_TRUE(before);
  GanSettings other = small();
  other.n_critic = 1;
  other.critic.optimiser.rate = 0.5;
  other.generator.width = 6;
  training->set(other);
  const auto after = wait(*training, [&](const auto& s) { return s.checkpoint->settings == other; });
  ASSERT_TRUE(after);
  EXPECT_EQ(after->checkpoint->critic, before->checkpoint->critic);
  EXPECT_EQ(after->checkpoint->critic_state, before->checkpoint->critic_state);
  EXPECT_EQ(after->checkpoint->generator, first_checkpoint(other).generator) << "another shape starts anew";
  EXPECT_EQ(after->checkpoint->iterations, 10u);
  EXPECT_EQ(after->run, before->run);
  training->play_until(12);
  const auto end = wait_for(*training, 12);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->checkpoint->critic_steps, 32u);
}

TEST_F(TrainingThread, MovesToAnotherDeviceAndOn) {
  const auto alone = begin(), moved = begin();
  alone->play_until(30);
  const auto expected = wait(*alone, [](const auto& now) { return now.checkpoint->iterations == 30; });
  moved->play_until(10);
  wait(*moved, [](const auto& now) { return now.checkpoint->iterations == 10; });
  moved->use([] { return std::make_unique<FrailTrainer>(1000); });
  const auto there = wait(*moved, [](const auto& now) { return now.device == "frail"; });
  ASSERT_TRUE(there);
  EXPECT_EQ(there->checkpoint->iterations, 10u);
  EXPECT_EQ(there->run, 0u) << "nothing began anew";
  moved->play_until(30);
  const auto end = wait(*moved, [](const auto& now) { return now.checkpoint->iterations == 30; });
  ASSERT_TRUE(expected && end);
  EXPECT_EQ(*end->checkpoint, *expected->checkpoint);
  EXPECT_EQ(end->device, "frail");
  EXPECT_FALSE(end->trouble);
}

TEST_F(TrainingThread, ADeviceThatFailsGivesWayToTheFirst) {
  for (const int calls : {0, 1, 7, 200}) {  // at once, soon, later
    const auto alone = begin(), moved = begin();
    alone->play_until(300);
    const auto expected = wait(*alone, [](const auto& now) { return now.checkpoint->iterations == 300; });
    moved->use([=] { return std::make_unique<FrailTrainer>(calls); });
    moved->play_until(300);
    const auto end = wait(*moved, [](const auto& now) { return now.checkpoint->iterations == 300; });
    ASSERT_TRUE(expected && end) << calls;
    EXPECT_EQ(*end->checkpoint, *expected->checkpoint) << calls;
    EXPECT_EQ(end->device, "known");
    ASSERT_TRUE(end->trouble);
    EXPECT_EQ(end->trouble->what, "lost");
    EXPECT_EQ(end->record->back().iteration, 300u);
    for (std::size_t i = 1; i < end->record->size(); ++i)
      EXPECT_LT((*end->record)[i - 1].iteration, (*end->record)[i].iteration);
  }
}

TEST_F(TrainingThread, ARunThatDivergesStopsSaysWhereAndGoesBack) {
  const auto training = begin(3 * 321 + 2);
  training->play();
  const auto broken = wait(*training, [](const auto& s) { return s.status == TrainingStatus::diverged; });
  ASSERT_TRUE(broken);
  ASSERT_TRUE(broken->divergence);
  EXPECT_EQ(broken->divergence->iteration, 322u);
  EXPECT_TRUE(broken->divergence->in_critic);
  EXPECT_EQ(broken->divergence->layer, 1);
  EXPECT_TRUE(std::isinf(broken->divergence->size));
  EXPECT_EQ(*broken->checkpoint, direct(300)) << "the last weights kept";
  training->play();  // has no effect
  training->step(TrainingStep::both);
  training->restore(broken->moments->at(2).checkpoint);
  const auto back = wait_for(*training, 200);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back->checkpoint, direct(200));
  EXPECT_EQ(back->run, broken->run + 1);
  EXPECT_FALSE(back->divergence);
  EXPECT_EQ(back->record->back().iteration, 200u);
  EXPECT_EQ(back->moments->back().iteration, 200u);
  training->play_until(250);
  const auto on = wait_for(*training, 250);
  ASSERT_TRUE(on);
  EXPECT_EQ(*on->checkpoint, direct(250));
}

TEST_F(TrainingThread, IsResetAThousandTimesAndEndsWhileAtWork) {
  const auto training = begin();
  training->play();
  for (std::uint64_t i = 0; i < 1000; ++i) {
    GanSettings settings = small();
    settings.seed = i;
    training->reset(settings, data);
  }
  const auto last = wait(*training, [](const auto& s) { return s.run == 1000; });
  ASSERT_TRUE(last);
  EXPECT_EQ(last->checkpoint->settings.seed, 999u);
  EXPECT_EQ(last->status, TrainingStatus::running);
}

TEST_F(TrainingThread, ALimitedSpeedDoesNotHoldUpCommands) {
  const auto training = begin();
  training->limit(1e-3);
  training->play();
  ASSERT_TRUE(wait(*training, [](const auto& s) { return s.checkpoint->iterations == 1; }));
  training->limit(0);
  training->play_until(500);
  EXPECT_TRUE(wait_for(*training, 500));
}

class RaceThread : public TrainingThread {
 protected:
  // Configuration i's critic takes steps[i] steps a round; it breaks at its breaks[i]th step unless 0.
  std::unique_ptr<Training> race(std::vector<int> steps, std::vector<std::uint64_t> breaks) {
    std::vector<TrainingSetup> setups;
    for (const int n : steps) {
      setups.push_back({small(), data});
      setups.back().settings.n_critic = n;
    }
    auto next = std::make_shared<std::size_t>(0);
    return std::make_unique<Training>(
        [=] { return std::make_unique<KnownTrainer>(breaks[std::min(breaks.size() - 1, (*next)++)]); },
        setups, [this] { wake(); });
  }
};

TEST_F(RaceThread, RunsInLockStepEachAsItWouldAlone) {
  const auto training = race({3, 1, 2}, {0});
  training->play_until(250);
  const auto there = wait_for(*training, 250);
  ASSERT_TRUE(there);
  EXPECT_EQ(*there->checkpoint, direct(250));
  ASSERT_EQ(there->rivals.size(), 2u);
  EXPECT_EQ(there->rivals[0].checkpoint->iterations, 250u);
  EXPECT_EQ(there->rivals[0].checkpoint->critic_steps, 250u);
  EXPECT_EQ(there->rivals[1].checkpoint->iterations, 250u);
  EXPECT_EQ(there->rivals[1].checkpoint->critic_steps, 500u);
  EXPECT_EQ(there->rivals[1].checkpoint->generator_steps, 250u);
  EXPECT_EQ(there->rivals[1].record->size(), 250u);
  ASSERT_EQ(there->moments->size(), 3u);
  EXPECT_EQ(there->moments->at(2).rivals.at(1)->critic_steps, 400u);
  training->step(TrainingStep::critic);
  const auto stepped = wait(*training, [](const auto& s) { return s.checkpoint->critic_steps == 751; });
  ASSERT_TRUE(stepped);
  EXPECT_EQ(stepped->rivals[0].checkpoint->critic_steps, 251u);
}

TEST_F(RaceThread, OneThatDivergesIsOutUntilTheRaceGoesBackToBeforeThat) {
  const auto training = race({3, 1}, {0, 150});
  training->play_until(320);
  const auto there = wait_for(*training, 320);
  ASSERT_TRUE(there);
  EXPECT_FALSE(there->divergence);
  EXPECT_EQ(*there->checkpoint, direct(320)) << "the other goes on";
  ASSERT_TRUE(there->rivals[0].divergence);
  EXPECT_EQ(there->rivals[0].divergence->iteration, 150u);
  EXPECT_EQ(there->rivals[0].checkpoint->iterations, 100u) << "the last weights kept";
  const auto from = [&](std::size_t moment) {
    return std::vector{there->moments->at(moment).checkpoint, there->moments->at(moment).rivals.at(0)};
  };
  training->restore(from(2));
  const auto late = wait(*training, [](const auto& s) { return s.checkpoint->iterations == 200; });
  ASSERT_TRUE(late);
  EXPECT_TRUE(late->rivals[0].divergence) << "it was not there then";
  training->restore(from(1));
  const auto back = wait(*training, [](const auto& s) { return s.checkpoint->iterations == 100; });
  ASSERT_TRUE(back);
  EXPECT_FALSE(back->rivals[0].divergence);
  EXPECT_EQ(back->rivals[0].checkpoint->iterations, 100u);
}

TEST_F(RaceThread, EndsWhenAllAreOut) {
  const auto training = race({1, 1}, {30, 40});
  training->play();
  const auto over = wait(*training, [](const auto& s) { return s.status == TrainingStatus::diverged; });
  ASSERT_TRUE(over);
  EXPECT_EQ(over->divergence->iteration, 30u);
  EXPECT_EQ(over->rivals[0].divergence->iteration, 40u);
}

// A rival that joins goes on from the first one's weights, and may leave again.
TEST_F(RaceThread, RivalsJoinAndLeave) {
  const auto training = race({3}, {0});
  training->play_until(40);
  ASSERT_TRUE(wait_for(*training, 40));
  TrainingSetup first{small(), data}, second = first;
  second.settings.penalty = 7;
  training->change({first, second});
  training->play_until(60);
  const auto both = wait_for(*training, 60);
  ASSERT_TRUE(both);
  ASSERT_EQ(both->rivals.size(), 1u);
  EXPECT_EQ(both->rivals[0].checkpoint->critic, direct(60).critic);
  EXPECT_EQ(both->rivals[0].checkpoint->settings, second.settings);
  EXPECT_EQ(both->rivals[0].record->size(), 20u);
  TrainingSetup third = first;
  third.settings.penalty = 9;
  training->change({first, second, third});
  training->play_until(120);
  const auto three = wait_for(*training, 120);
  ASSERT_TRUE(three);
  ASSERT_EQ(three->rivals.size(), 2u);
  // Whoever stays keeps its weights, also in the moments; the first may be the one that leaves.
  training->change({second, third});
  const auto two = wait(*training, [](const auto& s) { return s.rivals.size() == 1; });
  ASSERT_TRUE(two);
  EXPECT_EQ(two->id, three->rivals[0].id);
  EXPECT_EQ(*two->checkpoint, *three->rivals[0].checkpoint);
  EXPECT_EQ(*two->rivals[0].checkpoint, *three->rivals[1].checkpoint);
  const TimeMachine::Moment& kept = two->moments->back();
  EXPECT_EQ(kept.iteration, 120u);
  EXPECT_EQ(kept.checkpoint->settings, second.settings);
  ASSERT_EQ(kept.rivals.size(), 1u);
  EXPECT_EQ(kept.rivals[0]->settings, third.settings);
  training->change({second});
  const auto alone = wait(*training, [](const auto& s) { return s.rivals.empty(); });
  ASSERT_TRUE(alone);
  EXPECT_EQ(alone->id, two->id);
}

TEST(LossRecord, ThinsEvenlyAndGoesBack) {
  LossRecord record(64);
  StepLosses losses;
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    losses.critic = static_cast<double>(i);
    record.add(i, losses);
  }
  ASSERT_LE(record.rows().size(), 64u);
  ASSERT_GE(record.rows().size(), 31u);
  for (std::size_t i = 0; i < record.rows().size(); ++i) {
    EXPECT_EQ(record.rows()[i].iteration, (i + 1) * record.spacing());
    EXPECT_EQ(record.rows()[i].losses.critic, static_cast<double>(record.rows()[i].iteration));
  }
  record.back_to(100);
  EXPECT_LE(record.rows().back().iteration, 100u);
  EXPECT_GT(record.rows().back().iteration, 100 - record.spacing());
}

TEST(TimeMachine, StaysWithinItsBudgetDenseLatelyAndSparseLongAgo) {
  const auto checkpoint = std::make_shared<const Checkpoint>(first_checkpoint(small()));
  TimeMachine machine(40 * checkpoint->bytes());
  for (std::uint64_t i = 0; i <= 100'000; ++i) machine.add(i, checkpoint);
  const auto& moments = machine.moments();
  EXPECT_EQ(moments.size(), 40u);
  EXPECT_EQ(machine.bytes(), 40 * checkpoint->bytes());
  EXPECT_EQ(moments.front().iteration, 0u);
  EXPECT_EQ(moments.back().iteration, 100'000u);
  // A step back of any length finds a moment within the same order of magnitude.
  for (double back = 1; back < 1e5; back *= 1.7) {
    const auto* found = machine.at(100'000 - static_cast<std::uint64_t>(back));
    ASSERT_TRUE(found);
    EXPECT_LE(100'000 - static_cast<double>(found->iteration), 3 * back + 2) << back;
  }
  machine.back_to(50'000);
  EXPECT_LE(machine.moments().back().iteration, 50'000u);
  EXPECT_EQ(machine.bytes(), machine.moments().size() * checkpoint->bytes());
  EXPECT_EQ(machine.at(0)->iteration, 0u);
}

TEST(TimeMachine, HoldsNoMoreThanSoManyMoments) {
  const auto checkpoint = std::make_shared<const Checkpoint>(first_checkpoint(small()));
  TimeMachine machine(std::size_t{1} << 30, 10);
  for (std::uint64_t i = 0; i < 100; ++i) machine.add(i, checkpoint);
  EXPECT_EQ(machine.moments().size(), 10u);
}

}  // namespace
}  // namespace dlab
