// What transport asks of its input, each rule with the sentence for whoever breaks it.
#include <algorithm>
#include <cmath>

#include "core/base/field.hpp"
#include "core/transport/transport.hpp"

namespace dlab {
namespace {

// Squares of differences stay finite, and so do sums of costs.
constexpr double most_coordinate = 1e150, most_cost = 1e300, most_weight = 1e300;

std::string indexed(const std::string& where, std::size_t i) { return where + '[' + std::to_string(i) + ']'; }

Status check_number(double value, double low, double high, const std::string& where) {
  if (!std::isfinite(value)) return Error{where, N_("must be a finite number, got %1"), {to_text(value)}};
  if (value < low) {
    if (low == 0) return Error{where, N_("must be ≥ 0, got %1"), {to_text(value)}};
    return Error{where, N_("must be at least %1, got %2"), {to_text(low), to_text(value)}};
  }
  if (value > high) return Error{where, N_("must be at most %1, got %2"), {to_text(high), to_text(value)}};
  return Done{};
}

Status check_size(std::size_t size, const std::string& where) {
  if (size == 0) return Error{where, N_("is empty; give at least one point"), {}};
  if (size > most_transport_points) {
    return Error{where,
                 N_("must be at most %1 points for exact transport, got %2"),
                 {std::to_string(most_transport_points), std::to_string(size)}};
  }
  return Done{};
}

Status check_weights(std::span<const double> weights, const std::string& where) {
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (const Status status = check_number(weights[i], 0, most_weight, indexed(where, i)); !status)
      return status;
  }
  if (std::none_of(weights.begin(), weights.end(), [](double w) { return w > 0; })) {
    return Error{where, N_("must not all be 0; give at least one a positive weight"), {}};
  }
  return Done{};
}

}  // namespace

Status check(const DiscreteMeasure& measure, const std::string& where) {
  const std::string points = where + ".points", weights = where + ".weights";
  if (const Status status = check_size(measure.points.size(), points); !status) return status;
  for (std::size_t i = 0; i < measure.points.size(); ++i) {
    for (const double value : {measure.points[i].x, measure.points[i].y}) {
      const Status status = check_number(value, -most_coordinate, most_coordinate, indexed(points, i));
      if (!status) return status;
    }
  }
  if (measure.weights.empty()) return Done{};
  if (measure.weights.size() != measure.points.size()) {
    return Error{weights,
                 N_("must be as many as the points (%1), got %2"),
                 {std::to_string(measure.points.size()), std::to_string(measure.weights.size())}};
  }
  return check_weights(measure.weights, weights);
}

Status check(std::span<const double> costs, std::span<const double> a, std::span<const double> b) {
  if (const Status status = check_size(a.size(), "p"); !status) return status;
  if (const Status status = check_size(b.size(), "q"); !status) return status;
  if (const Status status = check_weights(a, "p.weights"); !status) return status;
  if (const Status status = check_weights(b, "q.weights"); !status) return status;
  if (costs.size() != a.size() * b.size()) {
    return Error{"cost_matrix",
                 N_("must have %1 rows of %2 costs, got %3 costs"),
                 {std::to_string(a.size()), std::to_string(b.size()), std::to_string(costs.size())}};
  }
  for (std::size_t k = 0; k < costs.size(); ++k) {
    const std::string place = indexed(indexed("cost_matrix", k / b.size()), k % b.size());
    if (const Status status = check_number(costs[k], 0, most_cost, place); !status) return status;
  }
  return Done{};
}

}  // namespace dlab
