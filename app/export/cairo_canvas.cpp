#include "app/export/cairo_canvas.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

void set_color(cairo_t* context, Color c) {
  cairo_set_source_rgba(context, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

// Premultiplied, in the machine's byte order, as Cairo wants it.
std::uint32_t premultiplied(const std::uint8_t* rgba) {
  const std::uint32_t a = rgba[3];
  const auto times = [a](std::uint32_t c) { return (c * a + 127) / 255; };
  return a << 24 | times(rgba[0]) << 16 | times(rgba[1]) << 8 | times(rgba[2]);
}

cairo_surface_t* surface_of(const Raster& raster) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, raster.width, raster.height);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) return surface;
  const auto width = static_cast<std::size_t>(raster.width);
  for (int y = 0; y < raster.height; ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(surface) +
                                                 static_cast<std::ptrdiff_t>(y) *
                                                     cairo_image_surface_get_stride(surface));
    const std::uint8_t* from = raster.rgba->data() + static_cast<std::size_t>(y) * width * 4;
    for (std::size_t x = 0; x < width; ++x) row[x] = premultiplied(from + 4 * x);
  }
  cairo_surface_mark_dirty(surface);
  return surface;
}

}  // namespace

CairoCanvas::CairoCanvas(cairo_t* context, const FontBook& fonts, bool text_as_text)
    : context_(context), fonts_(fonts), text_as_text_(text_as_text) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(context, options);
  cairo_font_options_destroy(options);
}

void CairoCanvas::fill_and_stroke(const Paint& paint, cairo_line_join_t join) {
  if (paint.fills()) {
    set_color(context_, paint.fill);
    cairo_fill_preserve(context_);
  }
  if (paint.strokes()) {
    const Stroke& stroke = paint.stroke;
    std::vector<double> dashes = dash_pattern(stroke.dash);
    for (double& length : dashes) length *= stroke.width;
    cairo_set_dash(context_, dashes.data(), static_cast<int>(dashes.size()), 0);
    cairo_set_line_width(context_, stroke.width);
    cairo_set_line_join(context_, join);
    set_color(context_, stroke.color);
    cairo_stroke_preserve(context_);
  }
  cairo_new_path(context_);
}

void CairoCanvas::path(const std::vector<Vec>& points, bool closed, const Paint& paint) {
  cairo_move_to(context_, points[0].x, points[0].y);
  for (std::size_t i = 1; i < points.size(); ++i) cairo_line_to(context_, points[i].x, points[i].y);
  if (closed) cairo_close_path(context_);
  fill_and_stroke(paint, closed && paint.fills() ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
}

void CairoCanvas::rect(const Rect& r, double radius, const Paint& paint) {
  if (radius <= 0) {
    cairo_rectangle(context_, r.x, r.y, r.w, r.h);
  } else {
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(context_);
    cairo_arc(context_, r.right() - radius, r.y + radius, radius, -quarter, 0);
    cairo_arc(context_, r.right() - radius, r.bottom() - radius, radius, 0, quarter);
    cairo_arc(context_, r.x + radius, r.bottom() - radius, radius, quarter, 2 * quarter);
    cairo_arc(context_, r.x + radius, r.y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(context_);
  }
  fill_and_stroke(paint, CAIRO_LINE_JOIN_MITER);
}

void CairoCanvas::circle(Vec center, double radius, const Paint& paint) {
  cairo_new_sub_path(context_);
  cairo_arc(context_, center.x, center.y, radius, 0, 2 * std::numbers::pi);
  cairo_close_path(context_);
  fill_and_stroke(paint, CAIRO_LINE_JOIN_MITER);
}

void CairoCanvas::text(const Text& text, const std::vector<Run>& runs, Vec origin) {
  cairo_save(context_);
  cairo_translate(context_, origin.x, origin.y);
  cairo_rotate(context_, -text.turn * std::numbers::pi / 180);
  set_color(context_, text.color);
  for (const Run& run : runs) draw_run(run, text);
  cairo_restore(context_);
}

// Characters one by one at the book's advances; neighbours of one face are drawn together.
void CairoCanvas::draw_run(const Run& run, const Text& text) {
  const double size = text.size * run.scale;
  const FontFile* file = nullptr;
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
  std::string utf8;
  const auto draw = [&] {
    if (glyphs.empty() || !file) return;
    cairo_set_font_face(context_, faces_.face(*file));
    cairo_set_font_size(context_, size);
    const int count = static_cast<int>(glyphs.size());
    if (text_as_text_) {
      cairo_show_text_glyphs(context_, utf8.data(), static_cast<int>(utf8.size()), glyphs.data(), count,
                             clusters.data(), count, cairo_text_cluster_flags_t{});
    } else {
      cairo_glyph_path(context_, glyphs.data(), count);
      cairo_set_antialias(context_, CAIRO_ANTIALIAS_BEST);
      cairo_fill(context_);
      cairo_set_antialias(context_, CAIRO_ANTIALIAS_DEFAULT);
    }
    glyphs.clear();
    clusters.clear();
    utf8.clear();
  };
  double x = run.x;
  for (char32_t code : decode_utf8(run.text)) {
    const double advance = fonts_.advance(code, text.weight, run.italic);
    const double indent = (advance - fonts_.own_advance(code, text.weight, run.italic)) / 2;
    const FontFile& wanted = fonts_.file_for(code, text.weight, run.italic);
    if (!is_invisible(code) && faces_.face(wanted)) {
      if (&wanted != file) draw();
      file = &wanted;
      const std::string bytes = encode_utf8(code);
      glyphs.push_back(
          {fonts_.glyph(code, text.weight, run.italic), x + indent * size, -run.rise * text.size});
      clusters.push_back({static_cast<int>(bytes.size()), 1});
      utf8 += bytes;
    }
    x += advance * size;
  }
  draw();
}

void CairoCanvas::image(const Raster& raster) {
  cairo_surface_t* surface = surface_of(raster);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    cairo_save(context_);
    cairo_translate(context_, raster.rect.x, raster.rect.y);
    cairo_scale(context_, raster.rect.w / raster.width, raster.rect.h / raster.height);
    cairo_set_source_surface(context_, surface, 0, 0);
    cairo_pattern_t* pattern = cairo_get_source(context_);
    cairo_pattern_set_filter(pattern, raster.smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
    // A PDF draws an image that is not extended as just that; on pixels, edges must not fade into nothing.
    if (!text_as_text_) cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD);
    cairo_rectangle(context_, 0, 0, raster.width, raster.height);
    cairo_fill(context_);
    cairo_restore(context_);
  }
  cairo_surface_destroy(surface);
}

double CairoCanvas::pixels_per_point() const {
  if (text_as_text_) return Canvas::pixels_per_point();
  double x = 1, y = 0;
  cairo_user_to_device_distance(context_, &x, &y);
  return x;
}

void CairoCanvas::push_clip(const Rect& r) {
  cairo_save(context_);
  cairo_rectangle(context_, r.x, r.y, r.w, r.h);
  cairo_clip(context_);
}

void CairoCanvas::pop_clip() { cairo_restore(context_); }

}  // namespace dlab
