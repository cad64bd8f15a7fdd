// The nonlinearities of the hidden layers, with the two derivatives that a gradient penalty needs.
#pragma once
#include <array>
#include <cmath>
#include <span>

#include "core/base/field.hpp"

namespace dlab {

enum class Activation { relu, leaky_relu, tanh, softplus, elu };
inline constexpr std::array all_activations{Activation::relu, Activation::leaky_relu, Activation::tanh,
                                            Activation::softplus, Activation::elu};

inline constexpr double leaky_slope = 0.2;  // as in DCGAN (Radford, Metz, Chintala 2016); ELU has alpha 1

std::span<const Choice> activation_choices();         // in the order of the enumeration
const char* activation_key(Activation activation);    // "leaky_relu"
const char* activation_label(Activation activation);  // message id

// Piecewise linear: φ″ is 0 wherever it is defined, so the penalty's gradient has one product less.
constexpr bool piecewise_linear(Activation activation) {
  return activation == Activation::relu || activation == Activation::leaky_relu;
}

// φ, φ′ and φ″ at z; not a number where z is none. At a kink the derivative is that of the left side, as in
// PyTorch.
struct Activated {
  double value, slope, curvature;
};
inline Activated activate(Activation activation, double z) {
  switch (activation) {
    case Activation::relu:
      return {z <= 0 ? 0 : z, z <= 0 ? 0.0 : 1.0, 0};
    case Activation::leaky_relu:
      return {z > 0 ? z : leaky_slope * z, z > 0 ? 1.0 : leaky_slope, 0};
    case Activation::tanh: {
      const double t = std::tanh(z), slope = (1 - t) * (1 + t);
      return {t, slope, -2 * t * slope};
    }
    case Activation::softplus: {
      const double s = 1 / (1 + std::exp(-std::abs(z)));  // σ(|z|): no overflow
      const double sigma = z >= 0 ? s : 1 - s;
      return {std::fmax(z, 0) + std::log1p(std::exp(-std::abs(z))), sigma, s * (1 - s)};
    }
    case Activation::elu: {
      if (z > 0) return {z, 1, 0};
      return {std::expm1(z), std::exp(z), std::exp(z)};
    }
  }
  return {};
}

}  // namespace dlab
