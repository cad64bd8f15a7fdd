// Samples of a law in the plane that move continuously when the law does.
#include "core/distribution/law_2d_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

// A standard normal pair (Box and Muller 1958).
Point normal_pair(UniformPair u) {
  const double radius = std::sqrt(-2 * std::log(u.first)), angle = 2 * std::numbers::pi * u.second;
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

// Where F reaches u for a density that is constant in each of n cells; `up_to` holds the running sums.
// Returns the cell and how far within it.
std::pair<std::size_t, double> locate(std::span<const double> up_to, double u) {
  const double target = u * up_to.back();
  const auto found = std::upper_bound(up_to.begin(), up_to.end(), target) - up_to.begin();
  const std::size_t cell = std::min(static_cast<std::size_t>(found), up_to.size() - 1);
  const double before = cell == 0 ? 0 : up_to[cell - 1], mass = up_to[cell] - before;
  return {cell, mass > 0 ? std::clamp((target - before) / mass, 0.0, 1.0) : 0.5};
}

Point on_plate(const Law2d::Plate& plate, UniformPair u) {
  const Bounds& b = plate.bounds;
  if (!plate.round) return {std::lerp(b.x_low, b.x_high, u.first), std::lerp(b.y_low, b.y_high, u.second)};
  const double radius = std::sqrt(u.first), angle = 2 * std::numbers::pi * u.second;
  return {0.5 * (b.x_low + b.x_high) + 0.5 * (b.x_high - b.x_low) * radius * std::cos(angle),
          0.5 * (b.y_low + b.y_high) + 0.5 * (b.y_high - b.y_low) * radius * std::sin(angle)};
}

}  // namespace

// Σ^½ = (Σ + √det I)/√(tr + 2√det).
Law2dSampler::Root::Root(const Covariance& v) {
  const double square = v.xy * v.xy;
  const double determinant = std::fma(v.xx, v.yy, -square) + std::fma(-v.xy, v.xy, square);
  const double s = std::sqrt(std::max(0.0, determinant));
  const double scale = 1 / std::sqrt(v.xx + v.yy + 2 * s);
  xx = (v.xx + s) * scale, xy = v.xy * scale, yy = (v.yy + s) * scale;
}

Law2dSampler::Cells::Cells(const Law2d::Mosaic& mosaic)
    : within(mosaic.masses.size()), rows(static_cast<std::size_t>(mosaic.rows)) {
  const auto columns = static_cast<std::size_t>(mosaic.columns);
  double all = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    double sum = 0;
    for (std::size_t column = 0; column < columns; ++column)
      within[row * columns + column] = sum += mosaic.masses[row * columns + column];
    rows[row] = all += sum;
  }
}

// Row by the first number, then the place within that row by the second (Rosenblatt 1952).
Point Law2dSampler::Cells::at(const Law2d::Mosaic& mosaic, UniformPair u) const {
  const Bounds& b = mosaic.bounds;
  const auto columns = static_cast<std::size_t>(mosaic.columns);
  const auto [row, down] = locate(rows, u.first);
  const auto [column, along] = locate(std::span(within).subspan(row * columns, columns), u.second);
  return {b.x_low + (b.x_high - b.x_low) * (static_cast<double>(column) + along) / mosaic.columns,
          b.y_high - (b.y_high - b.y_low) * (static_cast<double>(row) + down) / mosaic.rows};
}

Law2dSampler::Law2dSampler(const Law2d& law) : law_(&law) {
  std::vector<double> up_to;
  double sum = 0;
  const std::span<const Law2d::Bell> bells = law.bells();
  const std::span<const Law2d::Strand> strands = law.strands();
  for (std::size_t i = 0, strand = 0; i < bells.size();) {
    const bool begins = strand < strands.size() && strands[strand].first == i;
    const std::size_t count = begins ? strands[strand++].count : 1;
    threads_.push_back({i, count, bells[i].mean, Root(bells[i].cov)});
    for (const std::size_t end = i + count; i < end; ++i) sum += bells[i].weight;
    up_to.push_back(sum);
  }
  if (!strands.empty())
    for (const Law2d::Bell& bell : bells) roots_.emplace_back(bell.cov);
  for (const Law2d::Plate& plate : law.plates()) up_to.push_back(sum += plate.weight);
  for (const Law2d::Mosaic& mosaic : law.mosaics()) {
    cells_.emplace_back(mosaic);
    up_to.push_back(sum += mosaic.weight);
  }
  for (const Law2d::Line& line : law.lines()) up_to.push_back(sum += line.weight);
  for (const Law2d::Atom& atom : law.atoms()) up_to.push_back(sum += atom.weight);
  parts_ = GuideTable(std::move(up_to));
}

Point Law2dSampler::on_strand(const Thread& thread, double along, Point z) const {
  const std::span<const Law2d::Bell> bells = law_->bells();
  const auto [from, count] = std::pair(thread.first, thread.bells);
  const double position = along * static_cast<double>(count) - 0.5;
  const auto low =
      static_cast<std::size_t>(std::clamp(std::floor(position), 0.0, static_cast<double>(count - 2)));
  const double share = position - static_cast<double>(low);
  const Point step = bells[from + low + 1].mean - bells[from + low].mean;
  return bells[from + low].mean + share * step + roots_[from + low].of(z);
}

Point Law2dSampler::on_shape(std::size_t part, double along, UniformPair within) const {
  if (part -= threads_.size(); part < law_->plates().size()) return on_plate(law_->plates()[part], within);
  if (part -= law_->plates().size(); part < cells_.size())
    return cells_[part].at(law_->mosaics()[part], within);
  if (part -= cells_.size(); part < law_->lines().size())
    return law_->lines()[part].from + along * (law_->lines()[part].to - law_->lines()[part].from);
  return law_->atoms()[part - law_->lines().size()].at;
}

Point Law2dSampler::at(double choose, double along, UniformPair within) const {
  const std::size_t part = parts_.find(choose);
  return bells(part) ? on_bells(part, along, normal_pair(within)) : on_shape(part, along, within);
}

std::vector<Point> Law2d::sample(std::size_t n, std::uint64_t seed, std::uint32_t stream) const {
  const Law2dSampler sampler(*this);
  std::vector<Point> samples(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto [choose, along] = uniform_pair(seed, stream, 2 * i);
    samples[i] = sampler.at(choose, along, uniform_pair(seed, stream, 2 * i + 1));
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
