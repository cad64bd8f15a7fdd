// Exhibit B's parameters, declared once, and the rules between them.
#include "core/exhibit/plane.hpp"

namespace dlab {
namespace {

constexpr Choice rulers[] = {{"exact", N_("exact")}, {"sinkhorn", N_("Sinkhorn")}, {"sliced", N_("sliced")}};
constexpr Choice costs[] = {
    {"euclidean", N_("‖x−y‖")}, {"squared_euclidean", N_("‖x−y‖²")}, {"manhattan", N_("L1")}};
constexpr Choice units[] = {{"nats", N_("nats")}, {"bits", N_("bits")}};
constexpr Choice plays[] = {{"sweep", N_("sweep")}, {"move", N_("move")}};

constexpr FieldInfo ruler = choice_field(
    "ruler", N_("ruler"), rulers, N_("How transport is measured: exactly, with entropy, or by slices."));
constexpr FieldInfo cost =
    choice_field("cost", N_("cost"), costs, N_("What carrying a unit of mass from x to y costs."));
constexpr FieldInfo samples =
    count_field("samples", N_("samples"), N_("How many points a side stand for a density."), 2,
                static_cast<double>(most_plane_samples), 16, 1000);
constexpr FieldInfo epsilon = {.key = "epsilon",
                               .kind = FieldKind::real,
                               .label = N_("blur ε"),
                               .help = N_("The strength of the entropy, in units of the cost."),
                               .low = 1e-4,
                               .high = 1e4,
                               .soft_low = 0.005,
                               .soft_high = 5,
                               .logarithmic = true};
constexpr FieldInfo directions =
    count_field("directions", N_("directions"), N_("How many slices are averaged."), 1, 1000, 4, 200);
constexpr FieldInfo show[] = {
    boolean_field("densities", N_("densities"), N_("Draws both densities with their contours.")),
    boolean_field("samples", N_("samples"), N_("Draws the points that are carried.")),
    boolean_field("arrows", N_("arrows"), N_("Draws the plan as arrows; thicker ones carry more.")),
    boolean_field("moved", N_("on the way"), N_("Draws every grain on its straight road at time t.")),
    boolean_field("plan", N_("plan"), N_("Shows the plan as a matrix with its marginals.")),
    boolean_field("potential", N_("potential"), N_("Draws the Kantorovich potential as a map."))};
constexpr FieldInfo time = {.key = "time",
                            .kind = FieldKind::real,
                            .label = N_("time t"),
                            .help = N_("Where every grain is on its way: 0 at P, 1 at Q."),
                            .low = 0,
                            .high = 1,
                            .soft_low = 0,
                            .soft_high = 1};
constexpr FieldInfo unit =
    choice_field("unit", N_("unit"), units, N_("The unit of KL and JS: 1 bit is ln 2 nats."));
constexpr const char* shown_help = N_("Draws this distance in the recorder.");
constexpr FieldInfo shown[] = {
    boolean_field("kl_pq", N_("KL(P‖Q)"), shown_help), boolean_field("kl_qp", N_("KL(Q‖P)"), shown_help),
    boolean_field("js", N_("JS"), shown_help),         boolean_field("tv", N_("TV"), shown_help),
    boolean_field("w1", N_("W1"), shown_help),         boolean_field("w2", N_("W2"), shown_help)};
constexpr const char* limits_help = N_("The stage's limits; equal ones are fitted to the distributions.");
constexpr FieldInfo limits[] = {place_field("x_low", N_("left limit"), limits_help),
                                place_field("x_high", N_("right limit"), limits_help),
                                place_field("y_low", N_("lower limit"), limits_help),
                                place_field("y_high", N_("upper limit"), limits_help)};
constexpr FieldInfo play = choice_field("play", N_("play"), plays, N_("What the play button does."));
constexpr FieldInfo brush = {.key = "brush",
                             .kind = FieldKind::real,
                             .label = N_("brush"),
                             .help = N_("The brush's radius."),
                             .low = 1e-6,
                             .high = 1e6,
                             .soft_low = 0.05,
                             .soft_high = 1,
                             .logarithmic = true};

}  // namespace

FieldList fields(PlaneScene& scene) {
  FieldList list = fields(scene.p, "p");
  const FieldList of_q = fields(scene.q, "q");
  list.insert(list.end(), of_q.begin(), of_q.end());
  const auto add = [&list](const FieldInfo& info, auto& target, const std::string& group = {}) {
    list.push_back(FieldRef(info, target).at(group + info.key));
  };
  add(ruler, scene.ruler);
  add(cost, scene.cost);
  add(samples, scene.samples);
  add(epsilon, scene.epsilon);
  add(directions, scene.directions);
  bool* const layers[] = {&scene.show.densities, &scene.show.samples, &scene.show.arrows,
                          &scene.show.moved,     &scene.show.plan,    &scene.show.potential};
  for (std::size_t i = 0; i < std::size(layers); ++i) add(show[i], *layers[i], "show.");
  add(time, scene.time);
  add(unit, scene.unit);
  for (std::size_t i = 0; i < scene.shown.size(); ++i) add(shown[i], scene.shown[i], "shown.");
  double* const ends[] = {&scene.x_low, &scene.x_high, &scene.y_low, &scene.y_high};
  for (std::size_t i = 0; i < std::size(ends); ++i) add(limits[i], *ends[i]);
  const FieldList of_recorder = fields(scene.recorder);
  list.insert(list.end(), of_recorder.begin(), of_recorder.end());
  add(play, scene.play);
  add(brush, scene.brush);
  return list;
}

Status validate(const PlaneScene& scene) {
  for (const Side side : {Side::p, Side::q})
    if (const Status status = validate(side_of(scene, side)); !status)
      return status.error().in_field(side_key(side));
  PlaneScene copy = scene;
  for (const FieldRef& field : fields(copy)) {
    if (of_side(field.path())) continue;
    if (const Status status = field.check(); !status) return status;
  }
  for (const auto& [low, high, key_low, key_high] :
       {std::tuple(scene.x_low, scene.x_high, "x_low", "x_high"),
        std::tuple(scene.y_low, scene.y_high, "y_low", "y_high")})
    if (low != high)
      if (const Status order = ordered(low, high, key_low, key_high); !order) return order;
  return check(scene.recorder, fields(copy));
}

Distribution2d& side_of(PlaneScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }
const Distribution2d& side_of(const PlaneScene& scene, Side side) {
  return side == Side::p ? scene.p : scene.q;
}

Recorder recorder_for(const PlaneScene& scene, const std::string& parameter) {
  PlaneScene copy = scene;
  return recorder_for(fields(copy), parameter, scene.recorder.steps);
}

std::string location_path(const PlaneScene& scene, Side side, bool vertical) {
  return std::string(side_key(side)) + "." + location_key(kind_of(side_of(scene, side))) +
         (vertical ? ".y" : ".x");
}

}  // namespace dlab
