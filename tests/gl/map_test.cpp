// Maps on screen: the shader against Cairo, clips, contours at the right place, textures that come and go.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "tests/gl/alike.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255, 255}, blue{0, 114, 178, 255}, orange{213, 94, 0, 255};

Map map_of(Rect rect, int columns, int rows, const std::function<double(double, double)>& f) {
  Map map;
  map.rect = rect;
  map.columns = columns;
  map.rows = rows;
  map.values = grid_values(columns, rows, f);
  map.ramp = {with_alpha(blue, 0), blue};
  map.contour = {blue, 1, Dash::solid};
  return map;
}

// Neither symmetric nor square: an axis turned round or swapped shows.
double hill(double x, double y) {
  return std::exp(-18 * (x - 0.3) * (x - 0.3) - 40 * (y - 0.65) * (y - 0.65)) + 0.25 * x;
}

Map hill_map() {
  Map map = map_of({20.4, 10.7, 180, 130}, 96, 64, hill);
  map.contours = {0.2, 0.4, 0.6, 0.8, 1};
  return map;
}

TEST(ScreenMap, LooksAsOnPaper) {
  Map second = map_of({60, 30, 160, 100}, 48, 48, [](double x, double y) { return hill(1 - y, x); });
  second.ramp = {with_alpha(orange, 0), with_alpha(orange, 0.5), orange};
  second.contour = {orange, 1.5, Dash::solid};
  second.contours = {0.3, 0.6};
  for (const float scale : {1.f, 1.5f, 3.f})
    expect_alike("maps-" + std::to_string(static_cast<int>(scale * 10)), figure_of({hill_map(), second}), 2.5,
                 90, scale);
}

TEST(ScreenMap, LooksAsOnPaperWithoutContours) {
  Map map = hill_map();
  map.contours.clear();
  map.ramp = {{255, 255, 255, 255}, {255, 220, 120, 255}, {120, 20, 90, 255}};
  expect_alike("map-bare", figure_of({map}), 0.8, 40);
}

// The fall-back, forced by a shader that does not compile.
TEST(ScreenMap, LooksTheSameWithoutAShader) {
  DLAB_OPEN_STAGE(stage, small_stage());
  MapShaders broken = map_shaders();
  broken.fragment.text = "#version 330 core\nout vec4 color;\nvoid main() {\n  color = nothing;\n}\n";
  FigureTextures textures(broken), good;
  const Figure figure = figure_of({hill_map()});
  const Pixels flat = on_screen(*stage, figure, textures);
  EXPECT_NE(textures.maps().complaint().find("shaders/map.frag:4: "), std::string::npos)
      << textures.maps().complaint();
  const Pixels shaded = on_screen(*stage, figure, good);
  EXPECT_EQ(good.maps().complaint(), "");
  const Difference d = difference(flat, shaded);
  EXPECT_GT(d.inked, 5000);
  EXPECT_LE(d.mean, 2.5);
}

TEST(ScreenMap, RampRunsTheRightWayWithItsEndsBeyond) {
  DLAB_OPEN_STAGE(stage, small_stage());
  Map across = map_of({20, 20, 100, 60}, 3, 5, [](double x, double) { return x; });
  across.low = 0.25;
  across.high = 0.75;
  across.ramp = {{0, 0, 0, 255}, {200, 100, 0, 255}};
  Map down = map_of({130, 20, 60, 100}, 5, 3, [](double, double y) { return y; });
  down.ramp = across.ramp;
  const Pixels pixels = on_screen(*stage, figure_of({across, down}));
  EXPECT_EQ(pixel(pixels, 30, 50), (Color{0, 0, 0, 255}));
  EXPECT_EQ(pixel(pixels, 110, 50), (Color{200, 100, 0, 255}));
  EXPECT_NEAR(pixel(pixels, 70, 50).r, 102, 2);
  EXPECT_NEAR(pixel(pixels, 60, 30).r, 62, 3);
  EXPECT_NEAR(pixel(pixels, 160, 30).r, 21, 2);
  EXPECT_NEAR(pixel(pixels, 160, 95).r, 151, 2);
  EXPECT_EQ(pixel(pixels, 19, 50), white);
  EXPECT_EQ(pixel(pixels, 120, 50), white);
}

