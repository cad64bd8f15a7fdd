// The font book: tabular digits, the face of each character, and life without any font.
#include "app/export/font_book.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

struct Fonts : testing::Test {
  FontBook book;
  void SetUp() override {
    if (!book.complaint().empty()) GTEST_SKIP() << book.complaint();
  }
};

TEST_F(Fonts, DigitsAreTabularAndAsWideAsTheWidest) {
  for (Weight weight : {Weight::regular, Weight::medium, Weight::semibold}) {
    for (bool italic : {false, true}) {
      double widest = 0;
      for (char32_t digit = '0'; digit <= '9'; ++digit) {
        EXPECT_DOUBLE_EQ(book.advance(digit, weight, italic), book.digit_advance(weight, italic));
        widest = std::max(widest, book.own_advance(digit, weight, italic));
      }
      EXPECT_DOUBLE_EQ(book.digit_advance(weight, italic), widest);
      EXPECT_NEAR(book.own_advance('1', weight, italic), widest,
                  0.01);  // Inter's tabular set, not its narrow 1
    }
  }
}

TEST_F(Fonts, OtherCharactersKeepTheirOwnAdvance) {
  for (char32_t code : std::u32string(U"aZ −∞σ²")) {
    EXPECT_DOUBLE_EQ(book.advance(code, Weight::regular, false),
                     book.own_advance(code, Weight::regular, false));
    EXPECT_GT(book.advance(code, Weight::regular, false), 0.1);
  }
  EXPECT_GT(book.advance(U'‖', Weight::regular, false), book.own_advance(U'‖', Weight::regular, false));
  EXPECT_LT(book.advance('i', Weight::regular, false), book.advance('W', Weight::regular, false));
}

TEST_F(Fonts, WeightsAndItalicsHaveTheirOwnFiles) {
  EXPECT_NE(book.latin(Weight::regular).path, book.latin(Weight::semibold).path);
  EXPECT_NE(book.latin(Weight::regular).path, book.latin(Weight::medium).path);
  EXPECT_NE(book.latin(Weight::regular).path, book.latin(Weight::regular, true).path);
  EXPECT_GT(book.cap_height(), 0.6);
  EXPECT_LT(book.cap_height(), book.ascent());
  EXPECT_GT(book.descent(), 0);
}

TEST_F(Fonts, SignsOfTheProgramHaveAFace) {
  for (char32_t code : std::u32string(U"‖∞∫−→²₁★μσ≥≤≈±·⁰⁻¹⁹∇∈▶"))
    EXPECT_TRUE(book.has(code)) << encode_utf8(code);
  EXPECT_FALSE(book.has(0xE0FFF));
  EXPECT_EQ(book.file_for(0xE0FFF, Weight::regular, false).path, book.latin(Weight::regular).path);
}

TEST_F(Fonts, ChineseComesFromTheSimplifiedFace) {
  if (!book.chinese_complaint().empty()) GTEST_SKIP() << book.chinese_complaint();
  for (char32_t code : std::u32string(U"中均值，。")) {
    EXPECT_TRUE(book.is_chinese(code));
    EXPECT_EQ(book.file_for(code, Weight::regular, true).path, book.chinese(Weight::regular).path);
    EXPECT_DOUBLE_EQ(book.advance(code, Weight::regular, false), 1);
  }
  EXPECT_NE(book.chinese(Weight::regular).path, book.chinese(Weight::semibold).path);
  EXPECT_FALSE(book.is_chinese('a'));
  EXPECT_FALSE(book.is_chinese(U'σ'));
}

TEST(FontFallback, ControlCharactersTakeNoRoom) {
  const FontBook book;
  for (char32_t code : {U'\n', U'\t', U'\u200b', U'\ufe0f', U'\ufeff'}) {
    EXPECT_EQ(book.advance(code, Weight::regular, false), 0);
  }
}

TEST(FontFallback, WithoutAnyFontThereAreUsualProportionsAndASentence) {
  const FontBook book({{}, false});
  EXPECT_TRUE(book.latin(Weight::regular).path.empty());
  EXPECT_TRUE(book.chinese(Weight::semibold).path.empty());
  EXPECT_TRUE(book.file_for('a', Weight::regular, false).path.empty());
  EXPECT_GT(book.advance('a', Weight::regular, false), 0);
  EXPECT_GT(book.ascent(), book.cap_height());
  EXPECT_NE(book.complaint().find("fonts-inter"), std::string::npos);
  EXPECT_NE(book.chinese_complaint().find("fonts-noto-cjk"), std::string::npos);
}

TEST(FontFallback, ADamagedFileIsAsGoodAsNone) {
  const TemporaryFolder folder;
  for (const char* name : {"Inter-Regular.otf", "NotoSansCJK-Regular.ttc"}) {
    std::ofstream(folder / name) << "OTTO, but no font";
  }
  const FontBook book({{folder.path()}, false});
  EXPECT_TRUE(book.latin(Weight::regular).path.empty());
  EXPECT_GT(book.advance(U'中', Weight::regular, false), 0);
  EXPECT_TRUE(book.chinese(Weight::regular).path.empty());
}

}  // namespace
}  // namespace dlab
