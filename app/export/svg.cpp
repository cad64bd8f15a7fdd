// Figures to SVG with real <text>: Cairo's own SVG would turn letters into outlines that nobody can edit or
// search.
#include <cmath>
#include <cstdio>

#include "app/export/base64.hpp"
#include "app/export/canvas.hpp"
#include "app/export/embedded_scene.hpp"
#include "app/export/export.hpp"

namespace dlab {
namespace {

// To 0.01, without trailing zeros.
std::string number(double value) {
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  std::string text = buffer;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string attribute(const char* name, double value) {
  return std::string(" ") + name + "=\"" + number(value) + '"';
}

std::string color(const char* name, Color c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "#%02x%02x%02x", c.r, c.g, c.b);
  std::string out = std::string(" ") + name + "=\"" + buffer + '"';
  if (c.a != 255) {
    std::snprintf(buffer, sizeof buffer, "%.3g", c.a / 255.0);
    out += std::string(" ") + name + "-opacity=\"" + buffer + '"';
  }
  return out;
}

std::string rect_attributes(const Rect& r) {
  return attribute("x", r.x) + attribute("y", r.y) + attribute("width", r.w) + attribute("height", r.h);
}

constexpr int most_cells = 10000;

class SvgCanvas : public Canvas {
 public:
  void path(const std::vector<Vec>& points, bool closed, const Paint& paint) override {
    std::string d;
    for (std::size_t i = 0; i < points.size(); ++i) {
      d += (i == 0 ? "M" : i == 1 ? "L" : " ") + number(points[i].x) + ' ' + number(points[i].y);
    }
    const char* join = closed && paint.fills() ? "" : " stroke-linejoin=\"round\"";
    out_ += "<path d=\"" + d + (closed ? "Z" : "") + '"' + painted(paint, join) + "/>\n";
  }

  void rect(const Rect& r, double radius, const Paint& paint) override {
    out_ +=
        "<rect" + rect_attributes(r) + (radius > 0 ? attribute("rx", radius) : "") + painted(paint) + "/>\n";
  }

  void circle(Vec center, double radius, const Paint& paint) override {
    out_ += "<circle" + attribute("cx", center.x) + attribute("cy", center.y) + attribute("r", radius) +
            painted(paint) + "/>\n";
  }

  // One <tspan> a run, each at its own place and width, so that the lay-out holds with any font.
  void text(const Text& text, const std::vector<Run>& runs, Vec origin) override {
    out_ += "<text xml:space=\"preserve\"" + attribute("font-size", text.size) + color("fill", text.color);
    if (text.weight != Weight::regular) {
      out_ += text.weight == Weight::medium ? " font-weight=\"500\"" : " font-weight=\"600\"";
    }
    if (text.turn != 0) {
      out_ += " transform=\"rotate(" + number(-text.turn) + ' ' + number(origin.x) + ' ' + number(origin.y) +
              ")\"";
    }
    if (runs.size() == 1 && !runs[0].italic && runs[0].scale == 1) {
      // Anchored where the figure anchors it, for viewers that heed no textLength.
      const double share = text.align == Align::left ? 0 : text.align == Align::center ? 0.5 : 1;
      static constexpr const char* anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
      out_ += place(runs[0], text, {origin.x + share * runs[0].width, origin.y}) +
              anchors[static_cast<int>(text.align)] + '>' + xml_escaped(visible(runs[0])) + "</text>\n";
      return;
    }
    out_ += '>';
    for (const Run& run : runs) {
      out_ += "<tspan" + place(run, text, origin);
      if (run.italic) out_ += " font-style=\"italic\"";
      if (run.scale != 1) out_ += attribute("font-size", text.size * run.scale);
      out_ += '>' + xml_escaped(visible(run)) + "</tspan>";
    }
    out_ += "</text>\n";
  }

  // Crisp cells become rectangles, as long as they are few: not every viewer heeds image-rendering.
  void image(const Raster& r) override {
    if (!r.smooth && r.width <= most_cells / r.height) return cells(r);
    const std::vector<std::uint8_t> rgba(
        r.rgba->begin(), r.rgba->begin() + std::ptrdiff_t{4} * r.width * std::ptrdiff_t{r.height});
    const Result<std::string> png = png_bytes(rgba, r.width, r.height, {});
    if (!png) return;  // over the size limit
    out_ += "<image" + rect_attributes(r.rect) + " preserveAspectRatio=\"none\"";
    if (!r.smooth) out_ += " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"";
    out_ += " xlink:href=\"data:image/png;base64," + base64_encode(*png) + "\"/>\n";
  }

