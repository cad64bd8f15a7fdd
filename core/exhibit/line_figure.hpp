// Exhibit A's pictures and the handles on them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/action.hpp"
#include "core/exhibit/handle.hpp"
#include "core/exhibit/line_solve.hpp"
#include "core/figure/style.hpp"

namespace dlab {

// The cards of the stage and where they stand, in points; the same on screen and in files.
struct LineLayout {
  Rect density, view, recorder, derivative;  // view.w = 0 if no view is chosen
  std::array<Rect, 6> meters;
};
LineLayout line_layout(const LineScene& scene, double width, double height, const Style& style);

Figure line_figure(const LineScene& scene, const LineResults& results, const Look& look, const Style& style,
                   double width, double height);

std::vector<Handle> line_handles(const LineScene& scene, const LineResults& results);
// The action that moves the handle's grip to `data` (grab offset already removed). `snap`: to nice values.
Action drag_handle(const LineScene& scene, const LineResults& results, const Handle& handle, Vec data,
                   bool snap);
// "mean 2.400": what the bubble at a held handle says.
std::string handle_label(const LineScene& scene, const Handle& handle, const Catalog& words);
// The parameter that the recorder follows when this handle is dragged.
std::string recorded_parameter(const Handle& handle);

}  // namespace dlab
