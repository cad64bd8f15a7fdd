#include "core/exhibit/distance_words.hpp"

namespace dlab {

std::string meter_hint(DistanceKind kind, const Catalog& words) {
  switch (kind) {
    case DistanceKind::kl_pq:
      return words("Mean of ln(p/q) under P");
    case DistanceKind::kl_qp:
      return words("Mean of ln(q/p) under Q");
    case DistanceKind::js:
      return words("The divergence, not its square root; at most ln 2");
    case DistanceKind::tv:
      return words("Half the area between the densities; at most 1");
    case DistanceKind::w1:
      return words("Earth mover's distance: the least work that turns P into Q");
    case DistanceKind::w2:
      return words("The distance, not its square");
  }
  return {};
}

}  // namespace dlab
