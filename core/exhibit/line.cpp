// Exhibit A's parameters, declared once, and the rules between them.
#include "core/exhibit/line.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr Choice views[] = {{"none", N_("None")},
                            {"pointwise", N_("Pointwise")},
                            {"cdf", N_("CDFs")},
                            {"coupling", N_("Coupling")},
                            {"plan", N_("Plan")},
                            {"potential", N_("Potential")},
                            {"discriminator", N_("Discriminator")}};
constexpr Choice units[] = {{"nats", N_("nats")}, {"bits", N_("bits")}};
constexpr Choice directions[] = {{"forward", N_("forward: KL(P‖Q)")}, {"reverse", N_("reverse: KL(Q‖P)")}};
constexpr Choice plays[] = {{"sweep", N_("sweep")}, {"fit", N_("fit")}};

constexpr FieldInfo view = choice_field("view", N_("view"), views, N_("What is drawn under the densities."));
constexpr FieldInfo unit =
    choice_field("unit", N_("unit"), units, N_("The unit of KL and JS: 1 bit is ln 2 nats."));
constexpr FieldInfo show_mixture =
    boolean_field("show_mixture", N_("mixture M"), N_("Draws M = (P+Q)/2, which JS compares both with."));
constexpr const char* shown_help = N_("Draws this distance in the recorder.");
constexpr FieldInfo shown[] = {
    boolean_field("kl_pq", N_("KL(P‖Q)"), shown_help), boolean_field("kl_qp", N_("KL(Q‖P)"), shown_help),
    boolean_field("js", N_("JS"), shown_help),         boolean_field("tv", N_("TV"), shown_help),
    boolean_field("w1", N_("W1"), shown_help),         boolean_field("w2", N_("W2"), shown_help)};
constexpr FieldInfo x_low = place_field(
    "x_low", N_("left limit"), N_("The density's axis; equal limits are fitted to the distributions."));
constexpr FieldInfo x_high = place_field(
    "x_high", N_("right limit"), N_("The density's axis; equal limits are fitted to the distributions."));

constexpr FieldInfo binned_on = boolean_field("on", N_("as binned, with a floor ε"),
                                              N_("Draws KL of the binned densities beside the true one."));
constexpr FieldInfo bins =
    count_field("bins", N_("bins"), N_("Equal bins between the two ends."), 2, 10'000, 10, 1000);
constexpr FieldInfo binned_low =
    place_field("low", N_("left end"), N_("Where the bins begin; what lies outside is cut off."));
constexpr FieldInfo binned_high =
    place_field("high", N_("right end"), N_("Where the bins end; what lies outside is cut off."));
constexpr FieldInfo epsilon = {.key = "epsilon",
                               .kind = FieldKind::real,
                               .label = N_("floor ε"),
                               .help = N_("What an empty bin is raised to."),
                               .low = 1e-300,
                               .high = 1,
                               .soft_low = 1e-15,
                               .soft_high = 1e-2,
                               .logarithmic = true};

constexpr FieldInfo direction =
    choice_field("direction", N_("direction"), directions,
                 N_("Which KL the fit descends: forward covers modes, reverse seeks one."));
constexpr FieldInfo rate = {.key = "rate",
                            .kind = FieldKind::real,
                            .label = N_("step size"),
                            .help = N_("How far one step of gradient descent goes."),
                            .low = 1e-6,
                            .high = 10,
                            .soft_low = 1e-3,
                            .soft_high = 1,
                            .logarithmic = true};
constexpr FieldInfo iteration =
    count_field("iteration", N_("iteration"), N_("How many steps the fit has taken."), 0, 1e12, 0, 1000);
constexpr FieldInfo play = choice_field("play", N_("play"), plays, N_("What the play button does."));

}  // namespace

FieldList fields(LineScene& scene) {
  FieldList list = fields(scene.p, "p");
  const FieldList of_q = fields(scene.q, "q");
  list.insert(list.end(), of_q.begin(), of_q.end());
  const auto add = [&list](const FieldInfo& info, auto& target, const std::string& group = {}) {
    list.push_back(FieldRef(info, target).at(group + info.key));
  };
  add(view, scene.view);
  add(unit, scene.unit);
  add(show_mixture, scene.show_mixture);
  for (std::size_t i = 0; i < scene.shown.size(); ++i) add(shown[i], scene.shown[i], "shown.");
  add(x_low, scene.x_low);
  add(x_high, scene.x_high);
  const FieldList of_recorder = fields(scene.recorder);
  list.insert(list.end(), of_recorder.begin(), of_recorder.end());
  add(binned_on, scene.binned.on, "binned.");
  add(bins, scene.binned.bins, "binned.");
  add(binned_low, scene.binned.low, "binned.");
  add(binned_high, scene.binned.high, "binned.");
  add(epsilon, scene.binned.epsilon, "binned.");
  add(direction, scene.fit.direction, "fit.");
  add(rate, scene.fit.rate, "fit.");
  add(iteration, scene.fit.iteration, "fit.");
  add(play, scene.play);
  return list;
}

Status validate(const LineScene& scene) {
  for (const Side side : {Side::p, Side::q}) {
    if (const Status status = validate(side_of(scene, side)); !status) {
      return status.error().in_field(side_key(side));
    }
  }
  LineScene copy = scene;
  for (const FieldRef& field : fields(copy)) {
    if (of_side(field.path())) continue;
    if (const Status status = field.check(); !status) return status;
  }
  if (scene.x_low != scene.x_high) {
    if (const Status order = ordered(scene.x_low, scene.x_high, "x_low", "x_high"); !order) return order;
  }
  if (const Status order = ordered(scene.binned.low, scene.binned.high, "binned.low", "binned.high");
      !order) {
    return order;
  }
  return check(scene.recorder, fields(copy));
}

Distribution& side_of(LineScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }
const Distribution& side_of(const LineScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }
std::string location_path(const LineScene& scene, Side side) {
  return std::string(side_key(side)) + "." + location_key(kind_of(side_of(scene, side)));
}

Recorder recorder_for(const LineScene& scene, const std::string& parameter) {
  LineScene copy = scene;
  return recorder_for(fields(copy), parameter, scene.recorder.steps);
}

}  // namespace dlab
