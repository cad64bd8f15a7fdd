// The whole program as its user meets it: a real window, a mouse and a keyboard.
#include <cmath>

#include "tests/window/program_fixture.hpp"

namespace dlab {
namespace {

using nlohmann::json;

class ProgramTest : public ProgramFixture {
 protected:
  // What `divergence-lab distance` says of these two.
  json distances(const json& p, const json& q) { return answer("distance", {{"p", p}, {"q", q}}); }
  void expect_meters(const json& state) {
    const json answer = distances(state["scene"]["p"], state["scene"]["q"]);
    for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"}) {
      const double shown = state["meters"][key].get<double>(), said = answer[key]["value"].get<double>();
      EXPECT_NEAR(shown, said, 1e-12 + answer[key]["error"].get<double>()) << key;
    }
  }
};

double q_mean(const json& state) { return state["scene"]["q"]["mean"].get<double>(); }

TEST_F(ProgramTest, ADragMovesMetersAndRecordedCurveToWhatDistanceSaysAndUndoBringsThemBack) {
  ASSERT_NO_FATAL_FAILURE(open({"two-bells"}));
  program_->key("r");  // an empty recorder, so that what is drawn is this drag's
  const json before = program_->wait_for(
      [](const json& state) { return state["places"].contains("handle.q.mean") && !state.contains("curve"); },
      "the scene with nothing recorded");
  ASSERT_TRUE(before.is_object());
  expect_meters(before);

  const auto middle = [&](const char* place) {
    const json& at = before["places"][place];
    return at[0].get<double>() + at[2].get<double>() / 2;
  };
  const double p_mean = before["scene"]["p"]["mean"].get<double>();
  const double per_pixel = (q_mean(before) - p_mean) / (middle("handle.q.mean") - middle("handle.p.mean"));
  program_->drag("handle.q.mean", 120, 0);
  const double moved = q_mean(before) + 120 * per_pixel;
  const json after = program_->wait_for(
      [&](const json& state) {
        return std::abs(q_mean(state) - moved) < 1.5 * per_pixel && state.contains("curve");
      },
      "the mean of Q 120 pixels further");
  ASSERT_TRUE(after.is_object());
  expect_meters(after);

  const json& curve = after["curve"];
  ASSERT_GE(curve.size(), 3u);
  EXPECT_NEAR(curve.front()[0].get<double>(), q_mean(before), 1e-9);
  EXPECT_NEAR(curve.back()[0].get<double>(), q_mean(after), 1e-9);
  for (const std::size_t at : {std::size_t{0}, curve.size() / 2, curve.size() - 1}) {
    json q = after["scene"]["q"];
    q["mean"] = curve[at][0];
    const json answer = distances(after["scene"]["p"], q);
    int column = 1;
    for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"}) {
      EXPECT_NEAR(curve[at][column++].get<double>(), answer[key]["value"].get<double>(), 1e-9)
          << key << " at " << curve[at][0];
    }
  }

  program_->key("ctrl+z");
  const json undone =
      program_->wait_for([&](const json& state) { return q_mean(state) == q_mean(before); }, "undo");
  EXPECT_EQ(undone["scene"], before["scene"]);
  EXPECT_EQ(undone["meters"], before["meters"]);
  program_->key("ctrl+shift+z");
  const json redone =
      program_->wait_for([&](const json& state) { return q_mean(state) == q_mean(after); }, "redo");
  EXPECT_EQ(redone["scene"], after["scene"]);
}

TEST_F(ProgramTest, AnExportedPdfHasItsLabelsAndOpensAgain) {
  ASSERT_NO_FATAL_FAILURE(open({"two-bells"}));
  program_->drag("handle.q.std", 40, 0);
  const std::string pdf = home_ / "figure.pdf";
  const json saved = save_as("PDF", pdf);
  ASSERT_TRUE(saved.is_object());
  EXPECT_EQ(saved["notice"], "Saved " + pdf + ".");

  const auto reader = Process::start({"pdftotext", "-layout", pdf, "-"});
  ASSERT_TRUE(reader);
  ASSERT_EQ(reader->wait(20), 0) << reader->output();
  const std::string text = reader->output();
  for (const char* label : {"density", "KL(P", "JS", "TV", "width σ of Q", "closed form"})
    EXPECT_NE(text.find(label), std::string::npos) << label << " is not in\n" << text;

  ASSERT_NO_FATAL_FAILURE(open({pdf}));
  const json opened = program_->state();
  EXPECT_EQ(opened["scene"]["p"], saved["scene"]["p"]);
  EXPECT_EQ(opened["scene"]["q"], saved["scene"]["q"]);
}

