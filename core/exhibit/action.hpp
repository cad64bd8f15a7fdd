// Edits as values. apply() is pure and is the only place that clamps and validates; undo follows from it.
#pragma once
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "core/exhibit/boxes_solve.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {

// Sets fields by path. `clamp`: out-of-range numbers go to the nearest limit (drags) instead of being
// refused.
struct SetFields {
  std::vector<std::pair<std::string, FieldValue>> values;
  bool clamp = false;
};
struct SetKind {
  Side side;
  DistributionKind kind;
};
struct SetDistribution {
  Side side;
  Distribution distribution;
};
struct SetKind2d {
  Side side;
  Kind2d kind;
};
struct SetDistribution2d {
  Side side;
  Distribution2d distribution;
};
// For a mixture; anything else becomes a mixture of itself and the new component first.
struct AddComponent {
  Side side;
  double at;        // its location
  double at_y = 0;  // in the plane
};
struct RemoveComponent {
  Side side;
  std::size_t index;  // the last two left become a plain distribution
};
// Freehand: the stroke from (x0, y0) to (x1, y1) in data units sets the histogram's heights along its way.
struct PaintHistogram {
  Side side;
  double x0, y0, x1, y1;
};
// The brush in the plane; `amount` of a full stroke, negative rubs out. Anything but a painted distribution
// is turned into one first.
struct PaintCells {
  Side side;
  Point from, to;
  double radius, amount;
};
struct SwapSides {};
// Extends the recording to `value` of `parameter`; another parameter than before starts afresh.
struct Record {
  std::string parameter;
  double from, to;
};
struct ClearRecording {};
struct FitStep {
  int steps = 1;
};
// Exhibit C. To a place of the demand, or back (not_carried).
struct CarryBox {
  BoxId box;
  std::int64_t destination;
};
struct SetPlanEntry {  // γ(place, destination) becomes `count`
  std::size_t place, destination;
  std::int64_t count;
};
struct CarryNext {};  // the next box on the way to the best plan
struct LoadOptimum {};
struct BringBackAll {};
struct AddBoxPlace {
  Side side;
};
struct RemoveBoxPlace {
  Side side;
  std::size_t index;
};
// Exhibit F: another configuration for the race, as the one that is edited; and one that leaves it (0: the
// first; the next one takes its place).
struct AddRival {};
struct RemoveLane {
  std::size_t lane;
};
struct LoadScene {
  Scene scene;
};

struct LeaveAsIs {};  // what a grip that cannot move proposes

using Action = std::variant<SetFields, SetKind, SetDistribution, SetKind2d, SetDistribution2d, AddComponent,
                            RemoveComponent, PaintCells, PaintHistogram, SwapSides, Record, ClearRecording,
                            FitStep, CarryBox, SetPlanEntry, CarryNext, LoadOptimum, BringBackAll,
                            AddBoxPlace, RemoveBoxPlace, AddRival, RemoveLane, LoadScene, LeaveAsIs>;

Result<Scene> apply(const Scene& scene, const Action& action);

// Undo and redo as a list of scenes. A gesture (one drag) is one step: open it, replace freely, close it.
class EditHistory {
 public:
  // What the program adds to a scene after an edit, such as words drawn as cells; an error refuses the edit.
  using Complete = std::function<Result<Scene>(const Scene& before, Scene after)>;
  explicit EditHistory(Scene first, Complete complete = {});
  const Scene& scene() const { return states_[at_]; }
  // An error leaves the scene as it was.
  Status edit(const Action& action);
  // Changes the current state in place: zoom and pan belong to the scene, but are no steps to undo.
  Status adjust(const Action& action);
  void begin_gesture();  // edits until end_gesture() make one step
  void end_gesture();
  bool can_undo() const { return at_ > 0; }
  bool can_redo() const { return at_ + 1 < states_.size(); }
  void undo();
  void redo();

 private:
  Result<Scene> after(const Action& action) const;

  Complete complete_;
  std::vector<Scene> states_;  // at most 500, oldest dropped
  std::size_t at_ = 0;
  bool in_gesture_ = false, gesture_pushed_ = false;
};

}  // namespace dlab
