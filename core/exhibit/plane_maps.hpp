// Densities and potentials on grids, for the stage's maps.
#pragma once
#include "core/exhibit/plane_solve.hpp"

namespace dlab {

// Bounds that hold both laws with a margin.
Bounds plane_reach(const Law2d& p, const Law2d& q);
// The square root of the density relative to its largest value, 0 … 1: tails stay visible. Values null where
// the law has no density.
FieldMap density_map(const Law2d& law);
// f(x) = min_j c(x, y_j) − v_j over `bounds`, its mean taken off: the c-transform of the plan's potential.
FieldMap potential_map(const Bounds& bounds, const DiscreteMeasure& q, const Transport& plan,
                       GroundCost cost);

}  // namespace dlab
