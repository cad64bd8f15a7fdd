#include "app/command_line/distance.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <vector>

#include "app/command_line/request.hpp"
#include "core/base/json.hpp"
#include "core/distribution/distribution_2d_json.hpp"
#include "core/distribution/distribution_json.hpp"
#include "core/divergence/distances_2d.hpp"
#include "core/exhibit/line.hpp"
#include "core/transport/sinkhorn.hpp"

namespace dlab {
namespace {

using Json = nlohmann::ordered_json;

Json answer(const Estimate& estimate) {
  if (!estimate.defined()) return {{"value", nullptr}, {"why", estimate.why}};
  Json value = estimate.infinite() ? Json("inf") : Json(estimate.value);
  return {{"value", std::move(value)}, {"method", method_key(estimate.method)}, {"error", estimate.error}};
}

Result<Unit> unit_of(const nlohmann::json& request) {
  const auto found = request.find("unit");
  if (found == request.end() || *found == "nats") return Unit::nats;
  if (*found == "bits") return Unit::bits;
  return Error{"unit", N_("must be \"nats\" or \"bits\", got %1"), {shown_json(*found)}};
}

Json start_of_answer(int dimension, Unit unit) {
  return {{"dimension", dimension}, {"unit", unit == Unit::bits ? "bits" : "nats"}};
}

void add_distances(Json& out, Distances distances, Unit unit) {
  if (unit == Unit::bits) distances = in_bits(distances);
  for (DistanceKind kind : all_distances) out[distance_key(kind)] = answer(distances[kind]);
}

// --- On the line

Result<Law> law(const nlohmann::json& side, const char* where, const std::string& folder) {
  const Result<Distribution> distribution = distribution_from_json(side, where, {folder});
  if (!distribution) return distribution.error();
  return Law(*distribution);
}

Result<Json> answer_on_line(const nlohmann::json& request, Unit unit, const std::string& folder) {
  for (const char* key : {"epsilon", "directions"}) {
    if (request.contains(key))
      return Error{key, N_("belongs to distributions in the plane; these lie on the line"), {}};
  }
  const Result<Law> p = law(request["p"], "p", folder);
  if (!p) return p.error();
  const Result<Law> q = law(request["q"], "q", folder);
  if (!q) return q.error();
  Json out = start_of_answer(1, unit);
  add_distances(out, distances(*p, *q), unit);
  return out;
}

// --- In the plane

struct PlaneOptions {
  std::size_t samples = 1000;
  std::uint64_t seed = 1;
  std::optional<double> epsilon;
  std::optional<int> directions;
};

Result<PlaneOptions> plane_options(const nlohmann::json& request) {
  PlaneOptions options;
  const auto samples = count_of_request(request, "samples", 2, most_sinkhorn_points, 1000);
  if (!samples) return samples.error();
  options.samples = static_cast<std::size_t>(*samples);
  const auto seed = count_of_request(request, "seed", 0, std::int64_t{1} << 53, 1);
  if (!seed) return seed.error();
  options.seed = static_cast<std::uint64_t>(*seed);
  const auto epsilon = number_of_request(request, "epsilon", 0, 1e12, 0.05, true);
  if (!epsilon) return epsilon.error();
  if (request.contains("epsilon")) options.epsilon = *epsilon;
  const auto directions = count_of_request(request, "directions", 1, 10'000, 100);
  if (!directions) return directions.error();
  if (request.contains("directions")) options.directions = static_cast<int>(*directions);
  return options;
}

// One measure per draw: fresh samples, or the same atoms each time.
DiscreteMeasure drawn(const Law2d& law, const PlaneOptions& options, std::uint32_t stream) {
  Law2d::Points points = law.points(options.samples, options.seed, stream);
  return {std::move(points.at), std::move(points.weights)};
}

// The mean of `distance` over three pairs of samples with its standard error; of atoms, its value.
template <class Distance>
Json over_samples(const Law2d& p, const Law2d& q, const PlaneOptions& options, Distance distance) {
  const bool exact =
      p.discrete() && q.discrete() && std::max(p.atoms().size(), q.atoms().size()) <= options.samples;
  std::vector<Estimate> values;
  for (std::uint32_t i = 0; i < (exact ? 1U : 3U); ++i)
    values.push_back(distance(drawn(p, options, 2 * i), drawn(q, options, 2 * i + 1)));
  if (exact) return answer({values[0].value, values[0].error, Method::exact, ""});
  double mean = 0, squares = 0;
  for (const Estimate& value : values) mean += value.value / 3;
  for (const Estimate& value : values) squares += (value.value - mean) * (value.value - mean);
  return answer({mean, std::sqrt(squares / 2 / 3), Method::sampled, ""});
}

Result<Json> answer_in_plane(const nlohmann::json& request, Unit unit, const std::string& folder) {
  const auto options = plane_options(request);
  if (!options) return options.error();
  const auto p = distribution_2d_of_request(request["p"], "p", folder);
  if (!p) return p.error();
  const auto q = distribution_2d_of_request(request["q"], "q", folder);
  if (!q) return q.error();
  Distances2dOptions with;
  with.samples = options->samples;
  with.seed = options->seed;
  with.divergences.most = 512;  // nobody waits for the next frame here
  const Distances2d all = distances_2d(*p, *q, with);
  Json out = start_of_answer(2, unit);
  add_distances(out, all.distances, unit);
  for (const auto& [kind, bias] :
       {std::pair{DistanceKind::w1, all.w1_bias}, std::pair{DistanceKind::w2, all.w2_bias}}) {
    if (all.distances[kind].method == Method::sampled) out[distance_key(kind)]["bias"] = bias;
  }
  const Law2d p_law(*p), q_law(*q);
  if (options->epsilon) {
    out["sinkhorn"] =
        over_samples(p_law, q_law, *options, [&](const DiscreteMeasure& a, const DiscreteMeasure& b) {
          const SinkhornDivergence divergence = sinkhorn_divergence(
              a, b, GroundCost::squared_euclidean, {.epsilon = *options->epsilon, .most_iterations = 10'000});
          return Estimate{divergence.value, divergence.error, Method::exact, ""};
        });
    out["sinkhorn"]["epsilon"] = *options->epsilon;
    out["sinkhorn"]["cost"] = ground_cost_key(GroundCost::squared_euclidean);
  }
  if (options->directions) {
    out["sliced"] =
        over_samples(p_law, q_law, *options, [&](const DiscreteMeasure& a, const DiscreteMeasure& b) {
          return sliced_w_2d(a, b, 2, *options->directions);
        });
    out["sliced"]["order"] = 2;
    out["sliced"]["directions"] = *options->directions;
  }
  return out;
}

}  // namespace

Result<std::string> answer_distance(const std::string& text, const std::string& folder) {
  const Result<nlohmann::json> request = parse_json(text);
  if (!request) return request.error();
  const std::vector<std::string> known{"p", "q", "unit", "samples", "seed", "epsilon", "directions"};
  if (const Status keys = check_object(*request, "", known); !keys) return keys.error();
  const Result<Unit> unit = unit_of(*request);
  if (!unit) return unit.error();
  if (const Status pair = check_pair(*request); !pair) return pair.error();
  const Result<Json> out = in_plane((*request)["p"]) ? answer_in_plane(*request, *unit, folder)
                                                     : answer_on_line(*request, *unit, folder);
  if (!out) return out.error();
  return out->dump() + "\n";
}

Result<std::string> run_distance(const std::string& request) { return run_request(request, answer_distance); }

}  // namespace dlab
