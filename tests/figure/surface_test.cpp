// Landscapes in files: what hides what, the map from above, holes, and the honest note on vector pages.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "app/export/export.hpp"
#include "core/base/languages.hpp"
#include "core/figure/map_field.hpp"
#include "core/figure/surface_look.hpp"
#include "core/figure/surface_raster.hpp"
#include "core/figure/surface_view.hpp"
#include "tests/figure/tools.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255, 255}, red{230, 0, 0, 255}, green{0, 200, 0, 255}, blue{0, 114, 178, 255},
    orange{213, 94, 0, 255}, none{0, 0, 0, 0};

struct SurfaceFiles : testing::Test {
  FontBook book;
  ExportOptions options;
  Surface surface;
  Figure figure{200, 160, {}, {}};

  SurfaceFiles() {
    options.ground = white;
    surface.rect = {10, 10, 180, 140};
    surface.ramp = {orange, white, blue};
  }
  void fill(int columns, int rows, const std::function<double(double, double)>& f) {
    auto values = std::make_shared<std::vector<float>>();
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column)
        values->push_back(static_cast<float>(f(column / (columns - 1.0), row / (rows - 1.0))));
    surface.columns = columns;
    surface.rows = rows;
    surface.values = std::move(values);
  }
  void put(std::vector<SurfacePoint> points) {
    surface.points = std::make_shared<std::vector<SurfacePoint>>(std::move(points));
  }
  Pixels picture() {
    figure.primitives.clear();
    figure.add(surface);
    return *rasterize(figure, book, options);
  }
};

int count(const Pixels& pixels, const std::function<bool(Color)>& is) {
  int n = 0;
  for (int y = 0; y < pixels.height; ++y)
    for (int x = 0; x < pixels.width; ++x) n += is(pixel(pixels, x, y));
  return n;
}
bool is_red(Color c) { return c.r > 200 && c.g < 40 && c.b < 40; }
bool is_green(Color c) { return c.g > 170 && c.r < 40 && c.b < 40; }

// A wall of hills across the middle.
double ridge(double, double y) { return std::exp(-60 * (y - 0.5) * (y - 0.5)); }

TEST_F(SurfaceFiles, HillsHideWhatIsBehindThem) {
  fill(64, 64, ridge);
  surface.yaw = 0;
  surface.pitch = 20;
  put({{31, 20, red, none, Shape::circle, 8}, {31, 54, green, none, Shape::circle, 8}});
  Pixels pixels = picture();
  EXPECT_EQ(count(pixels, is_red), 0) << "behind the ridge";
  EXPECT_GT(count(pixels, is_green), 40) << "in front of it";
  surface.yaw = 180;
  pixels = picture();
  EXPECT_GT(count(pixels, is_red), 40);
  EXPECT_EQ(count(pixels, is_green), 0);
  surface.pitch = 90;
  pixels = picture();
  EXPECT_GT(count(pixels, is_red), 40) << "from above nothing hides";
  EXPECT_GT(count(pixels, is_green), 40);
}

TEST_F(SurfaceFiles, PointsOnLevelGroundAreWholeAtEveryAngle) {
  fill(20, 20, [](double, double) { return 0.5; });
  options.pixels_per_point = 2;
  for (const double pitch : {15.0, 35.0, 60.0, 90.0})
    for (const Shape shape : {Shape::circle, Shape::diamond, Shape::square, Shape::triangle}) {
      surface.pitch = pitch;
      put({{9, 12, red, none, shape, 12}});
      // The area of a circle of 12 points at 2 pixels a point is 452; its soft edge is not quite red.
      EXPECT_NEAR(count(picture(), is_red), 410, 50) << pitch << " " << static_cast<int>(shape);
    }
}

TEST_F(SurfaceFiles, PointsHaveAnEdge) {
  fill(20, 20, [](double, double) { return 0.5; });
  put({{9, 12, red, green, Shape::square, 16}});
  const Pixels pixels = picture();
  EXPECT_GT(count(pixels, is_red), 90);
  EXPECT_GT(count(pixels, is_green), 60);
}

