// A figure's small helpers: colours, dash patterns, looking axes up, and the text dump of the golden tests.
#include "core/figure/figure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/figure/map_field.hpp"
#include "core/figure/surface_view.hpp"

namespace dlab {
namespace {

std::uint8_t byte_of(double unit) {
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(unit, 0.0, 1.0)));
}

// To 0.01 without trailing zeros; "-0" is "0".
std::string number(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  std::string text = buffer;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string point(Vec p) { return number(p.x) + "," + number(p.y); }

std::string color(Color c) {
  char buffer[10];
  std::snprintf(buffer, sizeof buffer, "#%02X%02X%02X%02X", c.r, c.g, c.b, c.a);
  return c.a == 255 ? std::string(buffer, 7) : buffer;
}

std::string rect(Rect r) { return number(r.x) + "," + number(r.y) + " " + number(r.w) + "x" + number(r.h); }

std::string stroke(const Stroke& s) {
  if (s.width <= 0 || s.color.a == 0) return "none";
  static constexpr const char* names[] = {"", " dashed", " dotted", " dash_dot"};
  return color(s.color) + " " + number(s.width) + names[static_cast<int>(s.dash)];
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string short_number(double value) {
  if (!std::isfinite(value)) return number(value);
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.4g", value);
  return std::string(buffer) == "-0" ? "0" : buffer;
}

template <class Field>  // Map or Surface
std::string nodes(const Field& m) {
  if (!is_drawable(m)) return " none";
  const std::vector<float>& values = *m.values;
  const auto columns = static_cast<std::size_t>(m.columns), rows = static_cast<std::size_t>(m.rows);
  double sum = 0, least = INFINITY, most = -INFINITY;
  std::size_t count = 0;
  for (std::size_t i = 0; i < columns * rows; ++i) {
    const double v = static_cast<double>(values[i]);
    if (!std::isfinite(v)) continue;
    sum += v;
    ++count;
    least = std::min(least, v);
    most = std::max(most, v);
  }
  std::string out = " from " + short_number(least) + " to " + short_number(most) + " mean " +
                    short_number(count > 0 ? sum / static_cast<double>(count) : 0) + " at";
  for (std::size_t row : {rows / 4, rows / 2, 3 * rows / 4})
    for (std::size_t column : {columns / 4, columns / 2, 3 * columns / 4})
      out += " " + short_number(static_cast<double>(values[row * columns + column]));
  return out;
}

template <class Field>
std::string field(const char* name, const Field& m) {
  std::string out = std::string(name) + " " + rect(m.rect) + " " + std::to_string(m.columns) + "x" +
                    std::to_string(m.rows) + " nodes" + nodes(m) + " low " + short_number(m.low) + " high " +
                    short_number(m.high) + " ramp";
  for (Color c : m.ramp) out += " " + color(c);
  out += " contours";
  for (double level : m.contours) out += " " + short_number(level);
  return out + " stroke " + stroke(m.contour);
}

template <class Points>
std::string points(const Points& list) {
  std::string out;
  for (Vec p : list) out += " " + point(p);
  return out;
}

constexpr const char* shape_names[] = {"circle", "diamond", "square", "triangle"};

struct Dump {
  std::string operator()(const Polyline& p) const {
    return "polyline " + stroke(p.stroke) + (p.closed ? " closed:" : ":") + points(p.points);
  }
  std::string operator()(const Band& b) const {
    std::string out = "band " + color(b.fill) + ":";
    for (std::size_t i = 0; i < std::min({b.x.size(), b.low.size(), b.high.size()}); ++i) {
      out += " " + number(b.x[i]) + "," + number(b.low[i]) + ".." + number(b.high[i]);
    }
    return out;
  }
  std::string operator()(const Polygon& p) const {
    return "polygon " + color(p.fill) + ":" + points(p.points);
  }
  std::string operator()(const Box& b) const {
    return "box " + rect(b.rect) + " radius " + number(b.radius) + " fill " + color(b.fill) + " stroke " +
           stroke(b.stroke);
  }
  std::string operator()(const Marker& m) const {
    return std::string("marker ") + shape_names[static_cast<int>(m.shape)] + " " + point(m.at) + " size " +
           number(m.size) + " fill " + color(m.fill) + " stroke " + stroke(m.stroke);
  }
  std::string operator()(const Text& t) const {
    static constexpr const char* weights[] = {"regular", "medium", "semibold"};
    static constexpr const char* aligns[] = {"left", "center", "right"};
    static constexpr const char* baselines[] = {"top", "middle", "alphabetic", "bottom"};
    std::string out = "text " + quoted(t.text) + " " + point(t.at) + " size " + number(t.size) + " " +
                      color(t.color) + " " + weights[static_cast<int>(t.weight)] + " " +
                      aligns[static_cast<int>(t.align)] + " " + baselines[static_cast<int>(t.baseline)];
    return t.turn == 0 ? out : out + " turn " + number(t.turn);
  }
  std::string operator()(const Arrow& a) const {
    return "arrow " + point(a.from) + " " + point(a.to) + " head " + number(a.head) + " " + stroke(a.stroke);
  }
  // The pixels as an FNV-1a hash: enough to notice a change.
  std::string operator()(const Raster& r) const {
    std::uint32_t hash = 2166136261u;
    if (r.rgba) {
      for (std::uint8_t byte : *r.rgba) hash = (hash ^ byte) * 16777619u;
    }
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, " %dx%d px %08x", r.width, r.height, hash);
    return "raster " + rect(r.rect) + buffer + (r.smooth ? " smooth" : " cells");
  }
  // The field by its extremes, mean and nine nodes: a change shows, another machine's last bit does not.
  std::string operator()(const Map& m) const { return field("map", m); }
  // Its points by their number, their middle, the first and the last.
  std::string operator()(const Surface& s) const {
    std::string out = field("surface", s) + " yaw " + number(s.yaw) + " pitch " + number(s.pitch) +
                      " height " + number(s.height) + " zoom " + number(s.zoom) + " wall " + color(s.wall) +
                      " rim " + stroke(s.rim);
    if (!s.note.text.empty()) out += " note " + quoted(s.note.text);
    if (!s.points || s.points->empty()) return out;
    Vec middle;
    for (const SurfacePoint& p : *s.points) {
      middle.x += static_cast<double>(p.column) / static_cast<double>(s.points->size());
      middle.y += static_cast<double>(p.row) / static_cast<double>(s.points->size());
    }
    out += " points " + std::to_string(s.points->size()) + " around " + point(middle);
    for (const SurfacePoint& p : {s.points->front(), s.points->back()})
      out += std::string(" ") + shape_names[static_cast<int>(p.shape)] + " " + number(p.column) + "," +
             number(p.row) + " size " + number(p.size) + " fill " + color(p.fill) + " edge " + color(p.edge);
    return out;
  }
  std::string operator()(const PushClip& c) const { return "push_clip " + rect(c.rect); }
  std::string operator()(const PopClip&) const { return "pop_clip"; }
};

}  // namespace

