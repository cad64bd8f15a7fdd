// The host without a display: contexts, sizes, pixels.
#include <gtest/gtest.h>

#include "tests/gl/stage.hpp"

namespace dlab {
namespace {

void fill(Stage& stage, Color color) {
  stage.frame([&](const Ui&) {
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {800, 600}, to_imgui(color));
  });
}

TEST(OffScreenHost, TwoLiveSideBySideAndOutliveEachOther) {
  DLAB_OPEN_STAGE(first, StageOptions{});
  const Color red{200, 0, 0, 255}, green{0, 200, 0, 255};
  {
    DLAB_OPEN_STAGE(second, StageOptions{});
    fill(*first, red);
    fill(*second, green);
    EXPECT_EQ(pixel(first->pixels(), 400, 300), red);
    EXPECT_EQ(pixel(second->pixels(), 400, 300), green);
  }
  fill(*first, green);
  EXPECT_EQ(pixel(first->pixels(), 400, 300), green);
}

TEST(OffScreenHost, RowsRunFromTheTop) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  stage->frame([](const Ui&) {
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {800, 100}, IM_COL32(9, 8, 7, 255));
  });
  const Pixels pixels = stage->pixels();
  EXPECT_EQ(pixels.width, 800);
  EXPECT_EQ(pixels.height, 600);
  EXPECT_EQ(pixel(pixels, 400, 10), (Color{9, 8, 7, 255}));
  EXPECT_EQ(pixel(pixels, 400, 590), theme(ThemeKind::light).card);
}

TEST(OffScreenHost, EveryRunIsTheSame) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  fill(*stage, {1, 2, 3, 255});
  EXPECT_FLOAT_EQ(ImGui::GetIO().DeltaTime, 1.f / 60);
  EXPECT_FALSE(stage->screen().renderer().empty());
}

TEST(OffScreenHost, APictureThatIsTooLargeIsRefusedWithASentence) {
  DLAB_OPEN_STAGE(stage, StageOptions{});
  const auto huge = OffScreen::open(1 << 20, 16, 1);
  ASSERT_FALSE(huge);
  EXPECT_NE(huge.error().text().find("smaller"), std::string::npos);
}

}  // namespace
}  // namespace dlab
