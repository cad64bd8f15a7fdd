// Turns one kind of distribution into another that stands in nearly the same place.
#include <algorithm>
#include <cmath>

#include "core/distribution/distribution.hpp"
#include "core/distribution/law.hpp"

namespace dlab {
namespace {

constexpr std::size_t points_made = 7, bins_made = 60, samples_made = 50;

std::vector<double> even_quantiles(const Law& law, std::size_t n) {
  std::vector<double> points(n);
  for (std::size_t i = 0; i < n; ++i) {
    points[i] = law.quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n));
  }
  return points;
}

Histogram binned(const Law& law) {
  const auto [low, high] = law.reach(1e-4);
  Histogram histogram{low, high, std::vector<double>(bins_made)};
  const double width = (high - low) / static_cast<double>(bins_made);
  double below = 0;  // the little that lies outside goes into the first and the last bin
  for (std::size_t i = 0; i < bins_made; ++i) {
    const double up_to = i + 1 == bins_made ? 1.0 : law.cdf(low + width * static_cast<double>(i + 1));
    histogram.heights[i] = std::max(0.0, up_to - below) / width;
    below = up_to;
  }
  return histogram;
}

}  // namespace

Distribution convert(const Distribution& distribution, DistributionKind kind) {
  if (kind_of(distribution) == kind) return distribution;
  Law law(distribution);
  const double mean = std::clamp(law.mean(), -location_limit / 2, location_limit / 2);
  double std = std::sqrt(law.variance());
  if (!(std >= smallest_scale * 1e3)) {  // a point: give it a body that can be seen
    std = 0.5;
    law = Law(Distribution(Normal{mean, std}));
  }
  std = std::min(std, largest_scale / 1e3);
  switch (kind) {
    case DistributionKind::normal:
      return Normal{mean, std};
    case DistributionKind::laplace:
      return Laplace{mean, std / std::sqrt(2.0)};
    case DistributionKind::uniform:
      return Uniform{mean - std::sqrt(3.0) * std, mean + std::sqrt(3.0) * std};
    case DistributionKind::exponential:
      return Exponential{1 / std, mean - std};
    case DistributionKind::dirac:
      return Dirac{mean};
    case DistributionKind::discrete:
      return Discrete{even_quantiles(law, points_made), std::vector<double>(points_made, 1.0 / points_made)};
    case DistributionKind::histogram:
      return binned(law);
    case DistributionKind::samples:
      return Samples{.values = even_quantiles(law, samples_made)};
    case DistributionKind::mixture:  // same mean, and variance 0.8² + 0.6² = 1 times the old one
      return Mixture{
          {{0.5, Normal{mean - 0.8 * std, 0.6 * std}}, {0.5, Normal{mean + 0.8 * std, 0.6 * std}}}};
  }
  return distribution;
}

}  // namespace dlab
