// Where the simplex begins: flows that fill cheap arcs first.
#pragma once
#include <span>
#include <vector>

#include "core/transport/candidates.hpp"
#include "core/transport/network_simplex.hpp"

namespace dlab {

// Fills the cheapest candidates first, in reduced cost, and ties what then hangs together by arcs without
// flow into a strongly feasible spanning tree with the root at source 0.
std::vector<TransportFlow> starting_tree(const TransportProblem& problem,
                                         const TransportCandidates& candidates);

// The path from the first pair to the last (the north-west corner rule): n + m − 1 arcs, some perhaps without
// flow. Optimal where both sides are sorted along a line and the cost is convex in the distance.
std::vector<TransportFlow> north_west(std::span<const std::int64_t> supply,
                                      std::span<const std::int64_t> demand);

}  // namespace dlab
