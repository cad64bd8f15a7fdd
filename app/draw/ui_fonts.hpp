// ImGui's font atlas: the program's faces at the sizes in use, with only the glyphs that are needed.
#pragma once
#include <imgui.h>

#include <string>

#include "app/export/font_book.hpp"

namespace dlab {

class UiFonts {
 public:
  // Builds the atlas at `pixels_per_point` for ASCII, Greek, the mathematical signs in use and every character of
  // `characters` (the catalogue's and the user's). The digits' advances are made equal, as FontBook says.
  UiFonts(ImFontAtlas& atlas, const FontBook& book, float pixels_per_point, float emphasis,
          const std::u32string& characters);

  // The baked font nearest to (size in points, weight) and the pixel size to draw it at.
  struct Pick {
    ImFont* font;
    float pixels;
  };
  Pick pick(double size, Weight weight, bool italic = false) const;
  bool covers(const std::u32string& characters) const;  // false: the atlas must be rebuilt
  const FontBook& book() const { return *book_; }

 private:
  struct Baked {
    ImFont* font;
    float size;
    Weight weight;
    bool italic;
  };
  const FontBook* book_;
  float pixels_per_point_;
  std::vector<Baked> baked_;
  std::u32string characters_;
};

}  // namespace dlab
