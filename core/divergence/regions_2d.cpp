// Breaks along both axes; circles are cut at their tops, where they meet upright lines and where they meet.
#include "core/divergence/regions_2d.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double log_two_pi = 1.8378770664093453;

Bounds moved(const Bounds& b, Point origin) {
  return {b.x_low - origin.x, b.x_high - origin.x, b.y_low - origin.y, b.y_high - origin.y};
}

struct Disc {
  double x, y, radius_x, radius_y;
};

// Sorted, and neighbours that differ by rounding only made one.
void join(std::vector<double>& breaks) {
  std::sort(breaks.begin(), breaks.end());
  if (breaks.empty()) return;
  const double tiny =
      1e-13 * std::max({breaks.back() - breaks.front(), std::abs(breaks.front()), std::abs(breaks.back())});
  std::size_t kept = 1;
  for (std::size_t i = 1; i < breaks.size(); ++i) {
    if (breaks[i] - breaks[kept - 1] > tiny) breaks[kept++] = breaks[i];
  }
  breaks.resize(kept);
}

// The shapes of one law, moved to the origin.
class Shapes {
 public:
  Shapes(const Law2d& law, Point origin) {
    for (const Law2d::Plate& plate : law.plates()) {
      if (plate.weight > 0) plates_.push_back({plate.weight, moved(plate.bounds, origin), plate.round});
    }
    for (const Law2d::Mosaic& mosaic : law.mosaics()) {
      if (mosaic.weight > 0) mosaics_.push_back({&mosaic, moved(mosaic.bounds, origin)});
    }
  }

  void add_breaks(std::vector<double>& xs, std::vector<double>& ys, std::vector<Disc>& discs) const {
    for (const Law2d::Plate& plate : plates_) {
      const Bounds& b = plate.bounds;
      if (plate.round) {
        discs.push_back({0.5 * (b.x_low + b.x_high), 0.5 * (b.y_low + b.y_high), 0.5 * (b.x_high - b.x_low),
                         0.5 * (b.y_high - b.y_low)});
      } else {
        xs.insert(xs.end(), {b.x_low, b.x_high});
        ys.insert(ys.end(), {b.y_low, b.y_high});
      }
    }
    for (const Placed& placed : mosaics_) {
      const Bounds& b = placed.bounds;
      for (int i = 0; i <= placed.mosaic->columns; ++i)
        xs.push_back(std::lerp(b.x_low, b.x_high, i / static_cast<double>(placed.mosaic->columns)));
      for (int i = 0; i <= placed.mosaic->rows; ++i)
        ys.push_back(std::lerp(b.y_high, b.y_low, i / static_cast<double>(placed.mosaic->rows)));
    }
  }

  double density(Point at) const {
    double sum = 0;
    for (const Law2d::Plate& plate : plates_) {
      const Bounds& b = plate.bounds;
      if (at.x < b.x_low || at.x > b.x_high || at.y < b.y_low || at.y > b.y_high) continue;
      const double width = b.x_high - b.x_low, height = b.y_high - b.y_low;
      const double x = (at.x - b.x_low) / width - 0.5, y = (at.y - b.y_low) / height - 0.5;
      if (plate.round && x * x + y * y > 0.25) continue;
      sum += plate.weight / (width * height * (plate.round ? std::numbers::pi / 4 : 1));
    }
    for (const Placed& placed : mosaics_) {
      const Bounds& b = placed.bounds;
      if (at.x < b.x_low || at.x > b.x_high || at.y < b.y_low || at.y > b.y_high) continue;
      const Law2d::Mosaic& mosaic = *placed.mosaic;
      const double width = (b.x_high - b.x_low) / mosaic.columns, height = (b.y_high - b.y_low) / mosaic.rows;
      const int column = std::min(mosaic.columns - 1, static_cast<int>((at.x - b.x_low) / width));
      const int row = std::min(mosaic.rows - 1, static_cast<int>((b.y_high - at.y) / height));
      sum += mosaic.weight * mosaic.masses[static_cast<std::size_t>(row * mosaic.columns + column)] /
             (width * height);
    }
    return sum;
  }

 private:
  struct Placed {
    const Law2d::Mosaic* mosaic;
    Bounds bounds;
  };
  std::vector<Law2d::Plate> plates_;
  std::vector<Placed> mosaics_;
};

// Heights at which the sides of discs begin, end, turn, or cross something.
void add_crossings(const std::vector<Disc>& discs, const std::vector<double>& xs, std::vector<double>& ys) {
  for (std::size_t i = 0; i < discs.size(); ++i) {
    const Disc& d = discs[i];
    ys.insert(ys.end(), {d.y - d.radius_y, d.y, d.y + d.radius_y});
    for (const double x : xs) {
      const double share = (x - d.x) / d.radius_x;
      if (!(std::abs(share) < 1)) continue;
      const double up = d.radius_y * std::sqrt((1 - share) * (1 + share));
      ys.insert(ys.end(), {d.y - up, d.y + up});
    }
    for (std::size_t j = 0; j < i; ++j) {
      const Disc& e = discs[j];
      const double x = e.x - d.x, y = e.y - d.y, distance = std::hypot(x, y), r = d.radius_x, s = e.radius_x;
      if (!(distance > std::abs(r - s) && distance < r + s)) continue;
      // Along the line of centers, then across it.
      const double along = (distance * distance + (r - s) * (r + s)) / (2 * distance);
      const double across = std::sqrt(std::max(0.0, (r - along) * (r + along)));
      const double foot = d.y + along * y / distance, off = across * x / distance;
      ys.insert(ys.end(), {foot - off, foot + off});
    }
  }
}

}  // namespace

