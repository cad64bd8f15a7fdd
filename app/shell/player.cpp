#include "app/shell/player.hpp"

#include <algorithm>

namespace dlab {
namespace {

constexpr double sweep_seconds = 6;
constexpr int steps_to_cross = 40;  // by the Step button

const LineScene& line_of(const Scene& scene) { return std::get<LineScene>(scene.exhibit); }

std::optional<double> value_of(const Scene& scene, const std::string& path) {
  Scene copy = scene;
  const Result<FieldRef> field = find_field(fields(copy), path);
  if (!field) return std::nullopt;
  const FieldValue value = field->get();
  return std::holds_alternative<double>(value) ? std::optional(std::get<double>(value)) : std::nullopt;
}

bool fits(const Scene& scene) { return line_of(scene).play == LinePlay::fit; }

}  // namespace

void Player::toggle(const Scene& scene, Edits& edits) {
  if (playing_) {
    stop(edits);
    return;
  }
  playing_ = true;
  edits.gesture_began = true;
  if (fits(scene)) return;
  const Recorder& recorder = line_of(scene).recorder;
  const std::optional<double> now = value_of(scene, recorder.parameter);
  if (now && *now >= recorder.high - 1e-9 * (recorder.high - recorder.low)) reset(scene, edits);
}

void Player::stop(Edits& edits) {
  if (playing_) edits.gesture_ended = true;
  playing_ = false;
}

void Player::step(const Scene& scene, Edits& edits) {
  stop(edits);
  const Recorder& recorder = line_of(scene).recorder;
  if (fits(scene))
    fit_by(scene, 1, edits);
  else
    sweep_by(scene, (recorder.high - recorder.low) / steps_to_cross, edits);
}

void Player::reset(const Scene& scene, Edits& edits) {
  if (fits(scene)) {
    stop(edits);
    if (const Result<Scene> start = built_in_scene(scene.name))
      edits.act(SetDistribution{Side::q, line_of(*start).q});
    return;
  }
  const Recorder& recorder = line_of(scene).recorder;
  edits.act(SetFields{{{recorder.parameter, recorder.low}}, true});
  edits.act(ClearRecording{});
}

void Player::advance(const Scene& scene, double seconds, Edits& edits) {
  if (!playing_) return;
  const Recorder& recorder = line_of(scene).recorder;
  if (fits(scene))
    fit_by(scene, 1, edits);
  else
    sweep_by(scene, std::min(seconds, 0.1) / sweep_seconds * (recorder.high - recorder.low), edits);
}

void Player::sweep_by(const Scene& scene, double distance, Edits& edits) {
  const Recorder& recorder = line_of(scene).recorder;
  const std::optional<double> now = value_of(scene, recorder.parameter);
  if (!now) {
    stop(edits);
    return;
  }
  const double from = std::clamp(*now, recorder.low, recorder.high);
  const double to = std::min(from + distance, recorder.high);
  edits.act(SetFields{{{recorder.parameter, to}}, true});
  edits.act(Record{recorder.parameter, from, to});
  if (to >= recorder.high) stop(edits);
}

void Player::fit_by(const Scene& scene, int steps, Edits& edits) {
  const Result<Scene> after = apply(scene, FitStep{steps});
  if (!after || line_of(*after).q == line_of(scene).q) {  // it has arrived, or cannot go
    if (!after) edits.act(FitStep{steps});                // says why
    stop(edits);
    return;
  }
  edits.act(LoadScene{*after});
}

}  // namespace dlab
