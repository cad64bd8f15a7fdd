// The arena's curves over the iterations: each choice's picture, what stands where there is none, the
// crosshair, runs that were left.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_exhibit.hpp"
#include "core/exhibit/arena_runs.hpp"
#include "tests/figure/golden.hpp"
#include "tests/figure/made_up_arena.hpp"

namespace dlab {
namespace {

constexpr ArenaCurves all_choices[] = {ArenaCurves::distance, ArenaCurves::losses, ArenaCurves::ratio,
                                       ArenaCurves::modes, ArenaCurves::steep};

std::shared_ptr<const std::vector<ArenaMeasure>> measures_to(std::uint64_t last, double estimate) {
  auto measures = std::make_shared<std::vector<ArenaMeasure>>();
  for (std::uint64_t i = 0; i <= last; i += 100) {
    const double share = static_cast<double>(i) / 1024;
    measures->push_back(
        {i, estimate * share, 1, share / 2, 2 * share - 0.25, share, static_cast<int>(i / 100)});
  }
  return measures;
}

// Two runs before the present one: another penalty, and nothing else than chance.
std::shared_ptr<ArenaResults> branched(const ArenaScene& scene) {
  auto results = made_up(scene);
  results->number = 3;
  results->w1_floor = 0.0625;
  results->measures = measures_to(700, 1);
  LeftRun one{1, 0, 200, results->settings, measures_to(600, 0.5)};
  one.settings.penalty = 10;
  LeftRun two{2, 200, 400, results->settings, measures_to(500, 1.25)};
  results->left = std::make_shared<const std::vector<LeftRun>>(std::vector{one, two});
  return results;
}

Rect curves_card(const ArenaScene& scene, double width, double height) {
  return arena_layout(scene, width, height, {&theme(ThemeKind::light), nullptr, nullptr, 1, false, true})
      .curves;
}

std::string dump_of_card(const ArenaScene& scene, const ArenaResults& results, double width, double height) {
  const Figure whole = picture(scene, results, width, height);
  const Rect card = curves_card(scene, width, height);
  Figure part;
  bool inside = false;  // from the card's own box to the next card's
  for (const Primitive& primitive : whole.primitives) {
    if (const auto* box = std::get_if<Box>(&primitive); box && box->radius == 12) inside = box->rect == card;
    if (inside) part.primitives.push_back(primitive);
  }
  return dump(part);
}

TEST(ArenaCurvesFigure, EveryChoiceIsGolden) {
  std::string all;
  for (const ArenaCurves choice : {ArenaCurves::ratio, ArenaCurves::modes, ArenaCurves::steep}) {
    ArenaScene scene;
    scene.curves = choice;
    all += dump_of_card(scene, *branched(scene), 1300, 800) + "\n";
  }
  expect_golden("arena-curves.txt", all, 0.0201);
}

TEST(ArenaCurvesFigure, LeftRunsAreGolden) {
  const ArenaScene scene;
  expect_golden("arena-left-runs.txt", dump_of_card(scene, *branched(scene), 1800, 1000), 0.0201);
}

TEST(ArenaCurvesFigure, TheFloorIsDrawnWhereItIsKnown) {
  const ArenaScene scene;
  auto results = branched(scene);
  EXPECT_TRUE(says(picture(scene, *results), "floor"));
  results->w1_floor = std::nan("");
  EXPECT_FALSE(says(picture(scene, *results), "floor"));
}

// The place of a text that stands to the left of its point, if the figure has it.
std::optional<Rect> place_of(const Figure& figure, const std::string& words) {
  const FixedAdvance measurer;
  for (const Primitive& primitive : figure.primitives)
    if (const auto* text = std::get_if<Text>(&primitive); text && text->text == words) {
      const double wide = text_width(text->text, text->size, text->weight, measurer);
      return Rect{text->at.x - wide, text->at.y - 0.5 * text->size, wide, text->size};
    }
  return std::nullopt;
}

TEST(ArenaCurvesFigure, TheFloorsNameGivesWayToCurves) {
  const ArenaScene scene;
  auto results = made_up(scene);
  results->w1_floor = 0.25;
  const auto run = [&](double at_first, double at_last) {  // exact W1, changing in the middle
    auto measures = std::make_shared<std::vector<ArenaMeasure>>();
    for (std::uint64_t i = 0; i <= 1000; i += 10)
      measures->push_back({i, 3, i < 500 ? at_first : at_last, 0, 1, 1, 1});
    results->measures = measures;
    return picture(scene, *results);
  };
  const Rect plot = run(2, 2).find_axes("curves")->rect;
  const std::optional<Rect> free = place_of(run(2, 2), "floor");
  ASSERT_TRUE(free);
  EXPECT_EQ(free->right(), plot.right());
  EXPECT_FALSE(place_of(run(0.4, 0.4), "floor"));  // through the name's place, all along
  const std::optional<Rect> left = place_of(run(2, 0.4), "floor");
  ASSERT_TRUE(left);
  EXPECT_LT(left->right(), plot.x + 0.5 * plot.w);
}

TEST(ArenaCurvesFigure, AChoiceThatMakesNoSenseSaysWhy) {
  ArenaScene scene;
  scene.curves = ArenaCurves::ratio;
  scene.gan.objective = Objective::hinge;
  Figure figure = picture(scene, *made_up(scene));
  EXPECT_TRUE(says(figure, "A discriminator"));
  EXPECT_FALSE(figure.find_axes("curves"));
  scene = {};
  scene.curves = ArenaCurves::modes;
  scene.model = ArenaModel::fixed;
  EXPECT_TRUE(says(picture(scene, *made_up(scene)), "The model is given"));
  scene = {};
  scene.curves = ArenaCurves::modes;
  auto one_heap = made_up(scene);
  auto moment = std::make_shared<Diagnosis>(*one_heap->diagnosis);
  moment->modes.modes = 1;
  one_heap->diagnosis = moment;
  EXPECT_TRUE(says(picture(scene, *one_heap), "These data"));
}

TEST(ArenaCurvesFigure, ADiscriminatorsLeftRunShowsItsExactDistance) {
  ArenaScene scene;
  auto results = branched(scene);
  auto left = std::make_shared<std::vector<LeftRun>>(*results->left);
  (*left)[1].settings.objective = Objective::minimax;
  results->left = left;
  const Figure figure = picture(scene, *results, 1800, 1000);
  EXPECT_TRUE(says(figure, "run 1: "));
  EXPECT_TRUE(says(figure, "run 2, exact"));
}

TEST(ArenaCurvesFigure, LeftRunsAreNamedInsideTheirCardAndApart) {
  for (const auto& [width, height] :
       {std::pair{820.0, 560.0}, std::pair{1300.0, 800.0}, std::pair{2400.0, 1400.0}})
    for (const ArenaCurves choice : all_choices) {
      ArenaScene scene;
      scene.curves = choice;
      auto results = branched(scene);
      auto left = std::make_shared<std::vector<LeftRun>>();
      for (int i = 1; i <= 8; ++i) {
        left->push_back(results->left->front());
        left->back().number = i;
      }
      results->left = left;
      const Rect card = curves_card(scene, width, height);
      const FixedAdvance measurer;
      std::vector<Rect> boxes;
      for (const Primitive& primitive : picture(scene, *results, width, height).primitives)
        if (const auto* text = std::get_if<Text>(&primitive); text && text->text.starts_with("run ")) {
          const double wide = text_width(text->text, text->size, text->weight, measurer);
          boxes.push_back({text->at.x, text->at.y - 0.5 * text->size, wide, text->size});
          EXPECT_GE(boxes.back().x, card.x);
          EXPECT_LE(boxes.back().right(), card.right());
          EXPECT_GE(boxes.back().y, card.y);
          EXPECT_LE(boxes.back().bottom(), card.bottom());
        }
      if (choice == ArenaCurves::losses)
        EXPECT_TRUE(boxes.empty());
      else
        EXPECT_GE(boxes.size(), 2u);
      for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
          EXPECT_TRUE(boxes[i].bottom() <= boxes[k].y || boxes[k].bottom() <= boxes[i].y ||
                      boxes[i].right() <= boxes[k].x || boxes[k].right() <= boxes[i].x);
    }
}

TEST(ArenaCurvesFigure, TheCrosshairReadsEveryCurveInsideItsCard) {
  for (const auto& [width, height] :
       {std::pair{820.0, 560.0}, std::pair{1300.0, 800.0}, std::pair{1800.0, 1000.0}})
    for (const ArenaCurves choice : all_choices) {
      ArenaScene scene;
      scene.curves = choice;
      const auto results = branched(scene);
      Rect card = curves_card(scene, width, height);
      card.w = width - 12 - card.x;  // the next card's room is good too
      const Figure ground = picture(scene, *results, width, height);
      ASSERT_TRUE(ground.find_axes("curves"));
      const Axes axes = *ground.find_axes("curves");
      for (const double share : {0.0, 0.3, 0.6, 0.83}) {
        Look look;
        look.part = Look::Part::crosshair;
        look.crosshair = Vec{axes.rect.x + share * axes.rect.w, axes.rect.y + 0.5 * axes.rect.h};
        look.crosshair_axes = "curves";
        const Figure figure = picture(scene, *results, width, height, look);
        EXPECT_TRUE(says(figure, "iteration"));
        std::size_t boxes = 0;
        for (const Primitive& primitive : figure.primitives)
          if (const auto* box = std::get_if<Box>(&primitive)) {
            ++boxes;
            EXPECT_GE(box->rect.x, card.x);
            EXPECT_LE(box->rect.right(), card.right());
            EXPECT_GE(box->rect.y, card.y);
            EXPECT_LE(box->rect.bottom(), card.bottom());
          }
        EXPECT_EQ(boxes, 1u) << width << " " << static_cast<int>(choice) << " " << share;
      }
    }
}

TEST(ArenaCurvesFigure, TheCrosshairReadsWhatWasMeasured) {
  const ArenaScene scene;
  const auto results = branched(scene);
  const Axes axes = *picture(scene, *results).find_axes("curves");
  Look look;
  look.part = Look::Part::crosshair;
  look.crosshair = Vec{axes.to_figure({395, 0}).x, axes.rect.y + 5};
  look.crosshair_axes = "curves";
  const Figure figure = picture(scene, *results, 1300, 800, look);
  EXPECT_TRUE(says(figure, "400"));
  EXPECT_TRUE(says(figure, "0.3906"));  // 400/1024
  EXPECT_TRUE(says(figure, "0.1953"));  // run 1's half of it
  EXPECT_TRUE(says(figure, "run 2"));
  EXPECT_TRUE(says(figure, "0.0625"));                                // the floor
  look.crosshair = Vec{axes.to_figure({600, 0}).x, axes.rect.y + 5};  // run 2 ended at 500
  EXPECT_FALSE(says(picture(scene, *results, 1300, 800, look), "run 2"));
  look.crosshair = Vec{axes.rect.x - 30, axes.rect.y};
  EXPECT_TRUE(picture(scene, *results, 1300, 800, look).primitives.empty());
}

TEST(ArenaRuns, CountWholeIterations) {
  const ArenaScene scene;
  auto results = made_up(scene);
  results->looking_back = true;
  EXPECT_NE(caption({}, scene, *results, {}).find("iteration 700 of 834."), std::string::npos);
  const std::vector<Handle> all = handles(scene, *results);
  const auto moment = std::ranges::find(all, "moment", &Handle::id);
  ASSERT_NE(moment, all.end());
  EXPECT_EQ(handle_label(scene, *moment, {}), "iteration 700");
}

TEST(ArenaRuns, DifferInWhatTheyAreTrainedBy) {
  const Catalog words;
  GanSettings now;
  EXPECT_TRUE(setting_differences(now, now, words).empty());
  GanSettings then = now;
  then.clip = 5;  // of no account to a penalised critic
  then.critic.optimiser.momentum = 0.5;
  EXPECT_TRUE(setting_differences(then, now, words).empty());
  then.penalty = 10;
  then.critic.optimiser.rate = 0.5;
  const auto differences = setting_differences(then, now, words);
  ASSERT_EQ(differences.size(), 2u);
  EXPECT_EQ(differences[0].name, "penalty λ");
  EXPECT_EQ(differences[0].then, "10");
  EXPECT_EQ(differences[0].now, "0.1");
  EXPECT_EQ(differences[1].name, "critic's learning rate");
  LeftRun run;
  run.parted = 400;
  run.settings = then;
  const auto labels = run_labels(run, now, words);
  ASSERT_EQ(labels.size(), 4u);
  EXPECT_EQ(labels[0], "run 1: penalty λ 10 → 0.1 · critic's learning rate 0.5 → 0.0001 at 400");
  EXPECT_EQ(labels[1], "run 1: penalty λ 10 → 0.1 at 400");
  EXPECT_EQ(labels[2], "run 1: penalty λ 10");
  EXPECT_EQ(labels[3], "run 1");
  run.settings = now;
  EXPECT_EQ(run_labels(run, now, words), (std::vector<std::string>{"run 1: again from 400", "run 1"}));
}

}  // namespace
}  // namespace dlab
