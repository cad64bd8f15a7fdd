// Densities and potentials on grids, for the stage's maps.
#pragma once
#include "core/exhibit/plane_solve.hpp"

namespace dlab {

// Bounds that hold both laws with a margin.
Bounds plane_reach(const Law2d& p, const Law2d& q);
// The square root of the density relative to its largest value, 0 … 1: tails stay visible. Values null where
// the law has no density.
FieldMap density_map(const Law2d& law);
// f(x) = min_j c(x, y_j) − v_j over `bounds`, the c-transform of the plan's potential. Its mean under
// ½(P + Q) is taken off, so that 0 lies between the two; the ramp ends at what it is at most on their points.
FieldMap potential_map(const Bounds& bounds, const DiscreteMeasure& q, const Transport& plan,
                       GroundCost cost);

}  // namespace dlab
