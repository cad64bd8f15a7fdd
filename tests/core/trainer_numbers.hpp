// Numbers for trainers' steps, and their way from double to single precision and back.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/gan/network_state.hpp"
#include "core/math/philox.hpp"

namespace dlab {

inline std::vector<float> floats(std::span<const double> values) {
  std::vector<float> narrowed;
  for (const double value : values) narrowed.push_back(static_cast<float>(value));
  return narrowed;
}
inline std::vector<double> doubles(std::span<const float> values) { return {values.begin(), values.end()}; }
// Uniform in (low, 1).
inline std::vector<float> numbers(std::size_t count, std::uint32_t stream, double low) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(low + (1 - low) * uniform_pair(11, stream, i).first);
  return values;
}
// An optimiser that remembers nothing yet.
inline NetworkState fresh(std::vector<float> parameters) {
  OptimiserState<float> optimiser(parameters.size());
  return {std::move(parameters), std::move(optimiser)};
}

}  // namespace dlab
