// The losses of every objective and the gradient penalty, sample by sample, in float or double.
#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/base/field.hpp"
#include "core/gan/settings.hpp"

namespace dlab {

std::span<const Choice> objective_choices();       // in the order of the enumeration
const char* objective_key(Objective objective);    // "wgan_gp"
const char* objective_label(Objective objective);  // message id

// A row's share of a mean over rows, and its derivative by the network's output at that row. What is not a
// number gives a value that is none.
template <class T>
struct LossTerm {
  T value, slope;
};

// softplus(x) = log(1 + eˣ) = −log σ(−x) and its derivative σ(x): no overflow, no cancellation.
template <class T>
LossTerm<T> softplus_term(T x) {
  const T small = std::exp(-std::abs(x)), over = 1 / (1 + small);  // over = σ(|x|)
  return {std::max(x, T(0)) + std::log1p(small), x >= 0 ? over : small * over};
}
template <class T>
LossTerm<T> mirrored(LossTerm<T> term) {  // of h(−x), from h at −x
  return {term.value, -term.slope};
}

// The critic's loss is the mean of the first over real rows plus the mean of the second over fake ones. For
// WGAN and its kin it is minus the estimate of W1, the penalty apart.
template <class T>
LossTerm<T> critic_term_real(Objective objective, T output) {
  switch (objective) {
    case Objective::minimax:
    case Objective::non_saturating:
      return mirrored(softplus_term(-output));
    case Objective::wgan:
    case Objective::wgan_gp:
    case Objective::wgan_lp:
      return {-output, T(-1)};
    case Objective::least_squares:
      return {(output - 1) * (output - 1) / 2, output - 1};
    case Objective::hinge:
      return {std::max(1 - output, T(0)), output < 1 ? T(-1) : T(0)};
  }
  return {};
}
template <class T>
LossTerm<T> critic_term_fake(Objective objective, T output) {
  switch (objective) {
    case Objective::minimax:
    case Objective::non_saturating:
      return softplus_term(output);
    case Objective::wgan:
    case Objective::wgan_gp:
    case Objective::wgan_lp:
      return {output, T(1)};
    case Objective::least_squares:
      return {output * output / 2, output};
    case Objective::hinge:
      return {std::max(1 + output, T(0)), output > -1 ? T(1) : T(0)};
  }
  return {};
}

// The generator's loss is the mean of this over its samples.
template <class T>
LossTerm<T> generator_term(Objective objective, T output) {
  switch (objective) {
    case Objective::minimax: {
      const LossTerm<T> term = softplus_term(output);  // log(1 − σ) = −softplus
      return {-term.value, -term.slope};
    }
    case Objective::non_saturating:
      return mirrored(softplus_term(-output));
    case Objective::wgan:
    case Objective::wgan_gp:
    case Objective::wgan_lp:
    case Objective::hinge:
      return {-output, T(-1)};
    case Objective::least_squares:
      return {(output - 1) * (output - 1) / 2, output - 1};
  }
  return {};
}

// The penalty is λ times the mean of `value` over its rows; u = ∂P/∂g = (λ/rows) · `pull` · g.
template <class T>
struct PenaltyTerm {
  T value, pull;
};
// (n − 1)², n = ‖g‖: Gulrajani et al. 2017; one-sided max(0, n − 1)²: Petzka et al. 2018. pull =
// 2 (n − 1)/n, and 0 at g = 0, where the norm has no gradient.
template <class T>
PenaltyTerm<T> penalty_term(Objective objective, T norm) {
  if (objective == Objective::wgan_lp && norm <= 1) return {T(0), T(0)};
  const T excess = norm - 1;
  return {excess * excess, norm >= std::numeric_limits<T>::min() ? 2 - 2 / norm : T(0)};
}

// What a critic step saw, before it stepped.
struct CriticLosses {
  double real = 0, fake = 0;            // means of the terms
  double penalty = 0;                   // λ included
  double mean_real = 0, mean_fake = 0;  // of the network's outputs
  double mean_slope = 0;                // mean ‖∇f‖ where the penalty looked; 0 without one
  double loss() const { return real + fake + penalty; }
  double estimate() const { return mean_real - mean_fake; }  // of W1, for a critic
};

}  // namespace dlab
