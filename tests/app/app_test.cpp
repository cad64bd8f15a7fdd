// The program as a person uses it, in-process: drags, keys, files, errors.
#include <GLFW/glfw3.h>

#include <cmath>
#include <filesystem>

#include "core/base/file.hpp"
#include "tests/app/app_fixture.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;

class AppTest : public AppFixture {};

double q_mean(const LineScene& line) { return std::get<Normal>(line.q).mean; }

TEST_F(AppTest, DraggingTheMeanMovesTheMetersAndIsUndoneAsOne) {
  const Scene before = app_->scene();
  drag("handle.q.mean", -120, 0);
  EXPECT_LT(q_mean(line()), q_mean(std::get<LineScene>(before.exhibit)) - 0.5);
  const Distances expected = distances(Law(line().p), Law(line().q));
  for (DistanceKind kind : all_distances)
    EXPECT_DOUBLE_EQ(app_->results().get<LineResults>()->distances[kind].value, expected[kind].value)
        << distance_key(kind);
  key(GLFW_KEY_Z, true);
  EXPECT_EQ(q_mean(line()), q_mean(std::get<LineScene>(before.exhibit)));
  key(GLFW_KEY_Z, true, true);
  EXPECT_LT(q_mean(line()), q_mean(std::get<LineScene>(before.exhibit)) - 0.5);
}

TEST_F(AppTest, TheHandKeepsTheHandle) {
  const Probe::Place from = place("handle.q.mean");
  const float x = from.x + 5, y = from.y + 30;  // not on its centre: the offset is kept
  move(x, y);
  frames(1);
  input_.pointer->left = true;
  frames(1);
  for (float dx = 0; dx >= -80; dx -= 10) {
    move(x + dx, y);
    EXPECT_NEAR(place("handle.q.mean").x, from.x + dx, 1) << dx;
  }
  input_.pointer->left = false;
  frames(2);
}

TEST_F(AppTest, TheRecordedCurvePassesThroughTheMeters) {
  key(GLFW_KEY_R);
  drag("handle.q.mean", 90, 0);
  ASSERT_TRUE(line().recorder.recorded);
  EXPECT_EQ(line().recorder.parameter, "q.mean");
  bool found = false;
  for (const RecorderPoint& point : app_->results().get<LineResults>()->curve) {
    if (std::abs(point.x - q_mean(line())) > 1e-12) continue;
    found = true;
    for (DistanceKind kind : all_distances)
      EXPECT_NEAR(point.distances[kind].value, app_->results().get<LineResults>()->distances[kind].value,
                  1e-6)
          << distance_key(kind);
  }
  EXPECT_TRUE(found);
}

TEST_F(AppTest, SwitchingViewsTouchesNoData) {
  const LineScene before = line();
  const std::size_t points = app_->results().get<LineResults>()->curve.size();
  for (int view = GLFW_KEY_0; view <= GLFW_KEY_6; ++view) {
    key(view);
    EXPECT_EQ(line().p, before.p);
    EXPECT_EQ(line().q, before.q);
    EXPECT_EQ(line().recorder, before.recorder);
    EXPECT_EQ(app_->results().get<LineResults>()->curve.size(), points);
  }
}

TEST_F(AppTest, ArrowKeysMoveTheFocusedHandle) {
  click("handle.q.mean");
  const double before = q_mean(line());
  key(GLFW_KEY_RIGHT);
  EXPECT_GT(q_mean(line()), before);
  const double right = q_mean(line());
  key(GLFW_KEY_LEFT);
  EXPECT_LT(q_mean(line()), right);
  EXPECT_NEAR(q_mean(line()), before, 0.1);
}

TEST_F(AppTest, SpaceSweepsAndStopsAtTheEnd) {
  key(GLFW_KEY_R);
  key(GLFW_KEY_SPACE);
  for (int i = 0; i < 2000 && app_->busy(); ++i) frames(1);
  EXPECT_FALSE(app_->busy());
  EXPECT_DOUBLE_EQ(q_mean(line()), line().recorder.high);
  EXPECT_DOUBLE_EQ(line().recorder.visited_high, line().recorder.high);
  key(GLFW_KEY_Z, true);  // the whole sweep is one step
  EXPECT_LT(q_mean(line()), line().recorder.high - 1);
}

TEST_F(AppTest, AWrongFileIsASentenceAndChangesNothing) {
  const TemporaryFolder folder;
  const Scene before = app_->scene();
  ASSERT_TRUE(write_file(folder / "broken.json", "{\"exhibit\": \"line\", "));
  ASSERT_TRUE(write_file(folder / "picture.png", "not a picture"));
  for (const std::string& path :
       {folder / "missing.json", folder / "broken.json", folder / "picture.png", folder / ""}) {
    input_.dropped_files = {path};
    frames(2);
    EXPECT_EQ(app_->scene(), before) << path;
    EXPECT_NE(app_->state_text().find("\"notice\""), std::string::npos) << path;
    click("notice.close");
    EXPECT_EQ(app_->state_text().find("\"notice\""), std::string::npos);
  }
}

