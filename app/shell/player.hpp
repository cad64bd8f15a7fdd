// Play, step and reset: sweeps the recorder's parameter, or takes gradient steps of the fit.
#pragma once
#include <string>

#include "app/panel/edits.hpp"

namespace dlab {

class Player {
 public:
  bool playing() const { return playing_; }
  void toggle(const Scene& scene, Edits& edits);
  void stop(Edits& edits);
  void step(const Scene& scene, Edits& edits);
  void reset(const Scene& scene, Edits& edits);
  // Moves on by `seconds` of wall time; a whole sweep takes six.
  void advance(const Scene& scene, double seconds, Edits& edits);

 private:
  void sweep_by(const Scene& scene, double distance, Edits& edits);
  void fit_by(const Scene& scene, int steps, Edits& edits);
  bool playing_ = false;
};

}  // namespace dlab
