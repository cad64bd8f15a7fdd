// The parameters of every 1-D distribution, declared once: key, label, limits, slider range, help.
#include "core/distribution/distribution.hpp"
#include "core/distribution/moving.hpp"

namespace dlab {
namespace {

constexpr FieldInfo place(const char* key, const char* label, const char* help, bool derived = false) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = -location_limit,
          .high = location_limit,
          .soft_low = -10,
          .soft_high = 10,
          .derived = derived};
}
constexpr FieldInfo scale(const char* key, const char* label, const char* help) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = smallest_scale,
          .high = largest_scale,
          .soft_low = 0.05,
          .soft_high = 5,
          .logarithmic = true};
}
constexpr FieldInfo weight_field(const char* key, const char* help) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = N_("weight"),
          .help = help,
          .low = 0,
          .high = 1e12,
          .soft_low = 0,
          .soft_high = 1};
}

constexpr FieldInfo mean = place("mean", N_("mean"), N_("The center of the bell."));
constexpr FieldInfo std_ = scale("std", N_("width σ"), N_("The standard deviation."));
constexpr FieldInfo scale_b =
    scale("scale", N_("scale b"),
          N_("The mean distance from the center; the standard deviation is √2 times as large."));
constexpr FieldInfo low = place("low", N_("left end"), N_("Where the support begins."));
constexpr FieldInfo high = place("high", N_("right end"), N_("Where the support ends."));
constexpr FieldInfo rate = {
    .key = "rate",
    .kind = FieldKind::real,
    .label = N_("rate λ"),
    .help = N_("How fast the density falls: the mean distance from the start is 1/λ."),
    .low = smallest_scale,
    .high = largest_scale,
    .soft_low = 0.1,
    .soft_high = 10,
    .logarithmic = true};
constexpr FieldInfo start = place("start", N_("start"), N_("Where the support begins."));
constexpr FieldInfo at = place("at", N_("position"), N_("Where all the mass sits."));
constexpr FieldInfo point = place("points", N_("position"), N_("Where this point sits."));
constexpr FieldInfo point_weight =
    weight_field("weights", N_("This point's share of the mass, relative to the other points."));
constexpr FieldInfo component_weight =
    weight_field("weight", N_("This component's share of the mass, relative to the other components."));
constexpr FieldInfo bandwidth = {
    .key = "bandwidth",
    .kind = FieldKind::real,
    .label = N_("bandwidth"),
    .help = N_("The width of the bell put on each value; at 0 the values are bare points."),
    .low = 0,
    .high = largest_scale,
    .soft_low = 0,
    .soft_high = 5};
constexpr FieldInfo shift = place("shift", N_("shift"), N_("Added to every value."));
constexpr FieldInfo center =
    place("center", N_("center"), N_("Moves the whole distribution; computed from its parts."), true);

constexpr std::size_t most_point_fields = 12;

// Collects fields of one distribution under one prefix.
class Collector {
 public:
  Collector(FieldList& list, std::string prefix) : list_(list), prefix_(std::move(prefix)) {}

  void operator()(Normal& d) { add(mean, d.mean), add(std_, d.std); }
  void operator()(Laplace& d) { add(mean, d.mean), add(scale_b, d.scale); }
  void operator()(Uniform& d) { add(low, d.low), add(high, d.high), add_center(d); }
  void operator()(Exponential& d) { add(rate, d.rate), add(start, d.start); }
  void operator()(Dirac& d) { add(at, d.at); }
  void operator()(Discrete& d) {
    if (d.points.size() <= most_point_fields && d.points.size() == d.weights.size()) {
      for (std::size_t i = 0; i < d.points.size(); ++i) {
        add(point, d.points[i], "points." + std::to_string(i));
        add(point_weight, d.weights[i], "weights." + std::to_string(i));
      }
    }
    add_center(d);
  }
  void operator()(Histogram& d) { add(low, d.low), add(high, d.high), add_center(d); }
  void operator()(Samples& d) { add(bandwidth, d.bandwidth), add(shift, d.shift); }
  void operator()(Mixture& d) {
    for (std::size_t i = 0; i < d.components.size(); ++i) {
      const std::string inner = path("components." + std::to_string(i));
      std::visit(Collector(list_, inner), d.components[i].distribution);
      list_.push_back(FieldRef(component_weight, d.components[i].weight).at(inner + ".weight"));
    }
    add_center(d);
  }

 private:
  std::string path(const std::string& key) const { return prefix_.empty() ? key : prefix_ + "." + key; }
  void add(const FieldInfo& info, double& target) { add(info, target, info.key); }
  void add(const FieldInfo& info, double& target, const std::string& key) {
    list_.push_back(FieldRef(info, target).at(path(key)));
  }
  template <class D>
  void add_center(D& d) {
    const FieldRef::Derived access{&d, [](void* object, const double* set) {
                                     auto& whole = *static_cast<D*>(object);
                                     const double now = place_of(whole);
                                     if (set) move_by(whole, *set - now);
                                     return set ? *set : now;
                                   }};
    list_.push_back(FieldRef(center, access).at(path(center.key)));
  }

  FieldList& list_;
  std::string prefix_;
};

}  // namespace

FieldList fields(Distribution& distribution, const std::string& prefix) {
  FieldList list;
  std::visit(Collector(list, prefix), distribution);
  return list;
}

}  // namespace dlab
