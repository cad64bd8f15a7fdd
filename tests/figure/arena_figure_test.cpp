// Exhibit F's picture of a made-up moment: golden dumps, and what its parts say.
#include <gtest/gtest.h>

#include <cmath>

#include "core/exhibit/arena_exhibit.hpp"
#include "core/figure/axis.hpp"
#include "tests/figure/golden.hpp"
#include "tests/figure/made_up_arena.hpp"

namespace dlab {
namespace {

TEST(ArenaFigure, ThePlaneIsGolden) {
  ArenaScene scene;
  scene.show.arrows = scene.show.manifold = true;
  expect_golden("arena-plane.txt", dump(picture(scene, *made_up(scene))), 0.0201);
}

TEST(ArenaFigure, TheLineIsGolden) {
  ArenaScene scene = on_the_line();
  scene.detail = ArenaDetail::weights;
  scene.gan.objective = Objective::wgan;
  scene.gan.clip = 0.25;
  expect_golden("arena-line.txt", dump(picture(scene, *made_up(scene))), 0.0201);
}

TEST(ArenaFigure, OtherCardsAreGolden) {
  ArenaScene scene;
  scene.show.landscape = false;
  scene.show.steepness = true;
  scene.curves = ArenaCurves::losses;
  scene.detail = ArenaDetail::layers;
  scene.gan.objective = Objective::minimax;
  expect_golden("arena-losses.txt", dump(picture(scene, *made_up(scene))), 0.0201);
}

TEST(ArenaFigure, SaysWhatTheObjectiveEstimates) {
  ArenaScene scene;
  EXPECT_TRUE(says(picture(scene, *made_up(scene)), "estimate of W"));
  scene.gan.objective = Objective::non_saturating;
  const Figure figure = picture(scene, *made_up(scene));
  EXPECT_FALSE(says(figure, "estimate of W"));
  EXPECT_TRUE(says(figure, "JS says"));
}

TEST(ArenaFigure, AFixedModelHasNoModesToCover) {
  ArenaScene scene;
  EXPECT_TRUE(says(picture(scene, *made_up(scene)), "3 / 8"));
  scene.model = ArenaModel::fixed;
  EXPECT_FALSE(says(picture(scene, *made_up(scene)), "3 / 8"));
  EXPECT_TRUE(says(picture(scene, *made_up(scene)), "cosine"));
}

TEST(ArenaFigure, BothCurvesAreNamedOnTheSmallestCard) {
  const ArenaScene scene;
  for (const double width : {800.0, 884.0, 924.0, 1300.0}) {
    const Figure figure = picture(scene, *made_up(scene), width, 620);
    int named = 0;  // on the card of the curves: the meters say it too
    const Rect card =
        arena_layout(scene, width, 620, {&theme(ThemeKind::light), nullptr, nullptr, 1, false, true}).curves;
    for (const Primitive& primitive : figure.primitives)
      if (const auto* text = std::get_if<Text>(&primitive);
          text && card.contains(text->at) &&
          (text->text.find("estimate") != std::string::npos || text->text.find("exact") != std::string::npos))
        ++named;
    EXPECT_EQ(named, 2) << width;
  }
}

// Columns run to the right and rows downwards: a sample at (x, y) lies on the map where the value's node is.
TEST(ArenaFigure, SamplesLieOnTheMapWhereTheyAre) {
  const ArenaScene scene;
  const auto results = made_up(scene);
  const Figure figure = picture(scene, *results);
  const Axes* axes = figure.find_axes("map");
  ASSERT_TRUE(axes);
  const Surface* surface = nullptr;
  const Map* map = nullptr;
  for (const Primitive& primitive : figure.primitives) {
    if (const auto* found = std::get_if<Surface>(&primitive)) surface = found;
    if (const auto* found = std::get_if<Map>(&primitive)) map = found;
  }
  ASSERT_TRUE(surface && map && surface->points);
  EXPECT_EQ(map->rect, axes->rect);
  EXPECT_EQ(axes->rect.w, axes->rect.h);  // equal scales
  // The first real sample is at (0, 0.5): the middle column, three eighths of the way down.
  EXPECT_FLOAT_EQ((*surface->points)[0].column, 4);
  EXPECT_FLOAT_EQ((*surface->points)[0].row, 3);
  const Vec at = axes->to_figure({0, 0.5});
  EXPECT_NEAR(at.x, map->rect.x + 0.5 * map->rect.w, 1e-9);
  EXPECT_NEAR(at.y, map->rect.y + 0.375 * map->rect.h, 1e-9);
}

TEST(ArenaFigure, CardsKeepApartAndStayOnThePageAtEverySize) {
  for (const auto& [width, height] :
       {std::pair{560.0, 320.0}, std::pair{924.0, 560.0}, std::pair{1564.0, 940.0}, std::pair{800.0, 1000.0}})
    for (const bool plane : {true, false}) {
      const ArenaScene scene = plane ? ArenaScene{} : on_the_line();
      const Catalog words;
      const FixedAdvance measurer;
      const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false, true};
      const ArenaLayout layout = arena_layout(scene, width, height, style);
      std::vector<Rect> cards(layout.meters.begin(), layout.meters.end());
      for (const Rect& card : {layout.map, layout.landscape, layout.curves, layout.detail, layout.timeline})
        if (card.w > 0) cards.push_back(card);
      for (std::size_t i = 0; i < cards.size(); ++i) {
        EXPECT_GT(cards[i].w, 40);
        EXPECT_GT(cards[i].h, 20);
        EXPECT_GE(cards[i].x, 0);
        EXPECT_LE(cards[i].right(), width + 1e-9);
        EXPECT_LE(cards[i].bottom(), height + 1e-9);
        for (std::size_t k = i + 1; k < cards.size(); ++k)
          EXPECT_TRUE(cards[i].right() <= cards[k].x || cards[k].right() <= cards[i].x ||
                      cards[i].bottom() <= cards[k].y || cards[k].bottom() <= cards[i].y)
              << width << " " << i << " " << k;
      }
    }
}

}  // namespace
}  // namespace dlab
