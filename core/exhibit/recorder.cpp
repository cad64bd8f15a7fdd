// The recorder's fields, its rules, and the range it takes for a parameter.
#include "core/exhibit/recorder.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr FieldInfo parameter = {.key = "parameter",
                                 .kind = FieldKind::text,
                                 .label = N_("parameter"),
                                 .help = N_("The field that the recorder follows, such as q.mean.")};
constexpr FieldInfo recorder_low = place_field("low", N_("from"), N_("Where a sweep begins."));
constexpr FieldInfo recorder_high = place_field("high", N_("to"), N_("Where a sweep ends."));
constexpr FieldInfo steps =
    count_field("steps", N_("steps"), N_("Into how many steps the range is divided."), 1, 2000, 20, 400);
constexpr FieldInfo recorded =
    boolean_field("recorded", N_("recorded"), N_("Whether any part of the range was visited."));
constexpr FieldInfo visited_low =
    place_field("visited_low", N_("visited from"), N_("Where the recorded curve begins."));
constexpr FieldInfo visited_high =
    place_field("visited_high", N_("visited to"), N_("Where the recorded curve ends."));

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

const char* side_key(Side side) { return side == Side::p ? "p" : "q"; }

bool of_side(const std::string& path) { return path.starts_with("p.") || path.starts_with("q."); }

Status ordered(double low, double high, const char* key_low, const char* key_high) {
  if (low < high) return Done{};
  return Error{key_high, N_("must be greater than %1 (%2), got %3"), {key_low, to_text(low), to_text(high)}};
}

FieldList fields(Recorder& recorder) {
  FieldList list;
  const auto add = [&list](const FieldInfo& info, auto& target) {
    list.push_back(FieldRef(info, target).at(std::string("recorder.") + info.key));
  };
  add(parameter, recorder.parameter);
  add(recorder_low, recorder.low);
  add(recorder_high, recorder.high);
  add(steps, recorder.steps);
  add(recorded, recorder.recorded);
  add(visited_low, recorder.visited_low);
  add(visited_high, recorder.visited_high);
  return list;
}

Status check(const Recorder& recorder, const FieldList& scene_fields) {
  const auto field = find_field(scene_fields, recorder.parameter);
  if (!field) return Error{"recorder.parameter", field.error().what, field.error().arguments};
  if (!of_side(recorder.parameter) || field->info().kind != FieldKind::real) {
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

Recorder recorder_for(const FieldList& list, const std::string& parameter, std::int64_t steps) {
  Recorder recorder;
  recorder.parameter = parameter;
  recorder.steps = steps;
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