TEST_F(ProgramTest, WorkSurvivesACrashAndAClosing) {
  ASSERT_NO_FATAL_FAILURE(open({"two-bells"}));
  const double first = q_mean(program_->state());
  program_->drag("handle.q.mean", -60, 0);
  const json dragged =
      program_->wait_for([&](const json& state) { return q_mean(state) < first - 0.1; }, "the drag");
  ASSERT_TRUE(dragged.is_object());
  const std::string work = home_ / "state/divergence-lab/work.json";
  ASSERT_TRUE(wait_until([&] {
    std::ifstream file(work);
    const json kept = json::parse(file, nullptr, false);
    return kept.is_object() && kept["q"]["mean"] == dragged["scene"]["q"]["mean"];
  })) << "the work was not saved by itself";
  program_->kill();

  ASSERT_NO_FATAL_FAILURE(open({}));
  const json restored = program_->state();
  EXPECT_EQ(restored["scene"]["q"], dragged["scene"]["q"]);
  EXPECT_TRUE(restored.contains("notice")) << "nothing is said of the crash";

  program_->key("d");
  program_->wait_for([](const json& state) { return state["theme"] == "dark"; }, "the dark theme");
  EXPECT_EQ(program_->close(), 0);
  ASSERT_NO_FATAL_FAILURE(open({}));
  const json again = program_->state();
  EXPECT_EQ(again["scene"]["q"], dragged["scene"]["q"]);
  EXPECT_EQ(again["theme"], "dark");
  EXPECT_FALSE(again.contains("notice")) << again["notice"];
}

TEST_F(ProgramTest, SpeaksChineseAndRefusesWhatIsNotThere) {
  ASSERT_NO_FATAL_FAILURE(open({"penguins", "--lang", "zh", "--theme", "dark"}));
  const json state = program_->state();
  EXPECT_EQ(state["language"], "zh");
  EXPECT_EQ(state["theme"], "dark");
  const auto wrong = Process::start({program_path(), "two-bels"}, {server_->environment()});
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->wait(20), 2);
  EXPECT_NE(wrong->output().find("two-bells"), std::string::npos) << wrong->output();
}

TEST_F(ProgramTest, ABoxIsCarriedAndTheHalfDonePlanIsKept) {
  ASSERT_NO_FATAL_FAILURE(open({"six-boxes"}));
  const json before = program_->wait_for(
      [](const json& state) { return state["places"].contains("handle.box.2.0"); }, "the boxes");
  ASSERT_TRUE(before.is_object());
  const auto middle = [&](const char* place) {
    const json& at = before["places"][place];
    return at[0].get<double>() + at[2].get<double>() / 2;
  };
  const double step = (middle("handle.box.2.0") - middle("handle.box.0.0")) / 2;
  program_->drag("handle.box.0.2", static_cast<int>(std::lround(9 * step)), -30);
  const json carried = program_->wait_for([](const json& state) { return state["meters"]["cost"] == 9; },
                                          "a box from 1 to 10");
  ASSERT_TRUE(carried.is_object());
  EXPECT_EQ(carried["scene"]["destinations"], json::parse("[[null, null, 3], [null, null], [null]]"));
  program_->key("ctrl+z");
  program_->wait_for([](const json& state) { return state["meters"]["cost"] == 0; }, "undo");
  program_->key("ctrl+shift+z");
  program_->wait_for([](const json& state) { return state["meters"]["cost"] == 9; }, "redo");
  EXPECT_EQ(program_->close(), 0);
  ASSERT_NO_FATAL_FAILURE(open({}));
  EXPECT_EQ(program_->state()["scene"]["destinations"], carried["scene"]["destinations"]);
}

}  // namespace
}  // namespace dlab
