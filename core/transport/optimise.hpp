// From a start to the optimum over all arcs: few arcs first, then all, until none prices in.
#pragma once
#include <vector>

#include "core/transport/network_simplex.hpp"

namespace dlab {

// On return the simplex holds a tree, unless the budget was stopped before there was one.
void solve_cold(const TransportProblem& problem, NetworkSimplex& simplex, std::vector<TransportArc>& arcs,
                TransportBudget& budget);
// From prices near the optimum.
void solve_from_prices(const TransportProblem& problem, const std::vector<double>& v, NetworkSimplex& simplex,
                       std::vector<TransportArc>& arcs, TransportBudget& budget);
// From the simplex' tree, whose flows are feasible, and these arcs.
void optimise(const TransportProblem& problem, NetworkSimplex& simplex, std::vector<TransportArc>& arcs,
              TransportBudget& budget);
// Drops arcs of the largest reduced costs where calls before have left many: a long drag stays as fast as at
// its beginning.
void drop_dear_arcs(const NetworkSimplex& simplex, std::size_t nodes, std::vector<TransportArc>& arcs);

}  // namespace dlab
