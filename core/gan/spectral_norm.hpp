// Spectral normalisation of a network: every weight matrix divided by its largest singular value.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/network/mlp.hpp"

namespace dlab {

// Miyato, Kataoka, Koyama, Yoshida 2018, as torch.nn.utils.spectral_norm does it: for every matrix W,
// hidden and output alike, v ← Wᵀu/‖Wᵀu‖, u ← Wv/‖Wv‖ from the u of last time, σ = uᵀWv; the network is
// evaluated with W/σ, and u and v are constants to the gradient. Biases stay as they are.
template <class T>
class SpectralNorm {
 public:
  // The vectors of all layers, one after the other: what a checkpoint keeps.
  struct State {
    std::vector<T> u, v;
    bool operator==(const State&) const = default;
  };

  explicit SpectralNorm(const MlpShape& shape);

  // A random u, then a few iterations, so that the first σ is no underestimate.
  void start(const T* parameters, std::uint64_t seed);
  // One power iteration: once before each step of the critic.
  void iterate(const T* parameters);
  // W/σ and the biases, with σ from these parameters and the vectors as they are. Where σ is 0 so is W/σ.
  void effective(const T* parameters, T* out);
  // Makes the gradient by effective parameters, in place, that by the parameters last given to effective():
  // ∂L/∂W = (G − ⟨G, W/σ⟩ u vᵀ)/σ.
  void pull_back(const T* parameters, T* gradient) const;

  std::span<const T> sigmas() const { return sigmas_; }  // of effective(), a layer each
  const State& state() const { return state_; }
  void restore(const State& state) { state_ = state; }

 private:
  void multiply(const LayerPlace& layer, const T* parameters, const T* v, T* out) const;  // W v

  std::vector<LayerPlace> places_;
  State state_;
  std::vector<T> sigmas_, scratch_;
};

extern template class SpectralNorm<float>;
extern template class SpectralNorm<double>;

}  // namespace dlab
