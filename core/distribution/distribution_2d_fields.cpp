// The parameters of every distribution in the plane, declared once: key, label, limits, slider range, help.
#include "core/distribution/distribution_2d.hpp"
#include "core/distribution/moving_2d.hpp"

namespace dlab {
namespace {

constexpr FieldInfo place(const char* key, const char* label, const char* help, bool derived = false) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = -location_limit,
          .high = location_limit,
          .soft_low = -4,
          .soft_high = 4,
          .derived = derived};
}
constexpr FieldInfo scale(const char* key, const char* label, const char* help, double soft_low = 0.05,
                          double soft_high = 5) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = smallest_scale,
          .high = largest_scale,
          .soft_low = soft_low,
          .soft_high = soft_high,
          .logarithmic = true};
}
constexpr FieldInfo from_zero(const char* key, const char* label, const char* help, double soft_high) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = 0,
          .high = largest_scale,
          .soft_low = 0,
          .soft_high = soft_high};
}
constexpr FieldInfo angle_field(const char* help) {
  return {.key = "angle",
          .kind = FieldKind::real,
          .label = N_("angle"),
          .unit = N_("°"),
          .help = help,
          .low = -360,
          .high = 360,
          .soft_low = -180,
          .soft_high = 180};
}
constexpr FieldInfo count_field(const char* key, const char* label, const char* help, double most,
                                double soft_high) {
  return {.key = key,
          .kind = FieldKind::integer,
          .label = label,
          .help = help,
          .low = 1,
          .high = most,
          .soft_low = 1,
          .soft_high = soft_high};
}

constexpr FieldInfo mean_x = place("x", N_("mean x"), N_("The center of the bell, across."));
constexpr FieldInfo mean_y = place("y", N_("mean y"), N_("The center of the bell, upwards."));
constexpr FieldInfo center_x = place("x", N_("center x"), N_("Where the middle lies, across."));
constexpr FieldInfo center_y = place("y", N_("center y"), N_("Where the middle lies, upwards."));
constexpr FieldInfo whole_x =
    place("x", N_("center x"), N_("Moves the whole distribution across; computed from its parts."), true);
constexpr FieldInfo whole_y =
    place("y", N_("center y"), N_("Moves the whole distribution upwards; computed from its parts."), true);
constexpr FieldInfo shift_x = place("x", N_("shift x"), N_("Added to every point, across."));
constexpr FieldInfo shift_y = place("y", N_("shift y"), N_("Added to every point, upwards."));
constexpr FieldInfo std_u =
    scale("std_u", N_("width σ₁"), N_("The standard deviation along the ellipse's first axis."));
constexpr FieldInfo std_v =
    scale("std_v", N_("width σ₂"), N_("The standard deviation along the ellipse's second axis."));
constexpr FieldInfo normal_angle = angle_field(N_("How far the first axis is turned from the horizontal."));
constexpr FieldInfo ring_angle = angle_field(N_("Where on the circle the first bell stands."));
constexpr FieldInfo segment_angle = angle_field(N_("The segments' direction; 90° is upright."));
constexpr FieldInfo radius = scale("radius", N_("radius"), N_("Of the circle."));
constexpr FieldInfo outer_radius = scale("radius", N_("radius"), N_("Of the outer circle."));
constexpr FieldInfo bell_std =
    scale("std", N_("width σ"), N_("The standard deviation of each bell."), 0.01, 1);
constexpr FieldInfo ring_count =
    count_field("count", N_("bells"), N_("How many bells stand on the circle."), 64, 16);
constexpr FieldInfo grid_side =
    count_field("side", N_("bells a side"), N_("How many bells a row and a column have."), 16, 8);
constexpr FieldInfo spacing =
    scale("spacing", N_("spacing"), N_("The distance between neighbouring bells."), 0.1, 3);
constexpr FieldInfo segment_spacing =
    scale("spacing", N_("spacing"), N_("The distance between neighbouring segments."), 0.1, 3);
constexpr FieldInfo segment_count =
    count_field("count", N_("segments"), N_("How many segments lie side by side."), 64, 8);
constexpr FieldInfo length = scale("length", N_("length"), N_("Of each segment."), 0.1, 5);
constexpr FieldInfo roll_scale = scale("scale", N_("size"), N_("Half of the roll's breadth, about."));
constexpr FieldInfo moons_scale = scale("scale", N_("size"), N_("The radius of the half circles."));
constexpr FieldInfo noise = from_zero(
    "noise", N_("noise σ"), N_("The standard deviation around the curve; at 0 there is no density."), 0.5);
constexpr FieldInfo ratio = {.key = "ratio",
                             .kind = FieldKind::real,
                             .label = N_("inner to outer"),
                             .help = N_("The inner circle's radius as a share of the outer one's."),
                             .low = 0.001,
                             .high = 1,
                             .soft_low = 0.1,
                             .soft_high = 1};
