// Exhibit F's picture of a made-up moment: golden dumps, and what its parts say.
#include <gtest/gtest.h>

#include <cmath>

#include "core/exhibit/arena_exhibit.hpp"
#include "core/figure/axis.hpp"
#include "tests/figure/golden.hpp"

namespace dlab {
namespace {

// Numbers that are exact on every processor.
std::shared_ptr<ArenaResults> made_up(const ArenaScene& scene) {
  auto results = std::make_shared<ArenaResults>();
  results->inputs = scene;
  results->settings = gan_settings(scene, 1);
  auto m = std::make_shared<Diagnosis>();
  const bool plane = dimension_of(scene) == 2;
  m->iteration = 700;
  m->dimension = plane ? 2 : 1;
  m->request.view = results->view = {-2, 2, -2, 2};
  m->request.columns = plane ? 9 : 17;
  m->request.rows = plane ? 9 : 1;
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < m->request.rows; ++row)
    for (int column = 0; column < m->request.columns; ++column)
      values->push_back(static_cast<float>(column) / 8 - static_cast<float>(row) / 16);
  m->values = m->steepness = values;
  m->low = -0.5;
  m->high = plane ? 1 : 2;
  for (int i = 0; i < 6; ++i) {
    m->real.push_back({0.25 * i, plane ? 0.5 : 0});
    m->fake.push_back({-0.25 * i, plane ? -0.5 : 0});
    m->real_value.push_back(0.75f);
    m->fake_value.push_back(0.25f);
    m->fake_slope.push_back({0.5, plane ? 0.25 : 0});
  }
  for (int i = 0; i < 17 && !plane; ++i) {
    m->real_density.push_back(i / 32.0);
    m->fake_density.push_back((16 - i) / 32.0);
    m->optimal_critic.push_back(i / 16.0);
    m->optimal_discriminator.push_back(i / 16.0);
  }
  m->w1 = {0.25, 1e-12, Method::exact, ""};
  m->estimate = 0.5;
  m->js = 0.25;
  m->modes.covered = 3;
  m->modes.modes = 8;
  m->modes.in_modes = 0.5;
  m->steep_share = 0.03125;
  m->slopes = {0.5f, 0.75f, 1.f, 1.f, 1.25f};
  m->cosine = 0.875;
  m->critic_layers = {0.5, 0.0625, 0.25};
  m->generator_layers = {0.125, 0.25, 0.5};
  m->critic_weights = {-0.5, 0.5, {1, 4, 9, 4}};
  results->diagnosis = m;
  auto record = std::make_shared<std::vector<LossRecord::Row>>();
  auto measures = std::make_shared<std::vector<ArenaMeasure>>();
  for (std::uint64_t i = 0; i <= 700; i += 100) {
    const double share = static_cast<double>(i) / 1024;
    record->push_back({i, {-share, 0, share, 1 - share}});
    measures->push_back({i, share, 1 - share, share / 2, 0, 0, 3});
  }
  results->record = record;
  results->measures = measures;
  results->iterations = 834;
  results->iterations_per_second = 1180;
  results->threads = 2;
  return results;
}

ArenaScene on_the_line() {
  ArenaScene scene;
  scene.p = Distribution(Normal{-1, 0.5});
  scene.q = Distribution(Dirac{1});
  scene.model = ArenaModel::fixed;
  return scene;
}

Figure picture(const ArenaScene& scene, const ArenaResults& results, double width = 1300,
               double height = 800) {
  const Catalog words;
  const FixedAdvance measurer;
  const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false, true};
  return arena_figure(scene, results, {}, style, width, height);
}

bool says(const Figure& figure, const std::string& what) {
  for (const Primitive& primitive : figure.primitives)
    if (const auto* text = std::get_if<Text>(&primitive); text && text->text.find(what) != std::string::npos)
      return true;
  return false;
}

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
