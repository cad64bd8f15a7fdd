// The divergences of the parts that have densities: adaptive tensor quadrature.
#pragma once
#include <stop_token>

#include "core/distribution/law_2d.hpp"
#include "core/divergence/kernels_2d.hpp"

namespace dlab {

struct DensityDivergences {
  PanelSums2d value, error;
  bool p_outside_q = false, q_outside_p = false;  // mass where the other has no density
  bool exact = false;                             // all densities are constant in pieces
};

// Regions are cut along every jump of a density; within them panels (8 × 8 Gauss nodes) are split down to a
// few widths of the bells that they hold, and then where the panel and its four quarters disagree most, until
// the error is below `target` (relative to max(1, value)) or `most_nodes` are spent. The error is the
// disagreements' sum plus twice their root of squares: the first catches what is systematic, the second
// kinks, whose signs are random.
DensityDivergences density_divergences(const Law2d& p, const Law2d& q, double target, std::size_t most_nodes,
                                       std::stop_token stop);

}  // namespace dlab
