// The house stands: includes run down only, core sees no screen, no file outgrows a reader's patience.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/layering.hpp"

namespace dlab::layering {
namespace {

// The first complaint about the given sources, or "" if they are fine.
std::string first_complaint(const std::vector<Source>& sources) {
  const std::vector<std::string> all = complaints(sources);
  return all.empty() ? "" : all.front();
}

TEST(Includes, RunDownOnly) {
  const std::vector<Source> sources = read_sources(DLAB_SOURCE_DIR, {"core", "app"});
  ASSERT_GT(sources.size(), 10u);
  for (const std::string& complaint : complaints(sources)) ADD_FAILURE() << complaint;
}

TEST(Includes, FilesStayShort) {
  const std::vector<Source> sources = read_sources(DLAB_SOURCE_DIR, {"core", "app", "tests"});
  ASSERT_GT(sources.size(), 10u);
  for (const Source& source : sources) {
    const auto lines = std::count(source.text.begin(), source.text.end(), '\n');
    EXPECT_LE(lines, 500) << source.path << " has " << lines << " lines: split it";
  }
}

TEST(LayerChecker, LetsArrowsRunDownAndAlongAFloor) {
  EXPECT_EQ(
      first_complaint({{"app/main.cpp", "#include \"app/shell/shell.hpp\"\n#include <imgui.h>\n"},
                       {"app/shell/shell.hpp", "#include \"core/exhibit/scene.hpp\"\n"},
                       {"core/exhibit/scene.hpp", "#include \"core/figure/style.hpp\"\n#include <vector>\n"},
                       {"core/figure/style.hpp", "#include \"core/divergence/distances.hpp\"\n"},
                       {"core/distribution/law.cpp",
                        "#include \"core/math/estimate.hpp\"\n#include \"assets/zh_mo.hpp\"\n"}}),
      "");
}

TEST(LayerChecker, CatchesAnArrowThatRunsUp) {
  EXPECT_EQ(
      first_complaint(
          {{"core/math/estimate.cpp", "#pragma once\n  #  include \"core/figure/figure.hpp\"\n"}}),
      "core/math/estimate.cpp:2: `#include \"core/figure/figure.hpp\"`: runs up, from floor 10 to floor 25");
  EXPECT_NE(first_complaint({{"core/divergence/a.cpp", "#include \"core/figure/figure.hpp\"\n"}}), "");
  EXPECT_NE(first_complaint({{"core/base/a.hpp", "#include <core/math/a.hpp>\n"}}), "");
  EXPECT_NE(first_complaint({{"app/draw/a.hpp", "#include \"app/panel/widgets.hpp\"\n"}}), "");
  EXPECT_NE(first_complaint({{"core/exhibit/a.hpp", "#include \"app/host/host.hpp\"\n"}}), "");
}

TEST(LayerChecker, CatchesAScreenInCore) {
  for (const char* header : {"<imgui.h>", "\"imgui_internal.h\"", "<GLFW/glfw3.h>", "<glad/gl.h>",
                             "<GL/gl.h>", "<EGL/egl.h>", "<cairo.h>", "<cairo/cairo.h>", "<ft2build.h>"}) {
    const std::string text = std::string("#include ") + header + "\n";
    EXPECT_NE(first_complaint({{"core/figure/a.cpp", text}}), "") << header;
    EXPECT_EQ(first_complaint({{"app/draw/a.cpp", "#include <imgui.h>\n"}}), "");
  }
  EXPECT_EQ(first_complaint({{"core/gpu/trainer.cpp", "#include <glad/gl.h>\n"}}), "");
}

TEST(LayerChecker, CatchesCirclesOfFilesAndOfFolders) {
  EXPECT_EQ(first_complaint({{"core/math/a.hpp", "#include \"core/math/b.hpp\"\n"},
                             {"core/math/b.hpp", "#include \"core/math/a.hpp\"\n"}}),
            "circle of files: core/math/a.hpp -> core/math/b.hpp -> core/math/a.hpp");
  EXPECT_EQ(first_complaint({{"app/draw/a.hpp", "#include \"app/export/b.hpp\"\n"},
                             {"app/export/c.hpp", "#include \"app/draw/d.hpp\"\n"}}),
            "circle of folders: app/draw -> app/export -> app/draw");
}

TEST(LayerChecker, CatchesFoldersWithoutAFloorAndPathsNotFromTheRoot) {
  EXPECT_NE(first_complaint({{"core/attic/a.hpp", ""}}), "");
  EXPECT_NE(first_complaint({{"core/math/a.hpp", "#include \"core/attic/a.hpp\"\n"}}), "");
  EXPECT_NE(first_complaint({{"core/math/a.hpp", "#include \"b.hpp\"\n"}}), "");
  EXPECT_NE(first_complaint({{"core/math/a.hpp", "#include \"tests/core/layering.hpp\"\n"}}), "");
}

}  // namespace
}  // namespace dlab::layering
