// The view under the density: its card, and which of the six it is.
#include "core/exhibit/line_figure_parts.hpp"

namespace dlab {

void draw_view(LineCanvas& c) {
  c.card(c.layout.view);
  const Rect plot = c.plot_in(c.layout.view, true);
  switch (c.scene.view) {
    case LineView::none:
      return;
    case LineView::pointwise:
      return draw_pointwise_view(c, plot);
    case LineView::cdf:
      return draw_cdf_view(c, plot);
    case LineView::coupling:
      return draw_coupling_view(c, plot);
    case LineView::plan:
      return draw_plan_view(c, plot);
    case LineView::potential:
      return draw_potential_view(c, plot);
    case LineView::discriminator:
      return draw_discriminator_view(c, plot);
  }
}

}  // namespace dlab
