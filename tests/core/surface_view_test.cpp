// How a landscape is seen: known places, orientation, there and back, everything inside at every turn.
#include "core/figure/surface_view.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/figure/surface_mesh.hpp"

namespace dlab {
namespace {

// Neither square nor symmetric: 5 columns, 3 rows.
Surface small_surface() {
  Surface s;
  s.rect = {10, 20, 300, 200};
  s.columns = 5;
  s.rows = 3;
  s.values = std::make_shared<std::vector<float>>(
      std::vector<float>{0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24});
  s.low = 0;
  s.high = 24;
  s.ramp = {{0, 0, 0, 255}, {255, 255, 255, 255}};
  return s;
}

TEST(SurfaceView, StraightFromAboveIsTheMap) {
  Surface s = small_surface();
  s.pitch = 90;
  s.yaw = 0;
  const SurfaceView view(s);
  const auto at = [&](double column, double row, double value) {
    return view.project(column, row, value).at;
  };
  const Vec middle = at(2, 1, 7);
  EXPECT_NEAR(middle.x, 160, 1e-9);
  EXPECT_NEAR(middle.y, 120, 1e-9);
  // Heights make no difference, columns go to the right, rows down, both over one side of the ground.
  EXPECT_NEAR(at(2, 1, 24).x, middle.x, 1e-9);
  EXPECT_NEAR(at(2, 1, 24).y, middle.y, 1e-9);
  EXPECT_NEAR(at(4, 1, 0).x - at(0, 1, 0).x, view.scale(), 1e-9);
  EXPECT_NEAR(at(4, 1, 0).y, at(0, 1, 0).y, 1e-9);
  EXPECT_NEAR(at(1, 2, 0).y - at(1, 0, 0).y, view.scale(), 1e-9);
  EXPECT_NEAR(at(1, 2, 0).x, at(1, 0, 0).x, 1e-9);
  // What is higher is nearer.
  EXPECT_GT(view.project(2, 1, 20).depth, view.project(2, 1, 10).depth);
}

TEST(SurfaceView, TurnsCounterClockwise) {
  Surface s = small_surface();
  s.pitch = 90;
  s.yaw = 90;
  const SurfaceView view(s);
  // The right edge goes to the top, the far edge to the left.
  const Vec right = view.project(4, 1, 0).at, far = view.project(2, 0, 0).at;
  EXPECT_NEAR(right.x, 160, 1e-9);
  EXPECT_NEAR(right.y, 120 - view.scale() / 2, 1e-9);
  EXPECT_NEAR(far.x, 160 - view.scale() / 2, 1e-9);
  EXPECT_NEAR(far.y, 120, 1e-9);
}

TEST(SurfaceView, FromTheSideWhatIsHighStandsHighAndWhatIsFarIsSmall) {
  Surface s = small_surface();
  s.pitch = 0;
  s.yaw = 0;
  const SurfaceView view(s);
  const auto at = [&](double column, double row, double value) {
    return view.project(column, row, value).at;
  };
  EXPECT_NEAR(at(2, 1, 0).y - at(2, 1, 24).y, s.height * view.scale(), 1e-9);
  EXPECT_NEAR(at(2, 1, 0).x, 160, 1e-9);
  const double near = at(4, 2, 0).x - at(0, 2, 0).x, far = at(4, 0, 0).x - at(0, 0, 0).x;
  EXPECT_GT(near, far);
  EXPECT_LT(near, 1.5 * far) << "a gentle perspective";
  EXPECT_GT(view.project(2, 2, 5).depth, view.project(2, 0, 5).depth);
}

TEST(SurfaceView, ThereAndBack) {
  Surface s = small_surface();
  for (const double yaw : {0.0, 33.0, 160.0, -95.0})
    for (const double pitch : {12.0, 35.0, 70.0, 90.0}) {
      s.yaw = yaw;
      s.pitch = pitch;
      const SurfaceView view(s);
      for (const auto& [column, row, value] :
           {std::array{0.0, 0.0, 0.0}, {4.0, 1.5, 24.0}, {1.3, 2.0, 9.0}}) {
        const std::optional<Vec> back = view.unproject(view.project(column, row, value).at, value);
        ASSERT_TRUE(back);
        EXPECT_NEAR(back->x, column, 1e-9);
        EXPECT_NEAR(back->y, row, 1e-9);
      }
    }
  s.pitch = 0;
  EXPECT_FALSE(SurfaceView(s).unproject({160, 120}, 12)) << "level ground is seen edge-on";
  s.pitch = 20;
  EXPECT_FALSE(SurfaceView(s).unproject({160, -5000}, 12)) << "above the horizon";
}

TEST(SurfaceView, EverythingStaysInsideAtEveryTurnAndKeepsItsScale) {
  Surface s = small_surface();
  for (const Rect rect : {Rect{10, 20, 300, 200}, Rect{0, 0, 100, 400}})
    for (const double pitch : {0.0, 20.0, 35.0, 60.0, 90.0})
      for (const double height : {0.0, 0.45, 2.0}) {
        s.rect = rect;
        s.pitch = pitch;
        s.height = height;
        s.yaw = 0;
        const double scale = SurfaceView(s).scale();
        double most = 0;
        for (int yaw = -360; yaw <= 720; yaw += 5) {
          s.yaw = yaw;
          const SurfaceView view(s);
          EXPECT_NEAR(view.scale(), scale, 1e-9 * scale);
          for (const double x : {-0.5, 0.5})
            for (const double y : {-0.5, 0.5})
              for (const double z : {view.base(), height / 2}) {
                const SurfaceView::Place seen = view.project(SurfaceView::World{x, y, z});
                EXPECT_TRUE(rect.contains(seen.at))
                    << yaw << " " << pitch << " " << seen.at.x << "," << seen.at.y;
                EXPECT_LE(std::abs(seen.depth), view.reach() + 1e-12);
                most = std::max({most, std::abs(seen.at.x - rect.x - rect.w / 2) / (rect.w / 2),
                                 std::abs(seen.at.y - rect.y - rect.h / 2) / (rect.h / 2)});
              }
        }
        EXPECT_GT(most, 0.93) << "and fills it";
      }
}

TEST(SurfaceView, DepthIsLinearOverAPlane) {
  const Surface s = small_surface();
  const SurfaceView view(s);
  // Of three places on a line in space, the depth of the middle one is that of its place between the others.
  const SurfaceView::Place a = view.project(SurfaceView::World{-0.5, -0.3, 0.1}),
                           b = view.project(SurfaceView::World{0.5, 0.1, -0.2}),
                           c = view.project(SurfaceView::World{0, -0.1, -0.05});
  const double share = (c.at.x - a.at.x) / (b.at.x - a.at.x);
  EXPECT_NEAR(c.at.y, a.at.y + share * (b.at.y - a.at.y), 1e-9);
  EXPECT_NEAR(c.depth, a.depth + share * (b.depth - a.depth), 1e-12);
}

TEST(SurfaceView, LevelGroundKeepsTheRampsColour) {
  Surface s = small_surface();
  for (const double yaw : {0.0, 77.0}) {
    s.yaw = yaw;
    const SurfaceView view(s);
    EXPECT_DOUBLE_EQ(view.shade({0, 0, 1}), 1);
    const SurfaceView::World light = view.light();
    EXPECT_NEAR(std::hypot(light.x, light.y, light.z), 1, 0.01);
    EXPECT_GT(view.shade({light.x, light.y, 1}), 1.05);
    EXPECT_LT(view.shade({-light.x, -light.y, 1}), 0.9);
    EXPECT_GT(view.shade({-light.x, -light.y, 0.01}), 0.2) << "nothing falls into the dark";
    // From the left of who looks, however the ground is turned.
    const double turn = yaw * 3.14159265358979 / 180;
    EXPECT_LT(light.x * std::cos(turn) - light.y * std::sin(turn), -0.5);
  }
}

TEST(SurfaceView, WhatCanBeDrawn) {
  const Surface good = small_surface();
  EXPECT_TRUE(is_drawable(good));
  const auto broken = [&](auto change) {
    Surface s = good;
    change(s);
    return is_drawable(s);
  };
  EXPECT_FALSE(is_drawable(Surface{}));
  EXPECT_FALSE(broken([](Surface& s) { s.rows = 4; }));
  EXPECT_FALSE(broken([](Surface& s) { s.columns = 1; }));
  EXPECT_FALSE(broken([](Surface& s) { s.values = nullptr; }));
  EXPECT_FALSE(broken([](Surface& s) { s.ramp.clear(); }));
  EXPECT_FALSE(broken([](Surface& s) { s.rect.h = 0; }));
  EXPECT_FALSE(broken([](Surface& s) { s.yaw = NAN; }));
  EXPECT_FALSE(broken([](Surface& s) { s.zoom = 0; }));
  EXPECT_FALSE(broken([](Surface& s) { s.height = INFINITY; }));
}

TEST(SurfacePlace, IsCutAtTheEnds) {
  Surface s = small_surface();
  EXPECT_DOUBLE_EQ(surface_place(s, 6), 0.25);
  EXPECT_DOUBLE_EQ(surface_place(s, -3), 0);
  EXPECT_DOUBLE_EQ(surface_place(s, INFINITY), 1);
  EXPECT_TRUE(std::isnan(surface_place(s, NAN)));
  s.high = s.low = 5;
  EXPECT_DOUBLE_EQ(surface_place(s, 5), 0);
  EXPECT_DOUBLE_EQ(surface_place(s, 6), 1);
}

TEST(SurfaceMesh, SlopesPointTheRightWay) {
  // A step of 1 a column, of 10 a row towards the near edge, over 24.
  const SurfaceMesh mesh = surface_mesh(small_surface());
  for (const SurfaceMesh::Node& node : mesh.nodes) {
    EXPECT_NEAR(node.slope_x, 4.0 / 24, 1e-6);
    EXPECT_NEAR(node.slope_y, -20.0 / 24, 1e-6);
  }
  EXPECT_NEAR(mesh.at(1.5, 0.25).place, (1.5 + 2.5) / 24, 1e-6);
  const Vec rise = mesh.rise(3.2, 1.7);
  EXPECT_NEAR(rise.x, 1.0 / 24, 1e-6);
  EXPECT_NEAR(rise.y, 10.0 / 24, 1e-6);
}

TEST(SurfaceMesh, FacesUpAndOutwards) {
  const Surface s = small_surface();
  const SurfaceView view(s);
  const SurfaceMesh mesh = surface_mesh(s);
  ASSERT_GT(mesh.land, 0u);
  ASSERT_GT(mesh.indices.size(), mesh.land);
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    std::array<SurfaceView::World, 3> p;
    for (std::size_t k = 0; k < 3; ++k) p[k] = world_of(view, mesh.vertices[mesh.indices[i + k]]);
    const SurfaceView::World a{p[1].x - p[0].x, p[1].y - p[0].y, p[1].z - p[0].z},
        b{p[2].x - p[0].x, p[2].y - p[0].y, p[2].z - p[0].z};
    if (i < mesh.land) {
      EXPECT_GT(a.x * b.y - a.y * b.x, 0);
    } else {
      // Away from the middle.
      const double x = a.y * b.z - a.z * b.y, y = a.z * b.x - a.x * b.z;
      EXPECT_GT(x * p[0].x + y * p[0].y, 0);
    }
  }
}

TEST(SurfaceMesh, CoarserInAHurryAndFinerWhereThereAreFewNodes) {
  Surface s = small_surface();
  EXPECT_GE(surface_mesh(s).land / 6, 48u * 48u);
  s.columns = s.rows = 100;
  s.values = std::make_shared<std::vector<float>>(10000, 3.f);
  EXPECT_EQ(surface_mesh(s).land / 6, 99u * 99u);
  EXPECT_EQ(surface_mesh(s, 48).land / 6, 48u * 48u);
}

TEST(SurfaceMesh, NanLeavesAHole) {
  Surface s = small_surface();
  s.columns = s.rows = 60;
  auto values = std::vector<float>(3600, 1.f);
  values[20 * 60 + 10] = std::numeric_limits<float>::quiet_NaN();
  s.values = std::make_shared<std::vector<float>>(values);
  const SurfaceMesh mesh = surface_mesh(s, 48);
  EXPECT_EQ(mesh.land / 6, 59u * 59u - 4);
  EXPECT_FALSE(mesh.has_land(9.5, 19.5));
  EXPECT_FALSE(mesh.has_land(10.5, 20.5));
  EXPECT_TRUE(mesh.has_land(11.5, 20.5));
  EXPECT_FALSE(mesh.has_land(-0.1, 5));
  EXPECT_FALSE(mesh.has_land(5, 59.1));
  for (const SurfaceMesh::Node& node : mesh.nodes) {
    EXPECT_TRUE(std::isfinite(node.place));
    EXPECT_TRUE(std::isfinite(node.slope_x));
    EXPECT_TRUE(std::isfinite(node.slope_y));
  }
}

TEST(SurfaceSprites, FarthestFirstAndOnlyOnLand) {
  Surface s = small_surface();
  s.yaw = 0;
  const Color red{255, 0, 0, 255};
  s.points = std::make_shared<std::vector<SurfacePoint>>(
      std::vector<SurfacePoint>{{2, 1.9f, red, {}, Shape::circle, 5},
                                {2, 0.1f, red, {}, Shape::circle, 5},
                                {4.5f, 1, red, {}, Shape::circle, 5},
                                {1, 1, red, {}, Shape::circle, -5}});
  const SurfaceView view(s);
  const std::vector<SurfaceSprite> sprites = surface_sprites(s, surface_mesh(s), view);
  ASSERT_EQ(sprites.size(), 2u);
  EXPECT_LT(sprites[0].depth, sprites[1].depth);
  const Vec far = view.project(2, 0.1, 3).at;
  EXPECT_NEAR(sprites[0].at.x, far.x, 1e-4);
  EXPECT_NEAR(sprites[0].at.y, far.y, 1e-4);
}

TEST(MarkerDistance, AllShapesHaveTheCirclesArea) {
  for (const Shape shape : {Shape::circle, Shape::diamond, Shape::square, Shape::triangle}) {
    int inside = 0;
    constexpr int side = 1000;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x)
        inside +=
            marker_distance(shape, {20.0 * (x + 0.5) / side - 10, 20.0 * (y + 0.5) / side - 10}, 10) < 0;
    EXPECT_NEAR(inside * 400.0 / (side * side), 3.14159265 * 25, 0.4) << static_cast<int>(shape);
  }
  EXPECT_LT(marker_distance(Shape::triangle, {0, -7}, 10), 0) << "its corner is at the top";
  EXPECT_GT(marker_distance(Shape::triangle, {0, 7}, 10), 0);
}

}  // namespace
}  // namespace dlab