TEST(ScreenMap, TransparentBlackDoesNotDarkenTheRamp) {
  DLAB_OPEN_STAGE(stage, small_stage());
  Map map = map_of({0, 0, 200, 100}, 2, 2, [](double x, double) { return x; });
  map.ramp = {{0, 0, 0, 0}, {255, 255, 255, 255}};
  const Pixels pixels = on_screen(*stage, figure_of({map}));
  for (int x = 0; x < 200; ++x) ASSERT_GE(pixel(pixels, x, 50).r, 253) << x;
}

TEST(ScreenMap, ContoursStandWhereTheFieldHasTheirLevel) {
  DLAB_OPEN_STAGE(stage, small_stage(2));
  Map map = map_of({20, 20, 100, 80}, 5, 9, [](double x, double) { return 10 * x; });
  map.ramp = {white, white};
  map.low = 0;
  map.high = 10;
  map.contours = {3};
  map.contour = {{0, 0, 0, 255}, 2, Dash::solid};  // 4 pixels
  const Pixels pixels = on_screen(*stage, figure_of({map}));
  // x = 20 + 30 points: pixels 98 to 101.
  for (int x = 90; x < 110; ++x) EXPECT_NEAR(pixel(pixels, x, 100).r, x >= 98 && x < 102 ? 0 : 255, 2) << x;
  EXPECT_EQ(pixel(pixels, 100, 38), white) << "above the map";
  EXPECT_NEAR(pixel(pixels, 100, 41).r, 0, 2);
}

TEST(ScreenMap, ThinLinesAreAPixelWideAndPaler) {
  DLAB_OPEN_STAGE(stage, small_stage());
  Map map = map_of({20, 20, 101, 80}, 2, 2, [](double x, double) { return x; });
  map.ramp = {white, white};
  map.contours = {0.5};  // the middle of pixel 70
  map.contour = {{0, 0, 0, 255}, 0.5, Dash::solid};
  const Pixels pixels = on_screen(*stage, figure_of({map}));
  EXPECT_NEAR(pixel(pixels, 70, 60).r, 127, 2);
  EXPECT_NEAR(pixel(pixels, 69, 60).r, 255, 1);
}

TEST(ScreenMap, ClipsHoldAndWhatFollowsIsDrawnAsEver) {
  DLAB_OPEN_STAGE(stage, small_stage());
  Map map = map_of({10, 10, 200, 140}, 4, 4, [](double, double) { return 1; });
  const Pixels pixels = on_screen(*stage, figure_of({Box{{0, 0, 20, 20}, orange}, PushClip{{50, 40, 60, 50}},
                                                     map, Marker{{110, 60}, Shape::circle, 20, orange},
                                                     PopClip{}, Marker{{150, 60}, Shape::circle, 20, orange},
                                                     Text{{20, 150}, "HHHHH", 20, {0, 0, 0, 255}}, Raster{},
                                                     Box{{200, 100, 20, 20}, orange}}));
  EXPECT_EQ(pixel(pixels, 51, 41), blue);
  EXPECT_EQ(pixel(pixels, 95, 88), blue);
  for (const auto& [x, y] : {std::pair{48, 60}, {111, 70}, {80, 38}, {80, 91}, {12, 30}})
    EXPECT_EQ(pixel(pixels, x, y), white) << x << "," << y;
  EXPECT_EQ(pixel(pixels, 105, 60), orange) << "over the map, inside its clip";
  EXPECT_EQ(pixel(pixels, 113, 60), white) << "clipped";
  EXPECT_EQ(pixel(pixels, 150, 60), orange) << "the clip was taken off";
  EXPECT_EQ(pixel(pixels, 10, 10), orange) << "drawn before";
  EXPECT_EQ(pixel(pixels, 210, 110), orange) << "drawn after";
  int dark = 0;
  for (int x = 20; x < 90; ++x) dark += pixel(pixels, x, 145).r < 100;
  EXPECT_GT(dark, 10) << "text, from the font's texture";
}

