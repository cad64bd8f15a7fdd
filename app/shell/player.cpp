#include "app/shell/player.hpp"

#include "core/exhibit/play.hpp"

namespace dlab {
namespace {

void take(const PlayFrame& frame, Edits& edits) {
  for (const Action& action : frame.actions) edits.act(action);
}

}  // namespace

void Player::toggle(const Scene& scene, Edits& edits) {
  if (playing_) {
    stop(edits);
    return;
  }
  playing_ = true;
  edits.gesture_began = true;
  take(play_start(scene), edits);
}

void Player::stop(Edits& edits) {
  if (playing_) edits.gesture_ended = true;
  playing_ = false;
}

void Player::step(const Scene& scene, Edits& edits) {
  stop(edits);
  take(play_step(scene), edits);
}

void Player::reset(const Scene& scene, Edits& edits) {
  const PlayFrame frame = play_reset(scene);
  if (frame.arrived) stop(edits);
  take(frame, edits);
}

void Player::advance(const Scene& scene, double seconds, Edits& edits) {
  if (!playing_) return;
  const PlayFrame frame = play_on(scene, seconds);
  take(frame, edits);
  if (frame.arrived) stop(edits);
}

}  // namespace dlab
