// One position of the recorded curve.
#pragma once
#include <array>

#include "core/divergence/distances.hpp"

namespace dlab {

struct RecorderPoint {
  double x;                          // the parameter's value
  Distances distances;               // nats
  std::array<double, 6> derivative;  // by the parameter; NaN at kinks and where a neighbour is infinite
  double binned_kl_pq = 0, binned_kl_qp = 0;  // only when the illusion is on
};

}  // namespace dlab
