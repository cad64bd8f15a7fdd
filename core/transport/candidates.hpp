// The arcs that prices find promising, and prices that are as high as the costs allow.
#pragma once
#include <vector>

#include "core/transport/problem.hpp"

namespace dlab {

// An arc from source i to sink j with its cost.
struct TransportArc {
  std::int32_t i, j;
  double cost;
};

// Prices are feasible if u_i + v_j ≤ c_ij: then Σ a u + Σ b v is a lower bound of the cost.
struct TransportPrices {
  std::vector<double> u, v;
};

// The largest u for a given v, then (but for a matrix) the largest v for that u.
struct TransportCandidates {
  TransportPrices prices;
  std::vector<TransportArc> arcs;  // by source; every source's and every sink's `nearest` in reduced cost
};
TransportCandidates find_candidates(const TransportProblem& problem, const std::vector<double>& v,
                                    std::size_t nearest);

// The largest feasible u for a given v: u_i = min_j c_ij − v_j.
std::vector<double> transform(const TransportProblem& problem, const std::vector<double>& v);
// The same between points: min over `to` of c − w, for each of `from`, whose masses do not matter.
std::vector<double> transform(CostKind kind, const TransportSide& from, const TransportSide& to,
                              const std::vector<double>& w);

}  // namespace dlab
