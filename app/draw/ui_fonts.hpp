// The program's type on screen: glyphs at any size from the font book's files, inside ImGui's own texture.
#pragma once
#include <imgui.h>

#include <memory>
#include <string>

#include "app/export/font_book.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

class UiFonts {
 public:
  // Prepares `atlas` (before ImGui's frame begins) for text at `pixels_per_point`; `emphasis` only sizes the
  // room. Glyphs are rasterised when they are first drawn, so nothing has to be known of the texts
  // beforehand; `characters` are put into the text boxes' font at once, others follow when they are typed.
  // The host uploads the atlas because this leaves it without a texture.
  UiFonts(ImFontAtlas& atlas, const FontBook& book, float pixels_per_point, float emphasis,
          const std::u32string& characters = {});
  ~UiFonts();
  UiFonts(const UiFonts&) = delete;
  UiFonts& operator=(const UiFonts&) = delete;

  // Draws plain UTF-8 on one line, the pen starting at `pen` (pixels, on the baseline) and moving by the font
  // book's advances, so that it takes the width that lay_out says. `upward`: turned by 90° counter-clockwise.
  void draw(ImDrawList* list, ImVec2 pen, const std::string& text, float pixels, Weight weight, bool italic,
            ImU32 color, bool upward = false) const;

  // ImGui's own text, which is text boxes only: one font, and the pixel size to set it at.
  struct Pick {
    ImFont* font;
    float pixels;  // ImGui's size: of the line
    float ascent;  // from the line's top to the baseline, pixels
  };
  Pick pick(double size, Weight weight = Weight::regular, bool italic = false) const;
  bool covers(const std::u32string& characters) const;  // whether the text boxes' font has them all
  void cover(const std::string& text) const;            // sees to it that it has

  const FontBook& book() const { return *book_; }
  float pixels_per_point() const { return pixels_per_point_; }

 private:
  struct State;
  const FontBook* book_;
  float pixels_per_point_;
  std::unique_ptr<State> state_;  // the glyphs so far: a cache
};

}  // namespace dlab
