// Known primitives have their colours at known pixels, whichever renderer draws them; text is as wide as
// measured.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/figure/tools.hpp"

namespace dlab {
namespace {

constexpr Color white{255, 255, 255}, red{220, 30, 20}, blue{0, 90, 200}, half{0, 128, 0, 128};
const Color half_on_white{127, 191, 127};  // half over white

struct Probe {
  int x, y;
  Color color;
  const char* what;
};

// 100 × 100 points; every probe stands well inside a flat area.
Figure probes(std::vector<Probe>& expected) {
  Figure f{100, 100, {}, {}};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  f.add(Box{{5, 5, 20, 10}, red});
  expected.insert(expected.end(),
                  {{15, 10, red, "box"}, {2, 2, white, "ground"}, {27, 10, white, "beside the box"}});
  f.add(Box{{30, 5, 20, 20}, {0, 0, 0, 0}, {blue, 4}, 8});
  expected.insert(expected.end(), {{40, 15, white, "inside a hollow box"},
                                   {30, 15, blue, "its left side"},
                                   {40, 25, blue, "its lower side"},
                                   {29, 4, white, "its round corner"}});
  f.add(Box{{55, 5, 20, 20}, half});
  expected.push_back({65, 15, half_on_white, "half transparent"});
  f.add(Marker{{88, 15}, Shape::circle, 20, red});
  f.add(Marker{{88, 15}, Shape::diamond, 10, blue});
  expected.insert(expected.end(),
                  {{88, 15, blue, "diamond on top"}, {88, 7, red, "circle"}, {79, 6, white, "corner"}});
  f.add(Polyline{{{5, 35}, {45, 35}, {nan, nan}, {60, 35}, {95, 35}}, {red, 6}});
  expected.insert(expected.end(), {{20, 35, red, "line"},
                                   {52, 35, white, "gap at nan"},
                                   {80, 35, red, "after the gap"},
                                   {20, 39, white, "below the line"}});
  f.add(Polyline{{{5, 45}, {95, 45}}, {blue, 5, Dash::dashed}});  // 20 on, 12.5 off
  expected.insert(expected.end(),
                  {{15, 45, blue, "dash"}, {31, 45, white, "gap"}, {48, 45, blue, "second dash"}});
  f.add(Polygon{{{5, 55}, {45, 55}, {25, 62}, {45, 75}, {5, 75}}, blue});
  expected.insert(expected.end(), {{10, 65, blue, "polygon"}, {40, 63, white, "its notch"}});
  f.add(Band{{50, 60, 70, 80, 95}, {75, 75, nan, 75, 75}, {55, 55, 55, 65, 65}, red});
  expected.insert(expected.end(), {{55, 65, red, "band"},
                                   {70, 70, white, "broken band"},
                                   {88, 70, red, "band again"},
                                   {88, 60, white, "above it"}});
  f.add(PushClip{{5, 80, 20, 10}});
  f.add(PushClip{{15, 70, 40, 40}});
  f.add(Box{{0, 78, 100, 22}, red});
  f.add(PopClip{});
  f.add(PopClip{});
  f.add(PopClip{});  // one too many
  expected.insert(expected.end(),
                  {{20, 85, red, "both clips"}, {10, 85, white, "one clip"}, {30, 85, white, "the other"}});
  f.add(Arrow{{30, 95}, {60, 95}, {blue, 2}, 10});
  expected.insert(expected.end(),
                  {{56, 95, blue, "head"}, {40, 95, blue, "shaft"}, {64, 95, white, "beyond"}});
  auto cells = std::make_shared<std::vector<std::uint8_t>>(
      std::vector<std::uint8_t>{220, 30, 20, 255, 0, 90, 200, 255, 0, 90, 200, 255, 0, 128, 0, 128});
  f.add(Raster{{70, 80, 20, 20}, 2, 2, cells, false});
  expected.insert(expected.end(), {{74, 84, red, "cell"},
                                   {78, 88, red, "its corner"},
                                   {82, 84, blue, "next cell"},
                                   {85, 95, half_on_white, "transparent cell"}});
  return f;
}

void check(const Pixels& pixels, const std::vector<Probe>& expected, int scale, int tolerance) {
  ASSERT_EQ(pixels.width, 100 * scale);
  for (const Probe& probe : expected) {
    const Color c = pixel(pixels, probe.x * scale, probe.y * scale);
    EXPECT_TRUE(std::abs(c.r - probe.color.r) <= tolerance && std::abs(c.g - probe.color.g) <= tolerance &&
                std::abs(c.b - probe.color.b) <= tolerance && c.a == 255)
        << probe.what << ": " << int{c.r} << "," << int{c.g} << "," << int{c.b} << "," << int{c.a};
  }
}

struct Primitives : testing::Test {
  FontBook book;
  ExportOptions options;
  std::vector<Probe> expected;
  Figure figure = probes(expected);
  Primitives() { options.ground = white; }
};

TEST_F(Primitives, InCairosPixels) {
  check(*rasterize(figure, book, options), expected, 1, 1);
  options.pixels_per_point = 3;
  check(*rasterize(figure, book, options), expected, 3, 1);
}

TEST_F(Primitives, InSvg) {
  if (!has_program("rsvg-convert")) GTEST_SKIP() << "needs rsvg-convert";
  const auto pixels = pixels_of_svg(*svg_bytes(figure, book, options), 2);
  ASSERT_TRUE(pixels);
  check(*pixels, expected, 2, 2);
}

TEST_F(Primitives, InPdf) {
  if (!has_program("pdftoppm")) GTEST_SKIP() << "needs pdftoppm";
  const auto pixels = pixels_of_pdf(*pdf_bytes(figure, book, options), 2);
  ASSERT_TRUE(pixels);
  check(*pixels, expected, 2, 2);
}

TEST_F(Primitives, SmoothRastersBlendAndKeepTheirEdges) {
  auto two = std::make_shared<std::vector<std::uint8_t>>(
      std::vector<std::uint8_t>{0, 0, 0, 255, 200, 200, 200, 255});
  Figure f{100, 100, {}, {}};
  f.add(Raster{{0, 0, 100, 100}, 2, 1, two, true});
  const Pixels pixels = *rasterize(f, book, options);
  EXPECT_EQ(pixel(pixels, 5, 50), (Color{0, 0, 0}));
  EXPECT_EQ(pixel(pixels, 95, 50), (Color{200, 200, 200}));
  EXPECT_NEAR(pixel(pixels, 50, 50).r, 101, 4);
  EXPECT_NEAR(pixel(pixels, 37, 50).r, 50, 6);
  EXPECT_EQ(pixel(pixels, 0, 0), (Color{0, 0, 0}));
}

TEST_F(Primitives, AwkwardValuesDrawNothingAndBreakNothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  Figure f{100, 100, {}, {}};
  f.add(Polyline{{{nan, nan}}, {red, 2}});
  f.add(Polyline{{}, {red, 2}, true});
  f.add(Polyline{{{0, 50}, {100, 50}}, {red, nan}});
  f.add(Polyline{{{-1e300, 20}, {1e300, 20}}, {blue, 4}});  // visible all the same
  f.add(Box{{nan, 0, 10, 10}, red});
  f.add(Box{{0, 0, inf, 10}, red});
  f.add(Box{{20, 60, -10, -10}, blue, {red, 0}, nan});  // reversed
  f.add(Marker{{inf, 3}, Shape::square, 5, red});
  f.add(Marker{{50, 50}, Shape::circle, nan, red});
  f.add(Polygon{{{0, 0}, {1, 1}}, red});
  f.add(Band{{1, 2, 3}, {1}, {}, red});
  f.add(Arrow{{nan, 0}, {1, 1}, {red, 1}, 5});
  f.add(Raster{{0, 0, 50, 50}, 4, 4, std::make_shared<std::vector<std::uint8_t>>(63), true});
  f.add(Raster{{0, 0, 50, 50}, 4, 4, nullptr, true});
  f.add(Raster{{0, 0, 50, 50}, -4, 4, std::make_shared<std::vector<std::uint8_t>>(64), true});
  Text text;
  text.text = "x";
  text.color = red;
  text.at = {nan, 1};
  f.add(text);
  text.at = {90, 90};
  text.size = nan;
  f.add(text);
  f.add(PushClip{{nan, nan, 1, 1}});
  f.add(Box{{0, 0, 100, 100}, red});
  const Pixels pixels = *rasterize(f, book, options);
  EXPECT_EQ(pixel(pixels, 50, 20), blue);
  EXPECT_EQ(pixel(pixels, 15, 55), blue);
  for (auto [x, y] : {std::pair{50, 50}, {5, 5}, {2, 2}, {90, 90}, {95, 2}})
    EXPECT_EQ(pixel(pixels, x, y), white);
  const Result<std::string> svg = svg_bytes(f, book, options);
  ASSERT_TRUE(svg);
  EXPECT_EQ(parse_xml(*svg).error, "");
  EXPECT_EQ(svg->find("nan"), std::string::npos);
  EXPECT_TRUE(pdf_bytes(f, book, options));
}

TEST_F(Primitives, VeryLongLinesAreFine) {
  Figure f{100, 100, {}, {}};
  Polyline line{{}, {red, 1}};
  for (int i = 0; i < 200000; ++i) line.points.push_back({i / 2000.0, 50 + 40 * std::sin(i * 0.01)});
  f.add(line);
  EXPECT_TRUE(png_bytes(f, book, options));
  EXPECT_TRUE(pdf_bytes(f, book, options));
  EXPECT_EQ(parse_xml(*svg_bytes(f, book, options)).error, "");
}

// The first and last column that are not white.
std::pair<int, int> ink(const Pixels& pixels) {
  int first = pixels.width, last = -1;
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      if (pixel(pixels, x, y).r > 128) continue;
      first = std::min(first, x);
      last = std::max(last, x);
    }
  }
  return {first, last};
}

