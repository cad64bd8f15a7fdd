// Building a law in the plane: flattening, normalising, curves as strings of bells; moments and reach.
#include "core/distribution/law_2d.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include "core/math/angle.hpp"
#include "core/math/compensated.hpp"

namespace dlab {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double most_bells = 1500, fewest_bells = 32, lines_in_a_curve = 512;

Bounds around(Point center, double width, double height) {
  return {center.x - 0.5 * width, center.x + 0.5 * width, center.y - 0.5 * height, center.y + 0.5 * height};
}

}  // namespace

// Collects one distribution's parts, scaled by the weight of the component that it is.
struct Law2d::Collector {
  Law2d& law;
  double weight = 1;

  void bell(double share, Point mean, const Covariance& cov) const {
    law.bells_.push_back({weight * share, mean, cov});
  }
  // A curve at(0 … 1), traversed with constant probability per unit of its parameter and at a speed of at
  // most `top_speed`. Bells of width σ at most σ apart differ from a smooth band by a ripple of
  // 2 exp(−2π²) < 1e−8 of the density (Poisson summation). Where this would take too many, they are drawn
  // out along the curve.
  void curve(double share, double noise, double top_speed, const std::function<Point(double)>& at) const {
    if (noise <= 0) {
      const auto n = static_cast<int>(lines_in_a_curve);
      Point from = at(0);
      for (int i = 1; i <= n; ++i) {
        const Point to = at(i / lines_in_a_curve);
        law.lines_.push_back({weight * share / n, from, to});
        from = to;
      }
      return;
    }
    const double wanted = std::max(fewest_bells, std::ceil(top_speed / noise));
    const auto n = static_cast<std::size_t>(std::min(most_bells, wanted));
    law.strands_.push_back({law.bells_.size(), n});
    for (std::size_t i = 0; i < n; ++i) {
      const double u = (static_cast<double>(i) + 0.5) / static_cast<double>(n);
      Covariance cov{noise * noise, 0, noise * noise};
      if (wanted > most_bells) {
        const double half = 0.5 / static_cast<double>(n);
        const Point step = at(u + half) - at(u - half);
        cov.xx += step.x * step.x, cov.xy += step.x * step.y, cov.yy += step.y * step.y;
      }
      bell(share / static_cast<double>(n), at(u), cov);
    }
  }
  void mosaic(const Cells& cells, bool invert, Point center, double height) const {
    if (cells.empty()) {
      law.plates_.push_back({weight, around(center, height, height), false});
      return;
    }
    std::vector<double> masses = cells.values.get();
    if (invert) {
      for (double& mass : masses) mass = 1 - mass;
    }
    CompensatedSum total;
    for (const double mass : masses) total.add(mass);
    for (double& mass : masses) mass /= total.value();
    const double width = height * static_cast<double>(cells.columns) / static_cast<double>(cells.rows);
    law.mosaics_.push_back({weight, around(center, width, height), static_cast<int>(cells.columns),
                            static_cast<int>(cells.rows), std::move(masses)});
  }

