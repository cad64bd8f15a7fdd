// Golden dumps of exhibit A's figures; DLAB_SCREENS=DIR also draws every
// scene, view, theme and language to PNG files there, for eyes.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "app/export/export.hpp"
#include "core/base/file.hpp"
#include "core/base/languages.hpp"
#include "core/exhibit/line_figure.hpp"
#include "core/exhibit/line_scenes.hpp"
#include "core/exhibit/scene.hpp"
#include "tests/figure/golden.hpp"

namespace dlab {
namespace {

LineScene line_of(const std::string& name) { return std::get<LineScene>(built_in_scene(name)->exhibit); }

constexpr double tolerance = 0.0201;  // two units of the last digit that a dump prints

Figure small_figure(LineScene scene) {
  static const FixedAdvance measurer;
  static const Catalog words;
  scene.recorder.steps = 24;
  const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false};
  return line_figure(scene, *solve(scene), {}, style, 720, 520);
}

TEST(LineFigure, TwoBells) {
  expect_golden("line-two-bells.txt", dump(small_figure(line_of("two-bells"))), tolerance);
}

TEST(LineFigure, DisjointUniforms) {
  LineScene scene = line_of("disjoint-uniforms");
  scene.view = LineView::coupling;
  expect_golden("line-disjoint-uniforms.txt", dump(small_figure(scene)), tolerance);
}

TEST(LineFigure, PointMasses) {
  LineScene scene = line_of("point-masses");
  scene.view = LineView::potential;
  expect_golden("line-point-masses.txt", dump(small_figure(scene)), tolerance);
}

TEST(LineFigure, FitBeforeAnythingIsRecorded) {
  LineScene scene = line_of("fit-forward");
  scene.view = LineView::discriminator;
  expect_golden("line-fit-forward.txt", dump(small_figure(scene)), tolerance);
}

TEST(LineFigure, CoinsInBits) {
  LineScene scene = line_of("coins");
  scene.view = LineView::pointwise;
  scene.unit = Unit::bits;
  expect_golden("line-coins.txt", dump(small_figure(scene)), tolerance);
}

TEST(LineFigure, GoldenComparisonCatchesChanges) {
  EXPECT_TRUE(same_line("line 1.00,2.00 3.00,-4.01", "line 1.01,2.00 3.00,-4.00", tolerance));
  EXPECT_FALSE(same_line("line 1.00,2.00", "line 1.00,2.50", tolerance));
  EXPECT_FALSE(same_line("line 1.00,2.00", "line 1.00,2.00 3.00,4.00", tolerance));
  EXPECT_FALSE(same_line("text KL", "text JS", tolerance));
}

void draw_screen(const std::string& path, const LineScene& scene, const LineResults& results, ThemeKind kind,
                 const char* language, double width, double height, const FontBook& fonts, double emphasis) {
  const Style style{&theme(kind), &catalog_for(language), &fonts, emphasis, false};
  ExportOptions options;
  options.ground = style.theme->page;
  const auto bytes = png_bytes(line_figure(scene, results, {}, style, width, height), fonts, options);
  ASSERT_TRUE(bytes) << bytes.error().text();
  ASSERT_TRUE(write_file(path, *bytes));
}

TEST(LineFigure, ScreensForEyes) {
  const char* directory = std::getenv("DLAB_SCREENS");
  if (!directory) return;  // DLAB_SCREENS names a folder: every screen is drawn there, to be looked at
  std::filesystem::create_directories(directory);
  const FontBook fonts;
  static constexpr const char* views[] = {"none", "pointwise", "cdf",          "coupling",
                                          "plan", "potential", "discriminator"};
  for (const Scene& built_in : line_scenes()) {
    LineScene scene = std::get<LineScene>(built_in.exhibit);
    const auto results = solve(scene);
    for (int view = 0; view < 7; ++view) {
      scene.view = static_cast<LineView>(view);
      for (const char* language : {"en", "zh"})
        for (ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
          const std::string stem = std::string(directory) + "/" + built_in.name + "-" + views[view] + "-" +
                                   language + (kind == ThemeKind::light ? "-light" : "-dark");
          draw_screen(stem + "-960.png", scene, *results, kind, language, 960, 600, fonts, 1);
          draw_screen(stem + "-1400.png", scene, *results, kind, language, 1400, 900, fonts, 1);
          draw_screen(stem + "-presenter.png", scene, *results, kind, language, 1600, 900, fonts, 1.5);
        }
    }
  }
}

}  // namespace
}  // namespace dlab
