#include "core/distribution/bandwidth.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {

double silverman_bandwidth(std::vector<double> values) {
  if (values.empty()) return 1e-3;
  const double n = static_cast<double>(values.size());
  double mean = 0, square = 0;
  for (double value : values) mean += value / n;
  for (double value : values) square += (value - mean) * (value - mean) / n;
  const auto quartile = [&](double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * (n - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
  };
  const double spread = (quartile(0.75) - quartile(0.25)) / 1.34, deviation = std::sqrt(square);
  const double width = spread > 0 ? std::min(spread, deviation) : deviation;
  if (!(width > 0)) return 1e-3 * std::max(std::abs(mean), 1.0);
  return 0.9 * width * std::pow(n, -0.2);
}

}  // namespace dlab
