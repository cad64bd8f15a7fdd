// Words and pictures as cells: known pixels, every kind of PNG, and one sentence for what cannot be.
#include "app/export/cells.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <cmath>

#include "app/export/export.hpp"
#include "tests/figure/tools.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

struct PngKind {
  int depth = 8, color_type = PNG_COLOR_TYPE_RGBA, interlace = PNG_INTERLACE_NONE;
  std::vector<png_color> palette{};
};

// Rows as libpng takes them.
std::string png_of(int width, int height, const PngKind& kind, std::vector<std::uint8_t> rows) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &bytes,
      [](png_structp p, png_bytep data, png_size_t length) {
        static_cast<std::string*>(png_get_io_ptr(p))->append(reinterpret_cast<const char*>(data), length);
      },
      nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), kind.depth,
               kind.color_type, kind.interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!kind.palette.empty())
    png_set_PLTE(png, info, kind.palette.data(), static_cast<int>(kind.palette.size()));
  png_write_info(png, info);
  std::vector<png_bytep> starts;
  for (int y = 0; y < height; ++y)
    starts.push_back(rows.data() +
                     rows.size() / static_cast<std::size_t>(height) * static_cast<std::size_t>(y));
  png_write_image(png, starts.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

double at(const Cells& cells, int column, int row) {
  return cells.values[static_cast<std::size_t>(row * cells.columns + column)];
}

void expect_values(const Result<Cells>& cells, std::int64_t columns, std::vector<double> values) {
  ASSERT_TRUE(cells) << cells.error().text();
  EXPECT_EQ(cells->columns, columns);
  ASSERT_EQ(cells->values.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(cells->values[i], values[i], 0.6 / 255) << i;
}

TEST(PictureCells, AreDarknessRowByRowFromTheTop) {
  const PngKind grey{8, PNG_COLOR_TYPE_GRAY};
  expect_values(picture_cells(png_of(3, 2, grey, {0, 128, 255, 200, 100, 50})), 3,
                {1, 127 / 255.0, 0, 55 / 255.0, 155 / 255.0, 205 / 255.0});
}

TEST(PictureCells, EveryKindOfPng) {
  expect_values(picture_cells(png_of(2, 1, {8, PNG_COLOR_TYPE_RGB}, {0, 0, 0, 255, 255, 255})), 2, {1, 0});
  // Black at half strength is drawn on white.
  expect_values(
      picture_cells(png_of(3, 1, {8, PNG_COLOR_TYPE_RGBA}, {0, 0, 0, 128, 0, 0, 0, 0, 255, 255, 255, 255})),
      3, {128 / 255.0, 0, 0});
  expect_values(picture_cells(png_of(2, 1, {8, PNG_COLOR_TYPE_GRAY_ALPHA}, {0, 255, 0, 51})), 2, {1, 0.2});
  expect_values(picture_cells(png_of(2, 1, {16, PNG_COLOR_TYPE_GRAY}, {0x40, 0, 0xC0, 0})), 2,
                {191 / 255.0, 64 / 255.0});
  expect_values(picture_cells(png_of(2, 1, {1, PNG_COLOR_TYPE_GRAY}, {0x40})), 2, {1, 0});
  expect_values(
      picture_cells(png_of(
          3, 1,
          {8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, {{255, 255, 255}, {0, 0, 0}, {100, 100, 100}}},
          {1, 2, 0})),
      3, {1, 155 / 255.0, 0});
  expect_values(picture_cells(png_of(2, 2, {8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_ADAM7}, {0, 255, 255, 51})),
                2, {1, 0, 0, 0.8});
}

TEST(PictureCells, GreenIsLighterThanRedAndBlue) {
  const auto cells = picture_cells(png_of(3, 1, {8, PNG_COLOR_TYPE_RGB}, {255, 0, 0, 0, 255, 0, 0, 0, 255}));
  ASSERT_TRUE(cells);
  EXPECT_LT(at(*cells, 1, 0), at(*cells, 0, 0));
  EXPECT_LT(at(*cells, 0, 0), at(*cells, 2, 0));
}

TEST(PictureCells, LargePicturesAreAveragedDown) {
  // 1000 × 500, black in the lower right quarter, a grey that is fine stripes in the upper left one.
  std::vector<std::uint8_t> rows;
  for (int y = 0; y < 500; ++y)
    for (int x = 0; x < 1000; ++x)
      rows.push_back(x >= 500 && y >= 250 ? 0 : x < 500 && y < 250 && x % 2 == 0 ? 55 : 255);
  const auto cells = picture_cells(png_of(1000, 500, {8, PNG_COLOR_TYPE_GRAY}, rows));
  ASSERT_TRUE(cells);
  EXPECT_EQ(cells->columns, 192);
  EXPECT_EQ(cells->rows, 96);
  EXPECT_EQ(at(*cells, 191, 95), 1);
  EXPECT_EQ(at(*cells, 96, 48), 1);
  EXPECT_EQ(at(*cells, 191, 0), 0);
  EXPECT_NEAR(at(*cells, 40, 20), 100 / 255.0, 12 / 255.0);
  double sum = 0;
  for (double value : cells->values) sum += value;
  EXPECT_NEAR(sum / static_cast<double>(cells->values.size()), 0.25 + 0.25 * 100 / 255, 0.002)
      << "no darkness is lost";
}

TEST(PictureCells, KeepTheirShapeHoweverThin) {
  std::vector<std::uint8_t> rows(3000, 0);
  for (std::size_t i = 0; i < 1000; ++i) rows[i] = 255;
  const auto cells = picture_cells(png_of(3, 1000, {8, PNG_COLOR_TYPE_GRAY}, rows));
  ASSERT_TRUE(cells);
  EXPECT_EQ(cells->columns, 1);
  EXPECT_EQ(cells->rows, 192);
}

TEST(PictureCells, OneSentenceForWhatIsNoDensity) {
  const auto complaint = [](const std::string& bytes) {
    const auto cells = picture_cells(bytes);
    return cells ? "" : cells.error().text();
  };
  EXPECT_EQ(complaint(png_of(9, 9, {8, PNG_COLOR_TYPE_GRAY}, std::vector<std::uint8_t>(81, 77))),
            "is a picture of one color; give one with dark and light parts");
  EXPECT_EQ(complaint("GIF89a"), "is not a PNG picture; save it as PNG");
  EXPECT_EQ(complaint(""), "is not a PNG picture; save it as PNG");
  std::vector<std::uint8_t> noise(10000);
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<std::uint8_t>(i * i / 7);
  const std::string good = png_of(100, 100, {8, PNG_COLOR_TYPE_GRAY}, noise);
  EXPECT_EQ(complaint(good), "");
  for (const std::size_t kept : {std::size_t{8}, std::size_t{20}, std::size_t{40}, good.size() / 2})
    EXPECT_EQ(complaint(good.substr(0, kept)), "is a damaged PNG picture; save it again") << kept;
  std::string broken = good;
  broken[good.size() / 2] ^= 0x55;
  EXPECT_EQ(complaint(broken), "is a damaged PNG picture; save it again");
  // A small file that says it is huge: 20000 × 10000 in its header (checksum made for it).
  std::string huge = png_of(1, 1, {8, PNG_COLOR_TYPE_GRAY}, {0});
  const std::uint8_t sides[] = {0, 0, 0x4E, 0x20, 0, 0, 0x27, 0x10};
  for (std::size_t i = 0; i < 8; ++i) huge[16 + i] = static_cast<char>(sides[i]);
  std::uint32_t crc = 0xFFFFFFFFu;
  for (std::size_t i = 12; i < 29; ++i) {
    crc ^= static_cast<std::uint8_t>(huge[i]);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0u);
  }
  for (std::size_t i = 0; i < 4; ++i) huge[29 + i] = static_cast<char>(~crc >> (24 - 8 * i) & 0xFF);
  EXPECT_EQ(complaint(huge), "has 200 megapixels; at most 64 can be read: give a smaller picture");
}

struct TextCells : testing::Test {
  FontBook book;
  void SetUp() override {
    if (!book.complaint().empty()) GTEST_SKIP() << "needs the fonts";
  }
  // The share of ink in each of n × m parts of the picture.
  static double ink(const Cells& cells, double left, double top, double right, double bottom) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < cells.rows; ++row)
      for (int column = 0; column < cells.columns; ++column) {
        const double x = (column + 0.5) / static_cast<double>(cells.columns),
                     y = (row + 0.5) / static_cast<double>(cells.rows);
        if (x < left || x > right || y < top || y > bottom) continue;
        sum += at(cells, column, row);
        ++count;
      }
    return count > 0 ? sum / count : 0;
  }
};

