// Distances between two normal distributions in the plane, where they have closed forms.
#pragma once
#include <array>

#include "core/divergence/distances.hpp"

namespace dlab {

struct Normal2d {
  std::array<double, 2> mean{0, 0};
  double xx = 1, xy = 0, yy = 1;  // covariance; positive definite: xx > 0, xx·yy > xy²
  bool operator==(const Normal2d&) const = default;
};

// KL both ways and W2. JS, TV and W1 have no closed form and are undefined here (NaN with a `why`).
Distances distances(const Normal2d& p, const Normal2d& q);

}  // namespace dlab
