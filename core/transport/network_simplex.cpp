#include "core/transport/network_simplex.hpp"

#include <algorithm>
#include <limits>

namespace dlab {

void NetworkSimplex::clear() {
  nodes_.clear();
  potential_.clear();
}

void NetworkSimplex::set_tree(const TransportProblem& problem, const std::vector<TransportFlow>& tree,
                              std::int32_t root) {
  sources_ = problem.p.size();
  root_ = root;
  const std::int32_t count = sources_ + problem.q.size();
  nodes_.assign(static_cast<std::size_t>(count), Node{-1, 1, 0});
  for (auto* links : {&next_, &previous_, &last_}) links->assign(static_cast<std::size_t>(count), 0);
  potential_.assign(static_cast<std::size_t>(count), 0.0);

  std::vector<std::int32_t> first(static_cast<std::size_t>(count) + 1, 0);
  for (const TransportFlow& arc : tree) ++first[arc.i + 1], ++first[sources_ + arc.j + 1];
  for (std::int32_t node = 0; node < count; ++node) first[node + 1] += first[node];
  std::vector<std::int32_t> incident(static_cast<std::size_t>(first[count])),
      fill(first.begin(), first.end() - 1);
  for (std::size_t k = 0; k < tree.size(); ++k) {
    incident[fill[tree[k].i]++] = static_cast<std::int32_t>(k);
    incident[fill[sources_ + tree[k].j]++] = static_cast<std::int32_t>(k);
  }
  std::vector<std::int32_t> open{root}, order;
  while (!open.empty()) {  // depth first, so `order` is a preorder
    const std::int32_t node = open.back();
    open.pop_back();
    order.push_back(node);
    for (std::int32_t at = first[node]; at < first[node + 1]; ++at) {
      const TransportFlow& arc = tree[incident[at]];
      const std::int32_t other = node < sources_ ? sources_ + arc.j : arc.i;
      if (other == nodes_[node].parent) continue;
      nodes_[other].parent = node;
      nodes_[other].flow = arc.mass;
      open.push_back(other);
    }
  }
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::int32_t next = order[(k + 1) % order.size()];
    next_[order[k]] = next;
    previous_[next] = order[k];
    last_[order[k]] = order[k];
  }
  for (std::size_t k = order.size(); k-- > 1;) {
    const Node& node = nodes_[order[k]];
    Node& up = nodes_[node.parent];
    up.size += node.size;
    if (last_[node.parent] == node.parent) last_[node.parent] = last_[order[k]];  // met first: the last child
  }
}

void NetworkSimplex::renew_potentials(const TransportProblem& problem) {
  potential_[root_] = 0;
  for (std::int32_t node = next_[root_]; node != root_; node = next_[node]) {
    const std::int32_t up = nodes_[node].parent;
    potential_[node] = node < sources_ ? potential_[up] + problem.cost(node, up - sources_)
                                       : potential_[up] - problem.cost(up, node - sources_);
  }
}

std::vector<TransportFlow> NetworkSimplex::flows() const {
  std::vector<TransportFlow> flows;
  flows.reserve(nodes_.size());
  for (std::int32_t node = 0; node < static_cast<std::int32_t>(nodes_.size()); ++node) {
    const std::int32_t up = nodes_[node].parent;
    if (up < 0) continue;
    flows.push_back(node < sources_ ? TransportFlow{node, up - sources_, nodes_[node].flow}
                                    : TransportFlow{up, node - sources_, nodes_[node].flow});
  }
  return flows;
}

void NetworkSimplex::improve(const std::vector<TransportArc>& arcs, double tolerance,
                             TransportBudget& budget) {
  const std::size_t count = arcs.size();
  const std::size_t block =
      std::max<std::size_t>(64, static_cast<std::size_t>(std::sqrt(static_cast<double>(count))));
  const double* const potential = potential_.data();
  std::size_t at = 0, since_pivot = 0;
  while (since_pivot < count && !budget.exhausted()) {
    // The steepest arc of the next block.
    double lowest = -tolerance;
    std::size_t best = count;
    const std::size_t end = std::min(at + block, count);
    const auto reduced = [&](std::size_t k) {
      return arcs[k].cost - potential[arcs[k].i] + potential[sources_ + arcs[k].j];
    };
    const auto look = [&](std::size_t k) {
      if (const double r = reduced(k); r < lowest) lowest = r, best = k;
    };
    std::size_t k = at;
    for (; k + 4 <= end; k += 4) {  // four at a time: a new lowest is rare
      const double a = std::min(reduced(k), reduced(k + 1)), b = std::min(reduced(k + 2), reduced(k + 3));
      if (std::min(a, b) < lowest) {
        for (std::size_t one = k; one < k + 4; ++one) look(one);
      }
    }
    for (; k < end; ++k) look(k);
    since_pivot += end - at;
    at = end == count ? 0 : end;
    if (best == count) continue;
    since_pivot = 0;
    if (budget.pivots >= budget.most_pivots) {
      budget.status = TransportStatus::iteration_limit;
      return;
    }
    if ((++budget.pivots & 255) == 0 && budget.stop.stop_requested())
      budget.status = TransportStatus::stopped;
    pivot(arcs[best].i, sources_ + arcs[best].j, lowest);
  }
}

