// Landscapes on screen: the mesh against the software picture, clips, state left as it was, pictures that come
// and go.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "app/draw/surface_painter.hpp"
#include "tests/gl/alike.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255, 255}, blue{0, 114, 178, 255}, orange{213, 94, 0, 255};

Surface surface_of(Rect rect, int columns, int rows, const std::function<double(double, double)>& f) {
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      values->push_back(static_cast<float>(f(column / (columns - 1.0), row / (rows - 1.0))));
  Surface surface;
  surface.rect = rect;
  surface.columns = columns;
  surface.rows = rows;
  surface.values = std::move(values);
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
      expect_alike("surface-" + std::to_string(++number), figure_of({surface}), 5, 180, scale);
    }
}

TEST(ScreenSurface, CoarseGridsToo) {
  Surface surface = surface_of({10, 10, 220, 140}, 2, 3, [](double x, double y) { return x * (1 - y); });
  surface.contours = {0.25, 0.5, 0.75};
  surface.contour = {{0, 0, 0, 255}, 1.5, Dash::solid};
  expect_alike("surface-coarse", figure_of({surface}), 5, 180);
}

}  // namespace
}  // namespace dlab
