// How far an array is from what it should be.
#pragma once
#include <cmath>
#include <span>

namespace dlab {

// ‖found − exact‖ / ‖exact‖
inline double relative_error(std::span<const float> found, std::span<const double> exact) {
  double error = 0, size = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    const double difference = static_cast<double>(found[i]) - exact[i];
    error += difference * difference;
    size += exact[i] * exact[i];
  }
  return std::sqrt(error / (size + 1e-300));
}

}  // namespace dlab
