// Power iteration in fixed order, and the gradient through W/σ.
#include "core/gan/spectral_norm.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "core/gan/settings.hpp"
#include "core/math/philox.hpp"

namespace dlab {
namespace {

constexpr int first_iterations = 15;  // as in torch.nn.utils.parametrizations
constexpr double least_norm = 1e-12;  // as in torch

// Partial sums in a fixed number of lanes: the same bits wherever it is vectorised.
template <class T>
T dot(const T* a, const T* b, std::size_t n) {
  constexpr std::size_t lanes = 16;
  std::array<T, lanes> sums{};
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes)
    for (std::size_t k = 0; k < lanes; ++k) sums[k] += a[i + k] * b[i + k];
  for (std::size_t k = 0; i < n; ++i, ++k) sums[k] += a[i] * b[i];
  for (std::size_t half = lanes / 2; half > 0; half /= 2)
    for (std::size_t k = 0; k < half; ++k) sums[k] += sums[k + half];
  return sums[0];
}
template <class T>
void normalise(T* x, std::size_t n) {
  const T norm = std::max(std::sqrt(dot(x, x, n)), static_cast<T>(least_norm));
  for (std::size_t i = 0; i < n; ++i) x[i] /= norm;
}

std::size_t rows(const LayerPlace& layer) { return static_cast<std::size_t>(layer.rows); }
std::size_t columns(const LayerPlace& layer) { return static_cast<std::size_t>(layer.columns); }

}  // namespace

template <class T>
SpectralNorm<T>::SpectralNorm(const MlpShape& shape) : places_(layers(shape)), sigmas_(places_.size(), T(1)) {
  std::size_t all_rows = 0, all_columns = 0;
  for (const LayerPlace& layer : places_) all_rows += rows(layer), all_columns += columns(layer);
  state_.u.assign(all_rows, T(1)), state_.v.assign(all_columns, T(0));
  scratch_.resize(most_width);
}

template <class T>
void SpectralNorm<T>::start(const T* parameters, std::uint64_t seed) {
  for (std::size_t i = 0; i < state_.u.size(); ++i) {
    const auto [radius, turn] = uniform_pair(seed, static_cast<std::uint32_t>(RandomStream::spectral), i);
    state_.u[i] = static_cast<T>(std::sqrt(-2 * std::log(radius)) * std::cos(2 * std::numbers::pi * turn));
  }
  for (int i = 0; i < first_iterations; ++i) iterate(parameters);
}

template <class T>
void SpectralNorm<T>::multiply(const LayerPlace& layer, const T* parameters, const T* v, T* out) const {
  for (std::size_t i = 0; i < rows(layer); ++i)
    out[i] = dot(parameters + layer.weights + i * columns(layer), v, columns(layer));
}

template <class T>
void SpectralNorm<T>::iterate(const T* parameters) {
  T *u = state_.u.data(), *v = state_.v.data();
  for (const LayerPlace& layer : places_) {
    std::fill(v, v + layer.columns, T(0));
    for (std::size_t i = 0; i < rows(layer); ++i) {
      const T* w = parameters + layer.weights + i * columns(layer);
      for (std::size_t j = 0; j < columns(layer); ++j) v[j] += u[i] * w[j];
    }
    normalise(v, columns(layer));
    multiply(layer, parameters, v, u);
    normalise(u, rows(layer));
    u += layer.rows, v += layer.columns;
  }
}

template <class T>
void SpectralNorm<T>::effective(const T* parameters, T* out) {
  const T *u = state_.u.data(), *v = state_.v.data();
  for (std::size_t l = 0; l < places_.size(); ++l) {
    const LayerPlace& layer = places_[l];
    multiply(layer, parameters, v, scratch_.data());
    sigmas_[l] = dot(u, scratch_.data(), rows(layer));
    const T scale = std::abs(sigmas_[l]) < static_cast<T>(least_norm) ? T(0) : 1 / sigmas_[l];
    for (std::size_t i = layer.weights; i < layer.biases; ++i) out[i] = scale * parameters[i];
    std::copy_n(parameters + layer.biases, layer.rows, out + layer.biases);
    u += layer.rows, v += layer.columns;
  }
}

template <class T>
void SpectralNorm<T>::pull_back(const T* parameters, T* gradient) const {
  const T *u = state_.u.data(), *v = state_.v.data();
  for (std::size_t l = 0; l < places_.size(); ++l) {
    const LayerPlace& layer = places_[l];
    const T scale = std::abs(sigmas_[l]) < static_cast<T>(least_norm) ? T(0) : 1 / sigmas_[l];
    T* const g = gradient + layer.weights;
    const T along = scale * dot(g, parameters + layer.weights, rows(layer) * columns(layer));
    for (std::size_t i = 0; i < rows(layer); ++i)
      for (std::size_t j = 0; j < columns(layer); ++j) {
        T& at = g[i * columns(layer) + j];
        at = scale * (at - along * u[i] * v[j]);
      }
    u += layer.rows, v += layer.columns;
  }
}

template class SpectralNorm<float>;
template class SpectralNorm<double>;

}  // namespace dlab
