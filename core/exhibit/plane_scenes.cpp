// Exhibit B's built-in scenes; each caption says where to look.
#include <cmath>

#include "assets/penguins_csv.hpp"
#include "core/distribution/csv.hpp"
#include "core/exhibit/plane_exhibit.hpp"

namespace dlab {
namespace {

struct Words {
  const char *name, *title, *caption;
};

Scene scene(const Words& words, const PlaneScene& plane) {
  Scene made;
  made.name = words.name;
  made.title = words.title;
  made.caption = words.caption;
  made.exhibit = plane;
  return made;
}

Recorder recorded(const char* parameter, double low, double high, std::int64_t steps) {
  return {parameter, low, high, steps, true, low, high};
}

Scene two_normals() {
  PlaneScene plane;
  plane.p = Normal2d{{-1.7, -0.3}, 1.1, 0.45, 35};
  plane.q = Normal2d{{1.7, 0.6}, 0.9, 0.5, -40};
  plane.recorder = recorded("q.mean.x", -4, 4, 80);
  plane.time = 0.5;
  return scene(
      {"two-normals", N_("Two bells in the plane"),
       N_("Pull an ellipse by its axes or its centre: the plan, {W1} and {W2} follow the hand. Halfway, at t "
          "= ½, the grains are neither {P} nor {Q} but a bell between them.")},
      plane);
}

// Arjovsky, Chintala, Bottou 2017, example 1 and figure 1.
Scene parallel_lines() {
  PlaneScene plane;
  plane.p = Segments2d{{0, 0.5}, 1, 90, 1, 1};
  plane.q = Segments2d{{0.5, 0.5}, 1, 90, 1, 1};
  plane.samples = 32;
  plane.recorder = recorded("q.center.x", -1, 1, 80);
  plane.x_low = -1.3;
  plane.x_high = 1.3;
  plane.y_low = -0.25;
  plane.y_high = 1.25;
  return scene(
      {"parallel-lines", N_("Example 1: two parallel segments"),
       N_("Slide Q sideways: {KL} = ∞, {JS} = ln 2 and {TV} = 1 until the segments meet, and there is no "
          "slope to follow. Only {W1} = |θ| leads home.")},
      plane);
}

Scene ring_and_bell() {
  PlaneScene plane;
  plane.p = Normal2d{{-1.9, -0.25}, 1.15, 0.5, 35};
  plane.q = Ring2d{{0.9, 0.2}, 1.15, 0.1, 8, 0};
  plane.samples = 110;
  plane.recorder = recorded("q.center.x", -3, 3, 60);
  plane.time = 0.42;
  return scene(
      {"ring-and-bell", N_("A bell becomes a ring"),
       N_("Transport cuts the bell into eight shares, one for each mode, and no road crosses another. Where "
          "a generator has to tear, so does the plan.")},
      plane);
}

Points2d species(const char* name) {
  Points2d points;
  points.file = "penguins.csv";
  points.column_x = "bill_length_mm";
  points.column_y = "bill_depth_mm";
  points.where_column = "species";
  points.where_value = name;
  const auto read =
      read_csv_pairs(assets::penguins_csv, {points.column_x, points.column_y, points.where_column, name});
  points.xs = SharedValues(read->xs);
  points.ys = SharedValues(read->ys);
  points.skipped = read->skipped;
  return points;
}

Scene penguins() {
  PlaneScene plane;
  plane.p = species("Adelie");
  plane.q = species("Chinstrap");
  plane.recorder = recorded("q.shift.x", -20, 10, 60);
  return scene(
      {"penguins-plane", N_("Penguins of two species"),
       N_("Bills of 151 Adelie and 68 Chinstrap penguins, length by depth in mm. Bare points hardly ever "
          "coincide, so {KL} is ∞; {W1} says how many millimetres lie between the species.")},
      plane);
}

Scene words_into_words() {
  PlaneScene plane;
  Text2d p, q;
  p.text = "GAN";
  q.text = "WGAN";
  p.center = {-0.9, 1.4};
  q.center = {0.9, -1.4};
  plane.p = p;
  plane.q = q;
  plane.samples = 700;
  plane.show.arrows = false;
  plane.cost = GroundCost::squared_euclidean;
  plane.time = 0.5;
  plane.play = PlanePlay::move;
  plane.recorder = {"q.center.x", -4, 4, 40};
  return scene({"words", N_("A word into another word"),
                N_("Press Move: every grain of ink takes its straight road, and on the way the word is "
                   "neither one nor "
                   "the other. Type your own words at the right.")},
               plane);
}

Painted2d blob(Point center, double lean) {
  Painted2d picture;
  picture.cells.columns = picture.cells.rows = 96;
  picture.cells.values = SharedValues(std::vector<double>(96 * 96, 0.0));
  picture.height = 6;
  picture = painted(picture, {center.x - 0.7, center.y - lean}, {center.x + 0.7, center.y + lean}, 0.55, 0.9);
  return painted(picture, {center.x + 0.1, center.y + 0.5}, {center.x + 0.1, center.y + 0.9}, 0.4, 0.6);
}

Scene paint_your_own() {
  PlaneScene plane;
  plane.p = blob({-1.5, -0.4}, 0.7);
  plane.q = blob({1.4, 0.5}, -0.6);
  plane.samples = 256;
  plane.recorder = {"q.center.x", -4, 4, 40};
  plane.x_low = plane.y_low = -3;
  plane.x_high = plane.y_high = 3;
  return scene({"paint", N_("Paint your own"),
                N_("Draw with the mouse: Q, or with Shift held P. Ctrl rubs out. Distances and plan follow "
                   "the brush.")},
               plane);
}

}  // namespace

std::vector<Scene> plane_scenes() {
  return {two_normals(), parallel_lines(), ring_and_bell(), penguins(), words_into_words(), paint_your_own()};
}

}  // namespace dlab
