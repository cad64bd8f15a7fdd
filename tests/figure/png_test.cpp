// PNG files: transparency, grounds, size limits, and writing them where there is no room.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <limits>

#include "core/base/file.hpp"
#include "tests/figure/tools.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

struct Png : testing::Test {
  FontBook book;
  ExportOptions options;
  Figure figure{20, 10, {}, {}};
  Png() { figure.add(Box{{0, 0, 10, 10}, {200, 100, 50, 128}}); }
};

TEST_F(Png, IsTransparentWhereNothingIsAndKeepsStraightColours) {
  const auto pixels = decode_png(*png_bytes(figure, book, options));
  ASSERT_TRUE(pixels);
  EXPECT_EQ(pixels->width, 20);
  EXPECT_EQ(pixels->height, 10);
  EXPECT_EQ(pixel(*pixels, 15, 5), (Color{0, 0, 0, 0}));
  const Color c = pixel(*pixels, 5, 5);
  EXPECT_EQ(c.a, 128);
  EXPECT_NEAR(c.r, 200, 1);
  EXPECT_NEAR(c.g, 100, 1);
  EXPECT_NEAR(c.b, 50, 1);
}

TEST_F(Png, GroundFillsAll) {
  options.ground = Color{10, 20, 30};
  const auto pixels = decode_png(*png_bytes(figure, book, options));
  EXPECT_EQ(pixel(*pixels, 15, 5), (Color{10, 20, 30}));
  EXPECT_EQ(pixel(*pixels, 5, 5).a, 255);
}

TEST_F(Png, ScaleGivesThePixels) {
  options.pixels_per_point = 2.5;
  const auto pixels = decode_png(*png_bytes(figure, book, options));
  EXPECT_EQ(pixels->width, 50);
  EXPECT_EQ(pixels->height, 25);
  EXPECT_EQ(pixel(*pixels, 24, 12).a, 128);
  EXPECT_EQ(pixel(*pixels, 26, 12).a, 0);
}

TEST_F(Png, RawPixelsComeBackBitForBit) {
  std::vector<std::uint8_t> rgba;
  for (int i = 0; i < 7 * 5 * 4; ++i) rgba.push_back(static_cast<std::uint8_t>(i * 37));
  const auto pixels = decode_png(*png_bytes(rgba, 7, 5, options));
  ASSERT_TRUE(pixels);
  EXPECT_EQ(pixels->rgba, rgba);
  EXPECT_FALSE(png_bytes(rgba, 7, 6, options));  // not that many pixels
}

TEST_F(Png, ImpossibleSizesAreErrors) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  for (const auto& [w, h, scale] : std::vector<std::array<double, 3>>{{0, 10, 1},
                                                                      {-5, 10, 1},
                                                                      {1e6, 10, 1},
                                                                      {10, 40000, 1},
                                                                      {20000, 20000, 1},
                                                                      {nan, 10, 1},
                                                                      {10, 10, inf},
                                                                      {10, 10, 0},
                                                                      {10, 10, -1}}) {
    options.pixels_per_point = scale;
    const Result<std::string> png = png_bytes(Figure{w, h, {}, {}}, book, options);
    ASSERT_FALSE(png) << w << " " << h << " " << scale;
    EXPECT_EQ(png.error().where, "size");
  }
  options.pixels_per_point = 1;
  const Error error = png_bytes(Figure{1e6, 10, {}, {}}, book, options).error();
  EXPECT_NE(error.text().find("got 1000000 × 10"), std::string::npos) << error.text();
  EXPECT_FALSE(pdf_bytes(Figure{0, 10, {}, {}}, book, options));
  EXPECT_FALSE(pdf_bytes(Figure{1e6, nan, {}, {}}, book, options));
  EXPECT_FALSE(svg_bytes(Figure{nan, 10, {}, {}}, book, options));
}

// In a child process, because the limit on file sizes cannot be lifted again.
TEST_F(Png, ADiskThatFillsUpLeavesTheOldFile) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const TemporaryFolder folder;
  const std::string path = folder / "x.png";
  ASSERT_TRUE(write_file(path, "old"));
  const auto fill = [&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100000, 100000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const Status written = write_file(path, std::string(1 << 20, 'x'));
    std::_Exit(!written && written.error().text().find("no space is left") != std::string::npos ? 7 : 1);
  };
  EXPECT_EXIT(fill(), testing::ExitedWithCode(7), "");
  EXPECT_EQ(*read_file(path), "old");
  EXPECT_EQ(folder.count(), 1u);
}

}  // namespace
}  // namespace dlab
