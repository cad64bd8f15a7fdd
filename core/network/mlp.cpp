#include "core/network/mlp.hpp"

#include <cmath>
#include <numbers>

#include "core/math/philox.hpp"

namespace dlab {

std::vector<LayerPlace> layers(const MlpShape& shape) {
  std::vector<LayerPlace> places;
  std::size_t at = 0;
  for (int l = 0; l <= shape.depth; ++l) {
    const int rows = l == shape.depth ? shape.outputs : shape.width;
    const int columns = l == 0 ? shape.inputs : shape.width;
    const std::size_t weights = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    places.push_back({at, at + weights, rows, columns});
    at += weights + static_cast<std::size_t>(rows);
  }
  return places;
}

std::size_t parameter_count(const MlpShape& shape) {
  const LayerPlace last = layers(shape).back();
  return last.biases + static_cast<std::size_t>(last.rows);
}

std::vector<float> initial_parameters(const MlpShape& shape, Start start, std::uint64_t seed,
                                      std::uint32_t stream) {
  std::vector<float> parameters(parameter_count(shape), 0.f);
  for (const LayerPlace& layer : layers(shape)) {
    const double bound = 1 / std::sqrt(static_cast<double>(layer.columns));
    const std::size_t end =
        layer.biases + (start == Start::uniform ? static_cast<std::size_t>(layer.rows) : 0);
    for (std::size_t i = layer.weights; i < end; ++i) {
      const auto [u, v] = uniform_pair(seed, stream, i);
      double value = bound * (2 * u - 1);
      if (start == Start::xavier) value = std::sqrt(6.0 / (layer.rows + layer.columns)) * (2 * u - 1);
      if (start == Start::he)
        value =
            std::numbers::sqrt2 * bound * std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
      parameters[i] = static_cast<float>(value);
    }
  }
  return parameters;
}

}  // namespace dlab
