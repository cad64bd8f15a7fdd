#include "core/figure/map_field.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr double farthest = 1000;

std::uint8_t byte_of(double unit) {
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(unit, 0.0, 1.0)));
}

// A pixel's column of cells and how far into its cell it lies.
struct Step {
  std::size_t cell;
  double share;
};
std::vector<Step> steps(double from, double length, int pixels, double start, double extent, int nodes) {
  std::vector<Step> out;
  for (int i = 0; i < pixels; ++i) {
    const double at = from + (i + 0.5) / pixels * length;
    const double place = std::clamp((at - start) / extent, 0.0, 1.0) * (nodes - 1);
    const double cell = std::min(std::floor(place), nodes - 2.0);
    out.push_back({static_cast<std::size_t>(cell), place - cell});
  }
  return out;
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
  const auto columns = static_cast<std::size_t>(map.columns);
  const std::vector<Step> across = steps(part.x, part.w, width, map.rect.x, map.rect.w, map.columns);
  const std::vector<Step> down = steps(part.y, part.h, height, map.rect.y, map.rect.h, map.rows);
  auto rgba = std::make_shared<std::vector<std::uint8_t>>();
  rgba->reserve(across.size() * down.size() * 4);
  for (const Step& y : down) {
    for (const Step& x : across) {
      const float* v = places.data() + y.cell * columns + x.cell;
      const auto mix = [](double a, double b, double share) { return a + share * (b - a); };
      const double place =
          mix(mix(static_cast<double>(v[0]), static_cast<double>(v[1]), x.share),
              mix(static_cast<double>(v[columns]), static_cast<double>(v[columns + 1]), x.share), y.share);
      // A clear pixel keeps its hue, because viewers mix straight colours where they scale an image.
      const Premultiplied c = std::isnan(place) ? Premultiplied{} : ramp_color(map.ramp, place);
      const Color clear = map.ramp.front();
      const bool seen = c.a > 0;
      rgba->push_back(seen ? byte_of(c.r / c.a) : clear.r);
      rgba->push_back(seen ? byte_of(c.g / c.a) : clear.g);
      rgba->push_back(seen ? byte_of(c.b / c.a) : clear.b);
      rgba->push_back(byte_of(c.a));
    }
  }
  raster.rgba = std::move(rgba);
  return raster;
}

}  // namespace dlab
