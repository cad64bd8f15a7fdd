// A map's field as every renderer reads it: heights on the ramp's scale, colours, and a part of it as pixels.
#pragma once
#include <vector>

#include "core/figure/figure.hpp"

namespace dlab {

// Whether there is anything to draw: a finite rectangle with an area, a grid of at least 2 × 2 with all its
// values, and a ramp.
bool is_drawable(const Map& map);

// Where a value stands on the ramp: 0 at `low`, 1 at `high`, cut at ±1000 (infinities too); NaN stays. Where
// `high` is not above `low`, everything up to `low` is 0 and the rest 1.
double ramp_place(const Map& map, double value);
// The nodes' places, row-major.
std::vector<float> ramp_places(const Map& map);

struct Premultiplied {
  double r = 0, g = 0, b = 0, a = 0;  // 0 … 1, colours times alpha
};
Premultiplied premultiplied(Color color);
// The ramp's colour at a place; colours are mixed with alpha multiplied in, so that a transparent black does
// not darken its neighbours.
Premultiplied ramp_color(const std::vector<Color>& ramp, double place);

// The map without contours, `width` × `height` pixels over `part` of the figure, coloured in the pixels'
// middles.
Raster map_raster(const Map& map, const Rect& part, int width, int height);

}  // namespace dlab
