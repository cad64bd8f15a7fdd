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

constexpr FieldInfo choice(const char* key, const char* label, std::span<const Choice> choices,
                           const char* help) {
  return {.key = key, .kind = FieldKind::choice, .label = label, .help = help, .choices = choices};
}
constexpr FieldInfo boolean(const char* key, const char* label, const char* help) {
  return {.key = key, .kind = FieldKind::boolean, .label = label, .help = help};
}
constexpr FieldInfo place(const char* key, const char* label, const char* help) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = -location_limit,
          .high = location_limit,
          .soft_low = -20,
          .soft_high = 20};
}
constexpr FieldInfo count(const char* key, const char* label, const char* help, double low, double high,
                          double soft_low, double soft_high) {
  return {.key = key,
          .kind = FieldKind::integer,
          .label = label,
          .help = help,
          .low = low,
          .high = high,
          .soft_low = soft_low,
          .soft_high = soft_high};
}

constexpr FieldInfo view = choice("view", N_("view"), views, N_("What is drawn under the densities."));
constexpr FieldInfo unit =
    choice("unit", N_("unit"), units, N_("The unit of KL and JS: 1 bit is ln 2 nats."));
constexpr FieldInfo show_mixture =
    boolean("show_mixture", N_("mixture M"), N_("Draws M = (P+Q)/2, which JS compares both with."));
constexpr const char* shown_help = N_("Draws this distance in the recorder.");
constexpr FieldInfo shown[] = {
    boolean("kl_pq", N_("KL(P‖Q)"), shown_help), boolean("kl_qp", N_("KL(Q‖P)"), shown_help),
    boolean("js", N_("JS"), shown_help),         boolean("tv", N_("TV"), shown_help),
    boolean("w1", N_("W1"), shown_help),         boolean("w2", N_("W2"), shown_help)};
constexpr FieldInfo x_low =
    place("x_low", N_("left limit"), N_("The density's axis; equal limits are fitted to the distributions."));
constexpr FieldInfo x_high = place("x_high", N_("right limit"),
                                   N_("The density's axis; equal limits are fitted to the distributions."));

constexpr FieldInfo parameter = {.key = "parameter",
                                 .kind = FieldKind::text,
                                 .label = N_("parameter"),
                                 .help = N_("The field that the recorder follows, such as q.mean.")};
constexpr FieldInfo recorder_low = place("low", N_("from"), N_("Where a sweep begins."));
constexpr FieldInfo recorder_high = place("high", N_("to"), N_("Where a sweep ends."));
constexpr FieldInfo steps =
    count("steps", N_("steps"), N_("Into how many steps the range is divided."), 1, 2000, 20, 400);
constexpr FieldInfo recorded =
    boolean("recorded", N_("recorded"), N_("Whether any part of the range was visited."));
constexpr FieldInfo visited_low =
    place("visited_low", N_("visited from"), N_("Where the recorded curve begins."));
constexpr FieldInfo visited_high =
    place("visited_high", N_("visited to"), N_("Where the recorded curve ends."));

constexpr FieldInfo binned_on = boolean("on", N_("as binned, with a floor ε"),
                                        N_("Draws KL of the binned densities beside the true one."));
