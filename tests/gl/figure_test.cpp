// The screen's renderer against Cairo's: the same figure, nearly the same pixels.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/gl/alike.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255, 255}, blue{0, 114, 178, 255}, orange{213, 94, 0, 255};

std::vector<Vec> wave() {
  std::vector<Vec> points;
  for (int i = 0; i <= 200; ++i) points.push_back({20.0 + i, 80 - 60 * std::sin(i * 0.05)});
  return points;
}

TEST(ScreenAgainstPaper, SolidCurve) {
  expect_alike("curve", figure_of({Polyline{wave(), {blue, 2.5, Dash::solid}}}), 5, 40);
}

TEST(ScreenAgainstPaper, DashedCurves) {
  for (const Dash dash : {Dash::dashed, Dash::dotted, Dash::dash_dot})
    expect_alike("dashes" + std::to_string(static_cast<int>(dash)),
                 figure_of({Polyline{wave(), {blue, 2.5, dash}}}), 16, 90);
}

TEST(ScreenAgainstPaper, SharpCornersAndClosedLines) {
  const std::vector<Vec> spikes{{20, 140}, {50, 20}, {60, 140}, {120, 60}, {110, 130}, {200, 130}};
  expect_alike("spikes", figure_of({Polyline{spikes, {orange, 6, Dash::solid}}}), 2, 130);
  expect_alike("loop", figure_of({Polyline{{{40, 30}, {200, 50}, {120, 140}}, {blue, 5, Dash::solid}, true}}),
               4, 80);
}

TEST(ScreenAgainstPaper, Hairlines) {
  expect_alike("hairlines",
               figure_of({Polyline{{{20.5, 10}, {20.5, 150}}, {blue, 1, Dash::solid}},
                          Polyline{{{10, 100.5}, {230, 100.5}}, {blue, 1, Dash::solid}},
                          Polyline{{{10, 20}, {230, 90}}, {blue, 0.6, Dash::solid}}}),
               12, 60);
}

TEST(ScreenAgainstPaper, TranslucentBands) {
  Band band{{}, {}, {}, with_alpha(orange, 0.3)};
  for (int i = 0; i <= 200; ++i) {
    band.x.push_back(20 + i);
    band.low.push_back(80 - 60 * std::sin(i * 0.05));
    band.high.push_back(120 - 30 * std::cos(i * 0.08));
  }
  expect_alike("band", figure_of({band}), 0.5, 40);
}

TEST(ScreenAgainstPaper, ConcavePolygons) {
  std::vector<Vec> star;
  for (int i = 0; i < 10; ++i) {
    const double r = i % 2 == 0 ? 70 : 28, a = i * std::numbers::pi / 5 - 0.3;
    star.push_back({120 + r * std::cos(a), 80 + r * std::sin(a)});
  }
  expect_alike("star", figure_of({Polygon{star, with_alpha(blue, 0.5)}}), 0.6, 55);
}

TEST(ScreenAgainstPaper, Boxes) {
  expect_alike("boxes",
               figure_of({Box{{10, 10, 100, 60}, blue},
                          Box{{130.5, 10.5, 99, 60}, with_alpha(orange, 0.5), {blue, 1, Dash::solid}, 12},
                          Box{{20, 90, 200, 50}, {0, 0, 0, 0}, {orange, 2, Dash::dashed}, 10}}),
               2, 110);
}

TEST(ScreenAgainstPaper, MarkersWithHalo) {
  std::vector<Primitive> markers;
  double x = 40;
  for (const Shape shape : {Shape::circle, Shape::diamond, Shape::square, Shape::triangle}) {
    markers.push_back(Marker{{x, 50}, shape, 30, with_alpha(blue, 0.25)});
    markers.push_back(Marker{{x, 50}, shape, 18, orange, {white, 2, Dash::solid}});
    markers.push_back(Marker{{x, 110}, shape, 24, blue, {orange, 3, Dash::solid}});
    x += 52;
  }
  expect_alike("markers", figure_of(markers), 3, 60);
}

TEST(ScreenAgainstPaper, Arrows) {
  expect_alike("arrows",
               figure_of({Arrow{{20, 20}, {200, 60}, {blue, 2, Dash::solid}, 14},
                          Arrow{{220, 150}, {40, 140}, {orange, 3, Dash::solid}, 18},
                          Arrow{{120, 80}, {126, 84}, {orange, 1.5, Dash::solid}, 12}}),
               7, 120);
}

TEST(ScreenAgainstPaper, Text) {
  std::vector<Primitive> texts{
      Text{{20, 40}, "KL(P‖Q) = 1.7624", 19, {20, 20, 20, 255}},
      Text{{120, 80},
           "E_{x~p}[*f*(x)] σ^{2}",
           17,
           {20, 20, 20, 255},
           Weight::semibold,
           Align::center,
           Baseline::middle},
      Text{{230, 120}, "均值 −2.400", 15, {20, 20, 20, 255}, Weight::regular, Align::right, Baseline::top},
      Text{{16, 150}, "density", 15, {20, 20, 20, 255}, Weight::medium, Align::left, Baseline::top, 90}};
  // Type is hinted on the screen and stands on whole pixels; a character out of place would show as far more.
  expect_alike("text", figure_of(texts), 36, 255);
  expect_alike("text-2x", figure_of(texts), 18, 220, 2);
}

