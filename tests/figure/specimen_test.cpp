// The specimen as text, as SVG and as PDF: nothing lost, and every format looks like the others.
#include "tests/figure/specimen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/figure/golden.hpp"
#include "tests/figure/tools.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

struct Specimen : testing::TestWithParam<ThemeKind> {
  FontBook book;
  Figure figure = specimen(GetParam(), book);
  ExportOptions options;
  bool light = GetParam() == ThemeKind::light;
};
INSTANTIATE_TEST_SUITE_P(Both, Specimen, testing::Values(ThemeKind::light, ThemeKind::dark));

// Laid out with fixed advances, so that the golden text does not depend on fonts.
TEST_P(Specimen, DumpIsGolden) {
  expect_golden(light ? "specimen-light.txt" : "specimen-dark.txt",
                dump(specimen(GetParam(), FixedAdvance{})));
}

TEST_P(Specimen, SvgIsWellFormedAndHoldsTheText) {
  options.title = "Two <bells> & \"more\"";
  const Result<std::string> svg = svg_bytes(figure, book, options);
  ASSERT_TRUE(svg);
  const Xml xml = parse_xml(*svg);
  EXPECT_EQ(xml.error, "");
  EXPECT_EQ(xml.tags.front(), "svg");
  for (const char* text :
       {"density", "KL(P‖Q)", "拉开两个钟形 · 均值", "JS 在两钟不再重叠时停在 ln 2 = 0.6931；",
        "∇ ∈ ∞ ± · ½ × 10⁻¹² & < > \"", "Two <bells> & \"more\""}) {
    EXPECT_NE(xml.text.find(text), std::string::npos) << text;
  }
  EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "text"),
            std::count_if(figure.primitives.begin(), figure.primitives.end(),
                          [](const Primitive& p) { return std::holds_alternative<Text>(p); }));
  for (const std::string& value : xml.attributes) {
    EXPECT_EQ(value.find("nan"), std::string::npos) << value;
    EXPECT_EQ(value.find("inf"), std::string::npos) << value;
  }
}

TEST_P(Specimen, PdfHoldsTheTextAndThePageSize) {
  if (!has_program("pdftotext") || !has_program("pdfinfo")) GTEST_SKIP() << "needs poppler-utils";
  if (!book.complaint().empty() || !book.chinese_complaint().empty()) GTEST_SKIP() << "needs the fonts";
  options.title = "Two bells 两个钟形";
  options.scene_json = "{\"scene\":1}";
  const Result<std::string> pdf = pdf_bytes(figure, book, options);
  ASSERT_TRUE(pdf);
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file((folder / "x.pdf"), *pdf));
  const auto info = output_of("pdfinfo '" + folder / "x.pdf" + "' 2>&1");
  ASSERT_TRUE(info);
  EXPECT_NE(info->find("920 x 640 pts"), std::string::npos) << *info;
  EXPECT_NE(info->find("Two bells 两个钟形"), std::string::npos) << *info;
  EXPECT_NE(info->find("Divergence Lab"), std::string::npos) << *info;
  EXPECT_EQ(info->find("Error"), std::string::npos) << *info;
  const auto text = output_of("pdftotext -layout '" + folder / "x.pdf" + "' - 2>&1");
  ASSERT_TRUE(text);
  for (const char* words : {"density", "KL(P‖Q)", "拉开两个钟形", "停在 ln 2 = 0.6931", "1.1111", "0.8888",
                            "medium 123", "10⁻¹²", "0.3", "−4"}) {
    EXPECT_NE(text->find(words), std::string::npos) << words << " in\n" << *text;
  }
}

// The share of pixels of which a channel differs by more than a quarter of its range.
double difference(const Pixels& a, const Pixels& b) {
  if (a.width != b.width || a.height != b.height) return 1;
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      if (std::abs(a.rgba[i + k] - b.rgba[i + k]) > 64) {
        ++different;
        break;
      }
    }
  }
  return static_cast<double>(different) / (static_cast<double>(a.rgba.size()) / 4);
}

TEST_P(Specimen, AllFormatsLookAlike) {
  if (!book.complaint().empty() || !book.chinese_complaint().empty()) GTEST_SKIP() << "needs the fonts";
  options.ground = Color{255, 255, 255};
  const Result<Pixels> png = rasterize(figure, book, options);
  ASSERT_TRUE(png);
  EXPECT_EQ(png->width, 920);
  if (has_program("pdftoppm")) {
    const auto pdf = pixels_of_pdf(*pdf_bytes(figure, book, options), 1);
    ASSERT_TRUE(pdf);
    EXPECT_LT(difference(*png, *pdf), 0.01);
  }
  if (has_program(
          "rsvg-convert")) {  // kerns and spaces letters in its own way, so text may be off by a pixel
    const auto svg = pixels_of_svg(*svg_bytes(figure, book, options), 1);
    ASSERT_TRUE(svg);
    EXPECT_LT(difference(*png, *svg), 0.015);
  }
  // The measure does see when something is missing.
  Figure wordless = figure;
  std::erase_if(wordless.primitives, [](const Primitive& p) { return std::holds_alternative<Text>(p); });
  EXPECT_GT(difference(*png, *rasterize(wordless, book, options)), 0.02);
}

}  // namespace
}  // namespace dlab
