// A caption's words on lines, with the coloured names of look.md: "{JS} flattens at ln 2".
#pragma once
#include <string>
#include <vector>

#include "core/figure/style.hpp"

namespace dlab {

struct CaptionWord {
  std::string text;
  Color color;
  Weight weight = Weight::regular;
  double x = 0;
  int line = 0;
};

// Breaks at spaces, and anywhere between Chinese characters but not before closing punctuation.
std::vector<CaptionWord> caption_words(const std::string& caption, double width, double size,
                                       const Style& style);

}  // namespace dlab
