// Compiled as C++17: LEMON 1.3 uses members of std::allocator that C++20 took away.
#include "tests/core/transport_oracle.hpp"

#ifdef DLAB_HAVE_LEMON
#include <lemon/full_graph.h>
#include <lemon/list_graph.h>
#include <lemon/network_simplex.h>

std::optional<long double> oracle_cost(const std::vector<std::int64_t>& costs,
                                       const std::vector<std::int64_t>& supply,
                                       const std::vector<std::int64_t>& demand) {
  using Graph = lemon::ListDigraph;
  Graph graph;
  Graph::NodeMap<std::int64_t> balance(graph);
  Graph::ArcMap<std::int64_t> cost(graph);
  std::vector<Graph::Node> sources, sinks;
  for (std::int64_t mass : supply) balance[sources.emplace_back(graph.addNode())] = mass;
  for (std::int64_t mass : demand) balance[sinks.emplace_back(graph.addNode())] = -mass;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (std::size_t j = 0; j < sinks.size(); ++j) {
      cost[graph.addArc(sources[i], sinks[j])] = costs[i * sinks.size() + j];
    }
  }
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.costMap(cost).supplyMap(balance);
  if (simplex.run() != lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>::OPTIMAL) return std::nullopt;
  return simplex.totalCost<long double>();
}
#else
std::optional<long double> oracle_cost(const std::vector<std::int64_t>&, const std::vector<std::int64_t>&,
                                       const std::vector<std::int64_t>&) {
  return std::nullopt;
}
#endif