Color with_alpha(Color color, double alpha) {
  color.a = byte_of(alpha);
  return color;
}

Color mixed(Color from, Color to, double share) {
  share = std::clamp(share, 0.0, 1.0);
  auto mix = [share](std::uint8_t a, std::uint8_t b) { return byte_of((a + share * (b - a)) / 255); };
  return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b), mix(from.a, to.a)};
}

std::vector<double> dash_pattern(Dash dash) {
  switch (dash) {
    case Dash::solid:
      return {};
    case Dash::dashed:
      return {4, 2.5};
    case Dash::dotted:
      return {1.2, 2.2};
    case Dash::dash_dot:
      return {5, 2, 1.2, 2};
  }
  return {};
}

const Axes* Figure::find_axes(const std::string& name) const {
  auto found = std::find_if(axes.begin(), axes.end(), [&](const Axes& a) { return a.name == name; });
  return found == axes.end() ? nullptr : &*found;
}

std::string dump(const Figure& figure) {
  std::string out = "figure " + number(figure.width) + "x" + number(figure.height) + "\n";
  char limits[200];
  for (const Axes& a : figure.axes) {
    std::snprintf(limits, sizeof limits, " x %.6g..%.6g y %.6g..%.6g\n", a.x_low, a.x_high, a.y_low,
                  a.y_high);
    out += "axes " + quoted(a.name) + " " + rect(a.rect) + limits;
  }
  for (const Primitive& primitive : figure.primitives) out += std::visit(Dump{}, primitive) + "\n";
  return out;
}

}  // namespace dlab
