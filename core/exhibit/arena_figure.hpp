// Exhibit F's picture: where its cards stand, and everything on them.
#pragma once
#include <array>

#include "core/exhibit/arena_results.hpp"
#include "core/exhibit/handle.hpp"
#include "core/figure/style.hpp"

namespace dlab {

struct ArenaLayout {
  std::array<Rect, 6> meters;
  Rect map;        // the critic over the plane, or over the line
  Rect landscape;  // w = 0: not shown
  Rect curves, detail;
  Rect timeline;  // w = 0: on no screen
};
ArenaLayout arena_layout(const ArenaScene& scene, double width, double height, const Style& style);

Figure arena_figure(const ArenaScene& scene, const ArenaResults& results, const Look& look,
                    const Style& style, double width, double height);

}  // namespace dlab
