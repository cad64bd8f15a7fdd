#include "core/gan/diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {

double share_steeper_than_one(const std::vector<Point>& slopes) {
  if (slopes.empty()) return 0;
  const auto steep = std::ranges::count_if(slopes, [](Point g) { return std::hypot(g.x, g.y) > 1; });
  return static_cast<double>(steep) / static_cast<double>(slopes.size());
}

double alignment(const std::vector<Point>& fake, const std::vector<Point>& slopes,
                 const std::vector<Point>& real, const Transport& plan_fake_to_real) {
  double sum = 0, mass = 0;
  for (const PlanEntry& entry : plan_fake_to_real.plan) {
    const auto i = static_cast<std::size_t>(entry.i), j = static_cast<std::size_t>(entry.j);
    const Point way = real[j] - fake[i], g = slopes[i];
    const double length = std::hypot(way.x, way.y) * std::hypot(g.x, g.y);
    if (!(length > 0)) continue;
    sum += entry.mass * (way.x * g.x + way.y * g.y) / length;
    mass += entry.mass;
  }
  return mass > 0 ? sum / mass : std::numeric_limits<double>::quiet_NaN();
}

std::vector<double> rms_by_layer(const MlpShape& shape, std::span<const float> flat) {
  std::vector<double> roots;
  for (const LayerPlace& layer : layers(shape)) {
    double squares = 0;
    for (std::size_t i = layer.weights; i < layer.biases; ++i)
      squares += static_cast<double>(flat[i]) * static_cast<double>(flat[i]);
    roots.push_back(std::sqrt(squares / static_cast<double>(layer.biases - layer.weights)));
  }
  return roots;
}

WeightHistogram weight_histogram(std::span<const float> weights, double low, double high, std::size_t bins) {
  WeightHistogram histogram{low, high, std::vector<std::size_t>(std::max<std::size_t>(1, bins))};
  const auto count = static_cast<double>(histogram.counts.size());
  for (const float weight : weights) {
    if (!std::isfinite(weight)) continue;
    const double place = (static_cast<double>(weight) - low) / (high - low) * count;
    ++histogram.counts[static_cast<std::size_t>(std::clamp(place, 0.0, count - 1))];
  }
  return histogram;
}

}  // namespace dlab
