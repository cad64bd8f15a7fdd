// The rules that a distribution must keep, each with the sentence for whoever breaks it.
#include <algorithm>
#include <cmath>

#include "core/distribution/distribution.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_components = 1000, most_bins = 100'000;

std::string indexed(const char* key, std::size_t i) { return key + ('[' + std::to_string(i)) + ']'; }

Status fields_in_range(const Distribution& distribution) {
  Distribution copy = distribution;
  for (const FieldRef& field : fields(copy, "")) {
    if (field.info().derived) continue;
    if (const Status status = field.check(); !status) return status;
  }
  return Done{};
}

// Weights are at least 0 and not all 0; `most` keeps their sum finite.
Status check_weights(const std::vector<double>& weights, const char* key) {
  bool any = false;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!std::isfinite(weights[i])) {
      return Error{indexed(key, i), N_("must be a finite number, got %1"), {to_text(weights[i])}};
    }
    if (weights[i] < 0)
      return Error{indexed(key, i), N_("must be at least 0, got %1"), {to_text(weights[i])}};
    if (weights[i] > 1e12) {
      return Error{indexed(key, i), N_("must be at most %1, got %2"), {"1e+12", to_text(weights[i])}};
    }
    any = any || weights[i] > 0;
  }
  if (!any) return Error{key, N_("must not all be 0; give at least one a positive weight"), {}};
  return Done{};
}

Status check_ends(double low, double high) {
  if (high - low >= smallest_scale) return Done{};
  return Error{"high", N_("must be greater than low (%1), got %2"), {to_text(low), to_text(high)}};
}

Status rules(const Uniform& d) { return check_ends(d.low, d.high); }

Status rules(const Discrete& d) {
  if (d.points.empty()) return Error{"points", N_("is empty; give at least one point"), {}};
  if (d.points.size() != d.weights.size()) {
    return Error{"weights",
                 N_("must be as many as the points (%1), got %2"),
                 {std::to_string(d.points.size()), std::to_string(d.weights.size())}};
  }
  for (std::size_t i = 0; i < d.points.size(); ++i) {
    if (!std::isfinite(d.points[i])) {
      return Error{indexed("points", i), N_("must be a finite number, got %1"), {to_text(d.points[i])}};
    }
    if (std::abs(d.points[i]) > location_limit) {
      return Error{indexed("points", i),
                   N_("must lie between %1 and %2, got %3"),
                   {to_text(-location_limit), to_text(location_limit), to_text(d.points[i])}};
    }
  }
  return check_weights(d.weights, "weights");
}

Status rules(const Histogram& d) {
  if (const Status ends = check_ends(d.low, d.high); !ends) return ends;
  if (d.heights.empty()) return Error{"heights", N_("is empty; give at least one bin"), {}};
  if (d.heights.size() > most_bins) {
    return Error{"heights",
                 N_("must be at most %1 bins, got %2"),
                 {std::to_string(most_bins), std::to_string(d.heights.size())}};
  }
  return check_weights(d.heights, "heights");
}

Status rules(const Samples& d) {
  if (d.values.empty()) return Error{"values", N_("is empty; give at least one value"), {}};
  if (d.values.magnitude() > location_limit) {
    const auto wrong = std::find_if(d.values.begin(), d.values.end(),
                                    [](double value) { return !(std::abs(value) <= location_limit); });
    return Error{indexed("values", static_cast<std::size_t>(wrong - d.values.begin())),
                 N_("must lie between %1 and %2, got %3"),
                 {to_text(-location_limit), to_text(location_limit), to_text(*wrong)}};
  }
  if (d.bandwidth > 0 && d.bandwidth < smallest_scale) {
    return Error{
        "bandwidth", N_("must be 0 or at least %1, got %2"), {to_text(smallest_scale), to_text(d.bandwidth)}};
  }
  if (d.bandwidth > 0 && d.values.size() > most_smoothed_values) {
    return Error{"bandwidth",
                 N_("must be 0 for more than %1 values, of which there are %2"),
                 {std::to_string(most_smoothed_values), std::to_string(d.values.size())}};
  }
  return Done{};
}

Status rules(const Mixture& d) {
  if (d.components.empty()) return Error{"components", N_("is empty; give at least one component"), {}};
  if (d.components.size() > most_components) {
    return Error{"components",
                 N_("must be at most %1, got %2"),
                 {std::to_string(most_components), std::to_string(d.components.size())}};
  }
  std::vector<double> weights;
  for (std::size_t i = 0; i < d.components.size(); ++i) {
    weights.push_back(d.components[i].weight);
    if (const Status part = validate(widened(d.components[i].distribution)); !part) {
      return part.error().in_field(indexed("components", i) + ".distribution");
    }
  }
  const Status status = check_weights(weights, "components");
  if (status || status.error().where == "components") return status;
  Error error = status.error();
  error.where += ".weight";
  return error;
}

template <class D>
Status rules(const D&) {
  return Done{};
}

}  // namespace

Status validate(const Distribution& distribution) {
  // A mixture's parts check their own fields, so that the place is named as in the JSON.
  if (!std::holds_alternative<Mixture>(distribution) && !std::holds_alternative<Discrete>(distribution)) {
    if (const Status status = fields_in_range(distribution); !status) return status;
  }
  return std::visit([](const auto& part) { return rules(part); }, distribution);
}

}  // namespace dlab
