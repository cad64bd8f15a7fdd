#include "app/draw/draw_figure.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>

#include "app/draw/fill.hpp"
#include "app/draw/stamp.hpp"
#include "app/draw/stroke.hpp"
#include "core/figure/map_field.hpp"
#include "core/figure/outline.hpp"
#include "core/figure/surface_view.hpp"
#include "core/figure/text.hpp"

namespace dlab {
namespace {

// Draws one primitive after the other, in pixels.
class Painter {
 public:
  Painter(const Ui& ui, ImDrawList* list, ImVec2 at, const Figure& figure, FigureTextures& textures)
      : ui_(ui), list_(list), at_(at), window_(safe_window(figure)), textures_(textures) {}

  void operator()(const Polyline& line) {
    if (line.points.size() == 2 && !line.closed && line.stroke.dash == Dash::solid) {
      segment(line.points[0], line.points[1], line.stroke);
      return;
    }
    for (const std::vector<Vec>& piece : pieces_inside(line.points, line.closed, window_)) {
      const bool closed = line.closed && piece.size() > 3 && piece.front() == piece.back();
      std::vector<ImVec2> points = to(piece);
      if (closed) points.pop_back();
      stroke(points, closed, line.stroke, Join::round);
    }
  }

  void operator()(const Band& band) {
    std::vector<float> x, low, high;
    for (std::size_t i = 0; i < std::min({band.x.size(), band.low.size(), band.high.size()}); ++i) {
      x.push_back(to({band.x[i], 0}).x);
      low.push_back(to({0, std::clamp(band.low[i], window_.y, window_.bottom())}).y);
      high.push_back(to({0, std::clamp(band.high[i], window_.y, window_.bottom())}).y);
    }
    fill_band(list_, x, low, high, to_imgui(band.fill));
  }

  void operator()(const Polygon& polygon) {
    fill_polygon(list_, to(area_inside(polygon.points, window_)), to_imgui(polygon.fill));
  }

  void operator()(const Box& box) {
    ImVec2 low = to({box.rect.x, box.rect.y}), high = to({box.rect.right(), box.rect.bottom()});
    const float width = px(box.stroke.width);
    const bool stroked = width > 0 && box.stroke.color.a > 0;
    // Edges on whole pixels, or a stroke's middle where it covers whole pixels.
    const float offset = stroked && std::lround(width) % 2 == 1 ? 0.5f : 0.f;
    for (float* edge : {&low.x, &low.y, &high.x, &high.y}) *edge = std::round(*edge - offset) + offset;
    const std::vector<ImVec2> outline = rounded_points(low, high, px(box.radius));
    if (box.fill.a > 0) {
      if (box.radius > 0 || offset > 0)
        fill_polygon(list_, outline, to_imgui(box.fill));
      else
        list_->AddRectFilled(low, high, to_imgui(box.fill));
    }
    if (stroked) stroke(outline, true, box.stroke, Join::mitre);
  }

  void operator()(const Marker& marker) {
    if (!std::isfinite(marker.at.x) || !std::isfinite(marker.at.y)) return;
    const ImVec2 at = to(marker.at);
    if (!stamp_.empty() && same_but_place(marker, stamped_)) {
      stamp_.set_down(list_, at);
      return;
    }
    stamped_ = marker;
    stamp_.take(list_, at, [&] { draw(marker, at); });
  }

  void operator()(const Text& text) {
    Text in_pixels = text;
    const ImVec2 at = to(text.at);
    in_pixels.at = {at.x, at.y};
    in_pixels.size = text.size * ui_.scale;
    draw_text(ui_, list_, in_pixels);
  }

  void operator()(const Arrow& arrow) {
    const ArrowParts parts = arrow_parts(arrow);
    if (!parts.shaft.empty()) stroke(to(parts.shaft), false, arrow.stroke, Join::round);
    fill_polygon(list_, to(parts.head), to_imgui(arrow.stroke.color));
  }

  void operator()(const Raster& raster) {
    const ImTextureID texture = textures_.get(raster);
    if (!texture) return;
    list_->AddImage(texture, to({raster.rect.x, raster.rect.y}),
                    to({raster.rect.right(), raster.rect.bottom()}));
  }

  void operator()(const Map& map) {
    if (!is_drawable(map)) return;
    const ImVec2 low = to({map.rect.x, map.rect.y}), high = to({map.rect.right(), map.rect.bottom()});
    if (textures_.maps().draw(list_, low, high, px(map.contour.width), map)) return;
    const MapPainter::Flat& flat = textures_.maps().flat(map);
    (*this)(flat.image);
    (*this)(PushClip{map.rect});
    for (const Polyline& line : flat.lines) (*this)(line);
    (*this)(PopClip{});
  }

  void operator()(const Surface& surface) {
    if (!is_drawable(surface)) return;
    const ImVec2 low = to({surface.rect.x, surface.rect.y});
    if (textures_.surfaces().draw(list_, low, ui_.scale, surface)) return;
    (*this)(PushClip{surface.rect});
    (*this)(textures_.surfaces().flat(low, ui_.scale, surface));
    (*this)(PopClip{});
  }

