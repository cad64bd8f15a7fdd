// A small figure on the screen's renderer and on Cairo's, and how far the two are apart.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "app/draw/draw_figure.hpp"
#include "tests/gl/stage.hpp"

namespace dlab {

StageOptions small_stage(float scale = 1);  // 240 × 160 points
Figure figure_of(std::vector<Primitive> primitives);

// f at the nodes of a grid over the unit square, row by row.
std::shared_ptr<const std::vector<float>> grid_values(int columns, int rows,
                                                      const std::function<double(double, double)>& f);

// On white, after two frames.
Pixels on_screen(Stage& stage, const Figure& figure, FigureTextures& textures);
Pixels on_screen(Stage& stage, const Figure& figure);
Pixels on_paper(Stage& stage, const Figure& figure, float scale = 1);

// Mean over the pixels that either of them painted of the largest difference of a channel.
struct Difference {
  double mean = 0;
  int most = 0, inked = 0;
};
Difference difference(const Pixels& a, const Pixels& b);

// Draws both, keeps the pictures, and expects a difference within `mean` and `most`.
void expect_alike(const std::string& name, const Figure& figure, double mean, int most, float scale = 1);

}  // namespace dlab
