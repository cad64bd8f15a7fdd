// A figure as a value: resolution-independent primitives in points (1/72 inch on paper, 1 px at scale 1 on
// screen), x to the right, y down, colours resolved. The screen and every file format draw this same value.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace dlab {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};
Color with_alpha(Color color, double alpha);      // alpha in [0, 1]
Color mixed(Color from, Color to, double share);  // share in [0, 1] of `to`, in sRGB

struct Vec {
  double x = 0, y = 0;
  bool operator==(const Vec&) const = default;
};
struct Rect {
  double x = 0, y = 0, w = 0, h = 0;
  double right() const { return x + w; }
  double bottom() const { return y + h; }
  bool contains(Vec p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  Rect inset(double by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  bool operator==(const Rect&) const = default;
};

enum class Dash { solid, dashed, dotted, dash_dot };
struct Stroke {
  Color color;
  double width = 1.5;
  Dash dash = Dash::solid;
  bool operator==(const Stroke&) const = default;
};
// On and off lengths in units of the stroke width, the same for every renderer; empty for solid.
std::vector<double> dash_pattern(Dash dash);

enum class Weight { regular, medium, semibold };
enum class Align { left, center, right };
enum class Baseline { top, middle, alphabetic, bottom };

// Open (or closed) line through points. Non-finite points break it.
struct Polyline {
  std::vector<Vec> points;
  Stroke stroke;
  bool closed = false;
};
// The band between (x, low) and (x, high), left to right: areas under and between curves.
struct Band {
  std::vector<double> x, low, high;
  Color fill;
};
// A filled simple polygon (may be concave).
struct Polygon {
  std::vector<Vec> points;
  Color fill;
};
struct Box {
  Rect rect;
  Color fill{0, 0, 0, 0};
  Stroke stroke{{0, 0, 0, 0}, 0, Dash::solid};
  double radius = 0;
};
enum class Shape { circle, diamond, square, triangle };
struct Marker {
  Vec at;
  Shape shape = Shape::circle;
  double size = 8;  // diameter
  Color fill;
  Stroke stroke{{0, 0, 0, 0}, 0, Dash::solid};
};
// Text in a small mark-up for formulas: `_{…}` subscript, `^{…}` superscript, `*…*` italic; a literal
// underscore, caret, asterisk, brace or backslash is written with a backslash before it. Any UTF-8.
struct Text {
  Vec at;
  std::string text;
  double size = 15;  // em, in points
  Color color;
  Weight weight = Weight::regular;
  Align align = Align::left;
  Baseline baseline = Baseline::alphabetic;
  double turn = 0;  // degrees counter-clockwise: 0 or 90
};
struct Arrow {
  Vec from, to;
  Stroke stroke;
  double head = 7;
};
// RGBA rows from the top; drawn smoothly or as crisp cells.
struct Raster {
  Rect rect;
  int width = 0, height = 0;
  std::shared_ptr<const std::vector<std::uint8_t>> rgba;
  bool smooth = true;
};
// A field on a regular grid, coloured by a ramp, with contour lines. Values sit at nodes: the first column at
// rect.x, the last at rect.right(), row 0 at the top; bilinear in between. A cell with a NaN at a corner is
// left out; an infinite value lies beyond the ramp's end. See core/figure/map_field.hpp.
struct Map {
  Rect rect;
  int columns = 0, rows = 0;  // ≥ 2
  std::shared_ptr<const std::vector<float>> values;
  double low = 0, high = 1;      // the ramp's ends; beyond them its end colours
  std::vector<Color> ramp;       // evenly spaced, straight alpha, ≥ 2; mixed with alpha multiplied in
  std::vector<double> contours;  // levels, ascending
  Stroke contour;                // solid
};
// A sample on a surface: column and row in nodes, fractions allowed. One beside the grid is left out.
struct SurfacePoint {
  float column = 0, row = 0;
  Color fill, edge;
  Shape shape = Shape::circle;
  float size = 6;  // diameter
  bool operator==(const SurfacePoint&) const = default;
};
// The same field as a lit landscape over a square ground, seen from above and fitted so that the whole block
// stays inside the rectangle however it is turned; clipped to the rectangle. Nodes as in Map: row 0 is the
// far edge. Values are cut to low … high; a cell with a NaN at a corner is a hole. Hills hide what is behind
// them, points too. Vector files hold it as an image and say so with `note`. See
// core/figure/surface_view.hpp.
struct Surface {
  Rect rect;
  int columns = 0, rows = 0;  // ≥ 2
  std::shared_ptr<const std::vector<float>> values;
  double low = 0, high = 1;      // the ramp's ends and the heights'
  std::vector<Color> ramp;       // as in Map
  std::vector<double> contours;  // levels, ascending
  Stroke contour;                // solid
  double yaw = 30;               // degrees the ground is turned counter-clockwise, seen from above
  double pitch = 35;             // degrees of the eye above the ground: 90 looks straight down, as on a map
  double height = 0.45;          // of high − low, in sides of the ground
  double zoom = 1;
  std::shared_ptr<const std::vector<SurfacePoint>> points;  // may be null
  Color wall{0, 0, 0, 0};                                   // the block's sides; clear: there are none
  Stroke rim{{0, 0, 0, 0}, 0, Dash::solid};                 // the block's edges
  Text note;                                                // "image, 300 dpi": in vector files only
};
constexpr double surface_dpi = 300;  // of the image in vector files
// Everything between push and the matching pop is clipped to the rectangle.
struct PushClip {
  Rect rect;
};
struct PopClip {};

using Primitive =
    std::variant<Polyline, Band, Polygon, Box, Marker, Text, Arrow, Raster, Map, Surface, PushClip, PopClip>;

// A linear map between data and points, kept with the figure for hit tests, handles and crosshairs.
struct Axes {
  std::string name;  // "density", "recorder"
  Rect rect;         // the plot's inside
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
  Vec to_figure(Vec data) const {
    return {rect.x + (data.x - x_low) / (x_high - x_low) * rect.w,
            rect.bottom() - (data.y - y_low) / (y_high - y_low) * rect.h};
  }
  Vec to_data(Vec figure) const {
    return {x_low + (figure.x - rect.x) / rect.w * (x_high - x_low),
            y_low + (rect.bottom() - figure.y) / rect.h * (y_high - y_low)};
  }
};

struct Figure {
  double width = 0, height = 0;
  std::vector<Primitive> primitives;
  std::vector<Axes> axes;

  template <class P>
  void add(P primitive) {
    primitives.emplace_back(std::move(primitive));
  }
  const Axes* find_axes(const std::string& name) const;
};

// One line per primitive, coordinates to 0.01: what the golden tests compare.
std::string dump(const Figure& figure);

}  // namespace dlab
