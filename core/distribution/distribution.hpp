// The 1-D distributions a person can choose, as plain values. What they *mean* numerically is `Law`
// (law.hpp).
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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
// Many numbers that never change: copies of a scene share them, and equality is cheap between copies.
class SharedValues {
 public:
  SharedValues() = default;
  SharedValues(std::vector<double> values);
  SharedValues(std::initializer_list<double> values) : SharedValues(std::vector<double>(values)) {}

  const std::vector<double>& get() const;
  std::size_t size() const { return get().size(); }
  bool empty() const { return get().empty(); }
  double operator[](std::size_t i) const { return get()[i]; }
  auto begin() const { return get().begin(); }
  auto end() const { return get().end(); }
  // The largest absolute value; +infinity if one is not finite.
  double magnitude() const { return data_ ? data_->magnitude : 0; }
  bool operator==(const SharedValues& other) const { return data_ == other.data_ || get() == other.get(); }

 private:
  struct Data {
    std::vector<double> values;
    double magnitude;
  };
  std::shared_ptr<const Data> data_;
};

// Measured values. With bandwidth 0 they are the empirical measure (points of mass 1/n); with bandwidth h > 0
// the Gaussian kernel density estimate (Silverman 1986, §2.4), so that densities exist.
struct Samples {
  std::string file = {};          // where the values were read from; may be empty
  std::string column = {};        // its column, by name or 1-based number; may be empty
  std::string where_column = {};  // keep only rows whose cell in this column …
  std::string where_value = {};   // … is this; may be empty
  SharedValues values = {};       // ≥ 1
  std::int64_t skipped = 0;       // rows with NA or an empty cell
  double bandwidth = 0;
  double shift = 0;  // added to every value: a hand can move what was measured
  bool operator==(const Samples&) const = default;
};
// A density estimate costs all values at every point, so it is limited to this many; raw points are not.
inline constexpr std::size_t most_smoothed_values = 5000;
// 0.9 min(s, IQR / 1.34) n^(−1/5): the rule of thumb of Silverman (1986, eq. 3.31); > 0 unless all are equal.
double silverman_bandwidth(const std::vector<double>& values);

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
enum class DistributionKind {
  normal,
  laplace,
  uniform,
  exponential,
  dirac,
  discrete,
  histogram,
  samples,
  mixture
};
inline constexpr int distribution_kinds = 9;
DistributionKind kind_of(const Distribution& distribution);
const char* kind_key(DistributionKind kind);    // "normal"
const char* kind_label(DistributionKind kind);  // message id: "Normal"
Distribution widened(const Simple& simple);
// The part of a mixture that stands alone; nothing for a mixture.
std::optional<Simple> narrowed(const Distribution& distribution);

// Hard limits of every location and every scale, so that no computation leaves the range of doubles.
inline constexpr double location_limit = 1e12, smallest_scale = 1e-12, largest_scale = 1e12;

// The scalar fields, with paths under `prefix` ("q" → "q.mean", "q.components.0.weight"). Each kind has one
// that moves it as a whole: "mean", "start", "at", "shift", or the derived field "center" (uniform,
// histogram, discrete, mixture). The points and weights of a discrete distribution are fields ("q.points.0",
// "q.weights.0") while they are at most 12; other arrays are not.
FieldList fields(Distribution& distribution, const std::string& prefix);
// The last segment of the field that moves the whole distribution: "mean", "center" …
const char* location_key(DistributionKind kind);
double location(const Distribution& distribution);  // that field's value

// Cross-field rules (low < high, lengths equal, weights not all 0 …) and every field's range; the Error's
// place is a path within the distribution, as in the JSON: "components[1].distribution.std".
Status validate(const Distribution& distribution);

// A distribution of another kind with (nearly) the same mean and width, for the kind menu: what was on screen
// stays roughly where it was. Histogram: the old density in 60 bins. Mixture: two components.
Distribution convert(const Distribution& distribution, DistributionKind kind);

// The distribution moved by `offset` (all of its locations).
Distribution shifted(const Distribution& distribution, double offset);

// The factor between a histogram's heights and densities: sum of heights × bin width.
double area(const Histogram& histogram);

}  // namespace dlab
