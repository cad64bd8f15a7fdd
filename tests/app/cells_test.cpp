// Words and pictures in the window and on the command line: drawn within the edit, dropped, chosen, refused.
#include <filesystem>

#include "app/command_line/load_scene.hpp"
#include "app/command_line/render.hpp"
#include "app/export/scene_cells.hpp"
#include "core/base/file.hpp"
#include "tests/app/app_fixture.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;

// Two pixels high: black over white.
std::string half_black() {
  std::vector<std::uint8_t> rgba;
  for (int level : {0, 0, 0, 255, 255, 255})
    for (int channel = 0; channel < 4; ++channel)
      rgba.push_back(static_cast<std::uint8_t>(channel == 3 ? 255 : level));
  return *png_bytes(rgba, 3, 2, {});
}

class WordsAndPictures : public AppFixture {
 protected:
  void SetUp() override { start("words"); }
  const PlaneScene& plane() const { return std::get<PlaneScene>(app_->scene().exhibit); }
  const TemporaryFolder own_;
  const fs::path folder_ = own_.path();
};

TEST_F(WordsAndPictures, TheSceneOfWordsIsDrawnFromTheStart) {
  EXPECT_EQ(std::get<Text2d>(plane().p).drawn, "GAN");
  EXPECT_EQ(std::get<Text2d>(plane().q).drawn, "WGAN");
  EXPECT_FALSE(std::get<Text2d>(plane().q).cells.empty());
}

TEST_F(WordsAndPictures, ATypedWordIsDrawnAndUndoneInOneStep) {
  click("q.text");
  input_.keys.push_back({65, true, false, false, false});  // Ctrl-A
  frames(1);
  input_.typed = "EM";
  frames(1);
  key(257);  // Enter
  const auto& typed = std::get<Text2d>(plane().q);
  EXPECT_EQ(typed.text, "EM");
  EXPECT_EQ(typed.drawn, "EM");
  const Cells em = typed.cells;
  key(90, true);  // Ctrl-Z
  EXPECT_EQ(std::get<Text2d>(plane().q).drawn, "WGAN");
  EXPECT_NE(std::get<Text2d>(plane().q).cells, em);
  key(90, true, true);
  EXPECT_EQ(std::get<Text2d>(plane().q).cells, em);
}

TEST_F(WordsAndPictures, AWordInAMixtureIsTyped) {
  Mixture2d mixture;
  mixture.components = {{0.5, std::get<Text2d>(plane().q)}, {0.5, Normal2d{}}};
  Scene scene = app_->scene();
  std::get<PlaneScene>(scene.exhibit).q = mixture;
  const std::string path = (folder_ / "mixture.json").string();
  ASSERT_TRUE(write_file(path, to_text(scene)));
  app_->open_file(path);
  frames(3);
  click("q.components.0.text");
  input_.keys.push_back({65, true, false, false, false});  // Ctrl-A
  frames(1);
  input_.typed = "EM";
  frames(1);
  key(257);  // Enter
  const auto& components = std::get<Mixture2d>(plane().q).components;
  ASSERT_EQ(components.size(), 2u);
  EXPECT_EQ(std::get<Text2d>(components[0].distribution).text, "EM");
  EXPECT_EQ(std::get<Text2d>(components[0].distribution).drawn, "EM");
  EXPECT_FALSE(app_->probe().places.contains("q.components.1.text"));
}

