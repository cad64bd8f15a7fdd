// The six distances between two laws on the line, in nats, each with its error and method.
#pragma once
#include <array>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/distribution/law.hpp"
#include "core/math/estimate.hpp"

namespace dlab {

enum class DistanceKind { kl_pq, kl_qp, js, tv, w1, w2 };
inline constexpr std::array all_distances{DistanceKind::kl_pq, DistanceKind::kl_qp, DistanceKind::js,
                                          DistanceKind::tv,    DistanceKind::w1,    DistanceKind::w2};
const char* distance_key(DistanceKind kind);    // "kl_pq"
const char* distance_label(DistanceKind kind);  // mark-up: "KL(P‖Q)", "W_{1} · EM"
// KL and JS are information and follow the unit (nats, bits); TV, W1 and W2 do not.
bool measured_in_nats(DistanceKind kind);

struct Distances {
  std::array<Estimate, 6> values;  // by DistanceKind, in nats
  Estimate& operator[](DistanceKind kind) { return values[static_cast<std::size_t>(kind)]; }
  const Estimate& operator[](DistanceKind kind) const { return values[static_cast<std::size_t>(kind)]; }
  bool operator==(const Distances&) const = default;
};

// Closed forms where they exist, merges for discrete laws, else quadrature; ∞ by definition on support
// mismatch. JS in [0, ln 2] = ½KL(P‖M) + ½KL(Q‖M); TV = ½∫|p−q|; W_p = (∫|F⁻¹−G⁻¹|^p)^{1/p}.
Distances distances(const Law& p, const Law& q);

// The same at n positions of a parameter: law(i) gives P and Q there. Faster than n calls because what
// belongs to an unchanged side is kept. Stops early (a shorter vector) when asked to.
struct LawPair {
  const Law* p;
  const Law* q;
};
std::vector<Distances> distance_sweep(std::size_t n, const std::function<LawPair(std::size_t)>& pair,
                                      std::stop_token stop = {});

// In bits if wanted: values and errors of KL and JS divided by ln 2.
Distances in_bits(Distances distances);

}  // namespace dlab