  void operator()(const Normal2d& d) const { bell(1, d.mean, dlab::covariance(d)); }
  void operator()(const Ring2d& d) const {
    const auto n = static_cast<double>(d.count);
    for (std::int64_t i = 0; i < d.count; ++i) {
      const Point off = turned({d.radius, 0}, turn_by(d.angle + 360 * static_cast<double>(i) / n));
      bell(1 / n, d.center + off, {d.std * d.std, 0, d.std * d.std});
    }
  }
  void operator()(const Grid2d& d) const {
    const auto n = static_cast<double>(d.side);
    for (std::int64_t row = 0; row < d.side; ++row) {
      for (std::int64_t column = 0; column < d.side; ++column) {
        const Point off{static_cast<double>(column) - 0.5 * (n - 1),
                        static_cast<double>(row) - 0.5 * (n - 1)};
        bell(1 / (n * n), d.center + d.spacing * off, {d.std * d.std, 0, d.std * d.std});
      }
    }
  }
  void operator()(const SwissRoll2d& d) const {
    const double top = d.scale / 15 * 3 * pi * std::hypot(1, 4.5 * pi);
    curve(1, d.noise, top, [&](double u) {
      const double t = 1.5 * pi * (1 + 2 * u);
      return d.center + d.scale / 15 * Point{t * std::cos(t), t * std::sin(t)};
    });
  }
  // The upper half circle around (0, 0) and the lower one around (1, ½), both about their middle (½, ¼).
  void operator()(const Moons2d& d) const {
    curve(0.5, d.noise, pi * d.scale, [&](double u) {
      return d.center + d.scale * Point{std::cos(pi * u) - 0.5, std::sin(pi * u) - 0.25};
    });
    curve(0.5, d.noise, pi * d.scale, [&](double u) {
      return d.center + d.scale * Point{0.5 - std::cos(pi * u), 0.25 - std::sin(pi * u)};
    });
  }
  void operator()(const Circles2d& d) const {
    for (const double radius : {d.radius, d.ratio * d.radius}) {
      curve(0.5, d.noise, 2 * pi * radius, [&](double u) {
        return d.center + turned({radius, 0}, turn_by(360 * u));
      });
    }
  }
  void operator()(const Segments2d& d) const {
    const Turn turn = turn_by(d.angle);
    const auto n = static_cast<double>(d.count);
    const Point half = turned({0.5 * d.length, 0}, turn);
    for (std::int64_t i = 0; i < d.count; ++i) {
      const double across = d.spacing * (static_cast<double>(i) - 0.5 * (n - 1));
      // Upright segments stand in a row from left to right.
      const Point middle = d.center + turned({0, -across}, turn);
      law.lines_.push_back({weight / n, middle - half, middle + half});
    }
  }
  void operator()(const Box2d& d) const {
    law.plates_.push_back({weight, around(d.center, d.width, d.height), false});
  }
  void operator()(const Disc2d& d) const {
    law.plates_.push_back({weight, around(d.center, 2 * d.radius, 2 * d.radius), true});
  }
  void operator()(const Image2d& d) const { mosaic(d.darkness, d.invert, d.center, d.height); }
  void operator()(const Text2d& d) const { mosaic(d.cells, false, d.center, d.height); }
  void operator()(const Painted2d& d) const { mosaic(d.cells, false, d.center, d.height); }
  void operator()(const Points2d& d) const {
    const std::size_t n = d.xs.size();
    CompensatedSum total;
    for (const double mass : d.weights) total.add(mass);
    for (std::size_t i = 0; i < n; ++i) {
      const double share = d.weights.empty() ? 1 / static_cast<double>(n) : d.weights[i] / total.value();
      const Point at = Point{d.xs[i], d.ys[i]} + d.shift;
      if (d.bandwidth > 0) {
        bell(share, at, {d.bandwidth * d.bandwidth, 0, d.bandwidth * d.bandwidth});
      } else {
        law.atoms_.push_back({weight * share, at});
      }
    }
  }
  void operator()(const Mixture2d& d) const {
    double total = 0;
    for (const Component2d& component : d.components) total += component.weight;
    for (const Component2d& component : d.components) {
      if (component.weight > 0)
        std::visit(Collector{law, weight * (component.weight / total)}, component.distribution);
    }
  }
};

Law2d::Law2d(const Distribution2d& distribution) {
  std::visit(Collector{*this}, distribution);
  set_moments();
}

