// Golden dumps of exhibit C's figures along a lesson; DLAB_SCREENS=DIR also draws them for eyes, in every
// theme and language.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "app/export/export.hpp"
#include "core/base/file.hpp"
#include "core/base/languages.hpp"
#include "core/exhibit/boxes_figure.hpp"
#include "core/exhibit/boxes_plan.hpp"
#include "core/exhibit/scene.hpp"
#include "tests/figure/golden.hpp"

namespace dlab {
namespace {

constexpr double tolerance = 0.0201;  // two units of the last digit that a dump prints

BoxesScene boxes_of(const std::string& name) { return std::get<BoxesScene>(built_in_scene(name)->exhibit); }

std::string small_figure(const BoxesScene& boxes, const Look& look = {}) {
  static const FixedAdvance measurer;
  static const Catalog words;
  const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false};
  return dump(boxes_figure(boxes, *solve(boxes), look, style, 720, 520));
}

// The source's plan, all but its last box: one box 1→7, two boxes 1→10, two 2→8.
BoxesScene half_done() {
  BoxesScene boxes = boxes_of("six-boxes");
  boxes.destinations = {{0, 3, 3}, {1, 1}, {not_carried}};
  return boxes;
}

BoxesScene crossed() {
  BoxesScene boxes = boxes_of("two-steps");
  boxes.destinations = {{2}, {1, 1}, {0}};
  boxes.show_optimum = boxes.show_prices = true;
  return boxes;
}

BoxesScene proved_warehouses() {
  BoxesScene boxes = boxes_of("warehouses-far");
  EXPECT_TRUE(load_optimum(boxes));
  boxes.show_prices = true;
  return boxes;
}

BoxesScene on_its_way() {
  BoxesScene boxes = boxes_of("six-boxes");
  EXPECT_TRUE(carry_next(boxes));
  boxes.flight = 0.4;
  return boxes;
}

TEST(BoxesFigure, HalfDone) { expect_golden("boxes-half-done.txt", small_figure(half_done()), tolerance); }

TEST(BoxesFigure, ACrossedPlanBesideTheBest) {
  expect_golden("boxes-crossed.txt", small_figure(crossed()), tolerance);
}

TEST(BoxesFigure, TwoFloorsWithPrices) {
  expect_golden("boxes-warehouses-proved.txt", small_figure(proved_warehouses()), tolerance);
}

TEST(BoxesFigure, ABoxOnItsWay) {
  expect_golden("boxes-on-its-way.txt", small_figure(on_its_way()), tolerance);
}

TEST(BoxesFigure, ABoxInTheHandOverATarget) {
  Look look;
  look.held = box_id({0, 0});
  look.hand = {250, 200};
  look.focused = "cell.1.2";
  look.hovered = box_id({1, 1});
  expect_golden("boxes-in-hand.txt", small_figure(half_done(), look), tolerance);
}

TEST(BoxesFigure, ScreensForEyes) {
  const char* directory = std::getenv("DLAB_SCREENS");
  if (!directory) return;  // DLAB_SCREENS names a folder: every picture is drawn there, to be looked at
  std::filesystem::create_directories(directory);
  const FontBook fonts;
  const std::vector<std::pair<std::string, BoxesScene>> all{{"half-done", half_done()},
                                                            {"crossed", crossed()},
                                                            {"warehouses-proved", proved_warehouses()},
                                                            {"on-its-way", on_its_way()}};
  struct Size {
    const char* name;
    double w, h, emphasis;
  };
  for (const auto& [name, boxes] : all)
    for (const Size& size : {Size{"608", 608, 480, 1}, Size{"960", 960, 600, 1}, Size{"1400", 1400, 900, 1},
                             Size{"presenter", 1600, 900, 1.5}})
      for (const char* language : {"en", "zh"})
        for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
          const Style style{&theme(kind), &catalog_for(language), &fonts, size.emphasis, false};
          ExportOptions options;
          options.ground = style.theme->page;
          const Figure figure = boxes_figure(boxes, *solve(boxes), {}, style, size.w, size.h);
          const auto bytes = png_bytes(figure, fonts, options);
          ASSERT_TRUE(bytes) << bytes.error().text();
          const char* shade = kind == ThemeKind::light ? "-light" : "-dark";
          ASSERT_TRUE(write_file(
              std::string(directory) + "/boxes-" + name + "-" + language + shade + "-" + size.name + ".png",
              *bytes));
        }
}

}  // namespace
}  // namespace dlab
