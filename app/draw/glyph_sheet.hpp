// Glyphs rasterised by FreeType when they are first drawn, packed into one region of a texture.
#pragma once
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "app/export/font_book.hpp"

namespace dlab {

// Vertically hinted, at quarter-pixel steps across, so that text is sharp and evenly spaced at any size. Only
// what is on screen is ever rasterised, so Chinese costs no more at start than the characters shown.
class GlyphSheet {
 public:
  struct Glyph {
    int x = 0, y = 0, w = 0, h = 0;  // texels within the region; w = 0: nothing to draw
    int left = 0, top = 0;           // from the pen (whole pixels) to the bitmap's top left, y down
  };

  GlyphSheet(const FontBook& book, int width, int height);
  ~GlyphSheet();

  // `quarter` in 0 … 3 shifts the outline right by that many quarters of a pixel. Null if no font file is
  // there.
  const Glyph* find(char32_t code, Weight weight, bool italic, float pixels, int quarter);
  int width() const { return width_; }
  int height() const { return height_; }
  // Coverage of the whole region, one byte a texel.
  const std::vector<std::uint8_t>& coverage() const { return coverage_; }
  // Glyphs rasterised since the last call: the texture lacks them. `whole`: the region was emptied in
  // between.
  struct Fresh {
    std::vector<Glyph> glyphs;
    bool whole = false;
  };
  Fresh take_fresh();
  bool has_fresh() const { return fresh_.whole || !fresh_.glyphs.empty(); }

 private:
  struct Faces;
  struct Shelf {
    int y, height, used;
  };
  bool pack(int w, int h, int& x, int& y);
  void clear();
  Glyph rasterize(char32_t code, Weight weight, bool italic, float pixels, int quarter);

  const FontBook* book_;
  int width_, height_;
  std::unique_ptr<Faces> faces_;
  std::vector<std::uint8_t> coverage_;
  std::vector<Shelf> shelves_;
  std::unordered_map<std::uint64_t, Glyph> glyphs_;
  Fresh fresh_;
};

}  // namespace dlab
