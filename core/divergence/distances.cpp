// Names of the distances, one pair, many pairs, and units.
#include "core/divergence/distances.hpp"

#include <numbers>

#include "core/divergence/meter.hpp"

namespace dlab {

const char* distance_key(DistanceKind kind) {
  constexpr const char* keys[] = {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"};
  return keys[static_cast<std::size_t>(kind)];
}

const char* distance_label(DistanceKind kind) {
  constexpr const char* labels[] = {"KL(P‖Q)", "KL(Q‖P)", "JS", "TV", "W_{1} · EM", "W_{2}"};
  return labels[static_cast<std::size_t>(kind)];
}

bool measured_in_nats(DistanceKind kind) {
  return kind == DistanceKind::kl_pq || kind == DistanceKind::kl_qp || kind == DistanceKind::js;
}

Distances distances(const Law& p, const Law& q) { return Meter(1e-11).measure(p, q); }

std::vector<Distances> distance_sweep(std::size_t n, const std::function<LawPair(std::size_t)>& pair,
                                      std::stop_token stop) {
  std::vector<Distances> results;
  results.reserve(n);
  Meter meter(1e-8);
  for (std::size_t i = 0; i < n && !stop.stop_requested(); ++i) {
    const LawPair laws = pair(i);
    results.push_back(meter.measure(*laws.p, *laws.q));
  }
  return results;
}

Distances in_bits(Distances distances) {
  for (const DistanceKind kind : all_distances) {
    if (!measured_in_nats(kind)) continue;
    distances[kind].value /= std::numbers::ln2;
    distances[kind].error /= std::numbers::ln2;
  }
  return distances;
}

}  // namespace dlab
