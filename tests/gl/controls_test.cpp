// The specimen sheet in both themes and languages and at both ends of the scale.
#include <gtest/gtest.h>

#include "tests/gl/specimen.hpp"
#include "tests/gl/stage.hpp"

namespace dlab {
namespace {

TEST(Specimen, ShowsInkInBothThemesLanguagesAndScales) {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark})
    for (const char* language : {"en", "zh"})
      for (const float scale : {1.f, 2.f}) {
        StageOptions options;
        options.width = static_cast<int>(800 * scale);
        options.height = static_cast<int>(760 * scale);
        options.scale = scale;
        options.theme = kind;
        options.language = language;
        DLAB_OPEN_STAGE(stage, options);
        SpecimenValues values;
        for (int i = 0; i < 3; ++i) stage->frame([&](const Ui& ui) { draw_specimen(ui, values); });
        const Pixels pixels = stage->pixels();
        EXPECT_GT(painted(pixels, theme(kind).card), 20000 * scale * scale);
        keep_picture(pixels, std::string("specimen-") + (kind == ThemeKind::light ? "light-" : "dark-") +
                                 language + (scale > 1 ? "-2x" : ""));
      }
}

}  // namespace
}  // namespace dlab
