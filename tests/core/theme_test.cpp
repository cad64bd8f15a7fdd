// Both themes keep the contrasts of WCAG 2.1 and the distances stay told apart without colour.
#include <gtest/gtest.h>

#include <set>

#include "core/figure/style.hpp"

namespace dlab {
namespace {

struct Contrasts : testing::TestWithParam<ThemeKind> {
  const Theme& t = theme(GetParam());
  void expect(double least, Color color, const char* name) const {
    EXPECT_GE(contrast(color, t.card), least) << name << " on card";
    EXPECT_GE(contrast(color, t.page), least) << name << " on page";
  }
};

TEST_P(Contrasts, TextHasFourAndAHalf) {
  expect(4.5, t.text, "text");
  expect(4.5, t.text_soft, "text_soft");
  expect(4.5, t.p_text, "p_text");
  expect(4.5, t.q_text, "q_text");
  expect(4.5, t.mixture, "mixture");
  expect(4.5, t.error, "error");
  for (DistanceKind kind : all_distances) {
    expect(4.5, t.distance_text[static_cast<int>(kind)], "distance_text");
  }
  EXPECT_GE(contrast(t.on_accent, t.accent), 4.5);
  EXPECT_GE(contrast(t.on_error, t.error), 4.5);
  EXPECT_GE(contrast(t.text, t.control), 4.5);
  EXPECT_GE(contrast(t.text_soft, t.control), 4.5);
}

TEST_P(Contrasts, LinesHaveThree) {
  expect(3, t.p, "p");
  expect(3, t.q, "q");
  expect(3, t.axis, "axis");
  for (DistanceKind kind : all_distances) expect(3, t.distance[static_cast<int>(kind)], "distance");
}

TEST_P(Contrasts, HuesStayWhatTheyAre) {
  const Theme& light = theme(ThemeKind::light);
  EXPECT_EQ(light.p, (Color{0x00, 0x72, 0xB2, 255}));
  EXPECT_EQ(light.q, (Color{0xD5, 0x5E, 0x00, 255}));
  // Which channel leads and which trails survives every lift.
  for (int i = 0; i < 6; ++i) {
    for (Color c : {t.distance[i], t.distance_text[i]}) {
      const Color base = light.distance_fill[i];
      EXPECT_EQ(c.r > c.g, base.r > base.g) << i;
      EXPECT_EQ(c.g > c.b, base.g > base.b) << i;
      EXPECT_EQ(c.r > c.b, base.r > base.b) << i;
    }
  }
  const auto kl = static_cast<int>(DistanceKind::kl_pq), lk = static_cast<int>(DistanceKind::kl_qp);
  EXPECT_GT(t.distance[lk].g, t.distance[kl].g);  // KL(Q‖P) is the lighter purple
}

INSTANTIATE_TEST_SUITE_P(Both, Contrasts, testing::Values(ThemeKind::light, ThemeKind::dark));

TEST(Contrast, KnownRatios) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
  EXPECT_NEAR(contrast({255, 255, 255}, {0x76, 0x76, 0x76}), 4.54, 0.01);  // the well-known limiting grey
  EXPECT_DOUBLE_EQ(contrast({9, 9, 9}, {9, 9, 9}), 1);
}

TEST(DistanceLook, NoTwoShareHueAndDash) {
  std::set<std::pair<int, int>> seen;
  for (DistanceKind kind : all_distances) {
    const Color c = theme(ThemeKind::light).distance[static_cast<int>(kind)];
    EXPECT_TRUE(seen.insert({c.r << 16 | c.g << 8 | c.b, static_cast<int>(distance_dash(kind))}).second);
    EXPECT_TRUE(kind == DistanceKind::w1 || distance_width(kind) < distance_width(DistanceKind::w1));
  }
}

}  // namespace
}  // namespace dlab