struct TextExtent : testing::Test {
  static constexpr int scale = 4;
  FontBook book;
  ExportOptions options;
  TextExtent() {
    options.ground = white;
    options.pixels_per_point = scale;
  }
  void SetUp() override {
    if (!book.complaint().empty() || !book.chinese_complaint().empty()) GTEST_SKIP() << "needs the fonts";
  }
  Figure figure_of(const std::string& words, Align align) const {
    Figure f{400, 40, {}, {}};
    Text text;
    text.at = {align == Align::left ? 20.0 : align == Align::right ? 380.0 : 200.0, 28};
    text.text = words;
    text.size = 20;
    text.align = align;
    f.add(text);
    return f;
  }
};

// Between two equal letters lies exactly what was measured, so ink widths differ by the measured difference.
TEST_F(TextExtent, MeasuredWidthIsRenderedWidth) {
  const auto ink_width = [&](const std::string& words, bool pdf) {
    const Figure f = figure_of(words, Align::left);
    const Pixels pixels =
        pdf ? *pixels_of_pdf(*pdf_bytes(f, book, options), scale) : *rasterize(f, book, options);
    const auto [first, last] = ink(pixels);
    return static_cast<double>(last - first) / scale;
  };
  for (bool pdf : {false, true}) {
    if (pdf && !has_program("pdftoppm")) continue;
    const double alone = ink_width("H", pdf);
    for (const char* words :
         {"HamburgefontsH", "H1111110000H", "H钟形均值H", "H*x*_{12}^{3} ‖ ∞H", "HAVAToyH"}) {
      const double measured =
          text_width(words, 20, Weight::regular, book) - text_width("H", 20, Weight::regular, book);
      EXPECT_NEAR(ink_width(words, pdf) - alone, measured, 0.5) << words << (pdf ? " in PDF" : " in PNG");
    }
  }
}

