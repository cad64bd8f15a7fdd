#include "core/figure/surface_raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/figure/surface_shade.hpp"

namespace dlab {
namespace {

// Where a pixel is sampled, in sixteenths: no two share a row or a column, so that edges that are nearly
// level or upright get as many steps as others.
constexpr std::array<std::array<int, 2>, 8> samples{
    {{9, 5}, {7, 11}, {13, 9}, {5, 3}, {3, 13}, {1, 7}, {11, 15}, {15, 1}}};
constexpr std::size_t sample_count = samples.size();
constexpr int band_rows = 32;
constexpr std::uint32_t nothing = 0xFFFFFFFFu;

double sample_x(std::size_t k) { return samples[k][0] / 16.0; }
double sample_y(std::size_t k) { return samples[k][1] / 16.0; }

// a x + b y + c over the picture's pixels.
struct Plane {
  double a = 0, b = 0, c = 0;
  double operator()(double x, double y) const { return a * x + b * y + c; }
};

struct Corner {
  double x, y, depth, inverse;  // pixels; 1/w
};

// A triangle set up for scanning: three half-planes, and what changes linearly over the picture, which after
// a perspective is depth, 1/w, and everything else times 1/w.
struct Triangle {
  std::array<Plane, 3> inside;
  Plane depth, inverse, column, row, foot;
  int left, right, top, bottom;  // pixels that it touches
  int side;
  bool underside;
};

class Scene {
 public:
  Scene(const Surface& surface, const Rect& part, int width, int height)
      : surface_(surface),
        part_(part),
        width_(width),
        height_(height),
        to_x_(width / part.w),
        to_y_(height / part.h),
        view_(surface),
        mesh_(surface_mesh(surface)),
        shade_(surface, view_, mesh_, (to_x_ + to_y_) / 2),
        sprites_(surface_sprites(surface, mesh_, view_)) {
    set_up();
  }

  void draw(std::vector<std::uint8_t>& rgba) {
    const auto pixels = static_cast<std::size_t>(width_) * band_rows;
    depths_.resize(pixels * sample_count);
    owners_.resize(pixels * sample_count);
    colors_.resize(pixels);
    for (int top = 0; top < height_; top += band_rows) {
      const int bottom = std::min(top + band_rows, height_);
      std::fill(depths_.begin(), depths_.end(), -1e30f);
      std::fill(owners_.begin(), owners_.end(), nothing);
      for (std::size_t i = 0; i < triangles_.size(); ++i)
        if (triangles_[i].top < bottom && triangles_[i].bottom >= top)
          scan(triangles_[i], static_cast<std::uint32_t>(i), top, bottom);
      for (int y = top; y < bottom; ++y)
        for (int x = 0; x < width_; ++x) colors_[pixel(x, y - top)] = resolve(x, y, top);
      for (const SurfaceSprite& sprite : sprites_) put(sprite, top, bottom);
      for (int y = top; y < bottom; ++y)
        for (int x = 0; x < width_; ++x) write(rgba, x, y, colors_[pixel(x, y - top)]);
    }
  }

