// The rules that a distribution in the plane must keep, each with the sentence for whoever breaks it.
#include <algorithm>
#include <cmath>

#include "core/distribution/distribution_2d.hpp"

namespace dlab {
namespace {

constexpr std::size_t longest_text = 400;  // bytes

std::string indexed(const char* key, std::size_t i) { return key + ('[' + std::to_string(i)) + ']'; }

Status fields_in_range(const Distribution2d& distribution) {
  Distribution2d copy = distribution;
  for (const FieldRef& field : fields(copy, "")) {
    if (field.info().derived) continue;
    if (const Status status = field.check(); !status) return status;
  }
  return Done{};
}

// Weights are at least 0 and not all 0; the limit keeps their sum finite.
template <class Values>
Status check_weights(const Values& weights, const char* key) {
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

// 0, or large enough to compute with.
Status check_zero_or_scale(double value, const char* key) {
  if (value == 0 || value >= smallest_scale) return Done{};
  return Error{key, N_("must be 0 or at least %1, got %2"), {to_text(smallest_scale), to_text(value)}};
}

Status check_cells(const Cells& cells, const std::string& key) {
  if (cells.empty() && cells.columns == 0 && cells.rows == 0) return Done{};
  const std::pair<const char*, std::int64_t> sides[] = {{"columns", cells.columns}, {"rows", cells.rows}};
  for (const auto& [side, count] : sides) {
    if (count < 1 || count > most_cells_a_side) {
      return Error{key + "." + side,
                   N_("must lie between %1 and %2, got %3"),
                   {"1", std::to_string(most_cells_a_side), std::to_string(count)}};
    }
  }
  const auto wanted = static_cast<std::size_t>(cells.columns * cells.rows);
  if (cells.values.size() != wanted) {
    return Error{key + ".values",
                 N_("must be as many as columns times rows (%1), got %2"),
                 {std::to_string(wanted), std::to_string(cells.values.size())}};
  }
  const Status weights = check_weights(cells.values, "values");
  return weights ? weights : weights.error().in_field(key);
}

Status rules(const SwissRoll2d& d) { return check_zero_or_scale(d.noise, "noise"); }
Status rules(const Moons2d& d) { return check_zero_or_scale(d.noise, "noise"); }
Status rules(const Circles2d& d) { return check_zero_or_scale(d.noise, "noise"); }

Status rules(const Image2d& d) {
  if (const Status cells = check_cells(d.darkness, "darkness"); !cells) {
    // A white picture has no mass; the sentence below says so better.
    if (cells.error().where != "darkness.values") return cells;
    if (d.darkness.values.size() != static_cast<std::size_t>(d.darkness.columns * d.darkness.rows))
      return cells;
  }
  if (d.darkness.empty()) return Done{};
  const auto [least, most] = std::minmax_element(d.darkness.values.begin(), d.darkness.values.end());
  if (*most > 1) return Error{"darkness.values", N_("must be at most %1, got %2"), {"1", to_text(*most)}};
  if (*least == *most) {
    return Error{"darkness", N_("is a picture of one color; give one with dark and light parts"), {}};
  }
  return Done{};
}

Status rules(const Text2d& d) {
  if (d.text.size() > longest_text) {
    return Error{"text",
                 N_("must be at most %1 bytes long, got %2"),
                 {std::to_string(longest_text), std::to_string(d.text.size())}};
  }
  return check_cells(d.cells, "cells");
}

Status rules(const Painted2d& d) { return check_cells(d.cells, "cells"); }

Status rules(const Points2d& d) {
  const std::size_t n = d.xs.size();
  if (n == 0) return Error{"points", N_("is empty; give at least one point"), {}};
  if (n > most_points_2d) {
    return Error{
        "points", N_("must be at most %1, got %2"), {std::to_string(most_points_2d), std::to_string(n)}};
  }
  if (d.ys.size() != n)
    return Error{"points",
                 N_("must have as many y as x (%1), got %2"),
                 {std::to_string(n), std::to_string(d.ys.size())}};
  if (std::max(d.xs.magnitude(), d.ys.magnitude()) > location_limit) {
    for (std::size_t i = 0; i < n; ++i) {
      const double wrong = std::abs(d.xs[i]) <= location_limit ? d.ys[i] : d.xs[i];
      if (std::abs(wrong) <= location_limit) continue;
      return Error{indexed("points", i),
                   N_("must lie between %1 and %2, got %3"),
                   {to_text(-location_limit), to_text(location_limit), to_text(wrong)}};
    }
  }
  if (!d.weights.empty()) {
    if (d.weights.size() != n) {
      return Error{"weights",
                   N_("must be as many as the points (%1), got %2"),
                   {std::to_string(n), std::to_string(d.weights.size())}};
    }
    if (const Status status = check_weights(d.weights, "weights"); !status) return status;
  }
  if (const Status status = check_zero_or_scale(d.bandwidth, "bandwidth"); !status) return status;
  if (d.bandwidth > 0 && n > most_smoothed_points) {
    return Error{"bandwidth",
                 N_("must be 0 for more than %1 points, of which there are %2"),
                 {std::to_string(most_smoothed_points), std::to_string(n)}};
  }
  return Done{};
}

Status rules(const Mixture2d& d) {
  if (d.components.empty()) return Error{"components", N_("is empty; give at least one component"), {}};
  if (d.components.size() > most_components_2d) {
    return Error{"components",
                 N_("must be at most %1, got %2"),
                 {std::to_string(most_components_2d), std::to_string(d.components.size())}};
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

Status validate(const Distribution2d& distribution) {
  // A mixture's parts check their own fields, so that the place is named as in the JSON.
  if (!std::holds_alternative<Mixture2d>(distribution)) {
    if (const Status status = fields_in_range(distribution); !status) return status;
  }
  return std::visit([](const auto& part) { return rules(part); }, distribution);
}

}  // namespace dlab
