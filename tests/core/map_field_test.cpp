// A map's colours and pixels, and its line in the dump.
#include "core/figure/map_field.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr Color black{0, 0, 0, 255}, red{255, 0, 0, 255};

Map small_map() {
  Map map;
  map.rect = {10, 20, 40, 20};
  map.columns = 3;
  map.rows = 2;
  map.values = std::make_shared<std::vector<float>>(std::vector<float>{0, 1, 2, 4, 5, 6});
  map.high = 6;
  map.ramp = {black, red};
  map.contours = {1, 2.5};
  map.contour = {red, 1};
  return map;
}

Color at(const Raster& raster, int x, int y) {
  const std::uint8_t* p = raster.rgba->data() + 4 * (y * raster.width + x);
  return {p[0], p[1], p[2], p[3]};
}

TEST(RampPlace, EndsBeyondAndWithout) {
  Map map = small_map();
  map.low = -2;
  map.high = 2;
  EXPECT_EQ(ramp_place(map, -2), 0);
  EXPECT_EQ(ramp_place(map, 1), 0.75);
  EXPECT_GT(ramp_place(map, INFINITY), 1);
  EXPECT_LT(ramp_place(map, -INFINITY), 0);
  EXPECT_TRUE(std::isfinite(ramp_place(map, INFINITY)));
  EXPECT_TRUE(std::isnan(ramp_place(map, std::nan(""))));
  map.low = map.high = 3;
  EXPECT_EQ(ramp_place(map, 3), 0);
  EXPECT_EQ(ramp_place(map, 3.5), 1);
}

TEST(RampColor, MixesWithAlphaMultipliedIn) {
  const std::vector<Color> ramp{{0, 0, 0, 0}, {255, 0, 0, 255}, {0, 0, 255, 255}};
  EXPECT_NEAR(ramp_color(ramp, 0.25).r, 0.5, 1e-12);
  EXPECT_NEAR(ramp_color(ramp, 0.25).a, 0.5, 1e-12);
  EXPECT_NEAR(ramp_color(ramp, 0.75).b, 0.5, 1e-12);
  EXPECT_NEAR(ramp_color(ramp, 0.75).a, 1, 1e-12);
  EXPECT_EQ(ramp_color(ramp, 7).b, 1);
  EXPECT_EQ(ramp_color(ramp, -7).a, 0);
  EXPECT_EQ(ramp_color({red}, 0.3).r, 1);
}

TEST(MapRaster, NodesAndBetween) {
  const Map map = small_map();
  // Pixels of 2 points: the first one's middle lies 1 point inside.
  const Raster raster = map_raster(map, map.rect, 20, 10);
  EXPECT_EQ(raster.rect, map.rect);
  // field = x / 20 + y / 5, x and y in points from the corner.
  for (int y = 0; y < 10; ++y)
    for (int x = 0; x < 20; ++x) {
      const double value = (2 * x + 1) / 20.0 + (2 * y + 1) / 5.0;
      EXPECT_NEAR(at(raster, x, y).r, 255 * value / 6, 0.6) << x << "," << y;
    }
  // A part of it: the lower right quarter.
  const Raster part = map_raster(map, {30, 30, 20, 10}, 10, 5);
  EXPECT_EQ(at(part, 0, 0), at(raster, 10, 5));
  EXPECT_EQ(at(part, 9, 4), at(raster, 19, 9));
}

TEST(MapRaster, HolesAreClear) {
  Map map = small_map();
  map.values = std::make_shared<std::vector<float>>(
      std::vector<float>{std::numeric_limits<float>::quiet_NaN(), 1, 2, 4, 5, INFINITY});
  const Raster raster = map_raster(map, map.rect, 20, 10);
  EXPECT_EQ(at(raster, 9, 9).a, 0);
  EXPECT_EQ(at(raster, 19, 9), red);
  EXPECT_EQ(map_raster(Map{}, map.rect, 20, 10).rgba, nullptr);
}

TEST(MapDump, OneLineThatChangesWithTheField) {
  Figure figure{60, 60, {}, {}};
  figure.add(small_map());
  const std::string before = dump(figure);
  EXPECT_EQ(before,
            "figure 60x60\n"
            "map 10,20 40x20 3x2 nodes from 0 to 6 mean 3 at 0 1 2 4 5 6 4 5 6 low 0 high 6 ramp #000000 "
            "#FF0000 contours 1 2.5 stroke #FF0000 1\n");
  Map other = small_map();
  other.values = std::make_shared<std::vector<float>>(std::vector<float>{0, 1, 2, 4, 5, 7});
  figure.primitives = {other};
  EXPECT_NE(dump(figure), before);
  figure.primitives = {Map{}};
  EXPECT_NE(dump(figure).find("nodes none"), std::string::npos);
}

}  // namespace
}  // namespace dlab
