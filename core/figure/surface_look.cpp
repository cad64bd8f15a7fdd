#include "core/figure/surface_look.hpp"

#include <cmath>

namespace dlab {

void dress(Surface& surface, const Style& style) {
  const Theme& t = *style.theme;
  surface.wall = mixed(t.card, t.axis, t.kind == ThemeKind::light ? 0.2 : 0.36);
  surface.rim = {with_alpha(mixed(t.card, t.axis, 0.9), 0.8), 1, Dash::solid};
  Text note;
  note.text = style.tr("image, %1 dpi", {std::to_string(std::lround(surface_dpi))});
  note.at = {surface.rect.right() - 8, surface.rect.bottom() - 6};
  note.size = style.type(13);
  note.color = t.text_soft;
  note.align = Align::right;
  note.baseline = Baseline::bottom;
  surface.note = std::move(note);
}

}  // namespace dlab
