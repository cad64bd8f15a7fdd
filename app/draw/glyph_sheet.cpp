#include "app/draw/glyph_sheet.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

namespace dlab {

// One FreeType face for each file in use, opened when its first glyph is needed.
struct GlyphSheet::Faces {
  FT_Library library = nullptr;
  std::unordered_map<std::string, FT_Face> open;  // by path and index; null: the file cannot be read

  Faces() {
    if (FT_Init_FreeType(&library) != 0) library = nullptr;
  }
  ~Faces() {
    for (auto& [key, face] : open)
      if (face) FT_Done_Face(face);
    if (library) FT_Done_FreeType(library);
  }
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  FT_Face get(const FontBook& book, char32_t code, Weight weight, bool italic) {
    const FontFile& file = book.file_for(code, weight, italic);
    const std::string key = file.path + '#' + std::to_string(file.index);
    if (const auto found = open.find(key); found != open.end()) return found->second;
    FT_Face face = nullptr;
    if (library && !file.path.empty() && FT_New_Face(library, file.path.c_str(), file.index, &face) != 0)
      face = nullptr;
    open.emplace(key, face);
    return face;
  }
};

GlyphSheet::GlyphSheet(const FontBook& book, int width, int height)
    : book_(&book),
      width_(width),
      height_(height),
      faces_(std::make_unique<Faces>()),
      coverage_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

GlyphSheet::~GlyphSheet() = default;

const GlyphSheet::Glyph* GlyphSheet::find(char32_t code, Weight weight, bool italic, float pixels,
                                          int quarter) {
  const auto size = static_cast<std::uint64_t>(std::lround(std::clamp(pixels, 1.f, 1000.f) * 4));
  const std::uint64_t key = (static_cast<std::uint64_t>(code) << 32) | (size << 8) |
                            (static_cast<std::uint64_t>(weight) << 4) | (italic ? 8u : 0u) |
                            static_cast<std::uint64_t>(quarter);
  if (const auto found = glyphs_.find(key); found != glyphs_.end()) return &found->second;
  if (!faces_->get(*book_, code, weight, italic)) return nullptr;
  const Glyph made = rasterize(code, weight, italic, static_cast<float>(size) / 4, quarter);
  if (made.w > 0) fresh_.glyphs.push_back(made);
  return &glyphs_.emplace(key, made).first->second;
}

GlyphSheet::Glyph GlyphSheet::rasterize(char32_t code, Weight weight, bool italic, float pixels,
                                        int quarter) {
  Glyph glyph;
  const FT_Face face = faces_->get(*book_, code, weight, italic);
  if (FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(std::lround(pixels * 64)), 72, 72) != 0) return glyph;
  const FT_UInt index = book_->glyph(code, weight, italic);
  if (FT_Load_Glyph(face, index, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return glyph;
  const FT_GlyphSlot slot = face->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return glyph;
  // The glyph stands in the middle of its advance.
  const double room = book_->advance(code, weight, italic) - book_->own_advance(code, weight, italic);
  const long shift = quarter * 16 + std::lround(room / 2 * pixels * 64);
  FT_Outline_Translate(&slot->outline, shift, 0);
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return glyph;
  const FT_Bitmap& bitmap = slot->bitmap;
  const int w = static_cast<int>(bitmap.width), h = static_cast<int>(bitmap.rows);
  if (w == 0 || h == 0 || w + 1 > width_ || h + 1 > height_) return glyph;
  int x = 0, y = 0;
  if (!pack(w, h, x, y)) {
    clear();  // full: begin anew; what this frame drew before is wrong until the next frame
    pack(w, h, x, y);
  }
  for (int row = 0; row < h; ++row)
    std::memcpy(&coverage_[static_cast<std::size_t>(y + row) * static_cast<std::size_t>(width_) +
                           static_cast<std::size_t>(x)],
                bitmap.buffer + row * bitmap.pitch, static_cast<std::size_t>(w));
  return {x, y, w, h, slot->bitmap_left, -slot->bitmap_top};
}

// Shelf packing: the lowest shelf that is high enough and not wastefully so; else a new one. A texel of room
// between neighbours keeps linear sampling from reaching over.
bool GlyphSheet::pack(int w, int h, int& x, int& y) {
  Shelf* best = nullptr;
  for (Shelf& shelf : shelves_) {
    const bool fits = shelf.height >= h && shelf.height <= h + h / 4 + 2 && shelf.used + w + 1 <= width_;
    if (fits && (!best || shelf.height < best->height)) best = &shelf;
  }
  if (!best) {
    const int top = shelves_.empty() ? 0 : shelves_.back().y + shelves_.back().height + 1;
    if (top + h > height_) return false;
    shelves_.push_back({top, std::min(h + h / 8, height_ - top), 0});
    best = &shelves_.back();
  }
  x = best->used;
  y = best->y;
  best->used += w + 1;
  return true;
}

void GlyphSheet::clear() {
  std::fill(coverage_.begin(), coverage_.end(), std::uint8_t{0});
  shelves_.clear();
  glyphs_.clear();
  fresh_.glyphs.clear();
  fresh_.whole = true;
}

GlyphSheet::Fresh GlyphSheet::take_fresh() { return std::exchange(fresh_, {}); }

}  // namespace dlab