TEST_F(AppTest, AnExportedPictureBringsItsSceneBack) {
  const TemporaryFolder folder;
  drag("handle.q.std", 30, 0);
  const Scene saved = app_->scene();
  ASSERT_TRUE(write_file(folder / "scene.json", to_text(saved)));
  key(GLFW_KEY_PAGE_DOWN);
  ASSERT_NE(app_->scene(), saved);
  input_.dropped_files = {folder / "scene.json"};
  frames(2);
  EXPECT_EQ(app_->scene(), saved);
}

TEST_F(AppTest, WhatIsDroppedAsCsvIsChosenByColumn) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder / "heights.csv", "who,height\nA,1.5\nB,1.75\nA,NA\nB,2.0\n"));
  input_.dropped_files = {folder / "heights.csv"};
  for (int i = 0; i < 500 && !app_->probe().places.contains("data.use"); ++i) frames(1);
  click("data.use");
  for (int i = 0; i < 500 && !std::holds_alternative<Samples>(line().q); ++i) frames(1);
  ASSERT_TRUE(std::holds_alternative<Samples>(line().q));
  const Samples& samples = std::get<Samples>(line().q);
  EXPECT_EQ(samples.values.get(), (std::vector<double>{1.5, 1.75, 2.0}));
  EXPECT_EQ(samples.skipped, 1);
  EXPECT_EQ(samples.column, "height");
}

TEST_F(AppTest, PresenterHidesThePanelsAndComesBack) {
  ASSERT_TRUE(app_->probe().places.contains("q.kind"));
  key(GLFW_KEY_F5);
  frames(2);
  EXPECT_FALSE(app_->probe().places.contains("q.kind"));
  EXPECT_FALSE(app_->probe().places.contains("rail.line"));
  key(GLFW_KEY_ESCAPE);
  frames(2);
  EXPECT_TRUE(app_->probe().places.contains("q.kind"));
}

TEST_F(AppTest, ComponentsAreAddedAndRemovedOnTheStage) {
  click("stage.add.Q");
  ASSERT_TRUE(std::holds_alternative<Mixture>(line().q));
  EXPECT_EQ(std::get<Mixture>(line().q).components.size(), 2u);
  click("handle.q.components.1.mean+q.components.1.weight");
  key(GLFW_KEY_DELETE);
  EXPECT_TRUE(std::holds_alternative<Normal>(line().q));
}

TEST_F(AppTest, AHistogramIsPaintedByHand) {
  click("q.kind");
  for (int i = 0; i < 6; ++i) key(GLFW_KEY_DOWN);
  key(GLFW_KEY_ENTER);
  ASSERT_TRUE(std::holds_alternative<Histogram>(line().q));
  const std::vector<double> before = std::get<Histogram>(line().q).heights;
  const Probe::Place axes = place("axes.density");
  move(axes.x + 0.3f * axes.w, axes.y + 0.6f * axes.h);
  frames(1);
  input_.pointer->left = true;
  frames(1);
  for (int i = 0; i <= 20; ++i)
    move(axes.x + (0.3f + 0.01f * static_cast<float>(i)) * axes.w, axes.y + 0.6f * axes.h);
  input_.pointer->left = false;
  frames(2);
  const std::vector<double> painted = std::get<Histogram>(line().q).heights;
  ASSERT_EQ(painted.size(), before.size());
  std::vector<double> changed;
  for (std::size_t i = 0; i < painted.size(); ++i)
    if (painted[i] != before[i]) changed.push_back(painted[i]);
  ASSERT_GT(changed.size(), 3u);
  for (double height : changed)
    EXPECT_NEAR(height, changed.front(), 1e-9 * changed.front());  // level, not tilted
  key(GLFW_KEY_Z, true);
  EXPECT_EQ(std::get<Histogram>(line().q).heights, before);
}

TEST_F(AppTest, ControlsStayInsideTheWindow) {
  struct Size {
    int width, height;
    float scale;
  };
  for (const Size size : {Size{1024, 640, 1}, Size{1280, 720, 1}, Size{1920, 1080, 1}, Size{1280, 720, 2}}) {
    start("moment-match", "zh", ThemeKind::dark, size.width, size.height, size.scale);
    if (!app_) return;
    for (const auto& [name, place] : app_->probe().places) {
      if (!name.starts_with("axes.") && !name.starts_with("meter.") && !name.starts_with("rail.") &&
          name != "play" && name != "export" && name != "scene")
        continue;  // the inspector scrolls
      EXPECT_GE(place.x, 0) << name;
      EXPECT_GE(place.y, 0) << name;
      EXPECT_LE(place.x + place.w, input_.width + 0.5f) << name;
      EXPECT_LE(place.y + place.h, input_.height + 0.5f) << name;
    }
  }
}

}  // namespace
}  // namespace dlab
