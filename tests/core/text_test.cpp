// The mark-up of figure texts, its metrics, and UTF-8.
#include "core/figure/text.hpp"

#include <gtest/gtest.h>

namespace dlab {
namespace {

const FixedAdvance fixed;

std::vector<Run> runs_of(const std::string& markup, double size = 10) {
  Text text;
  text.text = markup;
  text.size = size;
  return lay_out(text, fixed);
}

std::string shown(const std::string& markup) {
  std::string out;
  for (const Run& run : runs_of(markup)) {
    out += (run.italic ? "/" : "|") + run.text;
    if (run.rise != 0) out += run.rise > 0 ? "+" : "-";
  }
  return out;
}

TEST(TextMarkup, SplitsIntoRuns) {
  EXPECT_EQ(shown("plain"), "|plain");
  EXPECT_EQ(shown("*p* ln(*p*/*q*)"), "/p| ln(/p|//q|)");
  EXPECT_EQ(shown("W_{1}(P, Q)"), "|W|1-|(P, Q)");
  EXPECT_EQ(shown("*σ*^{2}"), "/σ|2+");
  EXPECT_EQ(shown("*f*^{\\*}"), "/f|*+");
  EXPECT_EQ(shown("均值_{Q}"), "|均值|Q-");
  EXPECT_EQ(shown(""), "");
}

TEST(TextMarkup, ItalicReachesIntoScripts) { EXPECT_EQ(shown("*x_{i}* y"), "/x/i-| y"); }

TEST(TextMarkup, IllFormedIsLiteral) {
  EXPECT_EQ(shown("a_b^c"), "|a_b^c");
  EXPECT_EQ(shown("a_{b"), "|a_{b");
  EXPECT_EQ(shown("5 * 3"), "|5 * 3");
  EXPECT_EQ(shown("a}b"), "|a}b");
  EXPECT_EQ(shown("end\\"), "|end\\");
  EXPECT_EQ(shown("\\n"), "|\\n");
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "_{";
  for (int i = 0; i < 2000; ++i) deep += "}";
  EXPECT_FALSE(runs_of(deep).empty());
}

TEST(TextMarkup, EscapeIsTheInverse) {
  const std::string awkward = "a_{1}^{2} *b* \\ {c} 100%";
  EXPECT_EQ(plain_text(escape_markup(awkward)), awkward);
  EXPECT_EQ(runs_of(escape_markup(awkward)).size(), 1u);
  EXPECT_EQ(plain_text("*W*_{1} → ∞"), "W1 → ∞");
}

TEST(TextLayout, PlacesRunsOneAfterTheOther) {
  const auto runs = runs_of("ab_{12}c");
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_DOUBLE_EQ(runs[0].width, 12);
  EXPECT_DOUBLE_EQ(runs[1].x, 12);
  EXPECT_DOUBLE_EQ(runs[1].scale, 0.7);
  EXPECT_LT(runs[1].rise, 0);
  EXPECT_NEAR(runs[1].width, 2 * 0.6 * 7, 1e-12);
  EXPECT_NEAR(runs[2].x, 12 + 8.4, 1e-12);
  EXPECT_NEAR(text_width("ab_{12}c", 10, Weight::regular, fixed), 12 + 8.4 + 6, 1e-12);
  EXPECT_DOUBLE_EQ(text_width("均值", 10, Weight::regular, fixed), 20);
}

TEST(TextLayout, SubscriptAndSuperscriptShareTheirStart) {
  const auto runs = runs_of("x_{i}^{22}y");
  ASSERT_EQ(runs.size(), 4u);
  EXPECT_DOUBLE_EQ(runs[1].x, runs[2].x);
  EXPECT_NEAR(runs[3].x, runs[2].x + runs[2].width, 1e-12);  // after the wider of the two
  EXPECT_GT(runs_of("x_{i}^{2}_{j}")[3].x, runs[1].x);       // a third script does not pile up
}

TEST(TextLayout, OriginFollowsAlignBaselineAndTurn) {
  Text text;
  text.at = {100, 50};
  text.size = 10;
  EXPECT_EQ(text_origin(text, 30, fixed), (Vec{100, 50}));
  text.align = Align::center;
  EXPECT_EQ(text_origin(text, 30, fixed), (Vec{85, 50}));
  text.align = Align::right;
  text.baseline = Baseline::top;
  EXPECT_DOUBLE_EQ(text_origin(text, 30, fixed).x, 70);
  EXPECT_DOUBLE_EQ(text_origin(text, 30, fixed).y, 50 + 9.3);
  text.baseline = Baseline::middle;
  EXPECT_DOUBLE_EQ(text_origin(text, 30, fixed).y, 50 + 3.65);
  text.baseline = Baseline::bottom;
  EXPECT_DOUBLE_EQ(text_origin(text, 30, fixed).y, 50 - 2.5);
  text.turn = 90;  // reads upwards: the end stays at `at`, so the origin lies below; "down" is to the right
  EXPECT_NEAR(text_origin(text, 30, fixed).x, 100 - 2.5, 1e-12);
  EXPECT_NEAR(text_origin(text, 30, fixed).y, 80, 1e-12);
}

TEST(Utf8, RoundTripsEveryLength) {
  for (char32_t code : {U'a', U'\u00b2', U'\u03c3', U'\u2016', U'\u4e2d', U'\U0001d53c', U'\U0010ffff'}) {
    EXPECT_EQ(decode_utf8(encode_utf8(code)), std::u32string(1, code));
  }
  EXPECT_EQ(encode_utf8(0x4E2D), "中");
  EXPECT_EQ(encode_utf8(0xD800), "\xEF\xBF\xBD");
  EXPECT_EQ(encode_utf8(0x110000), "\xEF\xBF\xBD");
}

TEST(Utf8, MalformedBytesAreReplaced) {
  const char32_t r = 0xFFFD;
  EXPECT_EQ(decode_utf8("a\x80z"), (std::u32string{U'a', r, U'z'}));
  EXPECT_EQ(decode_utf8("\xC0\xAF"), (std::u32string{r, r}));         // overlong
  EXPECT_EQ(decode_utf8("\xED\xA0\x80"), (std::u32string{r, r, r}));  // a surrogate
  EXPECT_EQ(decode_utf8("\xF4\x90\x80\x80").front(), r);              // above U+10FFFF
  EXPECT_EQ(decode_utf8("\xE4\xB8"), (std::u32string{r}));            // cut off
  EXPECT_EQ(decode_utf8("\xE4\xB8z"), (std::u32string{r, U'z'}));     // the next character survives
  EXPECT_EQ(decode_utf8(std::string("\0b", 2)), (std::u32string{0, U'b'}));
}

}  // namespace
}  // namespace dlab
