// The geometry behind primitives, the same for every renderer: outlines of markers and arrows, and lines and
// areas cut to a finite window so that no coordinate overflows a rasteriser.
#pragma once
#include <vector>

#include "core/figure/figure.hpp"

namespace dlab {

// The corners of a diamond, square or triangle (pointing up) around `at`; a circle's is empty. All shapes of
// one size have the circle's area, so that none looks heavier.
std::vector<Vec> marker_corners(Shape shape, Vec at, double size);

// A shaft that ends inside its head, and the head's triangle. Of an arrow shorter than its head, the head
// shrinks; of no length, both are empty.
struct ArrowParts {
  std::vector<Vec> shaft, head;
};
ArrowParts arrow_parts(const Arrow& arrow);

// The pieces of a line inside `window`; non-finite points break it too. A closed line that is whole comes
// back as one piece whose last point is its first.
std::vector<std::vector<Vec>> pieces_inside(const std::vector<Vec>& points, bool closed, const Rect& window);
// A line's part inside `window` takes the place of its ends. False: there is none, or they are not finite.
bool segment_inside(Vec& from, Vec& to, const Rect& window);
// The part of a polygon inside `window`, non-finite points left out (Sutherland and Hodgman 1974). Where a
// concave polygon falls apart, the parts stay joined along the window's edge.
std::vector<Vec> area_inside(const std::vector<Vec>& polygon, const Rect& window);
// A band's runs of finite entries, each as a polygon, cut to `window`.
std::vector<std::vector<Vec>> band_polygons(const Band& band, const Rect& window);

// The window that renderers cut to: the figure and a wide margin.
Rect safe_window(const Figure& figure);

}  // namespace dlab