TEST_F(TextCells, FillTheirBoxTheRightWayUp) {
  const auto cells = text_cells("L", book);
  ASSERT_TRUE(cells);
  EXPECT_EQ(cells->rows, 128);
  EXPECT_LT(cells->columns, 128);
  EXPECT_GT(ink(*cells, 0.05, 0.05, 0.2, 0.95), 0.9) << "the stem on the left";
  EXPECT_GT(ink(*cells, 0.05, 0.88, 0.95, 0.97), 0.8) << "the foot below";
  EXPECT_EQ(ink(*cells, 0.4, 0, 1, 0.7), 0) << "nothing at the upper right";
  EXPECT_TRUE(std::ranges::all_of(cells->values, [](double v) { return std::round(v * 255) == v * 255; }));
  // A cell of room and no more.
  for (int row = 0; row < cells->rows; ++row) EXPECT_LT(at(*cells, 0, row), 0.5);
  EXPECT_GT(ink(*cells, 1.0 / static_cast<double>(cells->columns), 0.4,
                2.2 / static_cast<double>(cells->columns), 0.6),
            0.5);
}

TEST_F(TextCells, WordsAreAsWideAsTheCellsAllow) {
  for (const char* words :
       {"GAN", "Wasserstein distance", "‖∇f‖ ≤ 1", "a_b^{c}*d*\\", "wwwwwwwwwwwwwwwwwwwwwww"}) {
    const auto cells = text_cells(words, book);
    ASSERT_TRUE(cells) << words;
    EXPECT_EQ(cells->columns, 192) << words;
    EXPECT_LE(cells->rows, 128);
    EXPECT_GT(ink(*cells, 0, 0, 1, 1), 0.15) << words;
    EXPECT_LT(ink(*cells, 0, 0, 1, 1), 0.8) << words;
    Text2d text;
    text.text = text.drawn = words;
    text.cells = *cells;
    EXPECT_TRUE(validate(Distribution2d(text)));
  }
  const auto stretched = text_cells(std::string(400, 'm'), book);
  ASSERT_TRUE(stretched);
  EXPECT_GE(stretched->rows, 3);
}

