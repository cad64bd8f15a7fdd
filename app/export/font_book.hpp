// The program's fonts, found once: files for every weight, and the metrics that all renderers share.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/figure/text.hpp"

namespace dlab {

struct FontFile {
  std::string path;  // empty: none found, use the renderer's built-in face
  int index = 0;     // face inside a collection (.ttc)
};

// Where faces are looked for: these folders first, fontconfig only if they fail.
struct FontSearch {
  std::vector<std::string> folders = standard_folders();
  bool fontconfig = true;
  static std::vector<std::string> standard_folders();
};

// Inter for Latin, Greek and mathematics, Noto Sans CJK SC for Chinese; Noto Sans and DejaVu Sans where Inter
// is missing or lacks a sign. Faces are opened (mapped, not read) when a first character needs them, so that
// a start in English never touches the 20 MB of Chinese. Not thread-safe; one per thread.
class FontBook : public TextMeasurer {
 public:
  explicit FontBook(const FontSearch& search = {});
  ~FontBook() override;
  FontBook(const FontBook&) = delete;
  FontBook& operator=(const FontBook&) = delete;

  double advance(char32_t code, Weight weight, bool italic) const override;
  double ascent() const override;
  double descent() const override;
  double cap_height() const override;

  // The face that a character is set in: the first that has it of Inter (or what stands in for it), DejaVu
  // Sans, Noto Sans, Noto Sans CJK SC (which from U+2E80 up comes second). If none has it, Inter's, which
  // draws its box. The reference lives as long as the book.
  const FontFile& file_for(char32_t code, Weight weight, bool italic) const;
  // The glyph in that face: of digits the tabular one, where the face has such.
  unsigned glyph(char32_t code, Weight weight, bool italic) const;
  // The glyph's own advance at 1 em. A renderer moves each glyph right by (advance − own_advance) / 2: not 0
  // for digits of a face without tabular ones, and for ‖, which is given room.
  double own_advance(char32_t code, Weight weight, bool italic) const;
  bool has(char32_t code) const;  // whether any face has it

  const FontFile& latin(Weight weight, bool italic = false) const;
  const FontFile& chinese(Weight weight) const;
  bool is_chinese(char32_t code) const;                    // set in chinese()
  double digit_advance(Weight weight, bool italic) const;  // the widest digit's, at 1 em
  // One sentence (message id) for the error bar if a family is missing, with its Debian package; else "".
  const std::string& complaint() const;
  const std::string& chinese_complaint() const;

 private:
  struct Faces;
  std::unique_ptr<Faces> faces_;
};

// Control and format characters: they take no room and draw nothing.
bool is_invisible(char32_t code);

}  // namespace dlab
