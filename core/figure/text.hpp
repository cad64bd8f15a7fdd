// Text lay-out by one source for every renderer: mark-up into runs, runs into placed glyph strings.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/figure/figure.hpp"

namespace dlab {

// Advance widths of the program's fonts, unhinted, so that screen and paper lay out alike. Digits are
// tabular: 0–9 share the widest digit's advance and every renderer centres the glyph in it. Implemented over
// FreeType in app/export/font_book.hpp; FixedAdvance (below) serves tests.
class TextMeasurer {
 public:
  virtual ~TextMeasurer() = default;
  // Of one Unicode code point at 1 em.
  virtual double advance(char32_t code, Weight weight, bool italic) const = 0;
  virtual double ascent() const { return 0.93; }   // at 1 em, above the baseline
  virtual double descent() const { return 0.25; }  // at 1 em, below
  virtual double cap_height() const { return 0.73; }
};

class FixedAdvance : public TextMeasurer {
 public:
  double advance(char32_t code, Weight, bool) const override { return code < 0x2E80 ? 0.6 : 1.0; }
};

struct Run {
  std::string text;  // plain UTF-8, mark-up removed
  bool italic = false;
  double scale = 1;  // 0.7 in sub- and superscripts
  double rise = 0;   // em of the whole text, up positive
  double x = 0;      // offset from the text's left edge, points
  double width = 0;
};

// A subscript and a superscript in a row stand one above the other. What is not well-formed mark-up is
// literal.
std::vector<Run> lay_out(const Text& text, const TextMeasurer& measurer);
double runs_width(const std::vector<Run>& runs);  // their right end
double text_width(const std::string& marked_up, double size, Weight weight, const TextMeasurer& measurer);
// Where the left end of the baseline lies after align and baseline are applied (turn 0 or 90 included).
Vec text_origin(const Text& text, double width, const TextMeasurer& measurer);
// Backslashes before what would be mark-up: for names that come from the user.
std::string escape_markup(std::string_view plain);
// The characters without the mark-up.
std::string plain_text(const std::string& marked_up);
// The code points of a UTF-8 string; malformed bytes give U+FFFD.
std::u32string decode_utf8(const std::string& text);
std::string encode_utf8(char32_t code);

}  // namespace dlab