TEST_F(TextExtent, AlignmentPutsTheEdgesWhereTheyBelong) {
  const double width = text_width("HoooH", 20, Weight::regular, book) * scale;
  for (const bool svg : {false, true}) {
    if (svg && !has_program("rsvg-convert")) continue;
    const auto [left, left_end] = ink(*rasterize(figure_of("HoooH", Align::left), book, options));
    const int bearing = left - 20 * scale;
    for (const Align align : {Align::center, Align::right}) {
      const Figure f = figure_of("HoooH", align);
      const auto [first, last] =
          ink(svg ? *pixels_of_svg(*svg_bytes(f, book, options), scale) : *rasterize(f, book, options));
      const double start = align == Align::center ? 200 * scale - width / 2 : 380 * scale - width;
      EXPECT_NEAR(first, start + bearing, 2) << svg;
      EXPECT_NEAR(last, start + left_end - 20 * scale, 2) << svg;
    }
  }
}

TEST_F(TextExtent, DigitsStandInColumns) {
  for (const char* digits : {"1111", "8888", "0707"}) {
    EXPECT_DOUBLE_EQ(text_width(digits, 20, Weight::semibold, book),
                     text_width("4444", 20, Weight::semibold, book));
  }
}

TEST(TextWithoutFonts, LeavesTheRestOfThePicture) {
  const FontBook none({{}, false});
  ExportOptions options;
  options.ground = white;
  Figure f{100, 100, {}, {}};
  Text text;
  text.text = "lost";
  text.at = {10, 10};
  f.add(text);
  f.add(Box{{50, 50, 20, 20}, red});
  EXPECT_EQ(pixel(*rasterize(f, none, options), 60, 60), red);
  EXPECT_TRUE(pdf_bytes(f, none, options));
  EXPECT_NE(svg_bytes(f, none, options)->find(">lost</text>"), std::string::npos);
}

}  // namespace
}  // namespace dlab
