// A figure onto ImGui's draw list: the screen's renderer.
#pragma once
#include "app/draw/ui.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

// Draws `figure` with its origin at `at` (pixels), scaled by ui.scale. Rasters become textures kept by `textures`.
class FigureTextures;  // uploads once per Raster value, frees what is no longer drawn
void draw_figure(const Ui& ui, ImDrawList* list, ImVec2 at, const Figure& figure, FigureTextures& textures);

class FigureTextures {
 public:
  FigureTextures() = default;
  ~FigureTextures();
  FigureTextures(const FigureTextures&) = delete;
  FigureTextures& operator=(const FigureTextures&) = delete;
  ImTextureID get(const Raster& raster);
  void end_frame();  // frees textures that this frame did not use

 private:
  struct Entry {
    std::weak_ptr<const std::vector<std::uint8_t>> pixels;
    const void* key;
    unsigned texture;
    bool used;
  };
  std::vector<Entry> entries_;
};

}  // namespace dlab