TEST(ScreenAgainstPaper, RastersAndClips) {
  auto pixels = std::make_shared<std::vector<std::uint8_t>>();
  for (int i = 0; i < 16; ++i)
    for (const int c : {i * 16, 255 - i * 16, i % 4 * 60, 255})
      pixels->push_back(static_cast<std::uint8_t>(c));
  expect_alike("raster",
               figure_of({PushClip{{20, 20, 150, 100}}, Raster{{10, 10, 100, 140}, 4, 4, pixels, false},
                          PopClip{}, Raster{{120, 30, 100, 100}, 4, 4, pixels, true}}),
               2, 20);
}

// What a translucent shape must not do: show where its parts meet.
TEST(ScreenFigure, TranslucentShapesHaveNoSeams) {
  DLAB_OPEN_STAGE(stage, small_stage());
  Band band{{}, {}, {}, {0, 0, 0, 128}};
  for (int i = 0; i <= 40; ++i) {  // at all fractions of a pixel
    band.x.push_back(20 + i * 4.83);
    band.low.push_back(20);
    band.high.push_back(70);
  }
  const std::vector<Vec> zigzag{{20, 140}, {60, 100}, {100, 140}, {140, 100}, {180, 140}};
  const Pixels pixels =
      on_screen(*stage, figure_of({band, Polyline{zigzag, {{0, 0, 0, 128}, 8, Dash::solid}}}));
  for (int y = 22; y < 68; ++y)
    for (int x = 22; x < 210; ++x) ASSERT_NEAR(pixel(pixels, x, y).r, 127, 2) << x << "," << y;
  for (int y = 90; y < 160; ++y)
    for (int x = 0; x < 240; ++x) ASSERT_GE(pixel(pixels, x, y).r, 125) << x << "," << y;
}

TEST(ScreenFigure, LevelAndUprightLinesAreCrisp) {
  DLAB_OPEN_STAGE(stage, small_stage());
  const Pixels pixels =
      on_screen(*stage, figure_of({Polyline{{{20.3, 10}, {20.3, 150}}, {{0, 0, 0, 255}, 1, Dash::solid}},
                                   Polyline{{{40, 70.8}, {200, 70.8}}, {{0, 0, 0, 255}, 2, Dash::solid}}}));
  for (const int x : {19, 20, 21}) EXPECT_EQ(pixel(pixels, x, 80).r, x == 20 ? 0 : 255) << x;
  for (const int y : {69, 70, 71, 72}) EXPECT_EQ(pixel(pixels, 100, y).r, y == 70 || y == 71 ? 0 : 255) << y;
}

TEST(ScreenFigure, SurvivesWhatIsNotFiniteOrFarAway) {
  DLAB_OPEN_STAGE(stage, small_stage());
  const double nan = std::nan(""), inf = INFINITY;
  const Pixels pixels = on_screen(
      *stage,
      figure_of(
          {Polyline{{{0, 0}, {nan, 4}, {10, 10}, {inf, 20}, {20, 1e300}, {30, 30}}, {blue, 2, Dash::dashed}},
           Band{{0, 1, 2, nan, 4}, {0, inf, 1, 1, 1}, {1e30, 1, -1e30, 2, 2}, blue},
           Polygon{{{nan, 0}, {1, 1}, {2, 0}}, blue}, Polygon{{}, blue}, Polyline{{}, {blue, 2}},
           Polyline{{{5, 5}}, {blue, 2}}, Marker{{inf, nan}, Shape::circle, 8, blue},
           Arrow{{0, 0}, {0, 0}, {blue, 2}, 5}, Arrow{{0, 0}, {nan, 0}, {blue, 2}, 5}, Raster{}, PopClip{},
           Text{{10, 10}, "", 15, blue}, PushClip{{0, 0, 10, 10}}, Box{{200, 140, 20, 10}, blue}}));
  EXPECT_EQ(pixel(pixels, 230, 150), white);
  EXPECT_EQ(pixel(pixels, 205, 145), white) << "clipped";
}

TEST(ScreenFigure, UploadsARasterOnceAndForgetsItWhenUnused) {
  DLAB_OPEN_STAGE(stage, small_stage());
  auto pixels = std::make_shared<std::vector<std::uint8_t>>(16, std::uint8_t{255});
  const Raster raster{{0, 0, 10, 10}, 2, 2, pixels, true};
  FigureTextures textures;
  stage->frame([](const Ui&) {});
  const ImTextureID first = textures.get(raster);
  EXPECT_TRUE(first);
  EXPECT_EQ(textures.get(raster), first);
  textures.end_frame();
  EXPECT_EQ(textures.get(raster), first);
  textures.end_frame();
  EXPECT_EQ(textures.size(), 1u);
  textures.end_frame();  // a frame without it
  EXPECT_EQ(textures.size(), 0u);
}

}  // namespace
}  // namespace dlab
