// Exhibit A's pictures and the handles on them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/action.hpp"
#include "core/exhibit/line_solve.hpp"
#include "core/figure/style.hpp"

namespace dlab {

// The cards of the stage and where they stand, in points; the same on screen and in files.
struct LineLayout {
  Rect density, view, recorder, derivative;  // view.w = 0 if no view is chosen
  std::array<Rect, 6> meters;
};
LineLayout line_layout(const LineScene& scene, double width, double height, const Style& style);

// What is only on screen and never exported as state: limits in mid-glide, the crosshair.
struct LineLook {
  std::optional<double> x_low, x_high, y_high;  // density limits to use instead of the fitted ones
  std::optional<double> recorder_high, derivative_low, derivative_high;
  std::optional<Vec> crosshair;  // in figure points
  std::string crosshair_axes;
};

Figure line_figure(const LineScene& scene, const LineResults& results, const LineLook& look,
                   const Style& style, double width, double height);

// A place on the stage that can be grabbed. Dragging it to a data position proposes an action.
struct Handle {
  std::string id;    // the field path(s) it moves: "q.mean", "q.components.1.weight"
  std::string axes;  // which axes it lives on
  Vec at;            // data coordinates
  Side side;
  bool primary;               // the big one (location) or a small one (width, weight, support end)
  bool horizontal, vertical;  // directions it moves in
};
std::vector<Handle> line_handles(const LineScene& scene, const LineResults& results);
// The action that moves the handle's grip to `data` (grab offset already removed). `snap`: to nice values.
Action drag_handle(const LineScene& scene, const LineResults& results, const Handle& handle, Vec data,
                   bool snap);
// "mean 2.400": what the bubble at a held handle says.
std::string handle_label(const LineScene& scene, const Handle& handle, const Catalog& words);
// The parameter that the recorder follows when this handle is dragged.
std::string recorded_parameter(const Handle& handle);

}  // namespace dlab
