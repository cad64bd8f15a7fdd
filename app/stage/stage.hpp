// The stage of any exhibit: its figure, the handles on it, and what hand, wheel and arrow keys do there.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/draw/draw_figure.hpp"
#include "app/panel/control_state.hpp"
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"
#include "app/stage/glide.hpp"
#include "app/stage/ground.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {

class Stage {
 public:
  // Reads the pointer against the figure drawn last; call inside the stage's window, before draw().
  void interact(const Ui& ui, const Scene& scene, const Results& results, Edits& edits, Probe& probe);
  // Draws for the scene after this frame's edits. `stale`: the curve is being renewed.
  void draw(const Ui& ui, const Scene& scene, const Results& results, Probe& probe, bool stale);
  // A key for the focused handle; false: nobody on the stage wanted it.
  bool key(const KeyPress& press, ControlState& controls, Edits& edits);

  bool dragging() const { return grabbed_.has_value() || (ground_ && ground_->dragging()); }
  bool busy() const { return dragging() || gliding_ || textures_.unfinished(); }
  const Figure& figure() const { return figure_; }

 private:
  struct Grab {
    Handle handle;
    Vec offset;          // grip minus pointer, in figure points: the grip stays under the hand
    Vec pointer;         // figure points, for fine dragging
    bool moved = false;  // farther than a click's tremble
    Vec began = {};
  };

  Vec pointer(const Ui& ui) const;
  Vec grip(const Handle& handle) const;
  void interact_handles(const Ui& ui, const Scene& scene, const Results& results, Edits& edits, Probe& probe);
  void interact_handle(const Ui& ui, const Scene& scene, const Results& results, const Handle& handle,
                       Edits& edits);
  void keyboard(const Ui& ui, const Scene& scene, const Results& results, const Handle& handle, Edits& edits);
  // Clicks and keys of handles with a picture of their own; false: it has no use for them.
  bool act_on_key(const Scene& scene, const Results& results, const Handle& handle, const HandleKey& key,
                  Edits& edits);
  void drag(const Ui& ui, const Scene& scene, const Results& results, Edits& edits);
  void propose(const Scene& scene, const Results& results, const Handle& handle, Vec data, bool snap,
               Edits& edits);
  void interact_ground(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe);
  void interact_meters(const Ui& ui, const Scene& scene, const Results& results, Probe& probe);
  void type_value(const Ui& ui, const Scene& scene, Edits& edits);
  void component_cross(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe);
  void draw_handles(const Ui& ui, const Scene& scene, const Results& results, Probe& probe);
  // The axes that a hand holds on to do not move under it, but give way near their edges.
  Axes held_still(const Ui& ui, Axes aim) const;
  void glide(const Ui& ui, const Scene& scene, const Results& results, const Style& style, double width,
             double height);

  Figure figure_;
  Look look_;
  LimitsGlide limits_;
  FigureTextures textures_;
  ImVec2 origin_{0, 0};  // of the figure, pixels
  bool gliding_ = false;
  std::unique_ptr<Ground> ground_;
  std::optional<Grab> grabbed_;
  std::string hovered_, focused_, typing_, typed_;
  bool ring_ = false;  // the focused handle shows its ring
  bool focused_own_ = false;
  std::vector<HandleKey> keys_;  // for the focused handle, until the next interact()
};

}  // namespace dlab
