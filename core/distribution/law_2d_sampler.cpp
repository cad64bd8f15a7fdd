// Samples of a law in the plane that move continuously when the law does.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/distribution/law_2d.hpp"
#include "core/math/philox.hpp"

namespace dlab {
namespace {

// A standard normal pair (Box and Muller 1958).
Point normal_pair(UniformPair u) {
  const double radius = std::sqrt(-2 * std::log(u.first)), angle = 2 * std::numbers::pi * u.second;
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

// Σ^½ z with the symmetric root, (Σ + √det I)/√(tr + 2√det): it turns with the ellipse and passes through
// circles without a jump.
struct Root {
  double xx, xy, yy;

  explicit Root(const Covariance& v) {
    const double square = v.xy * v.xy;
    const double determinant = std::fma(v.xx, v.yy, -square) + std::fma(-v.xy, v.xy, square);
    const double s = std::sqrt(std::max(0.0, determinant));
    const double scale = 1 / std::sqrt(v.xx + v.yy + 2 * s);
    xx = (v.xx + s) * scale, xy = v.xy * scale, yy = (v.yy + s) * scale;
  }
  Point of(Point z) const { return {xx * z.x + xy * z.y, xy * z.x + yy * z.y}; }
};

// Where F reaches u for a density that is constant in each of n cells; `up_to` holds the running sums.
// Returns the cell and how far within it.
std::pair<std::size_t, double> locate(std::span<const double> up_to, double u) {
  const double target = u * up_to.back();
  const auto found = std::upper_bound(up_to.begin(), up_to.end(), target) - up_to.begin();
  const std::size_t cell = std::min(static_cast<std::size_t>(found), up_to.size() - 1);
  const double before = cell == 0 ? 0 : up_to[cell - 1], mass = up_to[cell] - before;
  return {cell, mass > 0 ? std::clamp((target - before) / mass, 0.0, 1.0) : 0.5};
}

// Row by the first number, then the place within that row by the second (Rosenblatt 1952).
class MosaicSampler {
 public:
  explicit MosaicSampler(const Law2d::Mosaic& mosaic)
      : mosaic_(&mosaic), within_(mosaic.masses.size()), rows_(static_cast<std::size_t>(mosaic.rows)) {
    const auto columns = static_cast<std::size_t>(mosaic.columns);
    double all = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      double sum = 0;
      for (std::size_t column = 0; column < columns; ++column)
        within_[row * columns + column] = sum += mosaic.masses[row * columns + column];
      rows_[row] = all += sum;
    }
  }
  Point at(UniformPair u) const {
    const Bounds& b = mosaic_->bounds;
    const auto columns = static_cast<std::size_t>(mosaic_->columns);
    const auto [row, down] = locate(rows_, u.first);
    const auto [column, along] = locate(std::span(within_).subspan(row * columns, columns), u.second);
    return {b.x_low + (b.x_high - b.x_low) * (static_cast<double>(column) + along) / mosaic_->columns,
            b.y_high - (b.y_high - b.y_low) * (static_cast<double>(row) + down) / mosaic_->rows};
  }

 private:
  const Law2d::Mosaic* mosaic_;
  std::vector<double> within_, rows_;
};

Point on_plate(const Law2d::Plate& plate, UniformPair u) {
  const Bounds& b = plate.bounds;
  if (!plate.round) return {std::lerp(b.x_low, b.x_high, u.first), std::lerp(b.y_low, b.y_high, u.second)};
  const double radius = std::sqrt(u.first), angle = 2 * std::numbers::pi * u.second;
  return {0.5 * (b.x_low + b.x_high) + 0.5 * (b.x_high - b.x_low) * radius * std::cos(angle),
          0.5 * (b.y_low + b.y_high) + 0.5 * (b.y_high - b.y_low) * radius * std::sin(angle)};
}

}  // namespace

// Composition. Of sample i's four numbers the first chooses the part (a strand of bells counts as one), the
// second the place along a strand, the last two the place within the part.
std::vector<Point> Law2d::sample(std::size_t n, std::uint64_t seed, std::uint32_t stream) const {
  std::vector<double> up_to;
  std::vector<std::size_t> first, count;  // of the bells that are one part
  std::vector<Root> roots;
  std::vector<MosaicSampler> mosaics(mosaics_.begin(), mosaics_.end());
  double sum = 0;
  for (std::size_t i = 0, strand = 0; i < bells_.size();) {
    const bool begins = strand < strands_.size() && strands_[strand].first == i;
    const std::size_t bells = begins ? strands_[strand++].count : 1;
    first.push_back(i), count.push_back(bells);
    for (const std::size_t end = i + bells; i < end; ++i) sum += bells_[i].weight;
    up_to.push_back(sum);
  }
  roots.reserve(bells_.size());
  for (const Bell& bell : bells_) roots.emplace_back(bell.cov);
  for (const Plate& plate : plates_) up_to.push_back(sum += plate.weight);
  for (const Mosaic& mosaic : mosaics_) up_to.push_back(sum += mosaic.weight);
  for (const Line& line : lines_) up_to.push_back(sum += line.weight);
  for (const Atom& atom : atoms_) up_to.push_back(sum += atom.weight);

  std::vector<Point> samples(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto [choose, along] = uniform_pair(seed, stream, 2 * i);
    const UniformPair within = uniform_pair(seed, stream, 2 * i + 1);
    std::size_t part = locate(up_to, choose).first;
    if (part < first.size()) {
      const Point z = normal_pair(within);
      const std::size_t bells = count[part], from = first[part];
      if (bells == 1) {
        samples[i] = bells_[from].mean + roots[from].of(z);
        continue;
      }
      const double position = along * static_cast<double>(bells) - 0.5;
      const auto low =
          static_cast<std::size_t>(std::clamp(std::floor(position), 0.0, static_cast<double>(bells - 2)));
      const double share = position - static_cast<double>(low);
      const Point step = bells_[from + low + 1].mean - bells_[from + low].mean;
      samples[i] = bells_[from + low].mean + share * step + roots[from + low].of(z);
    } else if (part -= first.size(); part < plates_.size()) {
      samples[i] = on_plate(plates_[part], within);
    } else if (part -= plates_.size(); part < mosaics_.size()) {
      samples[i] = mosaics[part].at(within);
    } else if (part -= mosaics_.size(); part < lines_.size()) {
      samples[i] = lines_[part].from + along * (lines_[part].to - lines_[part].from);
    } else {
      samples[i] = atoms_[part - lines_.size()].at;
    }
  }
  return samples;
}

Law2d::Points Law2d::points(std::size_t n, std::uint64_t seed, std::uint32_t stream) const {
  if (!discrete() || atoms_.size() > n) return {sample(n, seed, stream), {}, true};
  Points points;
  bool equal = true;
  for (const Atom& atom : atoms_) {
    points.at.push_back(atom.at);
    points.weights.push_back(atom.weight);
    equal = equal && atom.weight == atoms_.front().weight;
  }
  if (equal) points.weights.clear();
  return points;
}

}  // namespace dlab
