// Undo and redo, and properties of random walks through all actions.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/exhibit/action.hpp"

namespace dlab {
namespace {

Action mean(double value) { return SetFields{{{"q.mean", value}}, true}; }
double mean_of(const EditHistory& history) {
  return std::get<Normal>(std::get<LineScene>(history.scene().exhibit).q).mean;
}

TEST(History, UndoAndRedo) {
  EditHistory history{Scene{}};
  EXPECT_FALSE(history.can_undo());
  ASSERT_TRUE(history.edit(mean(1)));
  ASSERT_TRUE(history.edit(mean(2)));
  history.undo();
  EXPECT_EQ(mean_of(history), 1);
  EXPECT_TRUE(history.can_redo());
  history.redo();
  EXPECT_EQ(mean_of(history), 2);
  history.redo();  // nothing left: no harm
  history.undo();
  ASSERT_TRUE(history.edit(mean(3)));  // another future
  EXPECT_FALSE(history.can_redo());
  history.undo();
  EXPECT_EQ(mean_of(history), 1);
}

TEST(History, CompletesWhatAnEditLeavesOpenOrRefusesIt) {
  EditHistory history{Scene{}, [](const Scene& before, Scene after) -> Result<Scene> {
                        if (after.seed == 13) return Error{"seed", "no", {}};
                        after.title = std::to_string(before.seed) + " to " + std::to_string(after.seed);
                        return after;
                      }};
  const auto seed = [](std::int64_t to) { return SetFields{{{"seed", to}}, true}; };
  ASSERT_TRUE(history.edit(seed(5)));
  EXPECT_EQ(history.scene().title, "1 to 5");
  EXPECT_FALSE(history.edit(seed(13)));
  EXPECT_EQ(history.scene().seed, 5);
  ASSERT_TRUE(history.edit(seed(6)));
  EXPECT_EQ(history.scene().title, "5 to 6");
  history.undo();
  EXPECT_EQ(history.scene().title, "1 to 5") << "part of the same step";
}

TEST(History, AGestureIsOneStep) {
  EditHistory history{Scene{}};
  history.begin_gesture();
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(history.edit(mean(i)));
  history.end_gesture();
  ASSERT_TRUE(history.edit(mean(100)));
  history.undo();
  EXPECT_EQ(mean_of(history), 49);
  history.undo();
  EXPECT_EQ(mean_of(history), 2.4);
  EXPECT_FALSE(history.can_undo());
}

TEST(History, WhatChangesNothingIsNoStep) {
  EditHistory history{Scene{}};
  ASSERT_TRUE(history.edit(mean(2.4)));
  EXPECT_FALSE(history.can_undo());
  history.begin_gesture();
  ASSERT_TRUE(history.edit(mean(5)));
  ASSERT_TRUE(history.edit(mean(2.4)));  // back to where it began
  history.end_gesture();
  EXPECT_FALSE(history.can_undo());
}

TEST(History, ARefusedEditLeavesEverything) {
  EditHistory history{Scene{}};
  ASSERT_TRUE(history.edit(mean(1)));
  history.undo();
  EXPECT_FALSE(history.edit(SetFields{{{"q.std", -1.0}}}));
  EXPECT_TRUE(history.can_redo());
  EXPECT_EQ(history.scene(), Scene{});
}

TEST(History, UndoEndsAGesture) {
  EditHistory history{Scene{}};
  history.begin_gesture();
  ASSERT_TRUE(history.edit(mean(1)));
  history.undo();
  EXPECT_EQ(mean_of(history), 2.4);
  ASSERT_TRUE(history.edit(mean(2)));
  ASSERT_TRUE(history.edit(mean(3)));
  history.undo();
  EXPECT_EQ(mean_of(history), 2);
}

TEST(History, AdjustmentsAreNoSteps) {
  EditHistory history{Scene{}};
  ASSERT_TRUE(history.edit(mean(1)));
  history.undo();
  ASSERT_TRUE(history.adjust(SetFields{{{"x_low", -3.0}, {"x_high", 3.0}}}));
  EXPECT_FALSE(history.can_undo());
  EXPECT_TRUE(history.can_redo());
  EXPECT_EQ(std::get<LineScene>(history.scene().exhibit).x_high, 3);
}

TEST(History, ForgetsTheOldest) {
  EditHistory history{Scene{}};
  for (int i = 0; i < 700; ++i) ASSERT_TRUE(history.edit(mean(i + 10)));
  int steps = 0;
  for (; history.can_undo(); ++steps) history.undo();
  EXPECT_EQ(steps, 499);
  EXPECT_EQ(mean_of(history), 210);
}

// --- Random walks ---

class Walker {
 public:
  explicit Walker(std::uint32_t seed) : random_(seed) {}

