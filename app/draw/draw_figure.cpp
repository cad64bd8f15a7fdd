#include "app/draw/draw_figure.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>

#include "app/draw/fill.hpp"
#include "app/draw/stroke.hpp"
#include "core/figure/text.hpp"

namespace dlab {
namespace {

// Draws one primitive after the other, in pixels.
class Painter {
 public:
  Painter(const Ui& ui, ImDrawList* list, ImVec2 at, FigureTextures& textures)
      : ui_(ui), list_(list), at_(at), textures_(textures) {}

  void operator()(const Polyline& line) {
    std::vector<ImVec2> points;
    const auto flush = [&](bool closed) {
      stroke(points, closed, line.stroke);
      points.clear();
    };
    bool whole = true;
    for (const Vec p : line.points) {
      if (std::isfinite(p.x) && std::isfinite(p.y)) {
        points.push_back(to(p));
      } else {
        whole = false;
        flush(false);
      }
    }
    flush(line.closed && whole);
  }

  void operator()(const Band& band) {
    std::vector<float> x, low, high;
    for (std::size_t i = 0; i < std::min({band.x.size(), band.low.size(), band.high.size()}); ++i) {
      x.push_back(to({band.x[i], 0}).x);
      low.push_back(to({0, band.low[i]}).y);
      high.push_back(to({0, band.high[i]}).y);
    }
    fill_band(list_, x, low, high, to_imgui(band.fill));
  }

  void operator()(const Polygon& polygon) { fill(polygon.points, polygon.fill); }

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
    if (stroked) stroke(outline, true, box.stroke);
  }

  void operator()(const Marker& marker) {
    const ImVec2 c = to(marker.at);
    const float r = px(marker.size / 2);
    std::vector<ImVec2> outline;
    switch (marker.shape) {
      case Shape::circle:
        outline = circle_points(c, r);
        break;
      case Shape::diamond:
        outline = {{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}};
        break;
      case Shape::square:
        outline = {{c.x - r, c.y - r}, {c.x + r, c.y - r}, {c.x + r, c.y + r}, {c.x - r, c.y + r}};
        break;
      case Shape::triangle:
        outline = {{c.x, c.y - r}, {c.x + 0.866f * r, c.y + 0.5f * r}, {c.x - 0.866f * r, c.y + 0.5f * r}};
        break;
    }
    fill_polygon(list_, outline, to_imgui(marker.fill));
    stroke(outline, true, marker.stroke);
  }

  void operator()(const Text& text) {
    Text in_pixels = text;
    const ImVec2 at = to(text.at);
    in_pixels.at = {at.x, at.y};
    in_pixels.size = text.size * ui_.scale;
    draw_text(ui_, list_, in_pixels);
  }

  void operator()(const Arrow& arrow) {
    const double dx = arrow.to.x - arrow.from.x, dy = arrow.to.y - arrow.from.y;
    const double length = std::hypot(dx, dy);
    if (!(length > 0) || !std::isfinite(length)) return;
    const double head = std::min(arrow.head, length), half = head * 0.45;
    const Vec unit{dx / length, dy / length};
    const Vec foot{arrow.to.x - unit.x * head, arrow.to.y - unit.y * head};
    stroke({to(arrow.from), to(foot)}, false, arrow.stroke);
    fill({arrow.to,
          {foot.x - unit.y * half, foot.y + unit.x * half},
          {foot.x + unit.y * half, foot.y - unit.x * half}},
         arrow.stroke.color);
  }

  void operator()(const Raster& raster) {
    const ImTextureID texture = textures_.get(raster);
    if (!texture) return;
    list_->AddImage(texture, to({raster.rect.x, raster.rect.y}),
                    to({raster.rect.right(), raster.rect.bottom()}));
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

  void fill(const std::vector<Vec>& points, Color color) {
    std::vector<ImVec2> outline;
    for (const Vec p : points) {
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) return;
      outline.push_back(to(p));
    }
    fill_polygon(list_, outline, to_imgui(color));
  }

  void stroke(std::vector<ImVec2> points, bool closed, const Stroke& stroke) {
    const float width = px(stroke.width);
    if (points.size() == 2 && !closed) snap(points[0], points[1], width);
    std::vector<float> pattern;
    for (const double step : dash_pattern(stroke.dash)) pattern.push_back(static_cast<float>(step) * width);
    stroke_line(list_, points, closed, width, to_imgui(stroke.color), pattern);
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
  FigureTextures& textures_;
  int clips_ = 0;
};

}  // namespace

void draw_figure(const Ui& ui, ImDrawList* list, ImVec2 at, const Figure& figure, FigureTextures& textures) {
  Painter painter(ui, list, at, textures);
  for (const Primitive& primitive : figure.primitives) std::visit(painter, primitive);
  painter.finish();
}

FigureTextures::~FigureTextures() {
  // Where the renderer went first, the textures went with it.
  if (!ImGui::GetCurrentContext() || !ImGui::GetIO().BackendRendererUserData) return;
  for (const Entry& entry : entries_) glDeleteTextures(1, &entry.texture);
}

ImTextureID FigureTextures::get(const Raster& raster) {
  const auto id = [](unsigned texture) {
#if IMGUI_VERSION_NUM >= 19140  // an integer from there on
    return static_cast<ImTextureID>(texture);
#else
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture));
#endif
  };
  const std::size_t bytes = static_cast<std::size_t>(std::max(raster.width, 0)) *
                            static_cast<std::size_t>(std::max(raster.height, 0)) * 4;
  if (!raster.rgba || bytes == 0 || raster.rgba->size() < bytes) return {};
  for (Entry& entry : entries_) {
    if (entry.pixels.lock() != raster.rgba || entry.width != raster.width || entry.height != raster.height ||
        entry.smooth != raster.smooth)
      continue;
    entry.used = true;
    return id(entry.texture);
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
  return id(texture);
}

void FigureTextures::end_frame() {
  std::erase_if(entries_, [](Entry& entry) {
    const bool stale = !entry.used;
    if (stale) glDeleteTextures(1, &entry.texture);
    entry.used = false;
    return stale;
  });
}

}  // namespace dlab
