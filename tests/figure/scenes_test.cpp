// The pictures of the built-in scenes: golden texts, and files that other programs read in both themes and
// languages.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "core/base/languages.hpp"
#include "core/exhibit/exhibit.hpp"
#include "core/exhibit/scene.hpp"
#include "tests/figure/golden.hpp"
#include "tests/figure/tools.hpp"
#include "tests/quick_scenes.hpp"

namespace dlab {
namespace {

Figure figure_of(const Scene& scene, ThemeKind kind, const std::string& language,
                 const TextMeasurer& measurer) {
  const Style style{&theme(kind), &catalog_for(language), &measurer};
  return dlab::figure(scene, solve(scene, {}), {}, style, 1280, 720);
}

// Long lines keep every so manieth point, about a dozen: the golden texts stay readable, and still see every
// curve.
std::string thinned(const std::string& text) {
  std::istringstream lines(text);
  std::string out, line;
  while (std::getline(lines, line)) {
    const std::size_t colon = line.find(": ");
    if (line.rfind("text", 0) == 0 || colon == std::string::npos) {
      out += line + "\n";
      continue;
    }
    std::istringstream words(line.substr(colon + 2));
    std::vector<std::string> points;
    for (std::string word; words >> word;) points.push_back(word);
    out += line.substr(0, colon) + " (" + std::to_string(points.size()) + "):";
    const std::size_t step = 1 + points.size() / 12;
    for (std::size_t i = 0; i < points.size(); i += step) out += " " + points[i];
    out += (points.size() - 1) % step == 0 ? "\n" : " " + points.back() + "\n";
  }
  return out;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Scene& scene : built_in_scenes()) all.push_back(scene.name);
  return all;
}

struct ScenePicture : testing::TestWithParam<std::string> {
  Scene scene = quick(*built_in_scene(GetParam()));
};
std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(BuiltIn, ScenePicture, testing::ValuesIn(names()), test_name);

TEST_P(ScenePicture, IsGolden) {
  // What networks say differs in the last bits between processors: arena_figure_test.cpp has a made-up run.
  if (std::holds_alternative<ArenaScene>(scene.exhibit)) return;
  expect_golden("scene-" + GetParam() + ".txt",
                thinned(dump(figure_of(scene, ThemeKind::light, "en", FixedAdvance{}))), 0.0201);
}

TEST_P(ScenePicture, TextStaysOnThePage) {
  const FontBook book;
  for (const std::string language : {"en", "zh"}) {
    const Figure figure = figure_of(scene, ThemeKind::light, language, book);
    for (const Primitive& primitive : figure.primitives) {
      const Text* text = std::get_if<Text>(&primitive);
      if (!text || text->turn != 0) continue;
      const double width = runs_width(lay_out(*text, book));
      const Vec at = text_origin(*text, width, book);
      EXPECT_GE(at.x, 0) << text->text;
      EXPECT_LE(at.x + width, figure.width) << text->text;
      EXPECT_GE(at.y - book.cap_height() * text->size, 0) << text->text;
      EXPECT_LE(at.y + book.descent() * text->size, figure.height) << text->text;
      EXPECT_GE(text->size, 13) << text->text;
    }
  }
}

// Text as a reader of the SVG sees it: words that carry contrast to what lies behind them.
TEST_P(ScenePicture, TextHasContrastOnItsCard) {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
    const Figure figure = figure_of(scene, kind, "en", FixedAdvance{});
    std::vector<const Box*> grounds;
    for (const Primitive& primitive : figure.primitives) {
      const Box* box = std::get_if<Box>(&primitive);
      if (box && box->fill.a == 255) grounds.push_back(box);
      const Text* text = std::get_if<Text>(&primitive);
      if (!text) continue;
      Color ground = theme(kind).card;
      for (const Box* under : grounds)
        if (under->rect.contains(text->at)) ground = under->fill;
      EXPECT_GE(contrast(text->color, ground), 4.5) << text->text;
    }
  }
}

TEST_P(ScenePicture, FilesAreSoundInBothThemesAndLanguages) {
  const FontBook book;
  ExportOptions options;
  options.title = scene.title;
  options.scene_json = to_text(scene);
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
    for (const std::string language : {"en", "zh"}) {
      const Figure figure = figure_of(scene, kind, language, book);
      const Result<std::string> svg = svg_bytes(figure, book, options);
      ASSERT_TRUE(svg);
      const Xml xml = parse_xml(*svg);
      EXPECT_EQ(xml.error, "");
      EXPECT_GT(std::count(xml.tags.begin(), xml.tags.end(), "text"), 15);
      const Result<std::string> pdf = pdf_bytes(figure, book, options);
      ASSERT_TRUE(pdf);
      const Result<std::string> png = png_bytes(figure, book, options);
      ASSERT_TRUE(png);
      for (const std::string* bytes : {&*svg, &*pdf, &*png}) {
        const Result<std::string> json = embedded_scene(*bytes);
        ASSERT_TRUE(json);
        const Result<Scene> back = scene_from_text(*json);
        ASSERT_TRUE(back) << back.error().text();
        EXPECT_TRUE(*back == scene);
      }
    }
  }
}

}  // namespace
}  // namespace dlab