// Sends as much as the cycle bears through the entering arc. Of the arcs that run dry, the one leaves that
// comes last on the cycle in its direction, starting from the join: that keeps the tree strongly feasible.
void NetworkSimplex::pivot(std::int32_t source, std::int32_t sink, double reduced_cost) {
  Node* const nodes = nodes_.data();
  std::int64_t source_flow = std::numeric_limits<std::int64_t>::max(), sink_flow = source_flow;
  std::int32_t source_out = -1, sink_out = -1;
  std::int32_t a = source, b = sink;
  while (a != b) {
    if (nodes[a].size < nodes[b].size) {
      if (a < sources_ && nodes[a].flow < source_flow) source_flow = nodes[a].flow, source_out = a;
      a = nodes[a].parent;
    } else {
      if (b >= sources_ && nodes[b].flow <= sink_flow) sink_flow = nodes[b].flow, sink_out = b;
      b = nodes[b].parent;
    }
  }
  const std::int32_t join = a;
  const bool from_sink = sink_flow <= source_flow;
  const std::int64_t flow = from_sink ? sink_flow : source_flow;
  if (flow > 0) {
    for (a = source; a != join; a = nodes[a].parent) nodes[a].flow += a < sources_ ? -flow : flow;
    for (b = sink; b != join; b = nodes[b].parent) nodes[b].flow += b < sources_ ? flow : -flow;
  }
  if (from_sink) {
    rehang(sink_out, sink, source, join, flow);
    shift(sink, -reduced_cost);
  } else {
    rehang(source_out, source, sink, join, flow);
    shift(source, reduced_cost);
  }
}

// Cuts the subtree of `out` off, turns it so that `in` is its root, and hangs it under `to`.
void NetworkSimplex::rehang(std::int32_t out, std::int32_t in, std::int32_t to, std::int32_t join,
                            std::int64_t flow) {
  Node* const nodes = nodes_.data();
  std::int32_t *const nexts = next_.data(), *const previouses = previous_.data(), *const lasts = last_.data();
  const std::int32_t moved = nodes[out].size;
  // Out of the ring and out of the ancestors' counts.
  const std::int32_t before = previouses[out], old_last = lasts[out], after = nexts[old_last];
  nexts[before] = after;
  previouses[after] = before;
  const std::int32_t above = nodes[out].parent;
  for (std::int32_t up = above; up != join; up = nodes[up].parent) nodes[up].size -= moved;
  for (std::int32_t up = above; up >= 0 && lasts[up] == old_last; up = nodes[up].parent) {
    lasts[up] = before;
  }
  // Along the path from `in` to `out`, child and parent change places. In the new preorder each node of the
  // path follows the old subtree of the one below it, and is followed by the rest of its own.
  std::int32_t below = in, tail = lasts[in];
  std::int32_t below_last = tail, behind_below = nexts[tail], below_previous = previouses[in],
               below_size = nodes[in].size;
  std::int32_t node = nodes[in].parent;
  std::int64_t below_flow = nodes[in].flow;
  nodes[in].parent = to;
  nodes[in].flow = flow;
  nodes[in].size = moved;
  while (below != out) {
    const std::int32_t up = nodes[node].parent, last = lasts[node], previous = previouses[node],
                       size = nodes[node].size;
    const std::int64_t node_flow = nodes[node].flow;
    const std::int32_t behind = nexts[last];
    nexts[tail] = node;
    previouses[node] = tail;
    if (last != below_last) {
      nexts[below_previous] = behind_below;
      previouses[behind_below] = below_previous;
      tail = last;
      behind_below = behind;
    } else {
      tail = below_previous;
    }
    nodes[node].parent = below;
    nodes[node].flow = below_flow;
    nodes[node].size = moved - below_size;
    below = node, below_last = last, below_previous = previous, below_size = size, below_flow = node_flow;
    node = up;
  }
  for (std::int32_t at = out; at != to; at = nodes[at].parent) lasts[at] = tail;
  // Into the ring right behind `to`.
  const std::int32_t next = nexts[to];
  nexts[to] = in;
  previouses[in] = to;
  nexts[tail] = next;
  previouses[next] = tail;
  for (std::int32_t up = to; up != join; up = nodes[up].parent) nodes[up].size += moved;
  if (lasts[to] == to) {
    for (std::int32_t up = to; up >= 0 && lasts[up] == to; up = nodes[up].parent) lasts[up] = tail;
  }
}

// Changes a subtree's potentials, or, which comes to the same, all others' the other way if they are fewer.
// Two walks from both ends of the preorder: each waits for its own loads only.
void NetworkSimplex::shift(std::int32_t subtree, double by) {
  const std::int32_t size = nodes_[subtree].size, all = static_cast<std::int32_t>(nodes_.size());
  const std::int32_t *const next = next_.data(), *const previous = previous_.data();
  double* const potential = potential_.data();
  std::int32_t head = subtree, tail = last_[subtree], left = size;
  if (2 * size > all) {
    head = next[last_[subtree]];
    tail = previous[subtree];
    left = all - size;
    by = -by;
  }
  for (; left >= 2; left -= 2) {
    potential[head] += by;
    potential[tail] += by;
    head = next[head];
    tail = previous[tail];
  }
  if (left == 1) potential[head] += by;
}

}  // namespace dlab
