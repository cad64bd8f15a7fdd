#include "app/command_line/transport.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "app/command_line/request.hpp"
#include "core/base/field.hpp"
#include "core/base/json.hpp"
#include "core/distribution/distribution_2d_json.hpp"
#include "core/distribution/distribution_json.hpp"
#include "core/transport/sinkhorn.hpp"
#include "core/transport/transport.hpp"

namespace dlab {
namespace {

using Json = nlohmann::ordered_json;

Error not_points(const std::string& where, const char* type) {
  return Error{where,
               N_("\"%1\" is not made of points; give \"discrete\", \"dirac\", \"samples\" or \"points_2d\""),
               {type}};
}

// The points in the order of the request, so that the plan's indices are the request's.
Result<DiscreteMeasure> points_on_line(const nlohmann::json& side, const std::string& where,
                                       const std::string& folder) {
  const Result<Distribution> read = distribution_from_json(side, where, {folder});
  if (!read) return read.error();
  DiscreteMeasure measure;
  if (const auto* discrete = std::get_if<Discrete>(&*read)) {
    for (const double at : discrete->points) measure.points.push_back({at, 0});
    measure.weights = discrete->weights;
  } else if (const auto* dirac = std::get_if<Dirac>(&*read)) {
    measure.points.push_back({dirac->at, 0});
  } else if (const auto* samples = std::get_if<Samples>(&*read); samples && samples->bandwidth == 0) {
    for (const double at : samples->values) measure.points.push_back({at + samples->shift, 0});
  } else if (samples) {
    return Error{joined(where, "bandwidth"), N_("must be 0 for transport between points"), {}};
  } else {
    return not_points(joined(where, "type"), kind_key(kind_of(*read)));
  }
  return measure;
}

Result<DiscreteMeasure> points_in_plane(const nlohmann::json& side, const std::string& where,
                                        const std::string& folder) {
  const Result<Distribution2d> read = distribution_2d_from_json(side, where, {folder});
  if (!read) return read.error();
  const auto* points = std::get_if<Points2d>(&*read);
  if (!points) return not_points(joined(where, "type"), kind_key(kind_of(*read)));
  if (points->bandwidth != 0)
    return Error{joined(where, "bandwidth"), N_("must be 0 for transport between points"), {}};
  DiscreteMeasure measure;
  for (std::size_t i = 0; i < points->xs.size(); ++i)
    measure.points.push_back(Point{points->xs[i], points->ys[i]} + points->shift);
  measure.weights = points->weights.get();
  return measure;
}

std::vector<double> weights_of(const DiscreteMeasure& measure) {
  return measure.weights.empty() ? std::vector<double>(measure.points.size(), 1.0) : measure.weights;
}

Result<std::vector<double>> cost_matrix(const nlohmann::json& value, std::size_t rows, std::size_t columns) {
  const std::string where = "cost_matrix";
  if (!value.is_array())
    return Error{where, N_("must be a list of rows of costs, got %1"), {shown_json(value)}};
  if (value.size() != rows) {
    return Error{where,
                 N_("must have as many rows as p has points (%1), got %2"),
                 {std::to_string(rows), std::to_string(value.size())}};
  }
  std::vector<double> costs;
  costs.reserve(rows * columns);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string here = joined(where, "", i);
    const auto row = json_numbers(value[i], here);
    if (!row) return row.error();
    if (row->size() != columns) {
      return Error{here,
                   N_("must have as many costs as q has points (%1), got %2"),
                   {std::to_string(columns), std::to_string(row->size())}};
    }
    costs.insert(costs.end(), row->begin(), row->end());
  }
  return costs;
}

Result<std::string> choice_of(const nlohmann::json& request, const char* key,
                              const std::vector<std::string>& known) {
  const auto found = request.find(key);
  if (found == request.end()) return known.front();
  const auto text = json_text(*found, key);
  if (!text) return text.error();
  if (std::find(known.begin(), known.end(), *text) == known.end())
    return unknown_name(Noun::value, key, *text, known);
  return *text;
}

struct Problem {
  DiscreteMeasure p, q;
  GroundCost cost = GroundCost::euclidean;
  std::vector<double> costs;  // where a matrix was given
  bool entropic = false;
  double epsilon = 0.05;
};

Status check_entropic_size(const DiscreteMeasure& measure, const std::string& where) {
  if (measure.points.size() <= most_sinkhorn_points) return Done{};
  return Error{where + ".points",
               N_("must be at most %1 points for \"sinkhorn\", got %2"),
               {std::to_string(most_sinkhorn_points), std::to_string(measure.points.size())}};
}

Result<Problem> read_problem(const nlohmann::json& request, const std::string& folder) {
  const std::vector<std::string> known{"p", "q", "cost", "cost_matrix", "solver", "epsilon"};
  if (const Status keys = check_object(request, "", known); !keys) return keys.error();
  if (const Status pair = check_pair(request); !pair) return pair.error();
  Problem problem;
  const std::vector<std::string> costs{ground_cost_key(GroundCost::euclidean),
                                       ground_cost_key(GroundCost::squared_euclidean),
                                       ground_cost_key(GroundCost::manhattan)};
  const auto cost = choice_of(request, "cost", costs);
  if (!cost) return cost.error();
  problem.cost = static_cast<GroundCost>(std::find(costs.begin(), costs.end(), *cost) - costs.begin());
  if (request.contains("cost") && request.contains("cost_matrix"))
    return Error{"cost", N_("stands beside \"%1\"; give one of the two"), {"cost_matrix"}};
  const auto solver = choice_of(request, "solver", {"exact", "sinkhorn"});
  if (!solver) return solver.error();
  problem.entropic = *solver == "sinkhorn";
  if (!problem.entropic && request.contains("epsilon"))
    return Error{"epsilon", N_("belongs to \"solver\": \"sinkhorn\"; the exact solver has none"), {}};
  const auto epsilon = number_of_request(request, "epsilon", 0, 1e12, 0.05, true);
  if (!epsilon) return epsilon.error();
  problem.epsilon = *epsilon;
  for (const auto& [key, side] : {std::pair{"p", &problem.p}, std::pair{"q", &problem.q}}) {
    auto points = in_plane(request[key]) ? points_in_plane(request[key], key, folder)
                                         : points_on_line(request[key], key, folder);
    if (!points) return points.error();
    *side = *std::move(points);
    if (const Status status = check(*side, key); !status) return status.error();
    if (!problem.entropic) continue;
    if (const Status status = check_entropic_size(*side, key); !status) return status.error();
  }
  if (const auto matrix = request.find("cost_matrix"); matrix != request.end()) {
    auto read = cost_matrix(*matrix, problem.p.points.size(), problem.q.points.size());
    if (!read) return read.error();
    problem.costs = *std::move(read);
    const Status status = check(problem.costs, weights_of(problem.p), weights_of(problem.q));
    if (!status) return status.error();
  }
  return problem;
}

Json written(const Transport& transport) {
  Json plan = Json::array();
  for (const PlanEntry& entry : transport.plan) plan.push_back({entry.i, entry.j, entry.mass});
  return {{"cost", transport.cost},
          {"gap", transport.gap},
          {"status", transport_status_key(transport.status)},
          {"plan", std::move(plan)},
          {"potential_p", transport.potential_p},
          {"potential_q", transport.potential_q},
          {"iterations", transport.iterations}};
}

Json solve_entropic(const Problem& problem) {
  const SinkhornOptions options{
      .epsilon = problem.epsilon, .marginal_error = 1e-8, .most_iterations = 100'000};
  const bool matrix = !problem.costs.empty();
  const std::vector<double> a = weights_of(problem.p), b = weights_of(problem.q);
  const Sinkhorn solved =
      matrix ? sinkhorn(problem.costs, a, b, options) : sinkhorn(problem.p, problem.q, problem.cost, options);
  Json out = written(matrix ? as_transport(problem.costs, a, b, solved, problem.epsilon)
                            : as_transport(problem.p, problem.q, problem.cost, solved, problem.epsilon));
  out["epsilon"] = problem.epsilon;
  out["objective"] = solved.objective;
  out["marginal_error"] = solved.marginal_error;
  return out;
}

}  // namespace

Result<std::string> answer_transport(const std::string& text, const std::string& folder) {
  const Result<nlohmann::json> request = parse_json(text);
  if (!request) return request.error();
  const Result<Problem> problem = read_problem(*request, folder);
  if (!problem) return problem.error();
  if (problem->entropic) return solve_entropic(*problem).dump() + "\n";
  TransportSolver solver;
  const Transport solved = problem->costs.empty()
                               ? solver.solve(problem->p, problem->q, problem->cost)
                               : solver.solve(problem->costs, weights_of(problem->p), weights_of(problem->q));
  return written(solved).dump() + "\n";
}

Result<std::string> run_transport(const std::string& request) {
  return run_request(request, answer_transport);
}

}  // namespace dlab