// The same field as a map over the same square, on asymmetric data: no axis is turned round or swapped.
TEST_F(SurfaceFiles, FromAboveItIsTheMap) {
  fill(40, 30, [](double x, double y) {
    return 0.1 + 0.5 * x + 0.3 * std::exp(-30 * (x - 0.25) * (x - 0.25) - 30 * (y - 0.7) * (y - 0.7));
  });
  surface.yaw = 0;
  surface.pitch = 90;
  surface.height = 0.05;  // nearly flat, so that light changes little
  const SurfaceView view(surface);
  const Vec low = view.project(0, 0, 0).at, high = view.project(39, 29, 0).at;
  Map map;
  map.rect = {low.x, low.y, high.x - low.x, high.y - low.y};
  map.columns = 40;
  map.rows = 30;
  map.values = surface.values;
  map.ramp = surface.ramp;
  const auto distance = [&](const Surface& s) {
    const int side = 90;
    const Raster a = surface_raster(s, map.rect, side, side), b = map_raster(map, map.rect, side, side);
    double sum = 0;
    for (std::size_t i = 0; i < a.rgba->size(); ++i) sum += std::abs((*a.rgba)[i] - (*b.rgba)[i]);
    return sum / static_cast<double>(a.rgba->size());
  };
  EXPECT_LT(distance(surface), 3);
  for (const double turn : {90.0, 180.0, 270.0}) {
    Surface turned = surface;
    turned.yaw = turn;
    EXPECT_GT(distance(turned), 15) << turn;
  }
  Surface swapped = surface;
  std::swap(swapped.columns, swapped.rows);
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < 40; ++row)
    for (int column = 0; column < 30; ++column)
      values->push_back((*surface.values)[static_cast<std::size_t>(column * 40 + row)]);
  swapped.values = values;
  EXPECT_GT(distance(swapped), 15);
}

TEST_F(SurfaceFiles, NanIsAHoleAndInfinitiesAreTheEnds) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(),
                   infinity = std::numeric_limits<double>::infinity();
  fill(21, 21, [&](double x, double y) {
    if (std::hypot(x - 0.3, y - 0.3) < 0.12) return nan;
    return x > 0.6 ? infinity : -infinity;
  });
  surface.yaw = 0;
  surface.pitch = 90;
  const SurfaceView view(surface);
  const Pixels pixels = picture();
  const auto at = [&](double column, double row) {
    const Vec p = view.project(column, row, 0).at;
    return pixel(pixels, static_cast<int>(p.x), static_cast<int>(p.y));
  };
  EXPECT_EQ(at(6, 6), white);
  EXPECT_EQ(at(4, 16), orange);
  EXPECT_EQ(at(18, 6), blue);
}

TEST_F(SurfaceFiles, ContoursStandAtTheirLevel) {
  fill(11, 11, [](double x, double) { return x; });
  surface.ramp = {white, white};
  surface.contours = {0.3};
  surface.contour = {{0, 0, 0, 255}, 2, Dash::solid};
  surface.yaw = 0;
  surface.height = 0;
  surface.pitch = 90;
  const Vec on = SurfaceView(surface).project(3, 5, 0).at;
  const Pixels pixels = picture();
  const int x = static_cast<int>(on.x), y = static_cast<int>(on.y);
  EXPECT_LT(pixel(pixels, x, y).r, 60);
  EXPECT_GT(pixel(pixels, x + 4, y).r, 240);
  EXPECT_GT(pixel(pixels, x - 4, y).r, 240);
  EXPECT_LT(pixel(pixels, x, y + 20).r, 60) << "down the picture";
}

TEST_F(SurfaceFiles, ClipsToItsRectangle) {
  fill(30, 30, ridge);
  surface.wall = {200, 200, 200, 255};
  surface.zoom = 4;
  const Pixels pixels = picture();
  for (int y = 0; y < pixels.height; ++y)
    for (int x = 0; x < pixels.width; ++x) {
      if (x >= 10 && x < 190 && y >= 10 && y < 150) continue;
      ASSERT_EQ(pixel(pixels, x, y), white) << x << "," << y;
    }
  EXPECT_NE(pixel(pixels, 100, 80), white);
}

