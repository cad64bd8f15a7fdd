// Exhibit B's compute as a function of the scene, keeping what still holds of the last one.
#include "core/exhibit/plane_solve.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "core/divergence/distances_2d.hpp"
#include "core/exhibit/plane_curve.hpp"
#include "core/exhibit/plane_maps.hpp"
#include "core/exhibit/plane_transport.hpp"
#include "core/transport/sinkhorn.hpp"

namespace dlab {
namespace {

// Everything that the picture but its curve depends on.
bool same_picture(const PlaneResults& before, const PlaneScene& scene, std::int64_t seed) {
  const PlaneScene& then = before.inputs;
  return before.seed == seed && then.p == scene.p && then.q == scene.q && then.ruler == scene.ruler &&
         then.cost == scene.cost && then.samples == scene.samples && then.epsilon == scene.epsilon &&
         then.directions == scene.directions && then.show == scene.show &&
         (!scene.show.potential || (then.x_low == scene.x_low && then.x_high == scene.x_high));
}

void take_laws(PlaneResults& results, const PlaneScene& scene, const PlaneResults* previous) {
  const bool same_p = previous && previous->inputs.p == scene.p,
             same_q = previous && previous->inputs.q == scene.q;
  results.p = same_p ? previous->p : std::make_shared<const Law2d>(scene.p);
  results.q = same_q ? previous->q : std::make_shared<const Law2d>(scene.q);
  if (scene.show.densities) {
    results.map_p = same_p && previous->inputs.show.densities ? previous->map_p : density_map(*results.p);
    results.map_q = same_q && previous->inputs.show.densities ? previous->map_q : density_map(*results.q);
  }
  results.reach = same_p && same_q ? previous->reach : plane_reach(*results.p, *results.q);
}

// Room for a stage of any shape, and for limits that were chosen.
Bounds around(Bounds reach, const PlaneScene& scene) {
  reach = {std::min(reach.x_low, scene.x_low), std::max(reach.x_high, scene.x_high),
           std::min(reach.y_low, scene.y_low), std::max(reach.y_high, scene.y_high)};
  const double x = 0.5 * (reach.x_low + reach.x_high), y = 0.5 * (reach.y_low + reach.y_high);
  const double half = 1.1 * std::max(reach.x_high - reach.x_low, reach.y_high - reach.y_low);
  return {x - half, x + half, y - half, y + half};
}

int order_of(GroundCost cost) { return cost == GroundCost::squared_euclidean ? 2 : 1; }

// What the chosen ruler says, and its plan.
void rule(PlaneResults& results, const PlaneScene& scene, PlaneSolvers& solvers) {
  const DiscreteMeasure &p = results.points_p, &q = results.points_q;
  switch (scene.ruler) {
    case Ruler::exact:
      results.plan = solvers.solve(p, q, scene.cost);
      results.ruled = results.plan.cost;
      results.ruled_error = results.plan.gap;
      break;
    case Ruler::sinkhorn: {
      SinkhornOptions options;
      options.epsilon = scene.epsilon;
      options.marginal_error = 1e-4;
      options.most_iterations = 5000;
      results.plan = as_transport(p, q, scene.cost, sinkhorn(p, q, scene.cost, options), scene.epsilon);
      const SinkhornDivergence divergence = sinkhorn_divergence(p, q, scene.cost, options);
      results.ruled = divergence.value;
      results.ruled_error = divergence.error;
      break;
    }
    case Ruler::sliced: {
      const int order = order_of(scene.cost);
      results.slices = slices(p, q, order, static_cast<int>(scene.directions));
      double sum = 0;
      for (double w : results.slices) sum += order == 1 ? w : w * w;
      const double mean = sum / static_cast<double>(results.slices.size());
      results.ruled = order == 1 ? mean : std::sqrt(mean);
      break;
    }
  }
}

void solve_picture(PlaneResults& results, const PlaneScene& scene, std::int64_t seed,
                   const PlaneResults* previous, PlaneSolvers& solvers) {
  take_laws(results, scene, previous);
  PlanePoints points = plane_points(*results.p, *results.q, scene.samples, seed);
  results.distances = plane_distances(scene.p, scene.q, *results.p, *results.q, points, solvers, {});
  results.points_p = std::move(points.p);
  results.points_q = std::move(points.q);
  results.sampled_p = points.sampled_p;
  results.sampled_q = points.sampled_q;
  rule(results, scene, solvers);
  if (scene.show.potential && scene.ruler != Ruler::sliced)
    results.potential =
        potential_map(around(results.reach, scene), results.points_q, results.plan, scene.cost);
}

// Half of what two independent samples of the same law are apart, for each side that is sampled.
void add_biases(PlaneResults& results, const PlaneScene& scene, std::int64_t seed, PlaneWarmth& warmth) {
  const bool w1 = results.distances[DistanceKind::w1].method == Method::sampled;
  const bool w2 = results.distances[DistanceKind::w2].method == Method::sampled;
  if (!w1 && !w2) return;
  const auto n = static_cast<std::size_t>(scene.samples);
  const auto add = [&](const Law2d& law, const DiscreteMeasure& first, std::uint32_t stream,
                       PlaneSolvers& solvers) {
    auto other = law.points(n, static_cast<std::uint64_t>(seed), stream);
    const DiscreteMeasure second{std::move(other.at), std::move(other.weights)};
    if (w1) results.w1_bias += 0.5 * solvers.solve(first, second, GroundCost::euclidean).cost;
    if (w2)
      results.w2_bias +=
          0.5 * std::sqrt(std::max(0.0, solvers.solve(first, second, GroundCost::squared_euclidean).cost));
  };
  if (results.sampled_p) add(*results.p, results.points_p, 2, warmth.p_bias);
  if (results.sampled_q) add(*results.q, results.points_q, 3, warmth.q_bias);
}

}  // namespace

std::shared_ptr<const PlaneResults> solve(const PlaneScene& scene, std::int64_t seed,
                                          const PlaneResults* previous, std::stop_token stop, bool curve) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  auto results = std::make_shared<PlaneResults>();
  std::shared_ptr<PlaneWarmth> warmth =
      previous && previous->warmth ? previous->warmth : std::make_shared<PlaneWarmth>();
  const bool keep = previous && same_picture(*previous, scene, seed);
  if (keep) *results = *previous;
  results->inputs = scene;
  results->seed = seed;
  results->warmth = warmth;
  if (!keep) {
    PlaneSolvers cold;  // if somebody else is at the warm ones
    std::unique_lock lock(warmth->now_mutex, std::try_to_lock);
    solve_picture(*results, scene, seed, previous, lock ? warmth->now : cold);
    // A quick one after slow ones, where a hand turns round, is no promise for the next.
    const double took = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    results->milliseconds = std::max(took, previous ? 0.5 * previous->milliseconds : 0.0);
  }
  const auto take_old_curve = [&] {
    if (previous && previous->inputs.recorder.parameter == scene.recorder.parameter)
      results->curve = previous->curve;
    results->curve_current = false;
  };
  if (!curve) {
    take_old_curve();
    if (previous && !keep) {
      results->w1_bias = previous->w1_bias;
      results->w2_bias = previous->w2_bias;
    }
    return results;
  }
  // Whoever is at the warm solvers already is about to be stopped.
  std::unique_lock lock(warmth->curve_mutex, std::try_to_lock);
  if (!lock) {
    warmth = std::make_shared<PlaneWarmth>();
    lock = std::unique_lock(warmth->curve_mutex);
  }
  auto recorded = record_curve(scene, seed, previous, warmth->curve, stop);
  if (!recorded) {
    take_old_curve();
    return results;
  }
  results->curve = std::move(*recorded);
  results->curve_current = true;
  if (!keep || (results->w1_bias == 0 && results->w2_bias == 0)) {
    results->w1_bias = results->w2_bias = 0;
    add_biases(*results, scene, seed, *warmth);
  }
  return results;
}

}  // namespace dlab
