// Transport between points that all lie on one line, by merging them.
#pragma once
#include <optional>
#include <vector>

#include "core/transport/candidates.hpp"
#include "core/transport/network_simplex.hpp"

namespace dlab {

struct LineTransport {
  std::vector<TransportFlow> flows;
  TransportPrices prices;
};
// Nothing if the points are not on a line, be it by more than the rounding of its equation.
std::optional<LineTransport> line_transport(const TransportProblem& problem);

}  // namespace dlab
