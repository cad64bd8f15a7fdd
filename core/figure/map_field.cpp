#include "core/figure/map_field.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr double farthest = 1000;
constexpr int table_size = 4096;  // colours of a ramp that pixels are looked up in: far finer than bytes

std::uint8_t byte_of(double unit) {
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(unit, 0.0, 1.0)));
}

// A pixel's column of cells and how far into its cell it lies.
struct Step {
  std::size_t cell;
  float share;
};
std::vector<Step> steps(double from, double length, int pixels, double start, double extent, int nodes) {
  std::vector<Step> out;
  for (int i = 0; i < pixels; ++i) {
    const double at = from + (i + 0.5) / pixels * length;
    const double place = std::clamp((at - start) / extent, 0.0, 1.0) * (nodes - 1);
    const double cell = std::min(std::floor(place), nodes - 2.0);
    out.push_back({static_cast<std::size_t>(cell), static_cast<float>(place - cell)});
  }
  return out;
}

// Straight bytes. A clear colour keeps its hue, because viewers mix straight colours where they scale an
// image.
std::vector<Color> ramp_table(const std::vector<Color>& ramp) {
  std::vector<Color> table;
  for (int i = 0; i < table_size; ++i) {
    const Premultiplied c = ramp_color(ramp, static_cast<double>(i) / (table_size - 1));
    if (c.a > 0)
      table.push_back({byte_of(c.r / c.a), byte_of(c.g / c.a), byte_of(c.b / c.a), byte_of(c.a)});
    else
      table.push_back(with_alpha(ramp.front(), 0));
  }
  return table;
}

}  // namespace

bool is_drawable(const Map& map) {
  const Rect& r = map.rect;
  return std::isfinite(r.x) && std::isfinite(r.y) && r.w > 0 && r.h > 0 && std::isfinite(r.w) &&
         std::isfinite(r.h) && map.columns >= 2 && map.rows >= 2 && map.values && !map.ramp.empty() &&
         map.values->size() / static_cast<std::size_t>(map.columns) >= static_cast<std::size_t>(map.rows);
}

double ramp_place(const Map& map, double value) {
  if (std::isnan(value)) return value;
  const double range = map.high - map.low;
  if (!(range > 0)) return value > map.low ? 1 : 0;
  return std::clamp((value - map.low) / range, -farthest, farthest);
}

std::vector<float> ramp_places(const Map& map) {
  const std::size_t count = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  std::vector<float> out(count);
  for (std::size_t i = 0; i < count; ++i)
    out[i] = static_cast<float>(ramp_place(map, static_cast<double>((*map.values)[i])));
  return out;
}

Premultiplied premultiplied(Color color) {
  const double a = color.a / 255.0;
  return {color.r / 255.0 * a, color.g / 255.0 * a, color.b / 255.0 * a, a};
}

Premultiplied ramp_color(const std::vector<Color>& ramp, double place) {
  const double last = static_cast<double>(ramp.size()) - 1, at = std::clamp(place, 0.0, 1.0) * last;
  const double below = std::floor(std::min(at, std::max(last - 1, 0.0))), share = at - below;
  const auto i = static_cast<std::size_t>(below);
  const Premultiplied a = premultiplied(ramp[i]), b = premultiplied(ramp[std::min(i + 1, ramp.size() - 1)]);
  const auto mix = [share](double from, double to) { return from + share * (to - from); };
  return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), mix(a.a, b.a)};
}

Raster map_raster(const Map& map, const Rect& part, int width, int height) {
  Raster raster{part, width, height, nullptr, true};
  if (!is_drawable(map) || width < 1 || height < 1) return raster;
  const std::vector<float> places = ramp_places(map);
  const std::vector<Color> colors = ramp_table(map.ramp);
  const auto columns = static_cast<std::size_t>(map.columns);
  const std::vector<Step> across = steps(part.x, part.w, width, map.rect.x, map.rect.w, map.columns);
  const std::vector<Step> down = steps(part.y, part.h, height, map.rect.y, map.rect.h, map.rows);
  auto rgba = std::make_shared<std::vector<std::uint8_t>>(across.size() * down.size() * 4);
  std::uint8_t* out = rgba->data();
  for (const Step& y : down) {
    for (const Step& x : across) {
      const float* v = places.data() + y.cell * columns + x.cell;
      const auto mix = [](float a, float b, float share) { return a + share * (b - a); };
      const float place = mix(mix(v[0], v[1], x.share), mix(v[columns], v[columns + 1], x.share), y.share);
      Color c = with_alpha(map.ramp.front(), 0);
      if (!std::isnan(place))
        c = colors[static_cast<std::size_t>(std::clamp(place, 0.0f, 1.0f) * (table_size - 1) + 0.5f)];
      for (const std::uint8_t byte : {c.r, c.g, c.b, c.a}) *out++ = byte;
    }
  }
  raster.rgba = std::move(rgba);
  return raster;
}

}  // namespace dlab
