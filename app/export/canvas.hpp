// What a vector renderer must be able to draw; the walk over a figure's primitives is done here, once for
// all.
#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "core/figure/figure.hpp"
#include "core/figure/text.hpp"

namespace dlab {

struct Paint {
  Color fill{0, 0, 0, 0};
  Stroke stroke{{0, 0, 0, 0}, 0, Dash::solid};
  bool fills() const { return fill.a > 0; }
  bool strokes() const { return stroke.color.a > 0 && stroke.width > 0 && std::isfinite(stroke.width); }
};

// Coordinates are finite and small enough for any rasteriser. Lines have round joins and butt ends.
class Canvas {
 public:
  virtual ~Canvas() = default;
  virtual void path(const std::vector<Vec>& points, bool closed, const Paint& paint) = 0;
  virtual void rect(const Rect& rect, double radius, const Paint& paint) = 0;
  virtual void circle(Vec center, double radius, const Paint& paint) = 0;
  // `runs` laid out from `origin`, the left end of the baseline.
  virtual void text(const Text& text, const std::vector<Run>& runs, Vec origin) = 0;
  virtual void image(const Raster& raster) = 0;  // has all its pixels
  // How finely a map is rasterised.
  virtual double pixels_per_point() const { return 3; }
  virtual bool vector() const { return true; }  // false: everything becomes pixels anyway
  // What is drawn until the end is one thing, with a name and a sentence for who opens the file.
  virtual void begin_group(const char*, const std::string&) {}
  virtual void end_group() {}
  virtual void push_clip(const Rect& rect) = 0;
  virtual void pop_clip() = 0;
};

// Clips always come in pairs, whatever the figure says. What is not finite is left out.
void paint(const Figure& figure, const TextMeasurer& measurer, Canvas& canvas);

}  // namespace dlab
