// Gradients by layer and weights of several made-up critics in one card.
#include <gtest/gtest.h>

#include <cmath>

#include "core/exhibit/arena_figure_layers.hpp"
#include "tests/figure/golden.hpp"

namespace dlab {
namespace {

constexpr int layers = 13;

// Sizes that shrink or grow by `factor` towards the input, the output layer's being 1/4.
Diagnosis critic(double factor, double range, bool piled_up) {
  Diagnosis made;
  double size = 0.25;
  for (int i = 0; i < layers; ++i, size *= factor)
    made.critic_layers.insert(made.critic_layers.begin(), size);
  made.critic_weights = {-range, range, std::vector<std::size_t>(8, 64)};
  if (piled_up)
    made.critic_weights.counts.front() = made.critic_weights.counts.back() = 4096;
  else
    made.critic_weights.counts = {0, 1, 64, 4096, 4096, 64, 1, 0};
  return made;
}

struct Runs {
  Diagnosis exploding = critic(4, 0.125, true), vanishing = critic(0.25, 0.0625, true),
            dead = critic(0, 0.03125, true), penalised = critic(1, 0.5, false);
  std::vector<LayeredRun> list() const {
    const Theme& t = theme(ThemeKind::light);
    return {{&exploding, {t.p, 2, Dash::solid}, t.p_text, "clip 0.1", 0.125},
            {&vanishing, {t.q, 2, Dash::dashed}, t.q_text, "clip 0.01", 0.0625},
            {&dead, {t.mixture, 2, Dash::dotted}, t.text_soft, "clip 0.001", 0.03125},
            {&penalised, {t.distance[4], 2, Dash::solid}, t.distance_text[4], "penalty"}};
  }
};

template <class Draw>
Figure drawn(const Rect& card, const Draw& draw) {
  static const Catalog words;
  static const FixedAdvance measurer;
  const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false, true};
  Figure figure;
  figure.width = 720;
  figure.height = 460;
  FigureCanvas canvas(style, figure);
  draw(canvas, card);
  return figure;
}
Figure gradients(const Rect& card, const std::vector<LayeredRun>& runs) {
  return drawn(card,
               [&](FigureCanvas& c, const Rect& at) { draw_gradients_by_layer(c, at, runs, "layers"); });
}
Figure weights(const Rect& card, const std::vector<LayeredRun>& runs) {
  return drawn(card, [&](FigureCanvas& c, const Rect& at) { draw_weight_outlines(c, at, runs, "weights"); });
}

constexpr Rect wide{10, 10, 460, 240}, narrow{10, 10, 220, 190};

std::vector<Text> texts(const Figure& figure) {
  std::vector<Text> found;
  for (const Primitive& primitive : figure.primitives)
    if (const auto* text = std::get_if<Text>(&primitive)) found.push_back(*text);
  return found;
}

TEST(ArenaLayers, GradientsAreGolden) {
  const Runs runs;
  expect_golden("arena-layers.txt", dump(gradients(wide, runs.list())), 0.0201);
}

TEST(ArenaLayers, WeightsAreGolden) {
  const Runs runs;
  expect_golden("arena-weights.txt", dump(weights(wide, runs.list())), 0.0201);
}

TEST(ArenaLayers, EveryRunIsNamedOnceInsideTheCardAndApart) {
  const Runs runs;
  const FixedAdvance measurer;
  for (const Rect& card : {wide, narrow})
    for (const bool gradient : {true, false}) {
      const Figure figure = gradient ? gradients(card, runs.list()) : weights(card, runs.list());
      std::vector<Rect> boxes;
      for (const Text& text : texts(figure)) {
        if (!text.text.starts_with("clip") && !text.text.starts_with("penalty")) continue;
        const double w = text_width(text.text, text.size, text.weight, measurer);
        boxes.push_back({text.at.x, text.at.y - 0.5 * text.size, w, text.size});
        EXPECT_GE(boxes.back().x, card.x);
        EXPECT_LE(boxes.back().right(), card.right());
        EXPECT_GE(boxes.back().y, card.y);
        EXPECT_LE(boxes.back().bottom(), card.bottom());
      }
      EXPECT_EQ(boxes.size(), 4u) << card.w << gradient;
      for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
          EXPECT_TRUE(boxes[i].bottom() <= boxes[k].y || boxes[k].bottom() <= boxes[i].y ||
                      boxes[i].right() <= boxes[k].x || boxes[k].right() <= boxes[i].x);
    }
}

TEST(ArenaLayers, LinesLieWhereTheLogarithmSays) {
  const Runs runs;
  const Figure figure = gradients(wide, runs.list());
  const Axes* axes = figure.find_axes("layers");
  ASSERT_TRUE(axes);
  EXPECT_EQ(axes->x_low, 0.5);
  EXPECT_EQ(axes->x_high, layers + 0.5);
  EXPECT_EQ(axes->y_high, 7);  // 4¹²/4 = 4.2e6
  EXPECT_EQ(axes->y_low, -8);  // 4⁻¹³ = 1.5e-8
  std::vector<Marker> markers;
  for (const Primitive& primitive : figure.primitives)
    if (const auto* marker = std::get_if<Marker>(&primitive)) markers.push_back(*marker);
  ASSERT_EQ(markers.size(), 4u * layers);
  EXPECT_NEAR(axes->to_data(markers[0].at).y, std::log10(0.25) + 12 * std::log10(4.0), 1e-9);
  EXPECT_NEAR(axes->to_data(markers[0].at).x, 1, 1e-9);
  EXPECT_NEAR(axes->to_data(markers[12].at).y, std::log10(0.25), 1e-9);
  // The dead run's first layer has no gradient: hollow, on the axis.
  EXPECT_NEAR(axes->to_data(markers[26].at).y, axes->y_low, 1e-9);
  EXPECT_EQ(markers[26].fill, theme(ThemeKind::light).card);
}

TEST(ArenaLayers, NothingToDrawIsNoError) {
  Diagnosis empty, broken;
  broken.critic_layers = {std::nan(""), 0, 0};
  broken.critic_weights = {-1, 1, {0, 0, 0}};
  const Theme& t = theme(ThemeKind::light);
  for (const Diagnosis* diagnosis : {&empty, &broken}) {
    const std::vector<LayeredRun> runs{{diagnosis, {t.p, 2, Dash::solid}, t.p_text, "one"}};
    for (const Figure& figure : {gradients(wide, runs), weights(wide, runs)})
      for (const Axes& axes : figure.axes) EXPECT_GT(axes.y_high, axes.y_low);
  }
  EXPECT_EQ(gradients(wide, {}).axes.size(), 1u);
  EXPECT_EQ(weights(wide, {}).axes.size(), 1u);
}

}  // namespace
}  // namespace dlab
