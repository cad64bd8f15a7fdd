// Turns one kind of distribution in the plane into another that stands in nearly the same place.
#include <algorithm>
#include <cmath>

#include "core/distribution/distribution_2d.hpp"
#include "core/distribution/law_2d.hpp"

namespace dlab {
namespace {

constexpr std::size_t points_made = 200;
constexpr std::int64_t painted_side = 96;

// The density on square cells around the middle, in steps of 1/255 of its peak.
Painted2d drawn(const Law2d& law, Point middle, double std) {
  const Bounds reach = law.reach(1e-3);
  const double half = std::clamp(std::max({reach.x_high - middle.x, middle.x - reach.x_low,
                                           reach.y_high - middle.y, middle.y - reach.y_low}),
                                 1.2 * std, 6 * std);
  Painted2d picture{{}, middle, 2 * half};
  const auto side = static_cast<std::size_t>(painted_side);
  std::vector<double> xs(side), ys(side), values(side * side);
  for (std::size_t i = 0; i < side; ++i) {
    const double off = half * (2 * (static_cast<double>(i) + 0.5) / static_cast<double>(side) - 1);
    xs[i] = middle.x + off, ys[i] = middle.y - off;
  }
  if (law.singular()) {
    for (const Point& at : law.sample(20'000, 1)) {
      const auto cell = [&](double off) {
        return static_cast<std::size_t>(
            std::clamp((off / half + 1) / 2 * static_cast<double>(side), 0.0, static_cast<double>(side - 1)));
      };
      values[cell(middle.y - at.y) * side + cell(at.x - middle.x)] += 1;
    }
  } else {
    law.log_densities(xs, ys, values);
    for (double& value : values) value = std::exp(value);
  }
  const double most = *std::max_element(values.begin(), values.end());
  // Bells narrower than a cell may lie between the nodes.
  if (!(most > 0)) values[(side / 2) * side + side / 2] = 1;
  for (double& value : values) value = std::round(255 * value / (most > 0 ? most : 1)) / 255;
  picture.cells = {painted_side, painted_side, SharedValues(std::move(values))};
  return picture;
}

Cells one_bell() {
  constexpr std::int64_t side = 48;
  std::vector<double> values;
  for (std::int64_t row = 0; row < side; ++row) {
    for (std::int64_t column = 0; column < side; ++column) {
      const double x = (static_cast<double>(column) + 0.5) / side - 0.5,
                   y = (static_cast<double>(row) + 0.5) / side - 0.5;
      values.push_back(std::round(255 * std::exp(-18 * (x * x + y * y))) / 255);
    }
  }
  return {side, side, SharedValues(std::move(values))};
}

}  // namespace

Distribution2d convert(const Distribution2d& distribution, Kind2d kind) {
  if (kind_of(distribution) == kind) return distribution;
  Law2d law(distribution);
  const auto inside = [](double at) { return std::clamp(at, -location_limit / 2, location_limit / 2); };
  const Point middle{inside(law.mean().x), inside(law.mean().y)};
  Covariance cov = law.covariance();
  double std = std::sqrt(0.5 * (cov.xx + cov.yy));  // by axis, on average
  if (!(std >= smallest_scale * 1e3)) {             // a point: give it a body that can be seen
    std = 0.5;
    cov = {0.25, 0, 0.25};
    law = Law2d(Distribution2d(Normal2d{middle, std, std, 0}));
  }
  std = std::min(std, largest_scale / 1e3);
  const double radius = std::sqrt(2.0) * std;  // of a circle with the same spread
  switch (kind) {
    case Kind2d::normal: {
      // A curve or a line may have no width at all across.
      const double least = 1e-3 * std * std;
      if (!(cov.xx * cov.yy - cov.xy * cov.xy > least * (cov.xx + cov.yy))) cov.xx += least, cov.yy += least;
      return normal_with(middle, cov);
    }
    case Kind2d::ring:
      return Ring2d{middle, radius, 0.07 * radius, 8, 0};
    case Kind2d::grid:
      return Grid2d{middle, std / std::sqrt(2.0), 0.05 * std, 5};
    case Kind2d::swiss_roll:
      // The roll's mean is (2, 0.212)/15 of its scale off its center, its spread 0.453 of it.
      return SwissRoll2d{middle - 2.2 * std / 15 * Point{2, 0.212}, 2.2 * std, 0.036 * std};
    case Kind2d::moons:
      return Moons2d{middle, 1.4 * std, 0.14 * std};
    case Kind2d::circles:
      return Circles2d{middle, radius * std::sqrt(1.6), 0.5, 0.08 * radius};
    case Kind2d::segments:
      return Segments2d{middle, 3 * std, 90, 2, 2 * std};
    case Kind2d::box:
      return Box2d{middle, std::sqrt(12 * std::max(cov.xx, 1e-4 * std * std)),
                   std::sqrt(12 * std::max(cov.yy, 1e-4 * std * std))};
    case Kind2d::disc:
      return Disc2d{middle, 2 * std};
    case Kind2d::image:
      return Image2d{"", one_bell(), false, middle, 6 * std};
    case Kind2d::text: {
      Text2d text;
      text.center = middle;
      text.height = 1.5 * std;
      return text;
    }
    case Kind2d::painted:
      return drawn(law, middle, std);
    case Kind2d::points: {
      std::vector<double> xs, ys;
      for (const Point& at : law.sample(points_made, 1))
        xs.push_back(inside(at.x)), ys.push_back(inside(at.y));
      Points2d points;
      points.xs = std::move(xs), points.ys = std::move(ys);
      return points;
    }
    case Kind2d::mixture: {  // the same mean, and variances 0.8² + 0.6² = 1 times the old ones along x
      const double x = std::sqrt(std::max(cov.xx, 1e-4 * std * std)),
                   y = std::sqrt(std::max(cov.yy, 1e-4 * std * std));
      return Mixture2d{{{0.5, Normal2d{middle - Point{0.8 * x, 0}, 0.6 * x, y, 0}},
                        {0.5, Normal2d{middle + Point{0.8 * x, 0}, 0.6 * x, y, 0}}}};
    }
  }
  return distribution;
}

}  // namespace dlab