  void operator()(const PushClip& clip) {
    list_->PushClipRect(to({clip.rect.x, clip.rect.y}), to({clip.rect.right(), clip.rect.bottom()}), true);
    ++clips_;
  }
  void operator()(const PopClip&) {
    if (clips_ == 0) return;
    list_->PopClipRect();
    --clips_;
  }
  void finish() {
    while (clips_ > 0) (*this)(PopClip{});
  }

 private:
  float px(double points) const { return ui_.px(points); }
  ImVec2 to(Vec p) const { return {at_.x + px(p.x), at_.y + px(p.y)}; }

  static bool same_but_place(const Marker& a, const Marker& b) {
    return a.shape == b.shape && a.size == b.size && a.fill == b.fill && a.stroke == b.stroke;
  }

  void draw(const Marker& marker, ImVec2 at) {
    const std::vector<ImVec2> outline = marker.shape == Shape::circle
                                            ? circle_points(at, px(marker.size / 2))
                                            : to(marker_corners(marker.shape, marker.at, marker.size));
    fill_polygon(list_, outline, to_imgui(marker.fill), true);
    if (marker.stroke.width > 0) stroke(outline, true, marker.stroke, Join::mitre);
  }

  std::vector<ImVec2> to(const std::vector<Vec>& points) const {
    std::vector<ImVec2> out;
    out.reserve(points.size());
    for (const Vec p : points) out.push_back(to(p));
    return out;
  }

  void stroke(std::vector<ImVec2> points, bool closed, const Stroke& stroke, Join join) {
    const float width = px(stroke.width);
    if (points.size() == 2 && !closed) snap(points[0], points[1], width);
    std::vector<float> pattern;
    for (const double step : dash_pattern(stroke.dash)) pattern.push_back(static_cast<float>(step) * width);
    stroke_line(list_, points, closed, width, to_imgui(stroke.color), pattern, join);
  }

  // A plan has hundreds: nothing of them is put on the heap.
  void segment(Vec from, Vec end, const Stroke& stroke) {
    if (!segment_inside(from, end, window_)) return;
    ImVec2 a = to(from), b = to(end);
    snap(a, b, px(stroke.width));
    stroke_segment(list_, a, b, px(stroke.width), to_imgui(stroke.color));
  }

  // A level or upright line moves across itself until its edges lie on pixels' edges.
  static void snap(ImVec2& a, ImVec2& b, float width) {
    const float offset = std::max(1l, std::lround(width)) % 2 == 1 ? 0.5f : 0.f;
    if (std::abs(a.y - b.y) < 0.01f) a.y = b.y = std::round(a.y - offset) + offset;
    if (std::abs(a.x - b.x) < 0.01f) a.x = b.x = std::round(a.x - offset) + offset;
  }

  const Ui& ui_;
  ImDrawList* list_;
  ImVec2 at_;
  Rect window_;  // nothing beyond it reaches the draw list
  FigureTextures& textures_;
  int clips_ = 0;
  Stamp stamp_;  // of the last marker drawn by itself
  Marker stamped_;
};

}  // namespace

void draw_figure(const Ui& ui, ImDrawList* list, ImVec2 at, const Figure& figure, FigureTextures& textures) {
  Painter painter(ui, list, at, figure, textures);
  for (const Primitive& primitive : figure.primitives) std::visit(painter, primitive);
  painter.finish();
}

FigureTextures::~FigureTextures() {
  // Where the renderer went first, the textures went with it.
  if (!ImGui::GetCurrentContext() || !ImGui::GetIO().BackendRendererUserData) return;
  for (const Entry& entry : entries_) glDeleteTextures(1, &entry.texture);
}

ImTextureID FigureTextures::get(const Raster& raster) {
  const std::size_t bytes = static_cast<std::size_t>(std::max(raster.width, 0)) *
                            static_cast<std::size_t>(std::max(raster.height, 0)) * 4;
  if (!raster.rgba || bytes == 0 || raster.rgba->size() < bytes) return {};
  for (Entry& entry : entries_) {
    if (entry.pixels.lock() != raster.rgba || entry.width != raster.width || entry.height != raster.height ||
        entry.smooth != raster.smooth)
      continue;
    entry.used = true;
    return to_imgui_texture(entry.texture);
  }
  if (!ImGui::GetIO().BackendRendererUserData) return {};
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  const GLint filter = raster.smooth ? GL_LINEAR : GL_NEAREST;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, raster.width, raster.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               raster.rgba->data());
  entries_.push_back({raster.rgba, raster.width, raster.height, raster.smooth, texture, true});
  return to_imgui_texture(texture);
}

void FigureTextures::end_frame() {
  std::erase_if(entries_, [](Entry& entry) {
    const bool stale = !entry.used;
    if (stale) glDeleteTextures(1, &entry.texture);
    entry.used = false;
    return stale;
  });
  maps_.end_frame();
  surfaces_.end_frame();
}

}  // namespace dlab
