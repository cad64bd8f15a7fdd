#include "core/gan/modes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/distribution/law.hpp"
#include "core/distribution/law_2d.hpp"

namespace dlab {
namespace {

bool of_bells(const Simple2d& part) {
  return std::holds_alternative<Normal2d>(part) || std::holds_alternative<Ring2d>(part) ||
         std::holds_alternative<Grid2d>(part);
}
bool of_bells(const Distribution2d& whole) {
  if (const auto* mixture = std::get_if<Mixture2d>(&whole))
    return std::ranges::all_of(
        mixture->components, [](const Component2d& c) { return c.weight == 0 || of_bells(c.distribution); });
  return of_bells(*narrowed(whole));
}

std::vector<Mode> modes_in(const Distribution2d& data) {
  std::vector<Mode> modes;
  if (!of_bells(data)) return modes;
  const Law2d law(data);
  for (const Law2d::Bell& bell : law.bells())
    if (bell.weight > 0) modes.push_back({bell.mean, bell.cov.xx, bell.cov.xy, bell.cov.yy});
  return modes;
}

std::vector<Mode> modes_in(const Distribution& data) {
  std::vector<Mode> modes;
  const Law law(data);
  if (!law.continuous()) return modes;
  for (const Piece& piece : law.pieces()) {
    if (piece.shape != Piece::Shape::normal) return {};
    modes.push_back({{piece.a, 0}, piece.b * piece.b, 0, 0});
  }
  return modes;
}

// The squared distance in standard deviations; infinite outside of a bell without any width there.
double squared_deviations(const Mode& mode, Point at) {
  const Point d = at - mode.mean;
  const auto ratio = [](double square, double variance) {
    if (square == 0) return 0.0;
    return variance > 0 ? square / variance : std::numeric_limits<double>::infinity();
  };
  if (mode.xy == 0) return ratio(d.x * d.x, mode.xx) + ratio(d.y * d.y, mode.yy);
  const double determinant = mode.xx * mode.yy - mode.xy * mode.xy;
  return ratio(mode.yy * d.x * d.x - 2 * mode.xy * d.x * d.y + mode.xx * d.y * d.y, determinant);
}

}  // namespace

std::vector<Mode> modes_of(const GanData& data) {
  return std::visit([](const auto& distribution) { return modes_in(distribution); }, data);
}

ModeCoverage coverage(const std::vector<Mode>& modes, const std::vector<Point>& samples) {
  ModeCoverage found;
  found.modes = static_cast<int>(modes.size());
  found.samples.assign(modes.size(), 0);
  if (modes.empty() || samples.empty()) return found;
  std::size_t inside = 0;
  for (const Point& sample : samples) {
    double least = mode_radius * mode_radius;
    std::size_t nearest = modes.size();
    for (std::size_t m = 0; m < modes.size(); ++m) {
      const double square = squared_deviations(modes[m], sample);
      if (square <= least) least = square, nearest = m;
    }
    if (nearest == modes.size()) continue;
    ++found.samples[nearest];
    ++inside;
  }
  found.in_modes = static_cast<double>(inside) / static_cast<double>(samples.size());
  const double enough = mode_share * static_cast<double>(samples.size()) / static_cast<double>(modes.size());
  for (const std::size_t count : found.samples)
    if (count > 0 && static_cast<double>(count) >= enough) ++found.covered;
  return found;
}

}  // namespace dlab
