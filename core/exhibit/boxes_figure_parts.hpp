// What the parts of exhibit C's picture share.
#pragma once
#include <string>
#include <vector>

#include "core/exhibit/boxes_figure.hpp"
#include "core/exhibit/canvas.hpp"

namespace dlab {

class BoxesCanvas : public FigureCanvas {
 public:
  BoxesCanvas(const BoxesScene& scene, const BoxesResults& results, const Look& look, const Style& style,
              Figure& figure, const BoxesLayout& layout);

  const BoxesScene& scene;
  const BoxesResults& results;
  const Look& look;
  const BoxesLayout& layout;
  BoxesGround ground;

  bool priced() const { return scene.show_prices && results.optimum.has_value(); }
  bool optimum_shown() const { return scene.show_optimum && results.optimum.has_value(); }
  // Best of all: what the optimum and tight ways are drawn in.
  Color best_line() const { return theme().distance[4]; }
  Color best_text() const { return theme().distance_text[4]; }
  std::string name_of(const BoxPlace& place) const;  // in the catalogue's language, mark-up escaped
  // The name in at most `width`: smaller, then cut, then only its number on its side.
  struct Label {
    std::string text;
    double size;
  };
  Label fitted_name(const std::vector<BoxPlace>& side, std::size_t place, double size, double width) const;
  // What stands on a box: where it comes from, in a letter or a number.
  std::string mark_of(std::size_t place) const;
  // Boxes from one place share a tint of P's blue.
  Color tint_of(std::size_t place) const;
  Color ink_on(Color ground_color) const;  // the text colour that reads better there
};

inline constexpr double excess_size = 15;  // of the plus above a stack with too many

// Where things stand in points.
struct GroundGeometry {
  Axes stock, demand;
  double box = 0;                    // side of a box
  Rect labels_stock, labels_demand;  // the bands that names and prices stand in; the same on one floor
  Rect sky;                          // where the ways run
  Rect strip;                        // for the potential; w = 0 without one
};
GroundGeometry ground_geometry(const BoxesCanvas& canvas);

// A way from a place's stack to another's, with room for its head.
std::vector<Vec> way_path(const BoxesCanvas& canvas, const GroundGeometry& geometry, std::size_t i,
                          std::size_t j);

// The parts.
void draw_box_meters(BoxesCanvas& canvas);
void draw_ground(BoxesCanvas& canvas);
void draw_ways(BoxesCanvas& canvas, const GroundGeometry& geometry);
void draw_boxes(BoxesCanvas& canvas, const GroundGeometry& geometry);
void draw_places(BoxesCanvas& canvas, const GroundGeometry& geometry);
void draw_price_strip(BoxesCanvas& canvas, const GroundGeometry& geometry);
void draw_table(BoxesCanvas& canvas);

}  // namespace dlab
