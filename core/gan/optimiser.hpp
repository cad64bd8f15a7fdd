// Gradient descent with momentum, RMSProp and Adam, as torch.optim does them, in float or double.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/gan/settings.hpp"

namespace dlab {

// What an optimiser remembers, for a checkpoint. Another kind of optimiser begins with a fresh one.
template <class T>
struct OptimiserState {
  std::uint64_t steps = 0;     // taken
  std::vector<T> mean;         // SGD: the velocity; Adam: m
  std::vector<T> mean_square;  // RMSProp and Adam: s

  OptimiserState() = default;
  explicit OptimiserState(std::size_t parameters) : mean(parameters, T(0)), mean_square(parameters, T(0)) {}
  bool operator==(const OptimiserState&) const = default;
};

// The numbers of one step, the same for every parameter. Scalars are computed in double, as in PyTorch.
template <class T>
struct OptimiserStep {
  OptimiserKind kind;
  T rate;                     // Adam: rate/(1 − beta1ᵗ)
  T keep;                     // SGD: momentum; Adam: beta1
  T add;                      // SGD: 1; Adam: 1 − beta1
  T keep_square, add_square;  // beta2, 1 − beta2
  T root;                     // √s is multiplied by this: Adam's 1/√(1 − beta2ᵗ)
  T epsilon;
};
// Step number `t` = 1, 2, …
template <class T>
OptimiserStep<T> optimiser_step(const OptimiserSettings& settings, std::uint64_t t) {
  const auto count = static_cast<double>(t);
  const bool adam = settings.kind == OptimiserKind::adam;
  const double beta = adam ? settings.beta1 : settings.momentum;
  return {settings.kind,
          static_cast<T>(adam ? settings.rate / (1 - std::pow(settings.beta1, count)) : settings.rate),
          static_cast<T>(beta),
          static_cast<T>(adam ? 1 - beta : 1.0),
          static_cast<T>(settings.beta2),
          static_cast<T>(1 - settings.beta2),
          static_cast<T>(adam ? 1 / std::sqrt(1 - std::pow(settings.beta2, count)) : 1.0),
          static_cast<T>(settings.epsilon)};
}

// One parameter's step; each parameter is on its own, so any split among threads gives the same bits.
template <class T>
void descend(const OptimiserStep<T>& step, T& parameter, T gradient, T& mean, T& mean_square) {
  if (step.kind == OptimiserKind::sgd) {
    mean = step.keep * mean + step.add * gradient;
    parameter -= step.rate * mean;
    return;
  }
  mean_square = step.keep_square * mean_square + step.add_square * gradient * gradient;
  const T scale = std::sqrt(mean_square) * step.root + step.epsilon;
  if (step.kind == OptimiserKind::rmsprop) {
    parameter -= step.rate * gradient / scale;
  } else {
    mean = step.keep * mean + step.add * gradient;
    parameter -= step.rate * mean / scale;
  }
}

// Parameters first … last − 1 of a step that optimiser_step() describes.
template <class T>
void descend(const OptimiserStep<T>& step, T* parameters, const T* gradient, OptimiserState<T>& state,
             std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i)
    descend(step, parameters[i], gradient[i], state.mean[i], state.mean_square[i]);
}
// The whole step.
template <class T>
void descend(const OptimiserSettings& settings, std::vector<T>& parameters, const std::vector<T>& gradient,
             OptimiserState<T>& state) {
  descend(optimiser_step<T>(settings, ++state.steps), parameters.data(), gradient.data(), state, 0,
          parameters.size());
}

// Every parameter, biases too, into ±c. What is not a number stays so, that divergence is seen.
template <class T>
void clip(T* parameters, std::size_t count, T c) {
  for (std::size_t i = 0; i < count; ++i) {
    if (parameters[i] > c) parameters[i] = c;
    if (parameters[i] < -c) parameters[i] = -c;
  }
}

}  // namespace dlab
