// The program's fonts, found once: files for every weight, and the metrics that all renderers share.
#pragma once
#include <memory>
#include <string>

#include "core/figure/text.hpp"

namespace dlab {

struct FontFile {
  std::string path;  // empty: none found, use the renderer's built-in face
  int index = 0;     // face inside a collection (.ttc)
};

// Inter for Latin, Greek and mathematics, Noto Sans CJK SC for Chinese; Noto Sans or DejaVu Sans where Inter is
// missing. Looks at the usual places first, asks fontconfig only if they fail. Not thread-safe; one per thread.
class FontBook : public TextMeasurer {
 public:
  FontBook();
  ~FontBook() override;

  double advance(char32_t code, Weight weight, bool italic) const override;
  double ascent() const override;
  double descent() const override;
  double cap_height() const override;

  const FontFile& latin(Weight weight, bool italic = false) const;
  const FontFile& chinese(Weight weight) const;
  // Which of the two a code point is set in; false also if neither has it and Latin's box is drawn.
  bool is_chinese(char32_t code) const;
  double digit_advance(Weight weight, bool italic) const;  // the widest digit's, at 1 em
  // One sentence (message id) for the error bar if a family is missing, with its Debian package; else "".
  const std::string& complaint() const;

 private:
  struct Faces;
  std::unique_ptr<Faces> faces_;
};

}  // namespace dlab
