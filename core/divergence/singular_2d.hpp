// Divergences of the parts without density: segments and atoms.
#pragma once
#include "core/distribution/law_2d.hpp"

namespace dlab {

struct SingularSums {
  double kl_pq = 0, kl_qp = 0;                    // Σ p log(p/q) where both are
  double js = 0, tv = 0;                          // of all
  double size = 0;                                // Σ of the terms' magnitudes: what rounding acts on
  bool p_outside_q = false, q_outside_p = false;  // one has mass where the other has none
  bool overlap = false;                           // both have mass somewhere
};
// Atoms meet where they are at the same place. Segments meet by length where they lie on one straight line
// (to about twelve digits); elsewhere they have nothing in common.
SingularSums compare_singular(const Law2d& p, const Law2d& q);

}  // namespace dlab
