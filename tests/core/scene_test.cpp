// Scenes: built-in ones are sound, JSON brings every one back, and mistakes in a file name their place.
#include "core/exhibit/scene.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json.hpp"
#include "core/distribution/law.hpp"

namespace dlab {
namespace {

const LineScene& line_of(const Scene& scene) { return std::get<LineScene>(scene.exhibit); }

std::string refusal(const std::string& text) {
  const auto scene = scene_from_text(text);
  return scene ? "" : scene.error().text();
}

TEST(Scenes, AreSoundAndHaveNamesTitlesAndCaptions) {
  std::set<std::string> names, titles;
  for (const Scene& scene : built_in_scenes()) {
    const Status status = validate(scene);
    EXPECT_TRUE(status) << scene.name << ": " << status.error().text();
    EXPECT_FALSE(scene.title.empty()) << scene.name;
    EXPECT_FALSE(scene.caption.empty()) << scene.name;
    for (const char c : scene.name)
      EXPECT_TRUE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') << scene.name;
    names.insert(scene.name);
    titles.insert(scene.title);
  }
  EXPECT_EQ(names.size(), built_in_scenes().size());
  EXPECT_EQ(titles.size(), built_in_scenes().size());
  for (const char* name : {"two-bells", "mean-sweep", "binned-illusion", "disjoint-uniforms", "point-masses",
                           "moment-match", "fit-forward", "fit-reverse", "penguins"}) {
    EXPECT_TRUE(built_in_scene(name)) << name;
  }
}

TEST(Scenes, AreFoundByNameOrTheNearestIsNamed) {
  EXPECT_EQ(built_in_scene("two-bells")->name, "two-bells");
  EXPECT_EQ(built_in_scene("two-bell").error().text(),
            "there is no scene \"two-bell\"; did you mean \"two-bells\"?");
  EXPECT_NE(built_in_scene("xyzzy").error().text().find("there are: two-bells, mean-sweep"),
            std::string::npos);
}

TEST(Scenes, ShowWhatTheirCaptionsSay) {
  const auto moments = line_of(*built_in_scene("moment-match"));
  EXPECT_NEAR(Law(moments.p).mean(), Law(moments.q).mean(), 1e-12);
  EXPECT_NEAR(Law(moments.p).variance(), Law(moments.q).variance(), 1e-12);
  const auto penguins = line_of(*built_in_scene("penguins"));
  const auto& adelie = std::get<Samples>(penguins.p);
  const auto& gentoo = std::get<Samples>(penguins.q);
  EXPECT_EQ(adelie.values.size(), 151u);
  EXPECT_EQ(gentoo.values.size(), 123u);
  EXPECT_NEAR(Law(penguins.q).mean() - Law(penguins.p).mean(), 8.7, 0.05);  // the caption's number
  EXPECT_NEAR(adelie.bandwidth, silverman_bandwidth(adelie.values.get()), 0);
}

TEST(Scenes, FieldsHavePathsLimitsAndWords) {
  for (Scene scene : built_in_scenes()) {
    std::set<std::string> paths;
    for (const FieldRef& field : fields(scene)) {
      EXPECT_TRUE(paths.insert(field.path()).second) << field.path();
      EXPECT_FALSE(std::string(field.info().label).empty()) << field.path();
      EXPECT_FALSE(std::string(field.info().help).empty()) << field.path();
      EXPECT_TRUE(field.check()) << field.path();
      if (field.info().kind == FieldKind::real || field.info().kind == FieldKind::integer) {
        EXPECT_LT(field.info().low, field.info().high) << field.path();
        EXPECT_LE(field.info().low, field.info().soft_low) << field.path();
        EXPECT_LT(field.info().soft_low, field.info().soft_high) << field.path();
        EXPECT_LE(field.info().soft_high, field.info().high) << field.path();
      }
      if (field.info().kind == FieldKind::choice) {
        for (const Choice& choice : field.info().choices) EXPECT_TRUE(field.set(std::string(choice.key)));
      }
    }
  }
}

TEST(SceneJson, EveryBuiltInSceneComesBack) {
  for (const Scene& scene : built_in_scenes()) {
    const auto read = scene_from_text(to_text(scene));
    ASSERT_TRUE(read) << scene.name << ": " << read.error().text();
    EXPECT_EQ(*read, scene) << scene.name;
  }
}

TEST(SceneJson, OnlyTheVersionIsRequired) {
  const auto scene = scene_from_text(R"({"divergence_lab":1,"q":{"type":"dirac","at":3}})");
  ASSERT_TRUE(scene) << scene.error().text();
  EXPECT_EQ(line_of(*scene).q, Distribution(Dirac{3}));
  EXPECT_EQ(line_of(*scene).recorder.parameter, "q.at");  // q.mean, the default, is not there
}

TEST(SceneJson, MistakesNameTheirPlace) {
  const auto with = [](const std::string& rest) {
    return R"({"divergence_lab":1,"exhibit":"line",)" + rest + "}";
  };
  EXPECT_EQ(refusal("{}"), "is not a scene: it has no key \"divergence_lab\"");
  EXPECT_EQ(refusal("[]"), "must be an object {…}, got […]");
  EXPECT_EQ(refusal(R"({"divergence_lab":2})"),
            "divergence_lab: was saved by a newer version of this program; update it to read the file");
  EXPECT_EQ(refusal(R"({"divergence_lab":"x"})"), "divergence_lab: must be 1, got \"x\"");
  EXPECT_EQ(refusal(R"({"divergence_lab":1,"exhibit":"lin"})"),
            "exhibit: there is no value \"lin\"; did you mean \"line\"?");
  EXPECT_EQ(refusal(with(R"("veiw":"cdf")")), "there is no key \"veiw\"; did you mean \"view\"?");
  EXPECT_EQ(refusal(with(R"("view":"cdfs")")), "view: there is no value \"cdfs\"; did you mean \"cdf\"?");
  EXPECT_EQ(refusal(with(R"("recorder":{"lo":1})")),
            "recorder: there is no key \"lo\"; did you mean \"low\"?");
  EXPECT_EQ(refusal(with(R"("recorder":3)")), "recorder: must be an object {…}, got 3");
  EXPECT_EQ(refusal(with(R"("recorder":{"steps":2.5})")), "recorder.steps: must be a whole number, got 2.5");
  EXPECT_EQ(refusal(with(R"("recorder":{"low":9})")),
            "recorder.high: must be greater than recorder.low (9), got 8");
  EXPECT_EQ(refusal(with(R"("recorder":{"parameter":"q.maen"})")),
            "recorder.parameter: there is no field \"q.maen\"; did you mean \"q.mean\"?");
  EXPECT_EQ(refusal(with(R"("recorder":{"parameter":"view"})")),
            "recorder.parameter: must be a number of p or q such as q.mean, got \"view\"");
  EXPECT_EQ(refusal(with(R"("recorder":{"parameter":"q.std","low":-1})")),
            "recorder.low: must lie where q.std may go, from 1e-12 to 1e+12; got -1");
  EXPECT_EQ(refusal(with(R"("binned":{"epsilon":0})")), "binned.epsilon: must be > 0, got 0");
  EXPECT_EQ(refusal(with(R"("seed":-1)")), "seed: must be at least 0, got -1");
  EXPECT_EQ(refusal(with(R"("shown":{"kl_pq":1})")), "shown.kl_pq: must be true or false, got 1");
  EXPECT_EQ(refusal(with(R"("x_low":3,"x_high":1)")), "x_high: must be greater than x_low (3), got 1");
  EXPECT_EQ(refusal(with(R"("p":{"type":"normal","std":-1})")), "p.std: must be > 0, got -1");
  EXPECT_EQ(refusal("{\"divergence_lab\":1,\n\"p\":"),
            "line 2, column 5: the JSON ends too early; is the file cut off?");
}

TEST(SceneJson, EveryTruncationOfAFileIsRefusedInOneSentence) {
  const std::string text = to_text(*built_in_scene("moment-match"));
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    const std::string problem = refusal(text.substr(0, size));
    EXPECT_FALSE(problem.empty()) << size;
    EXPECT_EQ(problem.find('\n'), std::string::npos) << problem;
  }
}

TEST(SceneJson, TextThatIsNotUtf8DoesNotStopTheWriter) {
  Scene scene = *built_in_scene("two-bells");
  scene.title = "caf\xE9";
  EXPECT_TRUE(scene_from_text(to_text(scene)));
}

TEST(Recorders, BeginWithAnAxisThatHoldsTheParameter) {
  LineScene line;
  for (const double mean : {0.0, 2.4, -7.9, 12.0, 45.0, -3e6, 1e12}) {
    line.q = Normal{mean, 1};
    line.recorder = recorder_for(line, "q.mean");
    EXPECT_LE(line.recorder.low, mean);
    EXPECT_GE(line.recorder.high, mean);
    EXPECT_TRUE(validate(line)) << mean << ": " << validate(line).error().text();
  }
  for (const double std : {1e-12, 1e-3, 1.0, 1e3, 1e12}) {
    line.q = Normal{0, std};
    line.recorder = recorder_for(line, "q.std");
    EXPECT_LE(line.recorder.low, std);
    EXPECT_GE(line.recorder.high, std);
    EXPECT_TRUE(validate(line)) << std << ": " << validate(line).error().text();
  }
  line.q = Uniform{2, 3};
  EXPECT_LT(recorder_for(line, "q.low").high, 3);
  EXPECT_GT(recorder_for(line, "q.high").low, 2);
}

}  // namespace
}  // namespace dlab
