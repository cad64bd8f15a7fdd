// The distances between two laws in the plane, each with its error and method.
#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/distribution/law_2d.hpp"
#include "core/divergence/distances.hpp"
#include "core/transport/transport.hpp"

namespace dlab {

// KL both ways, JS, TV: closed form for two normals' KL, exact for discrete laws, for lines (by length where
// they overlap) and for boxes and pictures; else adaptive log-domain tensor quadrature, whose error estimate
// compares every panel with its quarters. ∞ by definition on a support mismatch; mutually singular: JS = ln
// 2, TV = 1, exact. `w1` and `w2` are left undefined.
struct Divergences2dOptions {
  double target = 1e-6;  // refine until the errors (of KL relative to max(1, KL)) are below …
  int most = 128;        // … or about 4 · most² nodes are spent on it
  std::stop_token stop = {};
};
Distances divergences_2d(const Law2d& p, const Law2d& q, const Divergences2dOptions& options = {});

// Without samples, where it can be: W2 of normals (Gelbrich 1990), W1 and W2 of translates (= |shift|), of
// parallel or collinear segments (monotone along them), W2 of boxes (product measures) and of any two
// segments.
std::optional<Estimate> exact_w1_2d(const Distribution2d& p, const Distribution2d& q);
std::optional<Estimate> exact_w2_2d(const Distribution2d& p, const Distribution2d& q);

// Sliced W_p: ((1/K) Σ_k W_p(θ_k·P, θ_k·Q)^p)^(1/p) over K directions evenly spaced over the half circle.
Estimate sliced_w_2d(const DiscreteMeasure& p, const DiscreteMeasure& q, int order, int directions);

// How far above the truth W_order of n-point samples of p and q lies, about: half the sum of the distances
// between two independent samples of each. With it comes one standard error, over `repeats` fresh pairs.
struct SampledW {
  Estimate estimate;  // method sampled: value, one standard error
  double bias = 0;    // ≥ 0: the value is too high by about this much
};
// W1 or W2 on n samples of each (all atoms of a discrete law: then method is exact and bias 0).
SampledW sampled_w_2d(const Law2d& p, const Law2d& q, int order, std::size_t n, std::uint64_t seed,
                      int repeats = 3, std::stop_token stop = {});

struct Distances2dOptions {
  std::size_t samples = 1000;
  std::uint64_t seed = 1;
  Divergences2dOptions divergences = {};
  std::stop_token stop = {};
};
struct Distances2d {
  Distances distances;
  double w1_bias = 0, w2_bias = 0;
};
// All six, as `divergence-lab distance` answers.
Distances2d distances_2d(const Distribution2d& p, const Distribution2d& q,
                         const Distances2dOptions& options = {});

}  // namespace dlab
