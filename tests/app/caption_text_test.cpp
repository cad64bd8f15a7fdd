// Captions: coloured names, breaking of lines.
#include "app/shell/caption_text.hpp"

#include <gtest/gtest.h>

namespace dlab {
namespace {

Style style() {
  static const FixedAdvance measurer;
  static const Catalog words;
  return {&theme(ThemeKind::light), &words, &measurer, 1, false};
}

TEST(CaptionText, NamesGetTheirColours) {
  const auto words = caption_words("{JS} flattens", 1000, 10, style());
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].text, "JS");
  EXPECT_EQ(words[0].color,
            theme(ThemeKind::light).distance_text[static_cast<std::size_t>(DistanceKind::js)]);
  EXPECT_EQ(words[0].weight, Weight::semibold);
  EXPECT_EQ(words[2].color, theme(ThemeKind::light).text);
}

TEST(CaptionText, BreaksAtSpaces) {
  // 6 points a character: "one two " is 48 wide.
  const auto words = caption_words("one two three", 50, 10, style());
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[1].line, 0);
  EXPECT_EQ(words[2].line, 1);
  EXPECT_EQ(words[2].x, 0);
}

TEST(CaptionText, ChineseBreaksAnywhereButNotBeforeAComma) {
  const auto words = caption_words("一二三，四五", 30, 10, style());
  for (const CaptionWord& word : words) EXPECT_NE(word.text, "，");
  EXPECT_GT(words.back().line, 0);
}

TEST(CaptionText, WhatBelongsTogetherStaysTogether) {
  // 6 points a character: "halfway at t = " would fit into 96.
  const auto words = caption_words("halfway at t = ½, the grains", 96, 10, style());
  for (const CaptionWord& word : words)
    if (word.text == "t " || word.text == "= " || word.text == "½, ") {
      EXPECT_EQ(word.line, 1) << word.text;
    }
  const auto comma = caption_words("falls to {JS}, then", 11 * 6, 10, style());
  ASSERT_EQ(comma[3].text, ", ");
  EXPECT_EQ(comma[2].line, comma[3].line);
}

TEST(CaptionText, NoWordStandsAloneOnTheLastLine) {
  const auto words = caption_words("one two three four", 17 * 6, 10, style());
  EXPECT_EQ(words[3].line, 1);
  EXPECT_EQ(words[2].line, 1) << "three joins four";
  EXPECT_EQ(words[1].line, 0);
  const auto alone = caption_words("seventeen letters in one", 24 * 6, 10, style());
  EXPECT_EQ(alone.back().line, 0);
}

TEST(CaptionText, SubscriptsAreNotNames) {
  const auto words = caption_words("slope of W_{1} is 1", 1000, 10, style());
  std::string all;
  for (const CaptionWord& word : words) all += word.text;
  EXPECT_EQ(all, "slope of W_{1} is 1");
}

}  // namespace
}  // namespace dlab
