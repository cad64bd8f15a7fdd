// Small networks and batches for the tests of the training core, and gradients by finite differences.
#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "core/math/philox.hpp"
#include "core/network/mlp.hpp"

namespace dlab::network_cases {

// Uniform within ±scale; number i of a stream of its own.
inline std::vector<double> numbers(std::size_t n, std::uint64_t seed, double scale = 1) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = scale * (2 * uniform_pair(seed, 99, i).first - 1);
  return values;
}

inline std::vector<double> start(const MlpShape& shape, std::uint64_t seed) {
  const std::vector<float> single = initial_parameters(shape, Start::uniform, seed, 1);
  std::vector<double> parameters(single.begin(), single.end());
  for (double& p : parameters) p *= 2;  // far enough from linear for every activation to matter
  return parameters;
}

// The network written out sample by sample; `nearest` is the least |z| of a hidden unit.
struct Plain {
  std::vector<double> output;
  double nearest = std::numeric_limits<double>::infinity();
};
inline Plain plain_forward(const MlpShape& shape, const std::vector<double>& parameters,
                           const std::vector<double>& x) {
  Plain plain;
  const std::vector<LayerPlace> places = layers(shape);
  const auto inputs = static_cast<std::size_t>(shape.inputs);
  for (std::size_t row = 0; row < x.size() / inputs; ++row) {
    std::vector<double> h(x.begin() + static_cast<long>(row * inputs),
                          x.begin() + static_cast<long>((row + 1) * inputs));
    for (std::size_t l = 0; l < places.size(); ++l) {
      std::vector<double> z(static_cast<std::size_t>(places[l].rows));
      for (std::size_t i = 0; i < z.size(); ++i) {
        z[i] = parameters[places[l].biases + i];
        for (std::size_t j = 0; j < h.size(); ++j)
          z[i] += parameters[places[l].weights + i * h.size() + j] * h[j];
        if (l + 1 == places.size()) continue;
        plain.nearest = std::min(plain.nearest, std::abs(z[i]));
        z[i] = activate(shape.activation, z[i]).value;
      }
      h = z;
    }
    plain.output.insert(plain.output.end(), h.begin(), h.end());
  }
  return plain;
}

// Central differences; for f of third order in the step the error is of order step².
inline std::vector<double> differences(const std::function<double()>& f, std::vector<double>& at,
                                       double step = 1e-5) {
  std::vector<double> gradient(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double kept = at[i];
    at[i] = kept + step;
    const double above = f();
    at[i] = kept - step;
    const double below = f();
    at[i] = kept;
    gradient[i] = (above - below) / (2 * step);
  }
  return gradient;
}

// The largest difference, relative to the largest entry (at least 1e-3).
inline double disagreement(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
  double size = 1e-3, most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    size = std::max({size, std::abs(a[i]), std::abs(b[i])});
    const double apart = std::abs(a[i] - b[i]);
    if (!(apart <= most)) most = apart;
  }
  return most / size;
}

}  // namespace dlab::network_cases
