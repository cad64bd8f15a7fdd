// Landscapes on screen: the mesh against the software picture, clips, state left as it was, pictures that
// come and go.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "app/draw/surface_painter.hpp"
#include "core/figure/surface_view.hpp"
#include "tests/gl/alike.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255, 255}, blue{0, 114, 178, 255}, orange{213, 94, 0, 255};

Surface surface_of(Rect rect, int columns, int rows, const std::function<double(double, double)>& f) {
  Surface surface;
  surface.rect = rect;
  surface.columns = columns;
  surface.rows = rows;
  surface.values = grid_values(columns, rows, f);
  surface.ramp = {orange, white, blue};
  return surface;
}

// Neither symmetric nor square: an axis turned round or swapped shows.
double hill(double x, double y) {
  return 0.8 * std::exp(-18 * (x - 0.3) * (x - 0.3) - 40 * (y - 0.65) * (y - 0.65)) + 0.2 * x;
}

Surface hill_surface() {
  Surface surface = surface_of({20.4, 10.7, 190, 140}, 96, 64, hill);
  surface.contours = {0.2, 0.4, 0.6, 0.8};
  surface.contour = {{40, 40, 40, 160}, 1, Dash::solid};
  surface.wall = {220, 220, 220, 255};
  surface.rim = {{120, 120, 120, 255}, 1, Dash::solid};
  return surface;
}

std::shared_ptr<const std::vector<SurfacePoint>> some_points() {
  auto points = std::make_shared<std::vector<SurfacePoint>>();
  const Shape shapes[] = {Shape::circle, Shape::diamond, Shape::square, Shape::triangle};
  for (int i = 0; i < 24; ++i)
    points->push_back({static_cast<float>(4 + 37 * i % 90), static_cast<float>(3 + 23 * i % 60),
                       i % 2 ? orange : blue, white, shapes[i % 4], 9});
  return points;
}

TEST(ScreenSurface, LooksAsOnPaper) {
  Surface surface = hill_surface();
  surface.points = some_points();
  int number = 0;
  for (const auto& [yaw, pitch] : {std::pair{30, 35}, {200, 60}, {0, 90}, {-75, 15}})
    for (const float scale : {1.f, 2.f}) {
      surface.yaw = yaw;
      surface.pitch = pitch;
      expect_alike("surface-" + std::to_string(++number), figure_of({surface}), 2.5, 130, scale);
    }
}

TEST(ScreenSurface, CoarseGridsToo) {
  Surface surface = surface_of({10, 10, 220, 140}, 2, 3, [](double x, double y) { return x * (1 - y); });
  surface.contours = {0.25, 0.5, 0.75};
  surface.contour = {{0, 0, 0, 255}, 1.5, Dash::solid};
  expect_alike("surface-coarse", figure_of({surface}), 2.5, 130);
}

// The fall-back, forced by a shader that does not compile.
TEST(ScreenSurface, LooksTheSameWithoutAShader) {
  DLAB_OPEN_STAGE(stage, small_stage());
  SurfaceShaders broken = surface_shaders();
  broken.wall_fragment.text = "#version 330 core\nout vec4 color;\nvoid main() {\n  color = nothing;\n}\n";
  FigureTextures textures(map_shaders(), broken), good;
  Surface surface = hill_surface();
  surface.points = some_points();
  const Pixels flat = on_screen(*stage, figure_of({surface}), textures);
  EXPECT_NE(textures.surfaces().complaint().find("shaders/surface_wall.frag:4: "), std::string::npos)
      << textures.surfaces().complaint();
  const Pixels shaded = on_screen(*stage, figure_of({surface}), good);
  EXPECT_EQ(good.surfaces().complaint(), "");
  const Difference d = difference(flat, shaded);
  EXPECT_GT(d.inked, 5000);
  EXPECT_LE(d.mean, 4);
}

TEST(ScreenSurface, ClipsHoldAndWhatFollowsIsDrawnAsEver) {
  DLAB_OPEN_STAGE(stage, small_stage());
  Surface surface = surface_of({40, 20, 150, 110}, 8, 8, [](double, double) { return 1; });
  surface.zoom = 5;
  surface.pitch = 90;
  surface.height = 0;
  Map map;
  map.rect = {200, 20, 30, 30};
  map.columns = map.rows = 2;
  map.values = std::make_shared<std::vector<float>>(4, 1.f);
  map.ramp = {orange};
  const Pixels pixels = on_screen(
      *stage, figure_of({Box{{0, 0, 20, 20}, orange}, PushClip{{30, 10, 80, 140}}, surface,
                         Marker{{100, 60}, Shape::circle, 30, orange}, PopClip{}, map,
                         Marker{{150, 60}, Shape::circle, 20, orange},
                         Text{{20, 150}, "HHHHH", 20, {0, 0, 0, 255}}, Box{{200, 100, 20, 20}, orange}}));
  EXPECT_EQ(pixel(pixels, 41, 21), blue);
  EXPECT_EQ(pixel(pixels, 60, 128), blue);
  for (const auto& [x, y] : {std::pair{38, 60}, {112, 100}, {60, 18}, {60, 131}})
    EXPECT_EQ(pixel(pixels, x, y), white) << x << "," << y;
  EXPECT_EQ(pixel(pixels, 105, 60), orange) << "over the surface, inside its clip";
  EXPECT_EQ(pixel(pixels, 113, 60), white) << "clipped";
  EXPECT_EQ(pixel(pixels, 215, 35), orange) << "a map drawn after";
  EXPECT_EQ(pixel(pixels, 150, 60), orange) << "the clip was taken off";
  EXPECT_EQ(pixel(pixels, 10, 10), orange) << "drawn before";
  EXPECT_EQ(pixel(pixels, 210, 110), orange) << "drawn after";
  int dark = 0;
  for (int x = 20; x < 90; ++x) dark += pixel(pixels, x, 145).r < 100;
  EXPECT_GT(dark, 10) << "text, from the font's texture";
}