TEST_F(TextCells, Chinese) {
  if (!book.chinese_complaint().empty()) GTEST_SKIP() << "needs the Chinese font";
  const auto cells = text_cells("推土", book);
  ASSERT_TRUE(cells);
  EXPECT_NEAR(static_cast<double>(cells->columns) / static_cast<double>(cells->rows), 2.1, 0.25);
  // 土: the lower stroke across is the longest.
  EXPECT_GT(ink(*cells, 0.55, 0.85, 0.97, 0.97), 0.4);
}

TEST_F(TextCells, NothingToDrawIsSaid) {
  for (const char* empty : {"", "   ", "\t\n", "\xE2\x80\x8B", "\xE3\x80\x80"}) {
    const auto cells = text_cells(empty, book);
    ASSERT_FALSE(cells);
    EXPECT_EQ(cells.error().text(), "is empty; give at least one letter or sign");
  }
  const auto unknown = text_cells("\xF3\xB0\x80\x80", book);  // U+F0000, for private use
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().text().find("no font has its characters"), std::string::npos);
}

TEST_F(TextCells, FillsWhatIsNotYetDrawnOrRead) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file((folder / "two.png"), png_of(2, 1, {8, PNG_COLOR_TYPE_GRAY}, {0, 255})));
  Text2d text;
  Image2d image;
  image.file = "two.png";
  Distribution2d mixture = Mixture2d{{{1, text}, {1, image}, {1, Normal2d{}}}};
  EXPECT_TRUE(needs_cells(mixture));
  const Status status = fill_cells(mixture, {"/nowhere", folder / ""}, book);
  ASSERT_TRUE(status) << status.error().text();
  EXPECT_FALSE(needs_cells(mixture));
  const auto& parts = std::get<Mixture2d>(mixture).components;
  EXPECT_EQ(std::get<Text2d>(parts[0].distribution).drawn, "GAN");
  EXPECT_EQ(std::get<Image2d>(parts[1].distribution).darkness, (Cells{2, 1, SharedValues{1, 0}}));
  // Only what has changed is drawn again.
  Distribution2d alone = std::get<Text2d>(parts[0].distribution);
  EXPECT_FALSE(needs_cells(alone));
  std::get<Text2d>(alone).text = "WGAN";
  ASSERT_TRUE(fill_cells(alone, {}, book));
  EXPECT_NE(std::get<Text2d>(alone).cells, std::get<Text2d>(parts[0].distribution).cells);
  EXPECT_FALSE(needs_cells(Distribution2d(Image2d{}))) << "without a file there is nothing to read";
  EXPECT_FALSE(needs_cells(Distribution2d(Normal2d{})));
}

TEST_F(TextCells, ErrorsNameThePlaceAndChangeNothing) {
  const TemporaryFolder folder;
  Image2d image;
  image.file = folder / "no.png";
  Distribution2d mixture = Mixture2d{{{1, Text2d{}}, {1, image}}};
  const Distribution2d before = mixture;
  const Status missing = fill_cells(mixture, {}, book);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().in_field("p").text(),
            "p.components[1].distribution.file: " + image.file + ": there is no such file");
  EXPECT_EQ(mixture, before);
  ASSERT_TRUE(write_file(image.file, ""));
  Distribution2d alone = image;
  EXPECT_EQ(fill_cells(alone, {}, book).error().text(),
            "file: " + image.file + ": is empty; give a PNG picture");
  Text2d text;
  text.text = " ";
  alone = text;
  EXPECT_EQ(fill_cells(alone, {}, book).error().in_field("q").text(),
            "q.text: is empty; give at least one letter or sign");
}

}  // namespace
}  // namespace dlab
