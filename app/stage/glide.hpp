// Axis limits that glide to where they should be instead of jumping there.
#pragma once
#include <map>
#include <string>

#include "core/figure/figure.hpp"

namespace dlab {

class LimitsGlide {
 public:
  // Moves the shown limits of `target.name` towards the target's; `jump` goes there at once. Returns what to
  // show.
  Axes toward(const Axes& target, double seconds, bool jump);
  // Whether the last round of toward() calls left anything on its way.
  bool moving() const { return moving_; }
  void begin_round() { moving_ = false; }

 private:
  std::map<std::string, Axes> shown_;
  bool moving_ = false;
};

}  // namespace dlab