constexpr FieldInfo bins =
    count("bins", N_("bins"), N_("Equal bins between the two ends."), 2, 10'000, 10, 1000);
constexpr FieldInfo binned_low =
    place("low", N_("left end"), N_("Where the bins begin; what lies outside is cut off."));
constexpr FieldInfo binned_high =
    place("high", N_("right end"), N_("Where the bins end; what lies outside is cut off."));
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
    choice("direction", N_("direction"), directions,
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
    count("iteration", N_("iteration"), N_("How many steps the fit has taken."), 0, 1e12, 0, 1000);
constexpr FieldInfo play = choice("play", N_("play"), plays, N_("What the play button does."));

Status ordered(double low, double high, const char* key_low, const char* key_high) {
  if (low < high) return Done{};
  return Error{key_high, N_("must be greater than %1 (%2), got %3"), {key_low, to_text(low), to_text(high)}};
}

// The recorder follows a number of P or Q and stays where that number may go.
Status check_recorder(LineScene& scene) {
  const Recorder& recorder = scene.recorder;
  const auto field = find_field(fields(scene), recorder.parameter);
  if (!field) return Error{"recorder.parameter", field.error().what, field.error().arguments};
  const bool of_side = recorder.parameter.starts_with("p.") || recorder.parameter.starts_with("q.");
  if (!of_side || field->info().kind != FieldKind::real) {
    return Error{"recorder.parameter",
                 N_("must be a number of p or q such as q.mean, got \"%1\""),
                 {recorder.parameter}};
  }
  if (const Status order = ordered(recorder.low, recorder.high, "recorder.low", "recorder.high"); !order) {
    return order;
  }
  for (const auto& [key, value] :
       {std::pair("recorder.low", recorder.low), {"recorder.high", recorder.high}}) {
    if (std::get<double>(field->clamped(value)) == value) continue;
    return Error{
        key,
        N_("must lie where %1 may go, from %2 to %3; got %4"),
        {recorder.parameter, to_text(field->info().low), to_text(field->info().high), to_text(value)}};
  }
  if (recorder.recorded &&
      !(recorder.low <= recorder.visited_low && recorder.visited_low <= recorder.visited_high &&
        recorder.visited_high <= recorder.high)) {
    return Error{
        "recorder.visited_low", N_("the visited part must lie within recorder.low and recorder.high"), {}};
  }
  return Done{};
}

// 1, 2 or 5 times a power of ten, at least `span`.
double nice(double span) {
  const double power = std::pow(10, std::floor(std::log10(span)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= span * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

std::pair<double, double> range_around(const FieldInfo& info, double value) {
  if (info.logarithmic) {
    if (value >= info.soft_low && value <= info.soft_high) return {info.soft_low, info.soft_high};
    return {value / 10, value * 10};
  }
  if (info.low >= 0) return {info.low, value <= info.soft_high ? info.soft_high : nice(2 * value)};
  constexpr double least = 8;
  if (std::abs(value) <= least) return {-least, least};
  const double half = std::max(least, nice(std::abs(value) / 4));
  const double middle = std::round(value / (half / 4)) * (half / 4);
  return {middle - half, middle + half};
}

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
  Recorder& recorder = scene.recorder;
  add(parameter, recorder.parameter, "recorder.");
  add(recorder_low, recorder.low, "recorder.");
  add(recorder_high, recorder.high, "recorder.");
  add(steps, recorder.steps, "recorder.");
  add(recorded, recorder.recorded, "recorder.");
  add(visited_low, recorder.visited_low, "recorder.");
  add(visited_high, recorder.visited_high, "recorder.");
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
    if (field.path().starts_with("p.") || field.path().starts_with("q.")) continue;
    if (const Status status = field.check(); !status) return status;
  }
  if (scene.x_low != scene.x_high) {
    if (const Status order = ordered(scene.x_low, scene.x_high, "x_low", "x_high"); !order) return order;
  }
  if (const Status order = ordered(scene.binned.low, scene.binned.high, "binned.low", "binned.high");
      !order) {
    return order;
  }
  return check_recorder(copy);
}

Distribution& side_of(LineScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }
const Distribution& side_of(const LineScene& scene, Side side) { return side == Side::p ? scene.p : scene.q; }
const char* side_key(Side side) { return side == Side::p ? "p" : "q"; }

std::string location_path(const LineScene& scene, Side side) {
  return std::string(side_key(side)) + "." + location_key(kind_of(side_of(scene, side)));
}

Recorder recorder_for(const LineScene& scene, const std::string& parameter) {
  Recorder recorder;
  recorder.parameter = parameter;
  recorder.steps = scene.recorder.steps;
  LineScene copy = scene;
  const FieldList list = fields(copy);
  const auto field = optional_field(list, parameter);
  if (!field || field->info().kind != FieldKind::real) return recorder;
  const auto [low, high] = range_around(field->info(), std::get<double>(field->get()));
  recorder.low = std::get<double>(field->clamped(low));
  recorder.high = std::get<double>(field->clamped(high));
  // One end of a support stops before the other.
  const auto other_end = [&](const char* key, const char* other) -> std::optional<double> {
    if (!parameter.ends_with(key)) return std::nullopt;
    const auto end =
        optional_field(list, parameter.substr(0, parameter.size() - std::string(key).size()) + other);
    return end ? std::optional(std::get<double>(end->get())) : std::nullopt;
  };
  constexpr double narrowest = 0.05;
  if (const auto end = other_end(".low", ".high")) {
    recorder.high = std::min(recorder.high, *end - narrowest);
    if (!(recorder.low < recorder.high)) recorder.low = recorder.high - 8;
  }
  if (const auto end = other_end(".high", ".low")) {
    recorder.low = std::max(recorder.low, *end + narrowest);
    if (!(recorder.low < recorder.high)) recorder.high = recorder.low + 8;
  }
  return recorder;
}

}  // namespace dlab
