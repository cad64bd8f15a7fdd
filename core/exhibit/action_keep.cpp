// What drags may not do, and what becomes of the recorder when its range or parameter changes.
#include <algorithm>

#include "core/exhibit/action_parts.hpp"

namespace dlab {
namespace {

void keep_apart(double& low, double& high, double old_low, double old_high) {
  constexpr double narrowest = 0.05;  // unless it was narrower already
  const double least = std::min(narrowest, old_high - old_low);
  if (high - low >= least) return;
  (low != old_low ? low : high) = low != old_low ? high - least : low + least;
}

void keep_sane(Uniform& now, const Uniform& old) { keep_apart(now.low, now.high, old.low, old.high); }
void keep_sane(Histogram& now, const Histogram& old) { keep_apart(now.low, now.high, old.low, old.high); }
void keep_sane(Discrete& now, const Discrete& old) {
  if (std::all_of(now.weights.begin(), now.weights.end(), [](double weight) { return weight == 0; })) {
    now.weights = old.weights;
  }
}
template <class Part>
void keep_sane(Part&, const Part&) {}
void keep_sane(Mixture& now, const Mixture& old) {
  const auto weightless = [](const Component& component) { return component.weight == 0; };
  const bool none_left = std::all_of(now.components.begin(), now.components.end(), weightless);
  for (std::size_t i = 0; i < now.components.size(); ++i) {
    if (none_left) now.components[i].weight = old.components[i].weight;
    std::visit(
        [&](auto& part) {
          keep_sane(part, std::get<std::decay_t<decltype(part)>>(old.components[i].distribution));
        },
        now.components[i].distribution);
  }
}

void keep_sane(Distribution& now, const Distribution& old) {
  std::visit([&](auto& part) { keep_sane(part, std::get<std::decay_t<decltype(part)>>(old)); }, now);
}
void keep_sane(Distribution2d& now, const Distribution2d& old) {
  auto* mixture = std::get_if<Mixture2d>(&now);
  if (!mixture) return;
  const auto weightless = [](const Component2d& component) { return component.weight == 0; };
  if (std::all_of(mixture->components.begin(), mixture->components.end(), weightless)) now = old;
}

}  // namespace

void keep_sane(LineScene& now, const LineScene& old) {
  for (const Side side : {Side::p, Side::q}) keep_sane(side_of(now, side), side_of(old, side));
}
void keep_sane(PlaneScene& now, const PlaneScene& old) {
  for (const Side side : {Side::p, Side::q}) keep_sane(side_of(now, side), side_of(old, side));
}
void keep_sane(ArenaScene& now, const ArenaScene& old) {
  for (const Side side : {Side::p, Side::q})
    std::visit(
        [&](auto& part) { keep_sane(part, std::get<std::decay_t<decltype(part)>>(side_of(old, side))); },
        side_of(now, side));
}

void keep_parameter(Scene& scene) {
  std::visit(
      [](auto& exhibit) {
        if constexpr (requires { exhibit.recorder; }) {
          if (optional_field(fields(exhibit), exhibit.recorder.parameter)) return;
          const Side side = exhibit.recorder.parameter.starts_with("p.") ? Side::p : Side::q;
          exhibit.recorder = recorder_for(exhibit, location_path(exhibit, side));
        }
      },
      scene.exhibit);
}

void start_recording_afresh(Recorder& recorder, const Recorder& old, const Recorder& fresh) {
  const bool whole = old.recorded && old.visited_low == old.low && old.visited_high == old.high;
  if (recorder.low == old.low) recorder.low = fresh.low;
  if (recorder.high == old.high) recorder.high = fresh.high;
  recorder.recorded = whole;
  recorder.visited_low = whole ? recorder.low : 0;
  recorder.visited_high = whole ? recorder.high : 0;
}

void keep_visited(Recorder& recorder, const Recorder& old) {
  if (!recorder.recorded || (recorder.low == old.low && recorder.high == old.high)) return;
  const bool whole = old.visited_low == old.low && old.visited_high == old.high;
  if (whole) {
    recorder.visited_low = recorder.low;
    recorder.visited_high = recorder.high;
    return;
  }
  recorder.visited_low =
      std::clamp(recorder.visited_low, recorder.low, std::max(recorder.low, recorder.high));
  recorder.visited_high =
      std::clamp(recorder.visited_high, recorder.visited_low, std::max(recorder.visited_low, recorder.high));
}

}  // namespace dlab
