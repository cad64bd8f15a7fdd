// The stage's lay-out: cards apart and inside, axes aligned, every text inside its card and clear of the
// others.
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/base/languages.hpp"
#include "core/exhibit/line_figure.hpp"
#include "core/exhibit/line_scenes.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {
namespace {

struct Size {
  double w, h;
};
const std::vector<Size>& sizes() {
  static const std::vector<Size> all{{620, 480},  {700, 560},  {960, 600},  {1085, 750},
                                     {1400, 900}, {1600, 700}, {900, 1200}, {3000, 1800}};
  return all;
}
const FixedAdvance measurer;
const Catalog english;

Style style_of(double emphasis, const Catalog& words = english) {
  return {&theme(ThemeKind::light), &words, &measurer, emphasis, false};
}

std::vector<Rect> cards(const LineLayout& layout) {
  std::vector<Rect> all(layout.meters.begin(), layout.meters.end());
  for (const Rect& rect : {layout.density, layout.view, layout.recorder, layout.derivative})
    if (rect.w > 0) all.push_back(rect);
  return all;
}

bool overlap(const Rect& a, const Rect& b, double slack = 0) {
  return a.x < b.right() - slack && b.x < a.right() - slack && a.y < b.bottom() - slack &&
         b.y < a.bottom() - slack;
}

TEST(LineLayout, CardsStandApartAndInside) {
  for (LineView view : {LineView::none, LineView::cdf})
    for (const Size& size : sizes())
      for (double emphasis : {1.0, 1.25, 1.5}) {
        LineScene scene;
        scene.view = view;
        const auto all = cards(line_layout(scene, size.w, size.h, style_of(emphasis)));
        EXPECT_GE(all.size(), view == LineView::none ? 8u : 9u);
        for (std::size_t i = 0; i < all.size(); ++i) {
          EXPECT_GT(all[i].h, 40);
          EXPECT_GE(all[i].x, 0);
          EXPECT_GE(all[i].y, 0);
          EXPECT_LE(all[i].right(), size.w + 1e-9);
          EXPECT_LE(all[i].bottom(), size.h + 1e-9);
          for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(overlap(all[i], all[k]));
        }
      }
}

TEST(LineLayout, DoesNotDependOnTheNumbers) {
  LineScene a, b;
  b.p = Dirac{3};
  b.q = Uniform{-100, 100};
  const LineLayout x = line_layout(a, 1085, 750, style_of(1)), y = line_layout(b, 1085, 750, style_of(1));
  EXPECT_EQ(x.density, y.density);
  EXPECT_EQ(x.recorder, y.recorder);
  EXPECT_EQ(x.meters, y.meters);
}

TEST(LineLayout, DensityAndViewShareTheirAxis) {
  for (const Scene& built_in : line_scenes())
    for (LineView view : {LineView::pointwise, LineView::cdf, LineView::coupling, LineView::plan,
                          LineView::potential, LineView::discriminator}) {
      LineScene scene = std::get<LineScene>(built_in.exhibit);
      scene.view = view;
      scene.recorder.recorded = false;
      const Figure figure = line_figure(scene, *solve(scene), {}, style_of(1), 1085, 750);
      const Axes* density = figure.find_axes("density");
      const Axes* below = figure.find_axes("view");
      ASSERT_TRUE(density && below) << built_in.name;
      EXPECT_EQ(density->rect.x, below->rect.x);
      EXPECT_EQ(density->rect.w, below->rect.w);
      EXPECT_EQ(density->x_low, below->x_low);
      EXPECT_EQ(density->x_high, below->x_high);
      const Axes* recorder = figure.find_axes("recorder");
      const Axes* derivative = figure.find_axes("derivative");
      ASSERT_TRUE(recorder && derivative);
      EXPECT_EQ(recorder->rect.x, derivative->rect.x);
      EXPECT_EQ(recorder->rect.w, derivative->rect.w);
    }
}

// A text's ink: as wide as it is set, from its capitals' height to a little below the baseline.
Rect ink(const Text& text) {
  const double width = runs_width(lay_out(text, measurer));
  const Vec origin = text_origin(text, width, measurer);
  return {origin.x, origin.y - 0.73 * text.size, width, 0.9 * text.size};
}

std::string describe(const Scene& scene, const Size& size, double emphasis, const Text& text) {
  std::ostringstream out;
  out << scene.name << " at " << size.w << "×" << size.h << " ×" << emphasis << ": \"" << text.text << "\"";
  return out.str();
}

void expect_tidy(const Figure& figure, const LineLayout& layout, const Scene& scene, const Size& size,
                 double emphasis) {
  const std::vector<Rect> all = cards(layout);
  std::vector<const Text*> texts;
  for (const Primitive& primitive : figure.primitives)
    if (const Text* text = std::get_if<Text>(&primitive)) texts.push_back(text);
  EXPECT_GT(texts.size(), 20u);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Rect box = ink(*texts[i]);
    bool inside = false;
    for (const Rect& card : all)
      inside = inside || (box.x >= card.x + 2 && box.right() <= card.right() - 2 && box.y >= card.y + 2 &&
                          box.bottom() <= card.bottom() - 2);
    EXPECT_TRUE(inside) << describe(scene, size, emphasis, *texts[i]);
    EXPECT_GE(texts[i]->size, 11) << describe(scene, size, emphasis, *texts[i]);
    for (std::size_t k = 0; k < i; ++k)
      EXPECT_FALSE(overlap(box, ink(*texts[k]), 1))
          << describe(scene, size, emphasis, *texts[i]) << " and \"" << texts[k]->text << "\"";
  }
}