TEST(ScreenSurface, HolesAndInfinities) {
  DLAB_OPEN_STAGE(stage, small_stage());
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(),
                   infinity = std::numeric_limits<double>::infinity();
  Surface surface = surface_of({0, 0, 200, 150}, 5, 5, [&](double x, double y) {
    return x == 0 && y == 0 ? nan : x > 0.7 ? infinity : -infinity;
  });
  surface.yaw = 0;
  surface.pitch = 90;
  surface.height = 0;
  const SurfaceView view(surface);
  const Pixels pixels = on_screen(*stage, figure_of({surface}));
  const auto at = [&](double column, double row) {
    const Vec p = view.project(column, row, 0).at;
    return pixel(pixels, static_cast<int>(p.x), static_cast<int>(p.y));
  };
  EXPECT_EQ(at(0.9, 0.9), white);
  EXPECT_EQ(at(0.2, 0.2), white);
  EXPECT_EQ(at(1.5, 0.5), orange);
  EXPECT_EQ(at(0.5, 1.5), orange);
  EXPECT_EQ(at(3.5, 3.5), blue);
}

TEST(ScreenSurface, SurvivesWhatCannotBeDrawn) {
  DLAB_OPEN_STAGE(stage, small_stage());
  const auto with = [](const std::function<void(Surface&)>& change) {
    Surface surface = hill_surface();
    change(surface);
    return surface;
  };
  const Pixels pixels = on_screen(
      *stage, figure_of({Surface{}, with([](Surface& s) { s.values = nullptr; }),
                         with([](Surface& s) { s.rows = 65; }), with([](Surface& s) { s.ramp.clear(); }),
                         with([](Surface& s) { s.yaw = NAN; }), with([](Surface& s) { s.rect.x = 1e12; }),
                         with([](Surface& s) { s.rect.w = 0; }), with([](Surface& s) { s.rect.x = 500; })}));
  for (int y = 0; y < 160; ++y)
    for (int x = 0; x < 240; ++x) ASSERT_EQ(pixel(pixels, x, y), white) << x << "," << y;
  // No range, and more levels and colours than anybody reads.
  on_screen(*stage, figure_of({with([](Surface& s) {
    s.low = s.high = 0.5;
    s.contours.assign(500, 0.5);
    s.ramp.assign(500, blue);
    s.points = std::make_shared<std::vector<SurfacePoint>>(std::vector<SurfacePoint>{
        {NAN, 3, blue, white, Shape::circle, 5}, {3, 3, blue, white, Shape::circle, NAN}});
  })}));
}

struct Turning : testing::Test {
  FigureTextures* textures = nullptr;
  Stage* stage = nullptr;
  Pixels frame(const std::vector<Primitive>& primitives) {
    stage->screen().set_ground(1, 1, 1);
    stage->frame([&](const Ui& ui) {
      draw_figure(ui, ImGui::GetWindowDrawList(), {0, 0}, figure_of(primitives), *textures);
    });
    textures->end_frame();
    return stage->pixels();
  }
};

TEST_F(Turning, UploadsAFieldOnceDrawsOnlyWhatChangedAndForgetsWhatIsUnused) {
  DLAB_OPEN_STAGE(opened, small_stage());
  FigureTextures held;
  stage = opened.get();
  textures = &held;
  Surface surface = hill_surface();
  surface.points = some_points();
  frame({surface, surface});
  EXPECT_EQ(held.size(), 2u) << "a mesh and a picture";
  EXPECT_EQ(held.surfaces().drawn(), 1u);
  frame({surface});
  EXPECT_EQ(held.surfaces().drawn(), 1u) << "nothing has changed";
  surface.rect.x += 10;  // whole pixels
  surface.yaw += 5;
  frame({surface});
  EXPECT_EQ(held.surfaces().drawn(), 2u);
  for (int i = 0; i < 20; ++i) {
    surface.points = some_points();  // the same ones, laid anew
    frame({surface});
  }
  EXPECT_LE(held.surfaces().drawn(), 3u)
      << "once more in full where it was drawn in a hurry, then never again";
  EXPECT_LE(held.size(), 3u) << "at most the mesh in full and the one for motion";
  surface.values = std::make_shared<std::vector<float>>(*surface.values);
  frame({surface});
  frame({surface});
  EXPECT_LE(held.size(), 3u) << "the old ones are gone";
  frame({});
  EXPECT_EQ(held.size(), 0u);
}

TEST_F(Turning, RestsInFull) {
  DLAB_OPEN_STAGE(opened, small_stage(2));
  FigureTextures held, fresh;
  stage = opened.get();
  textures = &held;
  Surface surface = hill_surface();
  surface.points = some_points();
  frame({surface});
  EXPECT_FALSE(held.unfinished()) << "at first in full";
  surface.yaw += 40;
  const Pixels moving = frame({surface});
  int frames = 0;
  for (; held.unfinished() && frames < 60; ++frames) frame({surface});
  EXPECT_LT(frames, 60);
  const Pixels resting = frame({surface});
  textures = &fresh;
  const Pixels at_once = frame({surface});
  keep_picture(moving, "surface-moving");
  keep_picture(resting, "surface-resting");
  EXPECT_EQ(difference(resting, at_once).most, 0);
  EXPECT_LE(difference(moving, resting).mean, 6);
}

}  // namespace
}  // namespace dlab
