// Exhibit B's picture: where its cards stand, and everything on them.
#pragma once
#include <array>

#include "core/exhibit/handle.hpp"
#include "core/exhibit/plane_solve.hpp"
#include "core/figure/style.hpp"

namespace dlab {

struct PlaneLayout {
  std::array<Rect, 6> meters;
  Rect plane;  // the main card
  Rect plan;   // the plan, or what the ruler has instead; w = 0: not shown
  Rect recorder;
};
PlaneLayout plane_layout(const PlaneScene& scene, double width, double height, const Style& style);

Figure plane_figure(const PlaneScene& scene, const PlaneResults& results, const Look& look,
                    const Style& style, double width, double height);

}  // namespace dlab