TEST(LineLayout, TextStaysInItsCardInBothLanguages) {
  for (const char* language : {"en", "zh"})
    for (const Scene& built_in : line_scenes()) {
      LineScene scene = std::get<LineScene>(built_in.exhibit);
      scene.recorder.steps = std::min<std::int64_t>(scene.recorder.steps, 40);
      const auto results = solve(scene);
      for (const Size& size : sizes())
        for (double emphasis : {1.0, 1.5}) {
          const Style style = style_of(emphasis, catalog_for(language));
          for (int view = 0; view < 7; ++view) {
            if (view > 1 && (size.w != 960 || emphasis != 1)) continue;
            scene.view = static_cast<LineView>(view);
            expect_tidy(line_figure(scene, *results, {}, style, size.w, size.h),
                        line_layout(scene, size.w, size.h, style), built_in, size, emphasis);
          }
        }
    }
}

TEST(LineLayout, CrosshairBoxStaysInsideItsCard) {
  LineScene scene;
  scene.recorder.recorded = true;
  scene.recorder.visited_low = -8;
  scene.recorder.visited_high = 8;
  const auto results = solve(scene);
  for (int view = 1; view < 7; ++view) {
    scene.view = static_cast<LineView>(view);
    const Style style = style_of(1);
    const Figure plain = line_figure(scene, *results, {}, style, 960, 600);
    const LineLayout layout = line_layout(scene, 960, 600, style);
    for (const auto& [name, card] :
         {std::pair{"density", layout.density}, std::pair{"view", layout.view},
          std::pair{"recorder", layout.recorder}, std::pair{"derivative", layout.derivative}}) {
      const Rect plot = plain.find_axes(name)->rect;
      for (double share : {0.01, 0.5, 0.99}) {
        Look look;
        look.crosshair = Vec{plot.x + share * plot.w, plot.y + 0.5 * plot.h};
        look.crosshair_axes = name;
        const Figure figure = line_figure(scene, *results, look, style, 960, 600);
        ASSERT_GT(figure.primitives.size(), plain.primitives.size()) << name;
        bool boxed = false;
        for (std::size_t i = plain.primitives.size(); i < figure.primitives.size(); ++i)
          if (const Box* box = std::get_if<Box>(&figure.primitives[i])) {
            boxed = true;
            EXPECT_GE(box->rect.x, card.x);
            EXPECT_LE(box->rect.right(), card.right());
            EXPECT_GE(box->rect.y, card.y);
            EXPECT_LE(box->rect.bottom(), card.bottom()) << name << " " << view;
          }
        EXPECT_TRUE(boxed) << name;
      }
    }
  }
}

TEST(LineLayout, NarrowSpikesAreSampled) {
  LineScene scene;
  scene.q = Normal{7.7777, 0.001};
  scene.x_low = -10;
  scene.x_high = 10;
  const Figure figure = line_figure(scene, *solve(scene), {}, style_of(1), 1085, 750);
  const Axes* density = figure.find_axes("density");
  double highest = 1e9;
  for (const Primitive& primitive : figure.primitives)
    if (const Polyline* line = std::get_if<Polyline>(&primitive))
      if (line->stroke.color == theme(ThemeKind::light).q)
        for (const Vec& at : line->points) highest = std::min(highest, at.y);
  EXPECT_LE(highest, density->to_figure({0, 398.9}).y);
}

TEST(LineLayout, OfThousandsOfAtomsOneAPixelIsDrawn) {
  std::vector<double> values;
  for (int i = 0; i < 100000; ++i) values.push_back(std::sin(i));
  LineScene scene;
  Samples samples;
  samples.values = values;
  scene.p = samples;
  scene.recorder.recorded = false;
  const auto results = solve(scene);
  for (int view = 0; view < 7; ++view) {
    scene.view = static_cast<LineView>(view);
    EXPECT_LT(line_figure(scene, *results, {}, style_of(1), 1085, 750).primitives.size(), 4000u) << view;
  }
}

TEST(LineLayout, TransparentFiguresHaveNoGround) {
  LineScene scene;
  Style style = style_of(1);
  style.transparent = true;
  for (const Primitive& primitive : line_figure(scene, *solve(scene), {}, style, 960, 600).primitives)
    if (const Box* box = std::get_if<Box>(&primitive)) {
      EXPECT_EQ(box->fill.a, 0);
    }
}

}  // namespace
}  // namespace dlab
