// W1 and W2 by exact transport between samples, with what sampling does to them; all six distances together.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "core/divergence/distances_2d.hpp"
#include "core/divergence/normal_2d.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_exact = 4000;       // atoms of a discrete law that are all carried
constexpr std::uint32_t second_sample = 1000;  // streams of the samples that tell the bias

struct Solved {
  double value, error;  // of the distance between the two measures as they are
};

class Pairs {
 public:
  Pairs(int order, std::size_t n, std::uint64_t seed, std::stop_token stop)
      : order_(order), n_(n), seed_(seed), options_{0, std::move(stop)} {}

  DiscreteMeasure points(const Law2d& law, std::uint32_t stream) const {
    Law2d::Points points = law.points(n_, seed_, stream);
    return {std::move(points.at), std::move(points.weights)};
  }
  bool drawn(const Law2d& law) const { return !law.discrete() || law.atoms().size() > n_; }

  Solved between(const DiscreteMeasure& p, const DiscreteMeasure& q) {
    const Transport solved =
        solver_.solve(p, q, order_ == 1 ? GroundCost::euclidean : GroundCost::squared_euclidean, options_);
    const double gap = std::max(0.0, solved.gap);
    if (order_ == 1) return {solved.cost, gap + 1e-14 * solved.cost};
    const double value = std::sqrt(std::max(0.0, solved.cost));
    return {value, value - std::sqrt(std::max(0.0, solved.cost - gap)) + 1e-14 * value};
  }

 private:
  int order_;
  std::size_t n_;
  std::uint64_t seed_;
  TransportOptions options_;
  TransportSolver solver_;
};

}  // namespace

SampledW sampled_w_2d(const Law2d& p, const Law2d& q, int order, std::size_t n, std::uint64_t seed,
                      int repeats, std::stop_token stop) {
  Pairs pairs(order, n, seed, stop);
  const bool p_drawn = pairs.drawn(p), q_drawn = pairs.drawn(q);
  if (!p_drawn && !q_drawn) {
    const Solved solved = pairs.between(pairs.points(p, 0), pairs.points(q, 1));
    return {{solved.value, solved.error, Method::exact, ""}, 0};
  }
  std::vector<double> values;
  for (int i = 0; i < std::max(2, repeats) && !(i > 0 && stop.stop_requested()); ++i) {
    const auto stream = static_cast<std::uint32_t>(2 * i);
    values.push_back(pairs.between(pairs.points(p, stream), pairs.points(q, stream + 1)).value);
  }
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double error = values.size() > 1 ? std::sqrt(squares / (count - 1) / count) : mean;
  SampledW result{{mean, error, Method::sampled, ""}, 0};
  // Samples of one law are at a distance, too; an empirical measure's own share is about half of it.
  for (const auto& [law, drawn, stream] : {std::tuple{&p, p_drawn, 0U}, std::tuple{&q, q_drawn, 1U}}) {
    if (!drawn || stop.stop_requested()) continue;
    result.bias +=
        0.5 * pairs.between(pairs.points(*law, stream), pairs.points(*law, second_sample + stream)).value;
  }
  return result;
}

Distances2d distances_2d(const Distribution2d& p, const Distribution2d& q,
                         const Distances2dOptions& options) {
  const Law2d p_law(p), q_law(q);
  Distances2d all{divergences_2d(p_law, q_law, options.divergences), 0, 0};
  const auto *a = std::get_if<Normal2d>(&p), *b = std::get_if<Normal2d>(&q);
  if (a && b) {
    const Distances closed = distances(*a, *b);
    for (const DistanceKind kind : {DistanceKind::kl_pq, DistanceKind::kl_qp})
      all.distances[kind] = closed[kind];
  }
  std::size_t n = options.samples;
  for (const Law2d* law : {&p_law, &q_law}) {
    if (law->discrete() && law->atoms().size() <= most_exact) n = std::max(n, law->atoms().size());
  }
  // Only where nothing has to be drawn may there be more points than were asked for.
  if (!p_law.discrete() || !q_law.discrete()) n = options.samples;
  const auto set = [&](DistanceKind kind, int order, const std::optional<Estimate>& exact, double& bias) {
    if (exact) {
      all.distances[kind] = *exact;
      return;
    }
    const SampledW sampled = sampled_w_2d(p_law, q_law, order, n, options.seed, 3, options.stop);
    all.distances[kind] = sampled.estimate;
    bias = sampled.bias;
  };
  set(DistanceKind::w1, 1, exact_w1_2d(p, q), all.w1_bias);
  set(DistanceKind::w2, 2, exact_w2_2d(p, q), all.w2_bias);
  return all;
}

}  // namespace dlab
