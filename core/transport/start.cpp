// A greedy flow, and arcs without flow that tie its parts together.
#include "core/transport/start.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

namespace dlab {
namespace {

// Parts of a forest that grow together.
class Parts {
 public:
  explicit Parts(std::size_t n) : up_(n) { std::iota(up_.begin(), up_.end(), 0); }
  std::int32_t of(std::int32_t node) {
    while (up_[node] != node) node = up_[node] = up_[up_[node]];
    return node;
  }
  bool join(std::int32_t a, std::int32_t b) {
    a = of(a), b = of(b);
    up_[a] = b;
    return a != b;
  }

 private:
  std::vector<std::int32_t> up_;
};

// What is left over when the candidates are used up: each source's cheapest among the sinks that are left,
// again cheapest first, until nothing is left.
template <class Send>
void send_rest(const TransportProblem& problem, const TransportPrices& prices,
               const std::vector<std::int64_t>& supply, const std::vector<std::int64_t>& demand, Send send) {
  std::vector<std::int32_t> sources, sinks;
  std::vector<TransportArc> arcs;
  while (true) {
    sources.clear(), sinks.clear(), arcs.clear();
    for (std::int32_t i = 0; i < problem.p.size(); ++i) {
      if (supply[i] > 0) sources.push_back(i);
    }
    for (std::int32_t j = 0; j < problem.q.size(); ++j) {
      if (demand[j] > 0) sinks.push_back(j);
    }
    if (sources.empty() || sinks.empty()) return;
    for (std::int32_t i : sources) {
      TransportArc best{i, sinks[0], std::numeric_limits<double>::infinity()};
      for (std::int32_t j : sinks) {
        const double reduced = problem.cost(i, j) - prices.v[j];
        if (reduced < best.cost) best = {i, j, reduced};
      }
      best.cost -= prices.u[i];
      arcs.push_back(best);
    }
    std::sort(arcs.begin(), arcs.end(),
              [](const TransportArc& a, const TransportArc& b) { return a.cost < b.cost; });
    for (const TransportArc& arc : arcs) send(arc.i, arc.j);
  }
}

// Cheapest arcs first, in reduced cost, sorted in steps that are fine enough for a start. Every arc used
// exhausts one of its ends, so no circle closes.
std::vector<TransportFlow> greedy_flows(const TransportProblem& problem,
                                        const TransportCandidates& candidates) {
  const std::vector<TransportArc>& arcs = candidates.arcs;
  const auto& [u, v] = candidates.prices;
  std::vector<float> reduced(arcs.size());
  float most = 0;
  for (std::size_t k = 0; k < arcs.size(); ++k) {
    reduced[k] = static_cast<float>(std::max(0.0, arcs[k].cost - u[arcs[k].i] - v[arcs[k].j]));
    most = std::max(most, reduced[k]);
  }
  constexpr std::size_t steps = 4096;
  const float scale = most > 0 ? 1 / most : 0.0f;
  const auto step = [&](std::size_t k) {  // most of what matters is near 0
    return static_cast<std::size_t>(std::sqrt(reduced[k] * scale) * static_cast<float>(steps - 1));
  };
  std::vector<std::int32_t> first(steps + 1, 0), order(arcs.size());
  for (std::size_t k = 0; k < arcs.size(); ++k) ++first[step(k) + 1];
  for (std::size_t s = 0; s < steps; ++s) first[s + 1] += first[s];
  for (std::size_t k = 0; k < arcs.size(); ++k) order[first[step(k)]++] = static_cast<std::int32_t>(k);

  std::vector<TransportFlow> flows;
  std::vector<std::int64_t> supply = problem.p.mass, demand = problem.q.mass;
  const auto send = [&](std::int32_t i, std::int32_t j) {
    const std::int64_t mass = std::min(supply[i], demand[j]);
    if (mass == 0) return;
    supply[i] -= mass;
    demand[j] -= mass;
    flows.push_back({i, j, mass});
  };
  for (std::int32_t k : order) send(arcs[k].i, arcs[k].j);
  send_rest(problem, candidates.prices, supply, demand, send);
  return flows;
}

}  // namespace

std::vector<TransportFlow> starting_tree(const TransportProblem& problem,
                                         const TransportCandidates& candidates) {
  const std::int32_t n = problem.p.size(), m = problem.q.size();
  std::vector<TransportFlow> tree = greedy_flows(problem, candidates);
  Parts parts(static_cast<std::size_t>(n + m));
  for (const TransportFlow& flow : tree) parts.join(flow.i, n + flow.j);

  // Dijkstra's search from the root's part outwards, against the arcs' direction: a part whose potentials
  // change by its distance hangs by a tight arc from one of its sources, and no reduced cost becomes
  // negative.
  std::vector<std::int32_t> first_in(static_cast<std::size_t>(m) + 1, 0), into(candidates.arcs.size());
  for (const TransportArc& arc : candidates.arcs) ++first_in[arc.j + 1];
  for (std::int32_t j = 0; j < m; ++j) first_in[j + 1] += first_in[j];
  std::vector<std::int32_t> fill(first_in.begin(), first_in.end() - 1);
  for (std::size_t k = 0; k < candidates.arcs.size(); ++k) {
    into[fill[candidates.arcs[k].j]++] = static_cast<std::int32_t>(k);
  }
  std::vector<std::int32_t> first_member(static_cast<std::size_t>(n + m) + 1, 0),
      members(static_cast<std::size_t>(n + m));
  for (std::int32_t node = 0; node < n + m; ++node) ++first_member[parts.of(node) + 1];
  for (std::int32_t part = 0; part < n + m; ++part) first_member[part + 1] += first_member[part];
  fill.assign(first_member.begin(), first_member.end() - 1);
  for (std::int32_t node = 0; node < n + m; ++node) members[fill[parts.of(node)]++] = node;

  struct Link {
    double distance;
    std::int32_t i, j;
    bool operator<(const Link& other) const { return distance > other.distance; }
  };
  std::priority_queue<Link> links;
  std::vector<bool> reached(static_cast<std::size_t>(n + m), false);
  std::vector<std::int32_t> reached_sinks;
  const auto reach = [&](std::int32_t part, double distance) {
    reached[part] = true;
    for (std::int32_t at = first_member[part]; at < first_member[part + 1]; ++at) {
      if (members[at] < n) continue;
      const std::int32_t j = members[at] - n;
      reached_sinks.push_back(j);
      for (std::int32_t k = first_in[j]; k < first_in[j + 1]; ++k) {
        const TransportArc& arc = candidates.arcs[into[k]];
        if (reached[parts.of(arc.i)]) continue;
        const double reduced = arc.cost - candidates.prices.u[arc.i] - candidates.prices.v[j];
        links.push({distance + std::max(0.0, reduced), arc.i, j});
      }
    }
  };
  const auto follow_links = [&] {
    while (!links.empty()) {
      const Link link = links.top();
      links.pop();
      const std::int32_t part = parts.of(link.i);
      if (reached[part]) continue;
      tree.push_back({link.i, link.j, 0});
      reach(part, link.distance);
    }
  };
  reach(parts.of(0), 0);
  follow_links();
  for (std::int32_t i = 0; i < n; ++i) {  // parts that no candidate ties to the rest
    const std::int32_t part = parts.of(i);
    if (reached[part]) continue;
    std::int32_t best = reached_sinks[0];
    for (std::int32_t j : reached_sinks) {
      if (problem.cost(i, j) - candidates.prices.v[j] < problem.cost(i, best) - candidates.prices.v[best])
        best = j;
    }
    tree.push_back({i, best, 0});
    reach(part, 0);
    follow_links();
  }
  return tree;
}

std::vector<TransportFlow> north_west(std::span<const std::int64_t> supply,
                                      std::span<const std::int64_t> demand) {
  std::vector<TransportFlow> path;
  std::int32_t i = 0, j = 0;
  std::int64_t left = supply[0], lacks = demand[0];
  const std::int32_t n = static_cast<std::int32_t>(supply.size()),
                     m = static_cast<std::int32_t>(demand.size());
  while (true) {
    const std::int64_t mass = std::min(left, lacks);
    path.push_back({i, j, mass});
    left -= mass;
    lacks -= mass;
    if (left == 0 && i + 1 < n) {
      left = supply[++i];
    } else if (j + 1 < m) {
      lacks = demand[++j];
    } else {
      return path;
    }
  }
}

}  // namespace dlab