TEST_F(WordsAndPictures, ADroppedPictureBecomesQAndWithShiftP) {
  const std::string path = (folder_ / "half.png").string();
  ASSERT_TRUE(write_file(path, half_black()));
  const Point before = location(plane().q);
  input_.dropped_files = {path};
  frames(1);
  const auto& q = std::get<Image2d>(plane().q);
  EXPECT_EQ(q.file, path);
  EXPECT_EQ(q.darkness, (Cells{3, 2, SharedValues{1, 1, 1, 0, 0, 0}}));
  EXPECT_NEAR(q.center.x, before.x, 0.2) << "where the word was";
  EXPECT_TRUE(std::holds_alternative<Text2d>(plane().p));
  key(90, true);
  EXPECT_TRUE(std::holds_alternative<Text2d>(plane().q)) << "one step to undo";
  input_.dropped_files = {path};
  input_.keys.push_back({268, false, true, false, false});  // Home, with Shift
  frames(1);
  EXPECT_TRUE(std::holds_alternative<Image2d>(plane().p));
  EXPECT_TRUE(std::holds_alternative<Text2d>(plane().q));
}

// A picture that holds a scene is opened as one, unless it was chosen as data.
TEST_F(WordsAndPictures, AFigureWithASceneInsideOpensIt) {
  RenderRequest request;
  request.scene = "two-bells";
  request.out = (folder_ / "bells.png").string();
  ASSERT_TRUE(run_render(request));
  app_->open_file(request.out);
  frames(2);
  EXPECT_EQ(app_->scene().name, "two-bells");
}

TEST_F(WordsAndPictures, WhatIsNoDensityIsToldAndChangesNothing) {
  const Scene before = app_->scene();
  for (const auto& [bytes, sentence] :
       {std::pair<std::string, const char*>{"", "x.png"},
        {"GIF89a", "is not a PNG picture; save it as PNG"},
        {half_black().substr(0, 50), "is a damaged PNG picture; save it again"},
        {*png_bytes(std::vector<std::uint8_t>(64, 255), 4, 4, {}), "is a picture of one color"}}) {
    const std::string path = (folder_ / "x.png").string();
    ASSERT_TRUE(write_file(path, bytes));
    input_.dropped_files = {path};
    frames(1);
    EXPECT_NE(app_->state_text().find(sentence), std::string::npos) << app_->state_text().substr(0, 300);
    EXPECT_EQ(app_->scene(), before);
  }
}

TEST_F(WordsAndPictures, ASceneWithAPictureReadsItBesideItself) {
  ASSERT_TRUE(write_file((folder_ / "half.png").string(), half_black()));
  const std::string scene = (folder_ / "scene.json").string();
  ASSERT_TRUE(write_file(scene, R"({"divergence_lab": 1, "exhibit": "plane",
    "p": {"type": "image_2d", "file": "half.png"}, "q": {"type": "text_2d", "text": "推土机"}})"));
  app_->open_file(scene);
  EXPECT_EQ(std::get<Image2d>(plane().p).darkness.columns, 3);
  EXPECT_EQ(std::get<Text2d>(plane().q).drawn, "推土机");
  const Result<Scene> loaded = load_scene(scene);
  ASSERT_TRUE(loaded) << loaded.error().text();
  EXPECT_FALSE(needs_cells(*loaded));
}

TEST_F(WordsAndPictures, OnTheCommandLine) {
  const Result<Scene> words = load_scene("words");
  ASSERT_TRUE(words);
  EXPECT_FALSE(needs_cells(*words));
  const std::string missing = (folder_ / "missing.json").string();
  ASSERT_TRUE(write_file(missing, R"({"divergence_lab": 1, "exhibit": "plane",
    "p": {"type": "image_2d", "file": "none.png"}})"));
  const Result<Scene> refused = load_scene(missing);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("p.file: none.png: there is no such file"), std::string::npos)
      << refused.error().text();
  RenderRequest request;
  request.scene = "words";
  request.out = (folder_ / "out.json").string();
  request.set = {"p.text=Sinkhorn"};
  const Status status = run_render(request);
  ASSERT_TRUE(status) << status.error().text();
  EXPECT_NE(read_file(request.out)->find("\"drawn\": \"Sinkhorn\""), std::string::npos);
  request.set = {"p.text= "};
  const Status empty = run_render(request);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().text(), "--set: p.text: is empty; give at least one letter or sign");
}

}  // namespace
}  // namespace dlab
