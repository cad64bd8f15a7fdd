// The optimal discriminator between two laws, as numbers.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"

namespace dlab {

// D* = p/(p + q) = 1/(1 + e^{ln q − ln p}) (Goodfellow et al. 2014, proposition 1), from log densities so
// that it is right far in the tails; NaN where both densities are 0.
double optimal_discriminator(double log_p, double log_q);

// D* at x, and D*′ = D*(1 − D*)(ln p − ln q)′ at the middles between: NaN at jumps, 0 where D* is 0 or 1.
struct Discriminator {
  std::vector<double> value;
  std::vector<double> gradient_x, gradient;
};
Discriminator discriminator_curve(const Law& p, const Law& q, const std::vector<double>& x);

}  // namespace dlab