TEST(ScreenMap, HolesAndInfinities) {
  DLAB_OPEN_STAGE(stage, small_stage());
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = INFINITY;
  Map map = map_of({0, 0, 200, 100}, 5, 2, [&](double x, double) { return x == 0 ? nan : x == 1 ? inf : 0; });
  map.ramp = {orange, blue};
  const Pixels pixels = on_screen(*stage, figure_of({map}));
  EXPECT_EQ(pixel(pixels, 48, 50), white);
  EXPECT_EQ(pixel(pixels, 52, 50), orange);
  EXPECT_EQ(pixel(pixels, 148, 50), orange);
  EXPECT_EQ(pixel(pixels, 160, 50), blue);
}

TEST(ScreenMap, SurvivesWhatCannotBeDrawn) {
  DLAB_OPEN_STAGE(stage, small_stage());
  const double nan = std::nan("");
  const auto with = [](Map map, const std::function<void(Map&)>& change) {
    change(map);
    return map;
  };
  const Map good = hill_map();
  const Pixels pixels = on_screen(
      *stage, figure_of({Map{}, with(good, [](Map& m) { m.values = nullptr; }),
                         with(good, [](Map& m) { m.rows = 1; }), with(good, [](Map& m) { m.rows = 65; }),
                         with(good, [](Map& m) { m.ramp.clear(); }),
                         with(good,
                              [&](Map& m) {
                                m.rect = {nan, 0, 1, 1};
                              }),
                         with(good,
                              [](Map& m) {
                                m.rect = {0, 0, -10, 5};
                              }),
                         with(good,
                              [](Map& m) {
                                m.rect = {1e12, 0, 1e12, 50};
                              }),
                         with(good, [](Map& m) {
                           m.rect = {500, 500, 10, 10};
                         })}));
  for (int y = 0; y < 160; ++y)
    for (int x = 0; x < 240; ++x) ASSERT_EQ(pixel(pixels, x, y), white) << x << "," << y;
  // A flat field at its own level, an empty ramp's range, more levels and colours than the shader holds.
  Map flat = map_of({0, 0, 100, 100}, 8, 8, [](double, double) { return 2; });
  flat.low = flat.high = 2;
  flat.contours = {2};
  Map many = hill_map();
  many.contours.assign(100, 0.5);
  many.ramp.assign(100, blue);
  const Pixels more = on_screen(*stage, figure_of({flat, many}));
  EXPECT_EQ(pixel(more, 10, 5), white) << "the ramp's low end is clear, and a plain has no contour";
  EXPECT_EQ(pixel(more, 150, 100), blue);
}

TEST(ScreenMap, UploadsAFieldOnceAndForgetsItWhenUnused) {
  DLAB_OPEN_STAGE(stage, small_stage());
  FigureTextures textures;
  Map map = hill_map();
  const auto frame = [&](bool with) {
    stage->frame([&](const Ui& ui) {
      if (with) draw_figure(ui, ImGui::GetWindowDrawList(), {0, 0}, figure_of({map, map}), textures);
    });
    textures.end_frame();
  };
  frame(true);
  EXPECT_EQ(textures.size(), 1u);
  map.contours = {0.5};
  map.rect.x += 3;
  frame(true);
  EXPECT_EQ(textures.size(), 1u) << "the same field";
  map.values = std::make_shared<std::vector<float>>(*map.values);
  frame(true);
  EXPECT_EQ(textures.size(), 1u) << "the old one is gone";
  frame(false);
  EXPECT_EQ(textures.size(), 0u);
}

TEST(ShaderLog, NamesFileAndLineOfEveryDriver) {
  EXPECT_EQ(readable_log("0:12(5): error: `x' undeclared\n", "m.frag"), "m.frag:12: error: `x' undeclared");
  EXPECT_EQ(readable_log("0(7) : error C1008: undefined variable\n\n", "m.frag"),
            "m.frag:7: error C1008: undefined variable");
  EXPECT_EQ(readable_log("ERROR: 0:30: 'x' : undeclared\nlinking\n", "m.frag"),
            "m.frag:30: 'x' : undeclared\nm.frag: linking");
}

}  // namespace
}  // namespace dlab
