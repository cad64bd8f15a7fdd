// Exhibit F's parameters, declared once, and the rules between them.
#include "core/exhibit/arena.hpp"

namespace dlab {
namespace {

constexpr Choice models[] = {{"network", N_("network")}, {"fixed", N_("fixed")}};
constexpr Choice details[] = {{"slopes", N_("slopes")}, {"layers", N_("layers")}, {"weights", N_("weights")}};

constexpr FieldInfo model =
    choice_field("model", N_("model"), models,
                 N_("What makes the generated samples: a network that learns, or the distribution Q."));
constexpr FieldInfo lane = {.key = "lane",
                            .kind = FieldKind::integer,
                            .label = N_("configuration"),
                            .help = N_("Which configuration of a race is edited; 0: the first."),
                            .low = 0,
                            .high = most_rivals,
                            .soft_low = 0,
                            .soft_high = most_rivals};
constexpr FieldInfo show[] = {
    boolean_field("contours", N_("contours"), N_("Draws lines of equal value of the critic.")),
    boolean_field("real", N_("real"), N_("Draws samples of the data.")),
    boolean_field("fake", N_("generated"), N_("Draws samples of the generator.")),
    boolean_field("gradients", N_("gradient"), N_("Draws at generated samples where the critic pulls them.")),
    boolean_field("arrows", N_("field"), N_("Draws the critic's gradient on a grid.")),
    boolean_field("manifold", N_("manifold"), N_("Draws the grid of noise as the generator warps it.")),
    boolean_field("steepness", N_("‖∇f‖"), N_("Draws the steepness of the critic instead of its value.")),
    boolean_field("optimal", N_("optimum"), N_("On the line, draws the best possible critic.")),
    boolean_field("landscape", N_("landscape"), N_("Draws the critic as a landscape to be turned."))};
constexpr Choice curve_choices[] = {{"distance", N_("distance")},
                                    {"losses", N_("losses")},
                                    {"ratio", N_("estimate / exact W₁")},
                                    {"modes", N_("modes covered")},
                                    {"steep", N_("slopes and directions")}};
constexpr FieldInfo curves =
    choice_field("curves", N_("curves"), curve_choices, N_("What is drawn against the iteration."));
constexpr FieldInfo detail =
    choice_field("detail", N_("last card"), details, N_("What the last card draws."));

constexpr FieldInfo real_field(const char* key, const char* label, const char* help, double low, double high,
                               double soft_low, double soft_high) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = low,
          .high = high,
          .soft_low = soft_low,
          .soft_high = soft_high};
}
constexpr FieldInfo yaw =
    real_field("yaw", N_("turn"), N_("How far the landscape is turned, in degrees."), -180, 180, -180, 180);
constexpr FieldInfo pitch = real_field(
    "pitch", N_("tilt"), N_("How steeply one looks down on the landscape, in degrees."), 5, 90, 5, 90);
constexpr FieldInfo speed = real_field(
    "speed", N_("speed"), N_("Iterations a second at most; 0: as fast as can be."), 0, 1e6, 0, 100);
constexpr FieldInfo iterations =
    count_field("iterations", N_("iterations"),
                N_("Trained before a picture is made; the window begins at 0."), 0, 1e6, 0, 2000);
constexpr FieldInfo moment = {.key = "moment",
                              .kind = FieldKind::integer,
                              .label = N_("moment"),
                              .help = N_("The iteration that is looked at; −1: the newest."),
                              .low = -1,
                              .high = 1e12,
                              .soft_low = -1,
                              .soft_high = 2000};
constexpr FieldInfo freeze = boolean_field("freeze", N_("freeze the generator"),
                                           N_("The generator rests while the critic trains on."));
constexpr const char* limits_help = N_("The map's limits; equal ones are fitted to the data.");
constexpr FieldInfo limits[] = {place_field("x_low", N_("left limit"), limits_help),
                                place_field("x_high", N_("right limit"), limits_help),
                                place_field("y_low", N_("lower limit"), limits_help),
                                place_field("y_high", N_("upper limit"), limits_help)};

FieldList fields_of(GanData& data, const char* prefix) {
  return std::visit([&](auto& distribution) { return fields(distribution, prefix); }, data);
}

}  // namespace

FieldList fields(ArenaScene& scene) {
  FieldList list = fields_of(scene.p, "p");
  const FieldList of_q = fields_of(scene.q, "q");
  list.insert(list.end(), of_q.begin(), of_q.end());
  const auto add = [&list](const FieldInfo& info, auto& target, const std::string& group = {}) {
    list.push_back(FieldRef(info, target).at(group + info.key));
  };
  add(model, scene.model);
  const FieldList of_gan = fields(scene.gan, "");
  list.insert(list.end(), of_gan.begin(), of_gan.end());
  for (std::size_t i = 0; i < scene.rivals.size(); ++i) {
    const FieldList of_rival = fields(scene.rivals[i].gan, "rivals." + std::to_string(i));
    list.insert(list.end(), of_rival.begin(), of_rival.end());
  }
  add(lane, scene.lane);
  bool* const layers[] = {&scene.show.contours,  &scene.show.real,    &scene.show.fake,
                          &scene.show.gradients, &scene.show.arrows,  &scene.show.manifold,
                          &scene.show.steepness, &scene.show.optimal, &scene.show.landscape};
  static_assert(std::size(layers) == std::size(show));
  for (std::size_t i = 0; i < std::size(layers); ++i) add(show[i], *layers[i], "show.");
  add(curves, scene.curves);
  add(detail, scene.detail);
  add(yaw, scene.yaw);
  add(pitch, scene.pitch);
  add(iterations, scene.iterations);
  add(moment, scene.moment);
  add(speed, scene.speed);
  add(freeze, scene.freeze);
  double* const ends[] = {&scene.x_low, &scene.x_high, &scene.y_low, &scene.y_high};
  for (std::size_t i = 0; i < std::size(ends); ++i) add(limits[i], *ends[i]);
  return list;
}