 private:
  std::size_t pixel(int x, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  void set_up() {
    const bool walls = surface_.wall.a > 0;
    std::vector<Corner> corners;
    corners.reserve(mesh_.vertices.size());
    for (const SurfaceMesh::Vertex& vertex : mesh_.vertices) {
      const SurfaceView::World world = world_of(view_, vertex);
      const SurfaceView::Place seen = view_.project(world);
      corners.push_back({(seen.at.x - part_.x) * to_x_, (seen.at.y - part_.y) * to_y_, seen.depth,
                         1 / view_.distance(world)});
    }
    for (std::size_t i = 0; i + 2 < (walls ? mesh_.indices.size() : mesh_.land); i += 3)
      add(corners, {mesh_.indices[i], mesh_.indices[i + 1], mesh_.indices[i + 2]});
  }

  void add(const std::vector<Corner>& corners, std::array<std::uint32_t, 3> index) {
    const Corner &a = corners[index[0]], &b = corners[index[1]], &c = corners[index[2]];
    const double area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (!(std::abs(area) > 1e-9)) return;
    Triangle t{};
    t.left = std::max(0, static_cast<int>(std::floor(std::min({a.x, b.x, c.x, width_ + 1.0}))));
    t.right = std::min(width_ - 1, static_cast<int>(std::floor(std::max({a.x, b.x, c.x, -2.0}))));
    t.top = std::max(0, static_cast<int>(std::floor(std::min({a.y, b.y, c.y, height_ + 1.0}))));
    t.bottom = std::min(height_ - 1, static_cast<int>(std::floor(std::max({a.y, b.y, c.y, -2.0}))));
    if (t.left > t.right || t.top > t.bottom) return;
    const SurfaceMesh::Vertex &u = mesh_.vertices[index[0]], &v = mesh_.vertices[index[1]],
                              &w = mesh_.vertices[index[2]];
    t.side = static_cast<int>(u.side);
    t.underside = area > 0;  // y points down
    // Barycentric coordinates: edge k is opposite to corner k.
    const auto edge = [area](const Corner& from, const Corner& to) {
      const double dx = (to.x - from.x) / area, dy = (to.y - from.y) / area;
      return Plane{-dy, dx, dy * from.x - dx * from.y};
    };
    t.inside = {edge(b, c), edge(c, a), edge(a, b)};
    const auto plane = [&](double at_a, double at_b, double at_c) {
      const auto mix = [&](double Plane::*part) {
        return at_a * t.inside[0].*part + at_b * t.inside[1].*part + at_c * t.inside[2].*part;
      };
      return Plane{mix(&Plane::a), mix(&Plane::b), mix(&Plane::c)};
    };
    t.depth = plane(a.depth, b.depth, c.depth);
    t.inverse = plane(a.inverse, b.inverse, c.inverse);
    const auto seen = [&](float SurfaceMesh::Vertex::*part) {
      return plane(static_cast<double>(u.*part) * a.inverse, static_cast<double>(v.*part) * b.inverse,
                   static_cast<double>(w.*part) * c.inverse);
    };
    t.column = seen(&SurfaceMesh::Vertex::column);
    t.row = seen(&SurfaceMesh::Vertex::row);
    t.foot = seen(&SurfaceMesh::Vertex::foot);
    triangles_.push_back(t);
  }

  void scan(const Triangle& t, std::uint32_t id, int top, int bottom) {
    // How much each half-plane changes from a pixel's corner to its samples.
    std::array<std::array<double, 3>, sample_count> step{};
    std::array<double, sample_count> deeper{};
    for (std::size_t k = 0; k < sample_count; ++k) {
      for (std::size_t e = 0; e < 3; ++e)
        step[k][e] = t.inside[e].a * sample_x(k) + t.inside[e].b * sample_y(k);
      deeper[k] = t.depth.a * sample_x(k) + t.depth.b * sample_y(k);
    }
    for (int y = std::max(t.top, top); y <= std::min(t.bottom, bottom - 1); ++y)
      for (int x = t.left; x <= t.right; ++x) {
        const double e0 = t.inside[0](x, y), e1 = t.inside[1](x, y), e2 = t.inside[2](x, y);
        const double depth = t.depth(x, y);
        const std::size_t first = pixel(x, y - top) * sample_count;
        for (std::size_t k = 0; k < sample_count; ++k) {
          if (e0 + step[k][0] < 0 || e1 + step[k][1] < 0 || e2 + step[k][2] < 0) continue;
          const auto at = static_cast<float>(depth + deeper[k]);
          if (at <= depths_[first + k]) continue;
          depths_[first + k] = at;
          owners_[first + k] = id;
        }
      }
  }

  // Each triangle that shows in a pixel is shaded once, in the middle of the samples it has there.
  Premultiplied resolve(int x, int y, int top) const {
    const std::size_t first = pixel(x, y - top) * sample_count;
    Premultiplied sum;
    std::array<bool, sample_count> done{};
    for (std::size_t k = 0; k < sample_count; ++k) {
      const std::uint32_t owner = owners_[first + k];
      if (done[k] || owner == nothing) continue;
      double count = 0, at_x = 0, at_y = 0;
      for (std::size_t i = k; i < sample_count; ++i) {
        if (owners_[first + i] != owner) continue;
        done[i] = true;
        ++count;
        at_x += sample_x(i);
        at_y += sample_y(i);
      }
      const Premultiplied color = shade_(fragment(triangles_[owner], x + at_x / count, y + at_y / count));
      const double share = count / sample_count;
      sum = {sum.r + color.r * share, sum.g + color.g * share, sum.b + color.b * share,
             sum.a + color.a * share};
    }
    return sum;
  }

  static SurfaceFragment fragment(const Triangle& t, double x, double y) {
    const double inverse = t.inverse(x, y);
    const auto at = [&](const Plane& p) { return p(x, y) / inverse; };
    const auto by = [&](const Plane& p, double value) {
      return Vec{(p.a - value * t.inverse.a) / inverse, (p.b - value * t.inverse.b) / inverse};
    };
    SurfaceFragment f;
    f.column = at(t.column);
    f.row = at(t.row);
    f.foot = at(t.foot);
    f.column_by = by(t.column, f.column);
    f.row_by = by(t.row, f.row);
    f.foot_by = by(t.foot, f.foot);
    f.side = t.side;
    f.underside = t.underside;
    return f;
  }

  void put(const SurfaceSprite& s, int top, int bottom) {
    const double extent = sprite_extent(s) + 1 / to_x_;
    const auto bound = [](double v, int most) {
      return static_cast<int>(std::clamp(std::floor(v), 0.0, most - 1.0));
    };
    const int left = bound((s.at.x - extent - part_.x) * to_x_, width_),
              right = bound((s.at.x + extent - part_.x) * to_x_, width_);
    const double high = (s.at.y - extent - part_.y) * to_y_, low = (s.at.y + extent - part_.y) * to_y_;
    const Premultiplied fill = premultiplied(s.fill), edge = premultiplied(s.edge);
    for (int y = std::max(top, bound(high, height_)); y <= std::min(bottom - 1, bound(low, height_)); ++y)
      for (int x = left; x <= right; ++x) {
        const Vec from{part_.x + (x + 0.5) / to_x_ - s.at.x, part_.y + (y + 0.5) / to_y_ - s.at.y};
        const double out = marker_distance(s.shape, from, s.size);
        const auto cover = [&](double edge_at) {
          return std::clamp(0.5 - (out - edge_at) * to_x_, 0.0, 1.0);
        };
        const double outer = cover(s.stroke / 2), inner = cover(-s.stroke / 2);
        if (outer <= 0) continue;
        const auto depth = static_cast<float>(s.depth + std::max(0.0, s.lean.x * from.x + s.lean.y * from.y));
        int seen = 0;
        const std::size_t at = pixel(x, y - top);
        for (std::size_t k = 0; k < sample_count; ++k) seen += depths_[at * sample_count + k] <= depth;
        const double share = static_cast<double>(seen) / sample_count;
        const Premultiplied a = times(fill, inner * share), b = times(edge, (outer - inner) * share);
        colors_[at] = over({a.r + b.r, a.g + b.g, a.b + b.b, a.a + b.a}, colors_[at]);
      }
  }

  // The rectangle's edge is drawn by who shows the picture; here pixels are whole.
  void write(std::vector<std::uint8_t>& rgba, int x, int y, Premultiplied c) const {
    const auto byte = [](double unit) {
      return static_cast<std::uint8_t>(std::lround(255 * std::clamp(unit, 0.0, 1.0)));
    };
    std::uint8_t* out = rgba.data() + 4 * pixel(x, y);
    if (!(c.a > 0)) return;
    out[0] = byte(c.r / c.a);
    out[1] = byte(c.g / c.a);
    out[2] = byte(c.b / c.a);
    out[3] = byte(c.a);
  }

  const Surface& surface_;
  Rect part_;
  int width_, height_;
  double to_x_, to_y_;
  SurfaceView view_;
  SurfaceMesh mesh_;
  SurfaceShade shade_;
  std::vector<SurfaceSprite> sprites_;
  std::vector<Triangle> triangles_;
  std::vector<float> depths_;
  std::vector<std::uint32_t> owners_;
  std::vector<Premultiplied> colors_;
};

}  // namespace

Raster surface_raster(const Surface& surface, const Rect& part, int width, int height) {
  Raster raster{part, width, height, nullptr, true};
  if (!is_drawable(surface) || width < 1 || height < 1 || !(part.w > 0) || !(part.h > 0)) return raster;
  auto rgba = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(width) *
                                                          static_cast<std::size_t>(height) * 4);
  Scene(surface, part, width, height).draw(*rgba);
  raster.rgba = std::move(rgba);
  return raster;
}

}  // namespace dlab
