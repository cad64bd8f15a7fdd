// Sweeps of the recorder's parameter, steps of the fit, boxes carried one by one.
#include "core/exhibit/play.hpp"

#include <algorithm>
#include <optional>

#include "core/exhibit/boxes_plan.hpp"

namespace dlab {
namespace {

constexpr double sweep_seconds = 6;
constexpr int steps_to_cross = 40;

std::optional<double> value_of(const Scene& scene, const std::string& path) {
  Scene copy = scene;
  const auto field = optional_field(fields(copy), path);
  if (!field) return std::nullopt;
  const FieldValue value = field->get();
  return std::holds_alternative<double>(value) ? std::optional(std::get<double>(value)) : std::nullopt;
}

PlayFrame sweep_by(const Scene& scene, double share) {
  const Recorder& recorder = *recorder_of(scene);
  const std::optional<double> now = value_of(scene, recorder.parameter);
  if (!now) return {{}, true};
  const double from = std::clamp(*now, recorder.low, recorder.high);
  const double to = std::min(from + share * (recorder.high - recorder.low), recorder.high);
  return {{SetFields{{{recorder.parameter, to}}, true}, Record{recorder.parameter, from, to}},
          to >= recorder.high};
}

PlayFrame fit_by(const Scene& scene, int steps) {
  const auto q_of = [](const Scene& any) -> const Distribution& {
    return std::get<LineScene>(any.exhibit).q;
  };
  const Result<Scene> after = apply(scene, FitStep{steps});
  if (!after) return {{FitStep{steps}}, true};         // says why
  if (q_of(*after) == q_of(scene)) return {{}, true};  // it has arrived
  return {{LoadScene{*after}}, false};
}

// The interpolation's time.
constexpr double move_seconds = 5;
PlayFrame move_by(const Scene& scene, double share) {
  const double to = std::min(1.0, std::get<PlaneScene>(scene.exhibit).time + share);
  return {{SetFields{{{"time", to}}, true}}, to >= 1};
}

bool moves(const Scene& scene) {
  const auto* plane = std::get_if<PlaneScene>(&scene.exhibit);
  return plane && plane->play == PlanePlay::move;
}

// A box takes this long to be carried.
constexpr double flight_seconds = 0.8;

const BoxesScene* boxes_of(const Scene& scene) { return std::get_if<BoxesScene>(&scene.exhibit); }

bool anything_to_carry(const BoxesScene& boxes) { return next_carry(*solve(boxes)).has_value(); }

PlayFrame carry_by(const BoxesScene& boxes, double seconds) {
  const std::optional<BoxCarry> next = next_carry(*solve(boxes));
  if (!next) return {{CarryNext{}}, true};  // says why, if there is a reason
  const double flight = boxes.flight + seconds / flight_seconds;
  if (flight < 1) return {{SetFields{{{"flight", flight}}, true}}, false};
  BoxesScene after = boxes;
  const bool last = carry_next(after) && !anything_to_carry(after);
  return {{CarryNext{}}, last};
}

// A run made at once: so many iterations more.
const ArenaScene* arena_of(const Scene& scene) { return std::get_if<ArenaScene>(&scene.exhibit); }
PlayFrame train_by(const ArenaScene& arena, std::int64_t iterations) {
  return {{SetFields{{{"iterations", arena.iterations + iterations}}, true}}, false};
}

bool fits(const Scene& scene) {
  const auto* line = std::get_if<LineScene>(&scene.exhibit);
  return line && line->play == LinePlay::fit;
}

}  // namespace

PlayFrame play_start(const Scene& scene) {
  if (arena_of(scene)) return {};
  if (const BoxesScene* boxes = boxes_of(scene)) {
    const auto results = solve(*boxes);
    const bool again = results->optimum && results->complete() && !next_carry(*results);
    return again ? play_reset(scene) : PlayFrame{};
  }
  if (fits(scene)) return {};
  if (moves(scene)) return std::get<PlaneScene>(scene.exhibit).time >= 1 ? play_reset(scene) : PlayFrame{};
  const Recorder& recorder = *recorder_of(scene);
  const std::optional<double> now = value_of(scene, recorder.parameter);
  const bool at_end = now && *now >= recorder.high - 1e-9 * (recorder.high - recorder.low);
  return at_end ? play_reset(scene) : PlayFrame{};
}

PlayFrame play_on(const Scene& scene, double seconds) {
  if (moves(scene)) return move_by(scene, std::min(seconds, 0.1) / move_seconds);
  if (const BoxesScene* boxes = boxes_of(scene)) return carry_by(*boxes, std::min(seconds, 0.1));
  if (const ArenaScene* arena = arena_of(scene)) return train_by(*arena, 1);
  return fits(scene) ? fit_by(scene, 1) : sweep_by(scene, std::min(seconds, 0.1) / sweep_seconds);
}

PlayFrame play_step(const Scene& scene) {
  if (moves(scene)) return move_by(scene, 0.05);
  if (boxes_of(scene)) return {{CarryNext{}}, true};
  if (const ArenaScene* arena = arena_of(scene)) return train_by(*arena, 1);
  return fits(scene) ? fit_by(scene, 1) : sweep_by(scene, 1.0 / steps_to_cross);
}

PlayFrame play_reset(const Scene& scene) {
  if (boxes_of(scene)) return {{BringBackAll{}}, false};
  if (arena_of(scene)) return {{SetFields{{{"iterations", std::int64_t{0}}}, true}}, false};
  if (fits(scene)) {
    const Result<Scene> start = built_in_scene(scene.name);
    if (!start || start->exhibit.index() != scene.exhibit.index()) return {{}, true};
    return {{SetDistribution{Side::q, std::get<LineScene>(start->exhibit).q}}, true};
  }
  if (moves(scene)) return {{SetFields{{{"time", 0.0}}, true}}, false};
  const Recorder& recorder = *recorder_of(scene);
  return {{SetFields{{{recorder.parameter, recorder.low}}, true}, ClearRecording{}}, false};
}

}  // namespace dlab
