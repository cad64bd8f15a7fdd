// The shape of a multilayer perceptron and where its parameters lie in one flat array.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/activation.hpp"

namespace dlab {

inline constexpr int most_depth = 12, most_width = 512;

// x → φ(x W₁ᵀ + b₁) → … → h W_{d+1}ᵀ + b_{d+1}: `depth` hidden layers of `width` units, a linear output.
struct MlpShape {
  int inputs = 2, outputs = 1;  // 1 or 2
  int width = 64, depth = 3;    // 1 … most_width, 1 … most_depth
  Activation activation = Activation::relu;
  bool operator==(const MlpShape&) const = default;
};

// Layer l maps `columns` numbers to `rows`. Weights are row-major, (rows, columns), then `rows` biases, then
// the next layer: the order of PyTorch's parameters() over Linear layers.
struct LayerPlace {
  std::size_t weights, biases;  // offsets into the array
  int rows, columns;
};
std::vector<LayerPlace> layers(const MlpShape& shape);  // depth + 1 of them
std::size_t parameter_count(const MlpShape& shape);

// How weights start (biases: within ±1/√columns for `uniform`, else 0).
enum class Start {
  uniform,  // within ±1/√columns: PyTorch's Linear
  he,  // normal with variance 2/columns (He, Zhang, Ren, Sun 2015); the released WGAN-GP toy program's kind
  xavier  // uniform within ±√(6/(rows + columns)) (Glorot, Bengio 2010)
};
// Number i depends on (seed, stream, i) alone (Philox).
std::vector<float> initial_parameters(const MlpShape& shape, Start start, std::uint64_t seed,
                                      std::uint32_t stream);

}  // namespace dlab