constexpr FieldInfo width = scale("width", N_("width"), N_("From the left edge to the right one."));
constexpr FieldInfo height = scale("height", N_("height"), N_("From the lower edge to the upper one."));
constexpr FieldInfo disc_radius = scale("radius", N_("radius"), N_("Of the disc."));
constexpr FieldInfo invert = {.key = "invert",
                              .kind = FieldKind::boolean,
                              .label = N_("light is dense"),
                              .help = N_("Takes the light parts for the mass instead of the dark ones.")};
constexpr FieldInfo words = {.key = "text",
                             .kind = FieldKind::text,
                             .label = N_("words"),
                             .help = N_("What is written; the letters are the mass.")};
constexpr FieldInfo bandwidth =
    from_zero("bandwidth", N_("bandwidth"),
              N_("The width of the bell put on each point; at 0 the points are bare."), 2);
constexpr FieldInfo component_weight = {
    .key = "weight",
    .kind = FieldKind::real,
    .label = N_("weight"),
    .help = N_("This component's share of the mass, relative to the other components."),
    .low = 0,
    .high = 1e12,
    .soft_low = 0,
    .soft_high = 1};

// Collects fields of one distribution under one prefix.
class Collector2d {
 public:
  Collector2d(FieldList& list, std::string prefix) : list_(list), prefix_(std::move(prefix)) {}

  void operator()(Normal2d& d) {
    add(mean_x, d.mean.x, "mean.x"), add(mean_y, d.mean.y, "mean.y");
    add(std_u, d.std_u), add(std_v, d.std_v), add(normal_angle, d.angle);
  }
  void operator()(Ring2d& d) {
    add_center(d);
    add(radius, d.radius), add(bell_std, d.std), add(ring_count, d.count), add(ring_angle, d.angle);
  }
  void operator()(Grid2d& d) {
    add_center(d);
    add(spacing, d.spacing), add(bell_std, d.std), add(grid_side, d.side);
  }
  void operator()(SwissRoll2d& d) { add_center(d), add(roll_scale, d.scale), add(noise, d.noise); }
  void operator()(Moons2d& d) { add_center(d), add(moons_scale, d.scale), add(noise, d.noise); }
  void operator()(Circles2d& d) {
    add_center(d);
    add(outer_radius, d.radius), add(ratio, d.ratio), add(noise, d.noise);
  }
  void operator()(Segments2d& d) {
    add_center(d);
    add(length, d.length), add(segment_angle, d.angle), add(segment_count, d.count);
    add(segment_spacing, d.spacing);
  }
  void operator()(Box2d& d) { add_center(d), add(width, d.width), add(height, d.height); }
  void operator()(Disc2d& d) { add_center(d), add(disc_radius, d.radius); }
  void operator()(Image2d& d) { add_center(d), add(height, d.height), add(invert, d.invert); }
  void operator()(Text2d& d) { add(words, d.text), add_center(d), add(height, d.height); }
  void operator()(Painted2d& d) { add_center(d), add(height, d.height); }
  void operator()(Points2d& d) {
    add(bandwidth, d.bandwidth), add(shift_x, d.shift.x, "shift.x"), add(shift_y, d.shift.y, "shift.y");
  }
  void operator()(Mixture2d& d) {
    for (std::size_t i = 0; i < d.components.size(); ++i) {
      const std::string inner = path("components." + std::to_string(i));
      std::visit(Collector2d(list_, inner), d.components[i].distribution);
      list_.push_back(FieldRef(component_weight, d.components[i].weight).at(inner + ".weight"));
    }
    const FieldRef::Derived across{&d, [](void* object, const double* set) {
                                     auto& whole = *static_cast<Mixture2d*>(object);
                                     const double now = place_of(whole).x;
                                     if (set) move_by(whole, Point{*set - now, 0});
                                     return set ? *set : now;
                                   }};
    const FieldRef::Derived upwards{&d, [](void* object, const double* set) {
                                      auto& whole = *static_cast<Mixture2d*>(object);
                                      const double now = place_of(whole).y;
                                      if (set) move_by(whole, Point{0, *set - now});
                                      return set ? *set : now;
                                    }};
    list_.push_back(FieldRef(whole_x, across).at(path("center.x")));
    list_.push_back(FieldRef(whole_y, upwards).at(path("center.y")));
  }

 private:
  std::string path(const std::string& key) const { return prefix_.empty() ? key : prefix_ + "." + key; }
  template <class Target>
  void add(const FieldInfo& info, Target& target) {
    add(info, target, info.key);
  }
  template <class Target>
  void add(const FieldInfo& info, Target& target, const std::string& key) {
    list_.push_back(FieldRef(info, target).at(path(key)));
  }
  template <class D>
  void add_center(D& d) {
    add(center_x, d.center.x, "center.x"), add(center_y, d.center.y, "center.y");
  }

  FieldList& list_;
  std::string prefix_;
};

}  // namespace

FieldList fields(Distribution2d& distribution, const std::string& prefix) {
  FieldList list;
  std::visit(Collector2d(list, prefix), distribution);
  return list;
}

}  // namespace dlab