  void push_clip(const Rect& r) override {
    const std::string id = "clip" + std::to_string(++clips_);
    out_ += "<clipPath id=\"" + id + "\"><rect" + rect_attributes(r) + "/></clipPath>\n<g clip-path=\"url(#" +
            id + ")\">\n";
  }

  void pop_clip() override { out_ += "</g>\n"; }

  void begin_group(const char* name, const std::string& title) override {
    out_ += std::string("<g id=\"") + name + (groups_ > 0 ? std::to_string(groups_ + 1) : "") + "\">\n";
    ++groups_;
    if (!title.empty()) out_ += "<title>" + xml_escaped(title) + "</title>\n";
  }
  void end_group() override { out_ += "</g>\n"; }

  std::string take() { return std::move(out_); }

 private:
  static std::string painted(const Paint& paint, const char* line_join = "") {
    std::string out = paint.fills() ? color("fill", paint.fill) : " fill=\"none\"";
    if (!paint.strokes()) return out;
    out += color("stroke", paint.stroke.color) + attribute("stroke-width", paint.stroke.width) + line_join;
    std::string dashes;
    for (double length : dash_pattern(paint.stroke.dash)) {
      dashes += (dashes.empty() ? "" : " ") + number(length * paint.stroke.width);
    }
    return dashes.empty() ? out : out + " stroke-dasharray=\"" + dashes + '"';
  }

  // Neighbours of one colour in a row are one rectangle.
  void cells(const Raster& r) {
    const auto at = [&](int x, int y) {
      const std::uint8_t* p = r.rgba->data() + (std::size_t{4} * static_cast<std::size_t>(y * r.width + x));
      return Color{p[0], p[1], p[2], p[3]};
    };
    const double w = r.rect.w / r.width, h = r.rect.h / r.height;
    out_ += "<g shape-rendering=\"crispEdges\">\n";
    for (int y = 0; y < r.height; ++y) {
      for (int x = 0, end = 0; x < r.width; x = end) {
        const Color c = at(x, y);
        for (end = x + 1; end < r.width && at(end, y) == c; ++end) continue;
        if (c.a > 0) rect({r.rect.x + x * w, r.rect.y + y * h, (end - x) * w, h}, 0, {c});
      }
    }
    out_ += "</g>\n";
  }

  static std::string visible(const Run& run) {
    std::string out;
    for (char32_t code : decode_utf8(run.text)) {
      if (!is_invisible(code)) out += encode_utf8(code);
    }
    return out;
  }

  static std::string place(const Run& run, const Text& text, Vec origin) {
    std::string out = attribute("x", origin.x + run.x) + attribute("y", origin.y - run.rise * text.size);
    return run.width > 0 ? out + attribute("textLength", run.width) : out;
  }

  std::string out_;
  int clips_ = 0, groups_ = 0;
};

}  // namespace

Result<std::string> svg_bytes(const Figure& figure, const FontBook& fonts, const ExportOptions& options) {
  if (!(figure.width > 0 && figure.height > 0 && std::isfinite(figure.width) &&
        std::isfinite(figure.height))) {
    return Error{"size", N_("a picture needs a width and a height above 0"), {}};
  }
  SvgCanvas canvas;
  paint(figure, fonts, canvas);
  const std::string w = number(figure.width), h = number(figure.height);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
      w + "\" height=\"" + h + "\" viewBox=\"0 0 " + w + ' ' + h +
      "\" font-family=\"Inter, 'Noto Sans CJK SC', 'Noto Sans', 'DejaVu Sans', sans-serif\" "
      "style=\"font-feature-settings:'tnum';font-kerning:none\">\n";
  if (!options.title.empty()) out += "<title>" + xml_escaped(options.title) + "</title>\n";
  if (!options.scene_json.empty()) {
    out += "<metadata>" + svg_scene_element(options.scene_json) + "</metadata>\n";
  }
  if (options.ground) {
    out += "<rect width=\"" + w + "\" height=\"" + h + '"' + color("fill", *options.ground) + "/>\n";
  }
  return out + canvas.take() + "</svg>\n";
}

}  // namespace dlab
