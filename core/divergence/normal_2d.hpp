// Distances between two normal distributions in the plane, where they have closed forms.
#pragma once
#include "core/distribution/distribution_2d.hpp"
#include "core/divergence/distances.hpp"

namespace dlab {

// KL both ways and W2. JS, TV and W1 have no closed form and are undefined here (NaN with a `why`).
Distances distances(const Normal2d& p, const Normal2d& q);

}  // namespace dlab
