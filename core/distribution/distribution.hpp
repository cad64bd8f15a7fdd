// The 1-D distributions a person can choose, as plain values. What they *mean* numerically is `Law` (law.hpp).
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/field.hpp"

namespace dlab {

struct Normal {
  double mean = 0, std = 1;
  bool operator==(const Normal&) const = default;
};
struct Laplace {
  double mean = 0, scale = 1;
  bool operator==(const Laplace&) const = default;
};
struct Uniform {
  double low = 0, high = 1;  // low < high
  bool operator==(const Uniform&) const = default;
};
struct Exponential {
  double rate = 1;  // density rate·exp(−rate·(x − start)) for x ≥ start
  double start = 0;
  bool operator==(const Exponential&) const = default;
};
struct Dirac {
  double at = 0;
  bool operator==(const Dirac&) const = default;
};
struct Discrete {
  std::vector<double> points, weights;  // same length ≥ 1; weights ≥ 0, not all 0, normalised on use
  bool operator==(const Discrete&) const = default;
};
// Drawn freehand: equal bins over [low, high], heights ≥ 0 up to a common factor.
struct Histogram {
  double low = -5, high = 5;
  std::vector<double> heights;
  bool operator==(const Histogram&) const = default;
};
// Measured values. With bandwidth 0 they are the empirical measure (points of mass 1/n); with bandwidth h > 0
// the Gaussian kernel density estimate (Silverman 1986, §3.4.1), so that densities exist.
struct Samples {
  std::string file;               // where the values were read from; may be empty
  std::string column;             // its column, by name or 1-based number; may be empty
  std::string where_column, where_value;  // keep only rows whose where_column equals where_value; may be empty
  std::vector<double> values;     // ≥ 1
  std::int64_t skipped = 0;       // rows with NA or an empty cell
  double bandwidth = 0;
  bool operator==(const Samples&) const = default;
};

using Simple = std::variant<Normal, Laplace, Uniform, Exponential, Dirac, Discrete, Histogram, Samples>;

struct Component {
  double weight = 1;  // ≥ 0, relative
  Simple distribution;
  bool operator==(const Component&) const = default;
};
struct Mixture {
  std::vector<Component> components;  // ≥ 1
  bool operator==(const Mixture&) const = default;
};

using Distribution =
    std::variant<Normal, Laplace, Uniform, Exponential, Dirac, Discrete, Histogram, Samples, Mixture>;

// Index order of `Distribution`; keys are the "type" of the JSON schema.
enum class DistributionKind { normal, laplace, uniform, exponential, dirac, discrete, histogram, samples, mixture };
DistributionKind kind_of(const Distribution& distribution);
const char* kind_key(DistributionKind kind);    // "normal"
const char* kind_label(DistributionKind kind);  // message id: "Normal"

// The scalar fields, with paths under `prefix` ("q" → "q.mean", "q.components.0.weight"). Arrays are not fields.
FieldList fields(Distribution& distribution, const std::string& prefix);

// Cross-field rules (low < high, lengths equal, weights not all 0 …); field ranges are checked by the fields.
Status validate(const Distribution& distribution);

// A distribution of another kind with (nearly) the same mean and width, for the kind menu: what was on screen
// stays roughly where it was. Histogram: the old density sampled in 60 bins. Mixture: two components.
Distribution convert(const Distribution& distribution, DistributionKind kind);

// The distribution moved by `offset` (all of its locations).
Distribution shifted(const Distribution& distribution, double offset);

}  // namespace dlab
