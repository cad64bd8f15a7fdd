// A landscape as pixels, without a graphics card: for files, and for screens whose OpenGL cannot.
#pragma once
#include "core/figure/figure.hpp"

namespace dlab {

// `width` × `height` pixels over `part` of the figure, straight alpha; clear outside the surface's rectangle.
// Without pixels if there is nothing to draw.
Raster surface_raster(const Surface& surface, const Rect& part, int width, int height);

}  // namespace dlab
