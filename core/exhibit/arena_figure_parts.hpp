// What the parts of exhibit F's picture share.
#pragma once
#include <string>
#include <vector>

#include "core/exhibit/arena_figure.hpp"
#include "core/exhibit/canvas.hpp"

namespace dlab {

class ArenaCanvas : public FigureCanvas {
 public:
  ArenaCanvas(const ArenaScene& scene, const ArenaResults& results, const Look& look, const Style& style,
              Figure& figure, const ArenaLayout& layout)
      : FigureCanvas(style, figure), scene(scene), results(results), look(look), layout(layout) {}

  const ArenaScene& scene;
  const ArenaResults& results;
  const Look& look;
  const ArenaLayout& layout;

  std::size_t lane = 0;  // of a race
  bool framed = true;    // the parts' own cards and titles are drawn

  const Diagnosis& moment() const { return *results.diagnosis; }
  bool estimates_distance() const { return is_critic(results.settings.objective); }
  Color green() const { return theme().distance[static_cast<std::size_t>(DistanceKind::w1)]; }
  Color green_text() const { return theme().distance_text[static_cast<std::size_t>(DistanceKind::w1)]; }
};

// Colours for [low, high] of the critic's value, model's below, data's above, the card's own in between.
struct ArenaColors {
  double low = 0, high = 1;
  std::vector<Color> ramp;
  std::vector<double> contours;
  Stroke contour;
};
ArenaColors arena_colors(const ArenaCanvas& canvas);

// Where a small card's heading stands: over the plot, as wide as the card.
inline Rect head_of(const Rect& card, const Rect& plot, double e) {
  return {card.x + 16 * e, plot.y, card.w - 32 * e, plot.h};
}

Axes map_axes(const ArenaCanvas& canvas);

void draw_arena_meters(ArenaCanvas& canvas);
void draw_arena_map(ArenaCanvas& canvas);
void draw_arena_line(ArenaCanvas& canvas);
void draw_landscape(ArenaCanvas& canvas);
void draw_arena_curves(ArenaCanvas& canvas);
void draw_arena_crosshair(ArenaCanvas& canvas);  // what the curves are at the cursor
void draw_arena_detail(ArenaCanvas& canvas);
void draw_timeline(ArenaCanvas& canvas);

}  // namespace dlab