// All sums are about one of the places, so that laws far from 0 lose nothing.
void Law2d::set_moments() {
  const Point origin = !bells_.empty()    ? bells_.front().mean
                       : !plates_.empty() ? Point{plates_.front().bounds.x_low, plates_.front().bounds.y_low}
                       : !mosaics_.empty()
                           ? Point{mosaics_.front().bounds.x_low, mosaics_.front().bounds.y_low}
                       : !lines_.empty() ? lines_.front().from
                                         : atoms_.front().at;
  CompensatedSum x, y, xx, xy, yy;
  const auto add = [&](double mass, Point at, const Covariance& cov) {
    const Point off = at - origin;
    x.add(mass * off.x), y.add(mass * off.y);
    xx.add(mass * (cov.xx + off.x * off.x)), yy.add(mass * (cov.yy + off.y * off.y));
    xy.add(mass * (cov.xy + off.x * off.y));
  };
  for (const Bell& bell : bells_) add(bell.weight, bell.mean, bell.cov);
  for (const Plate& plate : plates_) {
    const Bounds& b = plate.bounds;
    const double width = b.x_high - b.x_low, height = b.y_high - b.y_low;
    const double part = plate.round ? 16 : 12;  // E x² of a disc is r²/4, of a box w²/12
    add(plate.weight, {0.5 * (b.x_low + b.x_high), 0.5 * (b.y_low + b.y_high)},
        {width * width / part, 0, height * height / part});
  }
  for (const Mosaic& mosaic : mosaics_) {
    const Bounds& b = mosaic.bounds;
    const double width = (b.x_high - b.x_low) / mosaic.columns, height = (b.y_high - b.y_low) / mosaic.rows;
    for (std::size_t i = 0; i < mosaic.masses.size(); ++i) {
      if (mosaic.masses[i] == 0) continue;
      const auto column = static_cast<double>(i % static_cast<std::size_t>(mosaic.columns));
      const auto row = static_cast<double>(i / static_cast<std::size_t>(mosaic.columns));
      add(mosaic.weight * mosaic.masses[i],
          {b.x_low + width * (column + 0.5), b.y_high - height * (row + 0.5)},
          {width * width / 12, 0, height * height / 12});
    }
  }
  for (const Line& line : lines_) {
    const Point half = 0.5 * (line.to - line.from);
    add(line.weight, 0.5 * (line.from + line.to),
        {half.x * half.x / 3, half.x * half.y / 3, half.y * half.y / 3});
  }
  for (const Atom& atom : atoms_) add(atom.weight, atom.at, {0, 0, 0});
  const Point mean{x.value(), y.value()};
  mean_ = origin + mean;
  covariance_ = {std::max(0.0, xx.value() - mean.x * mean.x), xy.value() - mean.x * mean.y,
                 std::max(0.0, yy.value() - mean.y * mean.y)};
}

// Each bell's box at z standard deviations, where exp(−z²/2), which is above 2 (1 − Φ(z)), is `tail`.
Bounds Law2d::reach(double tail) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Bounds all{infinity, -infinity, infinity, -infinity};
  const auto include = [&](double x_low, double x_high, double y_low, double y_high) {
    all = {std::min(all.x_low, x_low), std::max(all.x_high, x_high), std::min(all.y_low, y_low),
           std::max(all.y_high, y_high)};
  };
  const double z = std::sqrt(-2 * std::log(std::clamp(tail, 1e-300, 0.5)));
  for (const Bell& bell : bells_) {
    const double x = z * std::sqrt(bell.cov.xx), y = z * std::sqrt(bell.cov.yy);
    include(bell.mean.x - x, bell.mean.x + x, bell.mean.y - y, bell.mean.y + y);
  }
  for (const Plate& plate : plates_)
    include(plate.bounds.x_low, plate.bounds.x_high, plate.bounds.y_low, plate.bounds.y_high);
  for (const Mosaic& mosaic : mosaics_)
    include(mosaic.bounds.x_low, mosaic.bounds.x_high, mosaic.bounds.y_low, mosaic.bounds.y_high);
  for (const Line& line : lines_)
    include(std::min(line.from.x, line.to.x), std::max(line.from.x, line.to.x),
            std::min(line.from.y, line.to.y), std::max(line.from.y, line.to.y));
  for (const Atom& atom : atoms_) include(atom.at.x, atom.at.x, atom.at.y, atom.at.y);
  return all;
}

}  // namespace dlab
