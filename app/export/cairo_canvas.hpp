// The Cairo renderer: image surfaces for PNG, PDF pages.
#pragma once
#include <cairo.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "app/export/canvas.hpp"
#include "app/export/font_book.hpp"

namespace dlab {

// FreeType faces as Cairo's, opened when they are first used.
class CairoFaces {
 public:
  CairoFaces();
  ~CairoFaces();
  CairoFaces(const CairoFaces&) = delete;
  CairoFaces& operator=(const CairoFaces&) = delete;

  // Null if the file cannot be read.
  cairo_font_face_t* face(const FontFile& file);

 private:
  struct Face;

  std::shared_ptr<void> library_;
  std::unordered_map<std::string, cairo_font_face_t*> faces_;  // by path and index
};

class CairoCanvas : public Canvas {
 public:
  // `text_as_text`: strings that a reader can search and copy (PDF). Otherwise glyphs are filled outlines,
  // because Cairo 1.16 puts the glyphs of an image on whole pixels.
  CairoCanvas(cairo_t* context, const FontBook& fonts, bool text_as_text);

  void path(const std::vector<Vec>& points, bool closed, const Paint& paint) override;
  void rect(const Rect& rect, double radius, const Paint& paint) override;
  void circle(Vec center, double radius, const Paint& paint) override;
  void text(const Text& text, const std::vector<Run>& runs, Vec origin) override;
  void image(const Raster& raster) override;
  double pixels_per_point() const override;
  bool vector() const override { return text_as_text_; }
  void push_clip(const Rect& rect) override;
  void pop_clip() override;

 private:
  void fill_and_stroke(const Paint& paint, cairo_line_join_t join);
  void draw_run(const Run& run, const Text& text);

  cairo_t* context_;
  const FontBook& fonts_;
  bool text_as_text_;
  CairoFaces faces_;
};

}  // namespace dlab
