// The network simplex for transport problems: a spanning tree of the bipartite graph, improved arc by arc.
#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/transport/candidates.hpp"
#include "core/transport/problem.hpp"

namespace dlab {

// Mass on the arc from source i to sink j.
struct TransportFlow {
  std::int32_t i, j;
  std::int64_t mass;
};

struct TransportBudget {
  std::int64_t pivots = 0;
  std::int64_t most_pivots = 0;
  std::stop_token stop = {};
  TransportStatus status = TransportStatus::optimal;
  bool exhausted() const { return status != TransportStatus::optimal; }
};

// Nodes 0 … n − 1 are P's points (sources), n … n + m − 1 are Q's (sinks). The tree is kept as parent,
// preorder thread, subtree size and last node of the subtree (Király & Kovács 2012, "Efficient
// implementations of minimum-cost flow algorithms"). It is strongly feasible (Cunningham 1976): every arc
// without flow points towards the root, which with the rule for the leaving arc rules out cycling. As every
// arc goes from source to sink, that means: a sink's arc to its parent always has flow.
class NetworkSimplex {
 public:
  // A spanning tree of n + m − 1 arcs, flows ≥ 0, that is strongly feasible with this root.
  void set_tree(const TransportProblem& problem, const std::vector<TransportFlow>& tree, std::int32_t root);
  bool empty() const { return nodes_.empty(); }
  void clear();

  // Prices from the costs along the tree, so that no rounding of past pivots stays.
  void renew_potentials(const TransportProblem& problem);
  // Pivots until no arc of these has a reduced cost below −tolerance, or the budget ends.
  void improve(const std::vector<TransportArc>& arcs, double tolerance, TransportBudget& budget);

  // u_i + v_j = c_ij along the tree.
  double u(std::int32_t i) const { return potential_[i]; }
  double v(std::int32_t j) const { return -potential_[sources_ + j]; }
  // On the tree's arcs, zeros included.
  std::vector<TransportFlow> flows() const;

 private:
  struct Node {
    std::int32_t parent;  // −1 at the root
    std::int32_t size;    // of its subtree
    std::int64_t flow;    // on the arc to its parent
  };
  void pivot(std::int32_t source, std::int32_t sink, double reduced_cost);
  void rehang(std::int32_t out, std::int32_t in, std::int32_t to, std::int32_t join, std::int64_t flow);
  void shift(std::int32_t subtree, double by);

  std::int32_t sources_ = 0, root_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::int32_t> next_, previous_;  // in preorder, a ring; apart, so that walks stay in the cache
  std::vector<std::int32_t> last_;             // of each subtree in preorder
  std::vector<double> potential_;  // u of a source, −v of a sink: a subtree's all change by the same
};

}  // namespace dlab
