// Kinds of distributions, where they are, and moving them.
#include "core/distribution/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/distribution/moving.hpp"

namespace dlab {
namespace {

struct Kind {
  const char *key, *label, *location;
};
// In the order of DistributionKind.
constexpr Kind kinds[distribution_kinds] = {
    {"normal", N_("Normal"), "mean"},
    {"laplace", N_("Laplace"), "mean"},
    {"uniform", N_("Uniform"), "center"},
    {"exponential", N_("Exponential"), "start"},
    {"dirac", N_("Point mass"), "at"},
    {"discrete", N_("Discrete points"), "center"},
    {"histogram", N_("Drawn freehand"), "center"},
    {"samples", N_("Samples"), "shift"},
    {"mixture", N_("Mixture"), "center"},
};

const Kind& kind_at(DistributionKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

// The weighted mean of `size` places; their plain mean if no place has weight.
template <class Weight, class Place>
double center(std::size_t size, Weight weight, Place place) {
  double total = 0, sum = 0, plain = 0;
  for (std::size_t i = 0; i < size; ++i) {
    total += weight(i);
    sum += weight(i) * place(i);
    plain += place(i);
  }
  if (total > 0) return sum / total;
  return size > 0 ? plain / static_cast<double>(size) : 0;
}

}  // namespace

double place_of(const Normal& d) { return d.mean; }
double place_of(const Laplace& d) { return d.mean; }
double place_of(const Uniform& d) { return (d.low + d.high) / 2; }
double place_of(const Exponential& d) { return d.start; }
double place_of(const Dirac& d) { return d.at; }
double place_of(const Discrete& d) {
  const std::size_t size = std::min(d.points.size(), d.weights.size());
  return center(
      size, [&](std::size_t i) { return d.weights[i]; }, [&](std::size_t i) { return d.points[i]; });
}
double place_of(const Histogram& d) { return (d.low + d.high) / 2; }
double place_of(const Samples& d) { return d.shift; }
double place_of(const Mixture& d) {
  return center(
      d.components.size(), [&](std::size_t i) { return d.components[i].weight; },
      [&](std::size_t i) {
        return std::visit([](const auto& part) { return place_of(part); }, d.components[i].distribution);
      });
}

void move_by(Normal& d, double by) { d.mean += by; }
void move_by(Laplace& d, double by) { d.mean += by; }
void move_by(Uniform& d, double by) { d.low += by, d.high += by; }
void move_by(Exponential& d, double by) { d.start += by; }
void move_by(Dirac& d, double by) { d.at += by; }
void move_by(Discrete& d, double by) {
  for (double& point : d.points) point += by;
}
void move_by(Histogram& d, double by) { d.low += by, d.high += by; }
void move_by(Samples& d, double by) { d.shift += by; }
void move_by(Mixture& d, double by) {
  for (Component& component : d.components) {
    std::visit([by](auto& part) { move_by(part, by); }, component.distribution);
  }
}

SharedValues::SharedValues(std::vector<double> values) {
  double magnitude = 0;
  for (const double value : values) {
    magnitude =
        std::isfinite(value) ? std::max(magnitude, std::abs(value)) : std::numeric_limits<double>::infinity();
  }
  data_ = std::make_shared<const Data>(Data{std::move(values), magnitude});
}

const std::vector<double>& SharedValues::get() const {
  static const std::vector<double> none;
  return data_ ? data_->values : none;
}

double silverman_bandwidth(const std::vector<double>& values) {
  const std::size_t n = values.size();
  if (n < 2) return 0;
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const auto quantile = [&](double u) {  // linear between order statistics
    const double at = u * static_cast<double>(n - 1);
    const auto low = std::min(static_cast<std::size_t>(at), n - 2);
    return std::lerp(sorted[low], sorted[low + 1], at - static_cast<double>(low));
  };
  const double mean = std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(n);
  double squares = 0;
  for (const double value : sorted) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / static_cast<double>(n - 1));
  const double iqr = quantile(0.75) - quantile(0.25);
  const double spread = iqr > 0 ? std::min(deviation, iqr / 1.34) : deviation;
  return 0.9 * spread * std::pow(static_cast<double>(n), -0.2);
}

DistributionKind kind_of(const Distribution& distribution) {
  return static_cast<DistributionKind>(distribution.index());
}
const char* kind_key(DistributionKind kind) { return kind_at(kind).key; }
const char* kind_label(DistributionKind kind) { return kind_at(kind).label; }
const char* location_key(DistributionKind kind) { return kind_at(kind).location; }

Distribution widened(const Simple& simple) {
  return std::visit([](const auto& part) { return Distribution(part); }, simple);
}

std::optional<Simple> narrowed(const Distribution& distribution) {
  return std::visit(
      [](const auto& part) -> std::optional<Simple> {
        if constexpr (std::is_constructible_v<Simple, decltype(part)>) {
          return Simple(part);
        } else {
          return std::nullopt;
        }
      },
      distribution);
}

double location(const Distribution& distribution) {
  return std::visit([](const auto& part) { return place_of(part); }, distribution);
}

Distribution shifted(const Distribution& distribution, double offset) {
  Distribution moved = distribution;
  std::visit([offset](auto& part) { move_by(part, offset); }, moved);
  return moved;
}

double area(const Histogram& histogram) {
  const double sum = std::accumulate(histogram.heights.begin(), histogram.heights.end(), 0.0);
  const auto bins = static_cast<double>(std::max<std::size_t>(1, histogram.heights.size()));
  return sum * (histogram.high - histogram.low) / bins;
}

}  // namespace dlab
