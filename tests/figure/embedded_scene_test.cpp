// The scene inside a picture: it comes back, and no file, however mangled, does harm.
#include "app/export/embedded_scene.hpp"

#include <gtest/gtest.h>

#include <random>

#include "app/export/base64.hpp"
#include "tests/figure/tools.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

enum class Format { png, svg, pdf };

struct Embedded : testing::TestWithParam<Format> {
  FontBook book;
  Figure figure{30, 20, {}, {}};
  Embedded() { figure.add(Box{{2, 2, 10, 10}, {200, 0, 0}}); }
  std::string file_with(const std::string& scene) const {
    ExportOptions options;
    options.scene_json = scene;
    options.title = "title";
    const Result<std::string> bytes = GetParam() == Format::png   ? png_bytes(figure, book, options)
                                      : GetParam() == Format::svg ? svg_bytes(figure, book, options)
                                                                  : pdf_bytes(figure, book, options);
    EXPECT_TRUE(bytes);
    return *bytes;
  }
};
std::string format_name(const testing::TestParamInfo<Format>& info) {
  static constexpr const char* names[] = {"Png", "Svg", "Pdf"};
  return names[static_cast<int>(info.param)];
}
INSTANTIATE_TEST_SUITE_P(Formats, Embedded, testing::Values(Format::png, Format::svg, Format::pdf),
                         format_name);

TEST_P(Embedded, ComesBack) {
  std::string large = "{\"values\":[";
  for (int i = 0; i < 100000; ++i) large += std::to_string(i * 7919 % 10007) + ",";
  for (const std::string& scene :
       {std::string("{}"),
        std::string(R"({"p":{"type":"normal","mean":-1.5},"name":"均值 σ² \"<&>\" ]]> </metadata> -->"})"),
        std::string("{\n  \"a\": [1, 2],\n\t\"b\": null\n}\n"), large + "0]}"}) {
    const Result<std::string> back = embedded_scene(file_with(scene));
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(*back, scene);
  }
}

TEST_P(Embedded, NoneIsAnErrorWithARemedy) {
  const Result<std::string> none = embedded_scene(file_with(""));
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().text().find("holds no scene"), std::string::npos);
}

TEST_P(Embedded, CutOffFilesAreErrors) {
  const std::string scene = R"({"a":[1,2,3]})", whole = file_with(scene);
  std::size_t found = 0;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Result<std::string> back = embedded_scene(std::string_view(whole).substr(0, length));
    if (!back) continue;
    EXPECT_EQ(*back, scene) << length;  // all of it lay before the cut
    ++found;
  }
  EXPECT_LT(found, whole.size());
}

TEST_P(Embedded, MangledFilesDoNoHarm) {
  const std::string whole = file_with(R"({"a":"0123456789012345678901234567890123456789"})");
  std::mt19937 random(5);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = whole;
    for (int k = 0; k < 1 + round % 8; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
    (void)embedded_scene(bytes);
  }
}

TEST_P(Embedded, OtherReadersStillAccept) {
  const std::string bytes = file_with(R"({"name":"均值"})");
  switch (GetParam()) {
    case Format::png:
      EXPECT_TRUE(decode_png(bytes));
      break;
    case Format::svg:
      EXPECT_EQ(parse_xml(bytes).error, "");
      break;
    case Format::pdf: {
      if (!has_program("pdfinfo")) GTEST_SKIP() << "needs pdfinfo";
      const TemporaryFolder folder;
      ASSERT_TRUE(write_file((folder / "x.pdf"), bytes));
      // Poppler complains on standard error when it has to repair.
      const auto said = output_of("pdfinfo '" + folder / "x.pdf" + "' 2>&1");
      ASSERT_TRUE(said);
      EXPECT_EQ(said->find("rror"), std::string::npos) << *said;
      EXPECT_NE(said->find("30 x 20 pts"), std::string::npos) << *said;
      // The end that readers look for is within the last kilobyte.
      EXPECT_NE(bytes.find("startxref", bytes.size() - 1024), std::string::npos);
      EXPECT_EQ(bytes.substr(bytes.size() - 6), "%%EOF\n");
      EXPECT_TRUE(!has_program("qpdf") || output_of("qpdf --check '" + folder / "x.pdf" + "'"));
    }
  }
}

TEST(EmbeddedScene, OtherFilesAreRefusedWithASentence) {
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string("{\"a\":1}"), std::string(1000, '\0'),
        std::string("<html>"), std::string("\xFF\xD8\xFF\xE0 JFIF")}) {
    const Result<std::string> none = embedded_scene(bytes);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().text().find("no picture"), std::string::npos);
  }
}

std::string png_with_chunk(std::uint32_t length, const std::string& rest) {
  std::string bytes = "\x89PNG\r\n\x1a\n";
  for (int shift : {24, 16, 8, 0}) bytes += static_cast<char>(length >> shift & 0xFF);
  return bytes + rest;
}

TEST(EmbeddedScene, LengthsInAPngAreNotTrusted) {
  EXPECT_FALSE(embedded_scene(png_with_chunk(0xFFFFFFFFu, "iTXtdivergence-lab-scene")));
  EXPECT_FALSE(embedded_scene(png_with_chunk(0x7FFFFFFFu, std::string(100, 'x'))));
  EXPECT_FALSE(embedded_scene(png_with_chunk(0, "iTXt")));
  EXPECT_FALSE(embedded_scene("\x89PNG\r\n\x1a\n"));
}

TEST(Base64, KnownAnswersAndRoundTrip) {  // RFC 4648, section 10
  EXPECT_EQ(base64_encode(""), "");
  EXPECT_EQ(base64_encode("f"), "Zg==");
  EXPECT_EQ(base64_encode("fo"), "Zm8=");
  EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
  for (const char* text : {"Zg=", "Z===", "Zm9v!mFy", "=Zm9", "Zg==Zg=="})
    EXPECT_FALSE(base64_decode(text)) << text;
  std::string bytes;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
    bytes += static_cast<char>(i * 31);
  }
}

}  // namespace
}  // namespace dlab