TEST_F(SurfaceFiles, VectorPagesHoldAnImageAndSaySo) {
  fill(30, 30, ridge);
  const Catalog chinese = catalog_for("zh"), english = catalog_for("en");
  Style style;
  style.theme = &theme(ThemeKind::light);
  style.measurer = &book;
  for (const Catalog* words : {&english, &chinese}) {
    style.words = words;
    dress(surface, style);
    const std::string note = words == &english ? "image, 300 dpi" : "图像，300 dpi";
    EXPECT_EQ(surface.note.text, note);
    figure.primitives.clear();
    figure.add(surface);
    const Result<std::string> svg = svg_bytes(figure, book, options);
    ASSERT_TRUE(svg);
    const Xml xml = parse_xml(*svg);
    EXPECT_EQ(xml.error, "");
    EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "image"), 1);
    EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "text"), 1);
    EXPECT_EQ(std::count(xml.attributes.begin(), xml.attributes.end(), "landscape"), 1) << "its id";
    EXPECT_NE(xml.text.find(note), xml.text.rfind(note)) << "as a title and on the page";
    const auto data = std::find_if(xml.attributes.begin(), xml.attributes.end(),
                                   [](const std::string& a) { return a.rfind("data:image/png", 0) == 0; });
    ASSERT_NE(data, xml.attributes.end());
    if (!has_program("pdftotext") || !has_program("pdfimages")) continue;
    const TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder / "x.pdf", *pdf_bytes(figure, book, options)));
    const auto text = output_of("pdftotext '" + folder / "x.pdf" + "' -");
    ASSERT_TRUE(text);
    if (book.complaint().empty() && (words == &english || book.chinese_complaint().empty())) {
      EXPECT_NE(text->find(note), std::string::npos) << *text;
    }
    const auto images = output_of("pdfimages -list '" + folder / "x.pdf" + "'");
    ASSERT_TRUE(images);
    EXPECT_NE(images->find("  300   300 "), std::string::npos) << "pixels an inch\n" << *images;
  }
}

TEST_F(SurfaceFiles, EveryFormatLooksTheSameAndPixelsCarryNoNote) {
  fill(40, 40, [](double x, double y) { return 0.5 + 0.5 * std::sin(5 * x) * std::cos(4 * y + x); });
  surface.wall = {210, 210, 210, 255};
  surface.note.text = "image";
  surface.note.at = {100, 148};
  surface.note.size = 13;
  options.pixels_per_point = 2;
  const Pixels paper = picture();
  Surface bare = surface;
  bare.note = {};
  figure.primitives.clear();
  figure.add(bare);
  EXPECT_EQ(rasterize(figure, book, options)->rgba, paper.rgba);
  const auto compare = [&](const std::optional<Pixels>& other) {
    ASSERT_TRUE(other);
    ASSERT_EQ(other->width, paper.width);
    double sum = 0;
    for (std::size_t i = 0; i < paper.rgba.size(); ++i) sum += std::abs(paper.rgba[i] - other->rgba[i]);
    EXPECT_LT(sum / static_cast<double>(paper.rgba.size()), 2.5);
  };
  if (has_program("rsvg-convert")) compare(pixels_of_svg(*svg_bytes(figure, book, options), 2));
  if (has_program("pdftoppm")) compare(pixels_of_pdf(*pdf_bytes(figure, book, options), 2));
}

TEST_F(SurfaceFiles, WhatCannotBeDrawnIsLeftOut) {
  fill(8, 8, ridge);
  const auto add = [&](auto change) {
    Surface broken = surface;
    change(broken);
    figure.add(broken);
  };
  add([](Surface& s) { s.values = nullptr; });
  add([](Surface& s) { s.columns = 9; });
  add([](Surface& s) { s.ramp.clear(); });
  add([](Surface& s) { s.pitch = NAN; });
  add([](Surface& s) { s.rect = {300, 300, 10, 10}; });
  add([](Surface& s) { s.rect.w = 0; });
  const Pixels pixels = *rasterize(figure, book, options);
  for (const std::uint8_t byte : pixels.rgba) ASSERT_EQ(byte, 255);
  EXPECT_EQ(svg_bytes(figure, book, options)->find("<image"), std::string::npos);
}

TEST_F(SurfaceFiles, DumpTellsWhatChanged) {
  fill(8, 8, ridge);
  put({{1, 2, red, white, Shape::diamond, 7}, {3, 5, green, white, Shape::circle, 7}});
  const auto text = [](const Surface& s) {
    Figure one;
    one.add(s);
    return dump(one);
  };
  const std::string before = text(surface);
  EXPECT_NE(before.find("surface 10,10 180x140 8x8 nodes from "), std::string::npos) << before;
  EXPECT_NE(before.find(" points 2 around 2,3.5 diamond 1,2 size 7 fill #E60000"), std::string::npos)
      << before;
  for (const auto& change : std::vector<std::function<void(Surface&)>>{
           [](Surface& s) { s.yaw += 1; }, [](Surface& s) { s.pitch += 1; }, [](Surface& s) { s.zoom = 2; },
           [](Surface& s) { s.height = 1; }, [](Surface& s) { s.wall = red; },
           [](Surface& s) { s.values = std::make_shared<std::vector<float>>(64, 0.5f); },
           [](Surface& s) { s.points = nullptr; }}) {
    Surface other = surface;
    change(other);
    EXPECT_NE(text(other), before);
  }
}

}  // namespace
}  // namespace dlab
