// A figure onto ImGui's draw list: the screen's renderer.
#pragma once
#include "app/draw/map_painter.hpp"
#include "app/draw/surface_painter.hpp"
#include "app/draw/ui.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

class FigureTextures;  // uploads once per Raster value, frees what is no longer drawn
// Draws `figure` with its origin at `at` (pixels), scaled by ui.scale. Rasters, maps and surfaces become
// textures kept by `textures`. Upright and level lines, and boxes, are moved to whole pixels (by less than
// half of one) so that they are crisp.
void draw_figure(const Ui& ui, ImDrawList* list, ImVec2 at, const Figure& figure, FigureTextures& textures);

class FigureTextures {
 public:
  explicit FigureTextures(MapShaders shaders = map_shaders(), SurfaceShaders surfaces = surface_shaders())
      : maps_(std::move(shaders)), surfaces_(std::move(surfaces)) {}
  ~FigureTextures();
  FigureTextures(const FigureTextures&) = delete;
  FigureTextures& operator=(const FigureTextures&) = delete;
  // Needs the host's OpenGL context; without a renderer, or for a raster without pixels, nothing ({}).
  ImTextureID get(const Raster& raster);
  void end_frame();  // frees textures that this frame did not use
  // Something was drawn in a hurry, to be drawn in full in one of the next frames.
  bool unfinished() const { return surfaces_.unfinished(); }
  std::size_t size() const { return entries_.size() + maps_.size() + surfaces_.size(); }
  MapPainter& maps() { return maps_; }
  SurfacePainter& surfaces() { return surfaces_; }

 private:
  struct Entry {
    std::weak_ptr<const std::vector<std::uint8_t>> pixels;
    int width, height;
    bool smooth;
    unsigned texture;
    bool used;
  };
  std::vector<Entry> entries_;
  MapPainter maps_;
  SurfacePainter surfaces_;
};

}  // namespace dlab
