// Play, step and reset as the window's buttons do them.
#pragma once
#include "app/panel/edits.hpp"

namespace dlab {

class Player {
 public:
  bool playing() const { return playing_; }
  void toggle(const Scene& scene, Edits& edits);
  void stop(Edits& edits);
  void step(const Scene& scene, Edits& edits);
  void reset(const Scene& scene, Edits& edits);
  void advance(const Scene& scene, double seconds, Edits& edits);  // wall time

 private:
  bool playing_ = false;
};

}  // namespace dlab
