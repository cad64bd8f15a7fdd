// Maps in files: the field as an image on the page's pixels, the contours as paths.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/export/export.hpp"
#include "tests/figure/tools.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255, 255}, black{0, 0, 0, 255}, red{255, 0, 0, 255};

struct MapFiles : testing::Test {
  FontBook book;
  ExportOptions options;
  Map map;
  Figure figure{100, 80, {}, {}};

  MapFiles() {
    options.ground = white;
    map.rect = {20, 10, 60, 50};
    map.columns = 7;
    map.rows = 3;
    auto values = std::make_shared<std::vector<float>>();
    for (int row = 0; row < 3; ++row)
      for (int column = 0; column < 7; ++column) values->push_back(static_cast<float>(column + 10 * row));
    map.values = std::move(values);
    map.high = 26;
    map.ramp = {with_alpha(red, 0), red};
  }
  // The field's colour on white at a point of the figure.
  int green(double x, double y) const {
    return static_cast<int>(std::lround(255 * (1 - ((x - 20) / 10 + (y - 10) / 2.5) / 26)));
  }
  void expect_field(const Pixels& pixels, int scale, int tolerance) {
    for (const auto& [x, y] : {std::pair{22, 12}, {78, 12}, {22, 58}, {78, 58}, {47, 31}, {60, 20}}) {
      const Color c = pixel(pixels, x * scale, y * scale);
      const double half = 0.5 / scale;
      EXPECT_NEAR(c.g, green(x + half, y + half), tolerance) << x << "," << y;
      EXPECT_NEAR(c.r, 255, 1);
    }
    for (const auto& [x, y] : {std::pair{19, 30}, {81, 30}, {50, 9}, {50, 61}})
      EXPECT_EQ(pixel(pixels, x * scale, y * scale), white) << x << "," << y;
  }
};

TEST_F(MapFiles, FieldInEveryFormat) {
  figure.add(map);
  for (const int scale : {1, 3}) {
    options.pixels_per_point = scale;
    expect_field(*rasterize(figure, book, options), scale, 2);
  }
  if (has_program("pdftoppm")) expect_field(*pixels_of_pdf(*pdf_bytes(figure, book, options), 2), 2, 4);
  if (has_program("rsvg-convert")) expect_field(*pixels_of_svg(*svg_bytes(figure, book, options), 2), 2, 4);
}

TEST_F(MapFiles, ContoursAreLinesAtTheirLevel) {
  map.ramp = {white};
  map.contours = {13};  // (x − 20) / 10 + (y − 10) / 2.5 = 13
  map.contour = {black, 2};
  figure.add(map);
  options.pixels_per_point = 4;
  const Pixels pixels = *rasterize(figure, book, options);
  for (int x = 25; x < 75; x += 7) {
    const double y = 10 + 2.5 * (13 - (x - 20) / 10.0);
    EXPECT_EQ(pixel(pixels, 4 * x, static_cast<int>(std::lround(4 * y))), black) << x;
    EXPECT_EQ(pixel(pixels, 4 * x, static_cast<int>(std::lround(4 * y)) + 8), white) << x;
  }
  const Xml xml = parse_xml(*svg_bytes(figure, book, options));
  EXPECT_EQ(xml.error, "");
  EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "path"), 1);
  EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "image"), 1);
}

TEST_F(MapFiles, OnlyWhatShowsIsRasterised) {
  // Zoomed far in: the image has the page's size, not the map's.
  map.rect = {-50000, -40000, 100000, 80000};
  figure.add(PushClip{{20, 10, 60, 50}});
  figure.add(map);
  figure.add(PopClip{});
  const Result<std::string> svg = svg_bytes(figure, book, options);
  ASSERT_TRUE(svg);
  EXPECT_NE(svg->find("<image x=\"20\" y=\"10\" width=\"60\" height=\"50\""), std::string::npos);
  const Pixels pixels = *rasterize(figure, book, options);
  EXPECT_NEAR(pixel(pixels, 50, 40).g, std::lround(255 * (1 - 13.0 / 26)), 2);
  EXPECT_EQ(pixel(pixels, 15, 40), white);
}

TEST_F(MapFiles, WhatCannotBeDrawnIsLeftOut) {
  const auto add = [&](auto change) {
    Map broken = map;
    change(broken);
    figure.add(broken);
  };
  add([](Map& m) { m.values = nullptr; });
  add([](Map& m) { m.columns = 8; });
  add([](Map& m) { m.ramp.clear(); });
  add([](Map& m) { m.rect.w = std::numeric_limits<double>::infinity(); });
  add([](Map& m) { m.rect.h = 0; });
  add([](Map& m) { m.rect = {200, 200, 10, 10}; });
  const Pixels pixels = *rasterize(figure, book, options);
  for (std::uint8_t byte : pixels.rgba) ASSERT_EQ(byte, 255);
  EXPECT_EQ(svg_bytes(figure, book, options)->find("<image"), std::string::npos);
}

}  // namespace
}  // namespace dlab
