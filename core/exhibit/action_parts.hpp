// What several actions share: edits that drags may not make, a recorder that follows its parameter,
// components.
#pragma once
#include "core/exhibit/action.hpp"

namespace dlab {

// What a drag may not do to a side: the ends of a support cross, or the last weight vanish.
void keep_sane(LineScene& now, const LineScene& old);
void keep_sane(PlaneScene& now, const PlaneScene& old);
inline void keep_sane(BoxesScene&, const BoxesScene&) {}  // whatever its fields are, settle() copes
void keep_sane(ArenaScene& now, const ArenaScene& old);

// Another parameter than before is followed: over its own range, except for limits that the caller gave. A
// curve that covered its whole range still does; any other begins anew.
void start_recording_afresh(Recorder& recorder, const Recorder& old, const Recorder& fresh);
// The visited part stays within a changed range; a curve that covered all of it still does.
void keep_visited(Recorder& recorder, const Recorder& old);

// If the recorder's parameter is gone (another kind, a removed component), the side's location takes its
// place.
void keep_parameter(Scene& scene);

template <class Exhibit>
void follow(Exhibit& now, const Exhibit& before) {
  if (now.recorder.parameter != before.recorder.parameter) {
    start_recording_afresh(now.recorder, before.recorder, recorder_for(now, now.recorder.parameter));
  } else {
    keep_visited(now.recorder, before.recorder);
  }
  if (now.recorder.recorded && now.recorder.visited_low == now.recorder.visited_high) {  // just switched on
    now.recorder.visited_low = now.recorder.low;
    now.recorder.visited_high = now.recorder.high;
  }
}

inline void follow(BoxesScene& now, const BoxesScene&) { settle(now); }
// Whoever changes a run while looking back goes on from there: what is shown is the newest again.
inline void follow(ArenaScene&, const ArenaScene&) {}  // after edits of every kind, see below
inline void follow(ArenaScene& now, const ArenaScene& before, bool same_seed) {
  if (!same_seed || !same_training(now, before)) now.moment = -1;
}

// `parameter`, a field's path that follows its component, or null.
Status add_component(Distribution& distribution, const AddComponent& action, std::string* parameter);
Status add_component(Distribution2d& distribution, const AddComponent& action, std::string* parameter);
Status remove_component(Distribution& distribution, const RemoveComponent& action, std::string* parameter);
Status remove_component(Distribution2d& distribution, const RemoveComponent& action, std::string* parameter);

}  // namespace dlab