double Side::at(double height) const {
  if (radius_x == 0) return x;
  const double share = (height - y) / radius_y;
  return x + sign * radius_x * std::sqrt(std::max(0.0, (1 - share) * (1 + share)));
}

BellTable::BellTable(const Law2d& law, Point origin) {
  forms.reserve(law.bells().size());
  for (const Law2d::Bell& bell : law.bells()) {
    if (!(bell.weight > 0)) continue;
    const Covariance& v = bell.cov;
    const double square = v.xy * v.xy;
    const double determinant = std::fma(v.xx, v.yy, -square) + std::fma(-v.xy, v.xy, square);
    const double a = v.yy / determinant, b = -v.xy / determinant, c = v.xx / determinant;
    forms.push_back({bell.mean.x - origin.x, bell.mean.y - origin.y, a, b, c,
                     std::log(bell.weight) - log_two_pi - 0.5 * std::log(determinant)});
    sizes.push_back({std::sqrt(v.xx), std::sqrt(v.yy), 1 / std::sqrt(a), 1 / std::sqrt(c)});
  }
}

RegionList cut_regions(const Law2d& p, const Law2d& q, Point origin, double z) {
  RegionList result;
  const Shapes p_shapes(p, origin), q_shapes(q, origin);
  std::vector<double> xs, ys;
  std::vector<Disc> discs;
  p_shapes.add_breaks(xs, ys, discs);
  q_shapes.add_breaks(xs, ys, discs);
  const bool p_bells = !p.bells().empty(), q_bells = !q.bells().empty();
  Bounds all{infinity, -infinity, infinity, -infinity};
  const auto include = [&](double x, double y, double half_x, double half_y) {
    all = {std::min(all.x_low, x - half_x), std::max(all.x_high, x + half_x), std::min(all.y_low, y - half_y),
           std::max(all.y_high, y + half_y)};
  };
  for (const Law2d* law : {&p, &q}) {
    for (const Law2d::Bell& bell : law->bells())
      include(bell.mean.x - origin.x, bell.mean.y - origin.y, z * std::sqrt(bell.cov.xx),
              z * std::sqrt(bell.cov.yy));
  }
  if (p_bells || q_bells) {
    xs.insert(xs.end(), {all.x_low, all.x_high});
    ys.insert(ys.end(), {all.y_low, all.y_high});
  }
  for (const Disc& disc : discs) {
    include(disc.x, disc.y, disc.radius_x, disc.radius_y);
    xs.insert(xs.end(), {disc.x - disc.radius_x, disc.x + disc.radius_x});
  }
  join(xs);
  add_crossings(discs, xs, ys);
  join(ys);
  result.curved = !discs.empty();

  std::vector<Side> sides;
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t row = 0; row + 1 < ys.size(); ++row) {
    const double low = ys[row], high = ys[row + 1], middle = 0.5 * (low + high);
    sides.clear();
    for (const double x : xs) sides.push_back({x});
    const std::size_t straight = sides.size();
    for (const Disc& disc : discs) {
      if (!(std::abs(middle - disc.y) < disc.radius_y)) continue;
      for (const int sign : {-1, 1}) sides.push_back({disc.x, disc.radius_x, disc.radius_y, disc.y, sign});
    }
    if (sides.size() > straight) {
      order.clear();
      for (std::size_t i = 0; i < sides.size(); ++i) order.emplace_back(sides[i].at(middle), i);
      std::sort(order.begin(), order.end());
      std::vector<Side> sorted;
      for (const auto& [x, i] : order) sorted.push_back(sides[i]);
      sides.swap(sorted);
    }
    for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
      const double left = sides[i].at(middle), right = sides[i + 1].at(middle);
      if (!(right - left > 1e-14 * (xs.back() - xs.front()))) continue;
      const Point at{0.5 * (left + right), middle};
      const double p_flat = p_shapes.density(at), q_flat = q_shapes.density(at);
      const bool has_p = p_bells || p_flat > 0, has_q = q_bells || q_flat > 0;
      if (!has_p && !has_q) continue;
      result.p_outside_q = result.p_outside_q || !has_q;
      result.q_outside_p = result.q_outside_p || !has_p;
      const bool bent = sides[i].radius_x > 0 || sides[i + 1].radius_x > 0;
      result.regions.push_back({low, high, bent, sides[i], sides[i + 1], p_flat, q_flat});
    }
  }
  return result;
}

}  // namespace dlab
