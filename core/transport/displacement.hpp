// Displacement interpolation (McCann 1997): all mass on its straight road from P to Q at time t.
#pragma once
#include <span>

#include "core/transport/transport.hpp"

namespace dlab {

// One point (1 − t) x_i + t y_j of mass γ_ij for each of `entries`; t in [0, 1]. Along an optimal plan for
// |x−y|² this is the geodesic of W2: W2(P, P_t) = t W2(P, Q).
DiscreteMeasure displaced(const DiscreteMeasure& p, const DiscreteMeasure& q,
                          std::span<const PlanEntry> entries, double t);

}  // namespace dlab
