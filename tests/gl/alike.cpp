#include "tests/gl/alike.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "app/export/export.hpp"

namespace dlab {

StageOptions small_stage(float scale) {
  StageOptions options;
  options.width = static_cast<int>(240 * scale);
  options.height = static_cast<int>(160 * scale);
  options.scale = scale;
  return options;
}

Figure figure_of(std::vector<Primitive> primitives) {
  Figure figure;
  figure.width = 240;
  figure.height = 160;
  figure.primitives = std::move(primitives);
  return figure;
}

std::shared_ptr<const std::vector<float>> grid_values(int columns, int rows,
                                                      const std::function<double(double, double)>& f) {
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      values->push_back(static_cast<float>(f(column / (columns - 1.0), row / (rows - 1.0))));
  return values;
}

Pixels on_screen(Stage& stage, const Figure& figure, FigureTextures& textures) {
  stage.screen().set_ground(1, 1, 1);
  for (int i = 0; i < 2; ++i) {
    stage.frame([&](const Ui& ui) { draw_figure(ui, ImGui::GetWindowDrawList(), {0, 0}, figure, textures); });
    textures.end_frame();
  }
  return stage.pixels();
}

Pixels on_screen(Stage& stage, const Figure& figure) {
  FigureTextures textures;
  return on_screen(stage, figure, textures);
}

Pixels on_paper(Stage& stage, const Figure& figure, float scale) {
  ExportOptions options;
  options.ground = Color{255, 255, 255, 255};
  options.pixels_per_point = scale;
  Result<Pixels> pixels = rasterize(figure, stage.book(), options);
  return pixels ? *std::move(pixels) : Pixels{};
}

Difference difference(const Pixels& a, const Pixels& b) {
  Difference d;
  double sum = 0;
  for (int y = 0; y < a.height; ++y)
    for (int x = 0; x < a.width; ++x) {
      const Color p = pixel(a, x, y), q = pixel(b, x, y);
      const int gap = std::max({std::abs(p.r - q.r), std::abs(p.g - q.g), std::abs(p.b - q.b)});
      const bool ink = p.r + p.g + p.b < 740 || q.r + q.g + q.b < 740;
      d.inked += ink;
      sum += gap;
      d.most = std::max(d.most, gap);
    }
  d.mean = d.inked > 0 ? sum / d.inked : 0;
  return d;
}

void expect_alike(const std::string& name, const Figure& figure, double mean, int most, float scale) {
  DLAB_OPEN_STAGE(stage, small_stage(scale));
  const Pixels screen = on_screen(*stage, figure);
  const Pixels paper = on_paper(*stage, figure, scale);
  ASSERT_EQ(screen.width, paper.width);
  ASSERT_EQ(screen.height, paper.height);
  keep_picture(screen, name + "-screen");
  keep_picture(paper, name + "-paper");
  const Difference d = difference(screen, paper);
  EXPECT_GT(d.inked, 50);
  EXPECT_LE(d.mean, mean) << name;
  EXPECT_LE(d.most, most) << name;
}

}  // namespace dlab