namespace {

Status validate_rivals(const ArenaScene& scene) {
  if (scene.rivals.size() > most_rivals)
    return Error{"rivals",
                 N_("must have at most %1 entries, got %2"),
                 {std::to_string(most_rivals), std::to_string(scene.rivals.size())}};
  for (std::size_t i = 0; i < scene.rivals.size(); ++i) {
    const std::string at = "rivals." + std::to_string(i) + ".";
    for (const auto& [data, key] : {std::pair(&scene.rivals[i].p, "p"), std::pair(&scene.rivals[i].q, "q")}) {
      if (!*data) continue;
      const Status status =
          std::visit([](const auto& distribution) { return validate(distribution); }, **data);
      if (!status) return status.error().in_field(at + key);
      if (dimension_of(**data) != dimension_of(scene))
        return Error{at + key, N_("must be on the line or in the plane as p is"), {}};
    }
  }
  if (static_cast<std::size_t>(scene.lane) > scene.rivals.size())
    return Error{"lane",
                 N_("must lie between %1 and %2, got %3"),
                 {"0", std::to_string(scene.rivals.size()), std::to_string(scene.lane)}};
  return Done{};
}

}  // namespace

Status validate(const ArenaScene& scene) {
  for (const Side side : {Side::p, Side::q}) {
    const Status status =
        std::visit([](const auto& distribution) { return validate(distribution); }, side_of(scene, side));
    if (!status) return status.error().in_field(side_key(side));
  }
  if (dimension_of(scene.p) != dimension_of(scene.q))
    return Error{"q", N_("must be on the line or in the plane as p is"), {}};
  if (const Status status = validate_rivals(scene); !status) return status;
  ArenaScene copy = scene;
  for (const FieldRef& field : fields(copy)) {
    if (of_side(field.path())) continue;
    if (const Status status = field.check(); !status) return status;
  }
  for (const auto& [low, high, key_low, key_high] :
       {std::tuple(scene.x_low, scene.x_high, "x_low", "x_high"),
        std::tuple(scene.y_low, scene.y_high, "y_low", "y_high")})
    if (low != high)
      if (const Status order = ordered(low, high, key_low, key_high); !order) return order;
  return Done{};
}

GanData& side_of(ArenaScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }
const GanData& side_of(const ArenaScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }

GanProblem problem_of(const ArenaScene& scene) {
  return scene.model == ArenaModel::fixed ? GanProblem(scene.p, scene.q) : GanProblem(scene.p);
}

GanSettings gan_settings(const ArenaScene& scene, std::int64_t seed) {
  GanSettings settings = scene.gan;
  settings.seed = static_cast<std::uint64_t>(seed);
  settings.dimension = dimension_of(scene);
  return settings;
}

ArenaScene lane_scene(const ArenaScene& scene, std::size_t lane) {
  ArenaScene one = scene;
  one.rivals.clear();
  one.lane = 0;
  if (lane > 0) {
    const ArenaRival& rival = scene.rivals[lane - 1];
    one.gan = rival.gan;
    one.p = rival.p.value_or(scene.p);
    one.q = rival.q.value_or(scene.q);
  }
  return one;
}

GanSettings& settings_of(ArenaScene& scene, std::size_t lane) {
  return lane == 0 ? scene.gan : scene.rivals[lane - 1].gan;
}
const GanSettings& settings_of(const ArenaScene& scene, std::size_t lane) {
  return settings_of(const_cast<ArenaScene&>(scene), lane);
}

std::vector<TrainingSetup> setups_of(const ArenaScene& scene, std::int64_t seed) {
  std::vector<TrainingSetup> setups;
  for (std::size_t lane = 0; lane < lanes(scene); ++lane) {
    const ArenaScene one = lane_scene(scene, lane);
    setups.push_back({gan_settings(one, seed), problem_of(one)});
  }
  return setups;
}

std::string lane_path(std::size_t lane) {
  return lane == 0 ? std::string() : "rivals." + std::to_string(lane - 1) + ".";
}

bool same_training(const ArenaScene& a, const ArenaScene& b) {
  return a.p == b.p && a.model == b.model && a.gan == b.gan && a.rivals == b.rivals && a.freeze == b.freeze &&
         (a.model == ArenaModel::network || a.q == b.q);
}

}  // namespace dlab
