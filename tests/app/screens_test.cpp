// Every scene's window, pixel by pixel: nothing blank, nothing outside its card, in both themes and
// languages.
#include <cstdlib>
#include <set>

#include "app/shell/chrome.hpp"
#include "app/shell/shell.hpp"
#include "tests/app/app_fixture.hpp"

namespace dlab {
namespace {

std::uint32_t pixel(const Pixels& pixels, int x, int y) {
  const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                              static_cast<std::size_t>(x));
  return static_cast<std::uint32_t>(pixels.rgba[at]) << 16 |
         static_cast<std::uint32_t>(pixels.rgba[at + 1]) << 8 | pixels.rgba[at + 2];
}

std::uint32_t packed(Color c) {
  return static_cast<std::uint32_t>(c.r) << 16 | static_cast<std::uint32_t>(c.g) << 8 | c.b;
}

struct Appearance {
  ThemeKind theme;
  const char* language;
};

class ScreensTest : public AppFixture, public ::testing::WithParamInterface<Appearance> {
 protected:
  void SetUp() override {}  // each scene starts a window of its own
};

// The stage's cards in window pixels: the boxes on the card's ground that lie on no other.
std::vector<Rect> cards(const Scene& scene, const Results& results, const Rect& stage, const Style& style) {
  std::vector<Rect> all;
  for (const Primitive& primitive : figure(scene, results, {}, style, stage.w, stage.h).primitives) {
    const auto* box = std::get_if<Box>(&primitive);
    if (!box || !(box->fill == style.theme->card) || box->radius < 10) continue;
    const Rect card{box->rect.x + stage.x, box->rect.y + stage.y, box->rect.w, box->rect.h};
    const bool nested = std::any_of(all.begin(), all.end(), [&](const Rect& other) {
      return other.contains({card.x, card.y}) && other.contains({card.right(), card.bottom()});
    });
    if (!nested) all.push_back(card);
  }
  return all;
}

TEST_P(ScreensTest, NothingIsBlankAndNothingLeavesItsCard) {
  for (const Scene& scene : built_in_scenes()) {
    SCOPED_TRACE(scene.name);
    start(scene.name, GetParam().language, GetParam().theme);
    if (!app_) return;  // skipped, or failed to start
    const Pixels pixels = host_->pixels();
    const Rect stage = chrome_layout(1280, 800, false, false).stage;
    const FontBook fonts;
    const Catalog words;
    const Style style{&theme(GetParam().theme), &words, &fonts, 1, false, true};
    const std::vector<Rect> all = cards(app_->scene(), app_->results(), stage, style);
    const std::uint32_t page = packed(theme(GetParam().theme).page);
    std::vector<std::set<std::uint32_t>> colors(all.size());
    int stray = 0;
    for (int y = static_cast<int>(stage.y) + 1; y < static_cast<int>(stage.bottom()) - 1; ++y)
      for (int x = static_cast<int>(stage.x) + 1; x < static_cast<int>(stage.right()) - 1; ++x) {
        bool inside = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
          if (!all[i].inset(-2).contains({x + 0.5, y + 0.5})) continue;
          inside = true;
          colors[i].insert(pixel(pixels, x, y));
        }
        if (!inside && pixel(pixels, x, y) != page) ++stray;
      }
    EXPECT_GE(all.size(), 2u);
    EXPECT_EQ(stray, 0) << "pixels of the page are drawn on";
    for (std::size_t i = 0; i < all.size(); ++i)
      EXPECT_GT(colors[i].size(), 8u) << "card " << i << " is blank";
    EXPECT_EQ(app_->state_text().find("\"notice\""), std::string::npos) << app_->state_text();
  }
}

INSTANTIATE_TEST_SUITE_P(Looks, ScreensTest,
                         ::testing::Values(Appearance{ThemeKind::light, "en"},
                                           Appearance{ThemeKind::light, "zh"},
                                           Appearance{ThemeKind::dark, "en"},
                                           Appearance{ThemeKind::dark, "zh"}));

TEST(RenderWindow, IsTheSizeThatWasAskedFor) {
  WindowOptions options;
  options.width = 640;
  options.height = 400;
  options.scale = 2;
  const Result<Pixels> pixels = render_window(built_in_scenes().front(), options);
  if (!pixels) {
    if (std::getenv("CI")) FAIL() << pixels.error().text();
    GTEST_SKIP() << pixels.error().text();
  }
  EXPECT_EQ(pixels->width, 1280);
  EXPECT_EQ(pixels->height, 800);
  EXPECT_EQ(pixels->rgba.size(), 1280u * 800 * 4);
}

}  // namespace
}  // namespace dlab