  Action next(const Scene& scene) {
    switch (below(13)) {
      case 0:
      case 1:
      case 2:
        return drag(scene);
      case 3:
        return SetKind{side(), static_cast<DistributionKind>(below(distribution_kinds))};
      case 4:
        return AddComponent{side(), real(10), real(10)};
      case 5:
        return RemoveComponent{side(), static_cast<std::size_t>(below(3))};
      case 6:
        return PaintHistogram{side(), real(6), real(1), real(6), real(1)};
      case 7:
        return SwapSides{};
      case 8:
        return record(scene);
      case 9:
        return SetKind2d{side(), static_cast<Kind2d>(below(kinds_2d))};
      case 10:
        return PaintCells{side(), {real(3), real(3)}, {real(3), real(3)}, 0.3, real(1)};
      case 11:
        return below(2) ? Action(ClearRecording{}) : SetDistribution{side(), Dirac{real(1e13)}};
      default:
        return LoadScene{
            built_in_scenes()[static_cast<std::size_t>(below(static_cast<int>(built_in_scenes().size())))]};
    }
  }
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }

 private:
  Side side() { return below(2) ? Side::p : Side::q; }
  double real(double size) { return (static_cast<double>(random_()) / 4294967295.0 * 2 - 1) * size; }
  FieldRef any_field(Scene& scene) {
    const FieldList list = fields(scene);
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }
  Action drag(Scene scene) {
    const FieldRef field = any_field(scene);
    switch (field.info().kind) {
      case FieldKind::boolean:
        return SetFields{{{field.path(), below(2) == 1}}, true};
      case FieldKind::choice: {
        const auto n = static_cast<int>(field.info().choices.size());
        return SetFields{
            {{field.path(), std::string(field.info().choices[static_cast<std::size_t>(below(n))].key)}},
            true};
      }
      case FieldKind::text:
        return SetFields{{{field.path(), std::string("words")}}, true};
      default:
        return SetFields{{{field.path(), below(10) ? real(12) : real(1e300)}}, below(4) != 0};
    }
  }
  Action record(Scene scene) {
    const FieldRef field = any_field(scene);
    return Record{field.path(), real(12), real(12)};
  }

  std::mt19937 random_;
};

TEST(RandomWalks, EveryStateIsSoundAndUndoReturnsToTheFirst) {
  int edits = 0, refused = 0;
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    Walker walker(seed);
    const Scene first = built_in_scenes()[seed % built_in_scenes().size()];
    EditHistory history(first);
    std::vector<Scene> states{first};
    for (int i = 0; i < 100; ++i) {
      const Scene before = history.scene();
      const Action action = walker.next(before);
      const Status status = history.edit(action);
      ++edits;
      if (!status) {
        ++refused;
        EXPECT_EQ(history.scene(), before);
        EXPECT_EQ(status.error().text().find('\n'), std::string::npos);
        continue;
      }
      const Status valid = validate(history.scene());
      ASSERT_TRUE(valid) << "seed " << seed << ", step " << i << ": " << valid.error().text();
      if (history.scene() != before) states.push_back(history.scene());
    }
    for (std::size_t i = states.size(); i-- > 0;) {
      ASSERT_EQ(history.scene(), states[i]) << "seed " << seed;
      history.undo();
    }
    EXPECT_EQ(history.scene(), first);
    EXPECT_FALSE(history.can_undo());
    for (const Scene& state : states) {
      ASSERT_EQ(history.scene(), state) << "seed " << seed;
      history.redo();
    }
    EXPECT_FALSE(history.can_redo());
  }
  EXPECT_GT(edits - refused, edits / 2);  // the walks go somewhere
  EXPECT_GT(refused, 20);                 // and meet walls
}

TEST(RandomWalks, EveryStateSurvivesJson) {
  for (std::uint32_t seed = 101; seed <= 106; ++seed) {
    Walker walker(seed);
    EditHistory history(built_in_scenes()[seed % built_in_scenes().size()]);
    for (int i = 0; i < 80; ++i) {
      if (!history.edit(walker.next(history.scene()))) continue;
      const auto read = scene_from_text(to_text(history.scene()));
      ASSERT_TRUE(read) << "seed " << seed << ", step " << i << ": " << read.error().text();
      ASSERT_EQ(*read, history.scene()) << "seed " << seed << ", step " << i;
    }
  }
}

TEST(RandomWalks, GesturesAreSingleSteps) {
  for (std::uint32_t seed = 201; seed <= 210; ++seed) {
    Walker walker(seed);
    EditHistory history{Scene{}};
    std::vector<Scene> ends{history.scene()};
    for (int gesture = 0; gesture < 12; ++gesture) {
      history.begin_gesture();
      for (int i = walker.below(8); i >= 0; --i) (void)history.edit(walker.next(history.scene()));
      history.end_gesture();
      if (history.scene() != ends.back()) ends.push_back(history.scene());
    }
    for (std::size_t i = ends.size(); i-- > 0;) {
      ASSERT_EQ(history.scene(), ends[i]) << "seed " << seed;
      history.undo();
    }
  }
}

}  // namespace
}  // namespace dlab
