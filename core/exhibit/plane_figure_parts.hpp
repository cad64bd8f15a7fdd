// What the parts of exhibit B's picture share.
#pragma once
#include "core/exhibit/distance_canvas.hpp"
#include "core/exhibit/plane_figure.hpp"

namespace dlab {

class PlaneCanvas : public DistanceCanvas {
 public:
  PlaneCanvas(const PlaneScene& scene, const PlaneResults& results, const Look& look, const Style& style,
              Figure& figure, const PlaneLayout& layout);

  const PlaneScene& scene;
  const PlaneResults& results;
  const Look& look;
  const PlaneLayout& layout;

  Color hue(Side side) const { return side == Side::p ? theme().p : theme().q; }
  Color ink(Side side) const { return side == Side::p ? theme().p_text : theme().q_text; }
  bool has_time() const { return scene.show.moved && scene.ruler != Ruler::sliced; }
};

// "W_{1}", "W_{2}^{2}" …: what the plan's cost is called.
std::string cost_name(GroundCost cost);
// Errors and gaps in one digit: "4e-16".
std::string small_text(double value);

void draw_plane(PlaneCanvas& canvas);
void draw_time(PlaneCanvas& canvas, const Rect& strip);
void draw_plan(PlaneCanvas& canvas);
void draw_plane_crosshair(PlaneCanvas& canvas);

}  // namespace dlab
