// The program's type on screen: advances, tabular digits, text boxes' characters, room on the sheet.
#include "app/draw/ui_fonts.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "app/draw/glyph_sheet.hpp"
#include "core/figure/text.hpp"
#include "tests/gl/stage.hpp"

namespace dlab {
namespace {

// The leftmost and rightmost column with ink in a row range, or {-1, -1}.
std::pair<int, int> ink_columns(const Pixels& pixels, int top, int bottom) {
  int left = -1, right = -1;
  for (int x = 0; x < pixels.width; ++x)
    for (int y = top; y < bottom; ++y)
      if (pixel(pixels, x, y).r < 200) {
        if (left < 0) left = x;
        right = x;
      }
  return {left, right};
}

TEST(ScreenType, DigitsAreTabular) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  const ImFont* font = stage->fonts().pick(15).font;
  const float zero = font->GetCharAdvance('0');
  for (const Weight weight : {Weight::regular, Weight::medium, Weight::semibold})
    for (char digit = '0'; digit <= '9'; ++digit) {
      EXPECT_FLOAT_EQ(font->GetCharAdvance(static_cast<ImWchar>(digit)), zero);
      EXPECT_DOUBLE_EQ(stage->book().advance(static_cast<char32_t>(digit), weight, false),
                       stage->book().digit_advance(weight, false));
    }
  EXPECT_NE(font->GetCharAdvance('i'), font->GetCharAdvance('m'));
}

TEST(ScreenType, DigitsStandInTheMiddleOfTheirAdvance) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  GlyphSheet sheet(stage->book(), 500, 500);
  const float pixels = 39;
  for (char32_t digit = '0'; digit <= '9'; ++digit) {
    const GlyphSheet::Glyph* glyph = sheet.find(digit, Weight::regular, false, pixels, 0);
    if (!glyph) GTEST_SKIP() << "no font file";
    const double middle = glyph->left + glyph->w / 2.0;
    EXPECT_NEAR(middle, stage->book().advance(digit, Weight::regular, false) * pixels / 2, 2.5)
        << static_cast<int>(digit);
  }
}

TEST(ScreenType, TextIsAsWideAsItIsLaidOut) {
  StageOptions options;
  options.width = 400;
  options.height = 60;
  DLAB_OPEN_STAGE(stage, options);
  for (const std::string text : {"HHHHHHHHHHHHHHHH", "1111111111111111H", "均值与方差的距离"}) {
    float width = 0;
    for (int i = 0; i < 2; ++i)
      stage->frame([&](const Ui& ui) {
        width =
            draw_text(ui, ImGui::GetWindowDrawList(), {20, 20}, text, 17, Weight::regular, {0, 0, 0, 255});
        EXPECT_FLOAT_EQ(width, text_width(ui, text, 17, Weight::regular));
      });
    const auto [left, right] = ink_columns(stage->pixels(), 0, 60);
    EXPECT_NEAR(left, 20, 4) << text;
    EXPECT_NEAR(right, 20 + width, 4) << text;
  }
}

TEST(ScreenType, TextTurnsUpward) {
  StageOptions options;
  options.width = 60;
  options.height = 300;
  DLAB_OPEN_STAGE(stage, options);
  const Text text{{30, 280},   "HHHHHHHHHH",         17, {0, 0, 0, 255}, Weight::regular,
                  Align::left, Baseline::alphabetic, 90};
  float width = 0;
  for (int i = 0; i < 2; ++i)
    stage->frame([&](const Ui& ui) { width = draw_text(ui, ImGui::GetWindowDrawList(), text); });
  const Pixels pixels = stage->pixels();
  int top = 999, bottom = 0;
  for (int y = 0; y < 300; ++y)
    for (int x = 0; x < 60; ++x)
      if (pixel(pixels, x, y).r < 200) {
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
  EXPECT_NEAR(bottom, 280, 4);
  EXPECT_NEAR(top, 280 - width, 4);
  const auto [left, right] = ink_columns(pixels, 0, 300);
  EXPECT_NEAR(right, 29, 1);  // letters stand on the line, their tops to the left
  EXPECT_NEAR(left, 30 - 17 * stage->book().cap_height(), 2);
}

TEST(ScreenType, BoxesLearnTheCharactersThatAreTyped) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  EXPECT_TRUE(stage->fonts().covers(U"abc 0.5 −"));
  EXPECT_FALSE(stage->fonts().covers(U"距"));
  stage->fonts().cover("距离");
  EXPECT_TRUE(stage->fonts().covers(U"距离"));
  const ImFont* font = stage->fonts().pick(15).font;
  EXPECT_NE(font->FindGlyphNoFallback(static_cast<ImWchar>(U'距')), nullptr);
  const UiFonts told(*ImGui::GetIO().Fonts, stage->book(), 1, 1, U"熵");
  EXPECT_TRUE(told.covers(U"熵"));
}

TEST(ScreenType, AFullSheetBeginsAnew) {
  const FontBook book;
  GlyphSheet sheet(book, 64, 64);
  if (!sheet.find('A', Weight::regular, false, 20, 0)) GTEST_SKIP() << "no font file";
  EXPECT_FALSE(sheet.take_fresh().whole);
  bool emptied = false;
  for (char32_t code = 'A'; code <= 'Z'; ++code) {
    const GlyphSheet::Glyph* glyph = sheet.find(code, Weight::regular, false, 20, 0);
    ASSERT_NE(glyph, nullptr);
    EXPECT_LE(glyph->x + glyph->w, 64);
    EXPECT_LE(glyph->y + glyph->h, 64);
    emptied = sheet.take_fresh().whole || emptied;
  }
  EXPECT_TRUE(emptied);
  EXPECT_EQ(sheet.find('W', Weight::regular, false, 500, 0)->w, 0)
      << "larger than the sheet: nothing, not a crash";
}

TEST(ScreenType, NeighboursOnTheSheetDoNotTouch) {
  const FontBook book;
  GlyphSheet sheet(book, 300, 300);
  std::vector<GlyphSheet::Glyph> glyphs;
  for (char32_t code = '!'; code <= '~'; ++code)
    if (const GlyphSheet::Glyph* glyph = sheet.find(code, Weight::regular, false, 17, 1);
        glyph && glyph->w > 0)
      glyphs.push_back(*glyph);
  for (std::size_t i = 0; i < glyphs.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const GlyphSheet::Glyph &a = glyphs[i], &b = glyphs[k];
      EXPECT_TRUE(a.x + a.w < b.x || b.x + b.w < a.x || a.y + a.h < b.y || b.y + b.h < a.y);
    }
}

}  // namespace
}  // namespace dlab
