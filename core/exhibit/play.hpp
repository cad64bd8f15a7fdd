// What play, step and reset do to a scene, as actions: the window's player and movies take the same ones.
#pragma once
#include <vector>

#include "core/exhibit/action.hpp"

namespace dlab {

struct PlayFrame {
  std::vector<Action> actions;
  bool arrived = false;  // playing ends with these
};
// Before the first frame: back to the beginning if the last play came to its end.
PlayFrame play_start(const Scene& scene);
// `seconds` of playing; a whole sweep takes six.
PlayFrame play_on(const Scene& scene, double seconds);
PlayFrame play_step(const Scene& scene);  // by the Step button
PlayFrame play_reset(const Scene& scene);

}  // namespace dlab
