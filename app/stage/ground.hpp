// What a stage does where no handle is: each exhibit's own brush, pan and zoom.
#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {

class Ground {
 public:
  // The stage as the hand meets it.
  struct Hand {
    const Ui& ui;
    const Figure& figure;           // as drawn last
    ImVec2 origin;                  // of the figure, pixels
    Vec pointer;                    // figure points
    std::function<void()> unfocus;  // nothing on the stage has the keyboard any more
  };

  virtual ~Ground() = default;
  virtual bool serves(const Scene& scene) const = 0;
  virtual void interact(const Hand& hand, const Scene& scene, Edits& edits, Probe& probe) = 0;
  bool dragging() const { return panning_ || painting_; }
  bool panning() const { return panning_; }

 protected:
  // After the ground's own item: a press inside begins a stroke on P or Q (Shift: on P), or takes hold of the
  // view.
  void begin(bool inside, bool paints_p, bool paints_q, Edits& edits);
  void end(Edits& edits);
  // The next piece of a stroke to `now`: where it begins. None: the hand stood still.
  std::optional<Vec> stroke_from(Vec now);

  bool panning_ = false, painting_ = false;
  Side painted_ = Side::q;

 private:
  std::optional<Vec> last_;
};

// Factor by which the view's span changes with the wheel.
double zoom_factor();

std::unique_ptr<Ground> make_line_ground();
std::unique_ptr<Ground> make_plane_ground();
std::unique_ptr<Ground> make_arena_ground();
// The ground for a scene's exhibit; null if it has none. `now` is kept if it serves the scene.
void renew_ground(std::unique_ptr<Ground>& now, const Scene& scene);

}  // namespace dlab
