// The command line as a contract: shapes of answers, exit statuses, one line for each mistake, no file
// harmed.
#include "app/command_line/command_line.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>

#include "app/command_line/load_scene.hpp"
#include "app/command_line/parameters.hpp"
#include "app/export/export.hpp"
#include "core/base/file.hpp"
#include "core/exhibit/scene.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Outcome {
  int status;
  std::string out, err;
};

Outcome run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "divergence-lab");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int status = run_command_line(static_cast<int>(arguments.size()), argv.data());
  return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

class CommandLine : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string file(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(write_file(path(name), text));
    return path(name);
  }
  json answer(const std::string& request) {
    const Outcome outcome = run({"distance", file("request.json", request)});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return json::parse(outcome.out, nullptr, false);
  }
  // The one line that a bad call earns, without the folder's name and the line's end.
  std::string complaint(const std::vector<std::string>& arguments) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    std::string line = outcome.err;
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1) << line;
    if (!line.empty()) line.pop_back();
    const std::string here = folder_.string() + "/";
    for (auto at = line.find(here); at != std::string::npos; at = line.find(here))
      line.erase(at, here.size());
    return line;
  }
  std::string request_complaint(const std::string& request) {
    return complaint({"distance", file("request.json", request)});
  }
  const TemporaryFolder own_;
  const fs::path folder_ = own_.path();
};

std::string pair(const std::string& p, const std::string& q) { return "{\"p\":" + p + ",\"q\":" + q + "}"; }
const std::string normal = R"({"type":"normal","mean":0,"std":1})";

// --- distance ---

TEST_F(CommandLine, MeetsEveryVector) {
  std::ifstream stream(std::string(DLAB_SOURCE_DIR) + "/tests/core/vectors.json");
  const json vectors = json::parse(stream);
  ASSERT_GT(vectors.size(), 10u);
  for (const json& vector : vectors) {
    const json out = answer(vector["request"].dump());
    for (const auto& [key, expected] : vector["expect"].items()) {
      const std::string what = vector["name"].get<std::string>() + ", " + key;
      const json& estimate = out[key];
      ASSERT_TRUE(estimate.is_object()) << what;
      if (expected == "inf") {
        EXPECT_EQ(estimate["value"], "inf") << what;
        continue;
      }
      ASSERT_TRUE(estimate["value"].is_number()) << what << ": " << estimate;
      const double miss = std::abs(estimate["value"].get<double>() - expected.get<double>());
      EXPECT_LE(miss, vector["tolerance"][key].get<double>()) << what;
      // `error` is a bound; the vectors themselves are good to about 15 digits.
      EXPECT_LE(miss,
                estimate["error"].get<double>() + 4e-15 * std::max(1.0, std::abs(expected.get<double>())))
          << what;
    }
  }
}

TEST_F(CommandLine, AnswersInTheShapeOfTheContract) {
  const json out = answer(pair(normal, R"({"type":"uniform","low":0,"high":1})"));
  EXPECT_EQ(out["dimension"], 1);
  EXPECT_EQ(out["unit"], "nats");
  for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"}) {
    ASSERT_TRUE(out[key].is_object()) << key;
    EXPECT_TRUE(out[key].contains("value") && out[key].contains("method") && out[key].contains("error"))
        << key;
  }
  EXPECT_EQ(out["kl_pq"]["value"], "inf");
  EXPECT_TRUE(out["kl_qp"]["value"].is_number());
}

TEST_F(CommandLine, BitsAreNatsByLnTwo) {
  const std::string both = R"("p":)" + normal + R"(,"q":{"type":"laplace"})";
  const json nats = answer("{" + both + "}"), bits = answer("{" + both + R"(,"unit":"bits"})");
  EXPECT_EQ(bits["unit"], "bits");
  for (const char* key : {"kl_pq", "kl_qp", "js"}) {
    EXPECT_NEAR(bits[key]["value"].get<double>() * std::numbers::ln2, nats[key]["value"].get<double>(),
                1e-14);
  }
  for (const char* key : {"tv", "w1", "w2"}) EXPECT_EQ(bits[key]["value"], nats[key]["value"]);
}

TEST_F(CommandLine, ReadsSamplesBesideTheRequest) {
  file("x.csv", "kind,v\na,0\nb,9\na,1\na,NA\n");
  const json out = answer(pair(R"({"type":"samples","file":"x.csv","column":"v","where":{"kind":"a"}})",
                               R"({"type":"discrete","points":[3,4],"weights":[1,1]})"));
  EXPECT_NEAR(out["w1"]["value"].get<double>(), 3, 1e-12);
  EXPECT_EQ(out["w1"]["method"], "exact");
}

TEST_F(CommandLine, InThePlaneWhatHasAClosedForm) {  // the rest: command_line_transport_test.cpp
  const json out = answer(pair(R"({"type":"normal_2d","mean":[0,0],"cov":[[2,1],[1,2]]})",
                               R"({"type":"normal_2d","mean":[1,-1],"cov":[[1,0],[0,3]]})"));
  EXPECT_EQ(out["dimension"], 2);
  EXPECT_NEAR(out["kl_pq"]["value"].get<double>(), 1, 1e-12);
  EXPECT_NEAR(out["w2"]["value"].get<double>(), 1.586406387547692, 1e-9);
  EXPECT_EQ(out["js"]["method"], "quadrature");
  EXPECT_EQ(out["w1"]["method"], "sampled");
}

TEST_F(CommandLine, MistakesInARequest) {
  EXPECT_EQ(request_complaint(pair(R"({"type":"normal","std":-1})", normal)),
            "request.json: p.std: must be > 0, got -1");
  EXPECT_EQ(request_complaint(pair(R"({"type":"normal","std":0})", normal)),
            "request.json: p.std: must be > 0, got 0");
  EXPECT_EQ(request_complaint(pair(R"({"type":"normal","std":1e308})", normal)),
            "request.json: p.std: must be at most 1e+12, got 1e+308");
  EXPECT_EQ(request_complaint(pair(R"({"type":"normal","std":NaN})", normal)),
            "request.json: line 1, column 29: this is not valid JSON");
  EXPECT_EQ(request_complaint(pair(R"({"type":"norml"})", normal)),
            "request.json: p.type: there is no type \"norml\"; did you mean \"normal\"?");
  EXPECT_EQ(request_complaint(pair(normal, R"({"type":"normal","sdt":1})")),
            "request.json: q: there is no key \"sdt\"; did you mean \"std\"?");
  EXPECT_EQ(request_complaint(R"({"p":{"type":"normal"},"Q":{"type":"normal"}})"),
            "request.json: there is no key \"Q\"; did you mean \"q\"?");
  EXPECT_EQ(request_complaint("{\"p\":" + normal + "}"),
            "request.json: q: is missing; a distribution is expected");
  EXPECT_EQ(request_complaint("{\"p\":" + normal + ",\"q\":" + normal + ",\"unit\":\"nat\"}"),
            "request.json: unit: must be \"nats\" or \"bits\", got \"nat\"");
  EXPECT_EQ(request_complaint(pair(R"({"type":"discrete","points":[0,1],"weights":[1,-1]})", normal)),
            "request.json: p.weights[1]: must be at least 0, got -1");
  EXPECT_EQ(request_complaint(pair(R"({"type":"discrete","points":[0,1],"weights":[0,0]})", normal)),
            "request.json: p.weights: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(request_complaint("{\"p\":"),
            "request.json: line 1, column 6: the JSON ends too early; is the file cut off?");
  EXPECT_EQ(request_complaint(""), "request.json: is empty; a JSON object is expected");
  EXPECT_EQ(request_complaint("[1,2]"), "request.json: must be an object {…}, got […]");
  EXPECT_EQ(request_complaint(pair(normal, R"({"type":"normal_2d"})")),
            "request.json: q.type: one distribution lies on the line and one in the plane; give both in the "
            "same space");
  EXPECT_EQ(request_complaint(pair(R"({"type":"normal_2d","cov":[[1,2],[2,1]]})", R"({"type":"normal_2d"})")),
            "request.json: p.cov: must be positive definite: both variances and the determinant > 0");
}

TEST_F(CommandLine, MistakesInData) {
  std::string rows = "v\n";
  for (int row = 2; row <= 1'000'000; ++row) rows += row == 17 ? "word\n" : "1.5\n";
  file("x.csv", rows);
  const auto samples = [&](const std::string& rest) {
    return request_complaint(pair(R"({"type":"samples","file":"x.csv")" + rest + "}", normal));
  };
  EXPECT_EQ(samples(""), "request.json: p: x.csv: row 17, column v: \"word\" is not a number");
  file("x.csv", "bill,depth\n1,2\n");
  EXPECT_EQ(samples(R"(,"column":"bil")"),
            "request.json: p: x.csv: there is no column \"bil\"; did you mean \"bill\"? The columns are: "
            "bill, depth");
  file("x.csv", std::string("\x7f"
                            "ELF\0\0\0",
                            7));
  EXPECT_EQ(samples(""), "request.json: p: x.csv: is not a text file; give a CSV file");
  file("x.csv", "");
  EXPECT_EQ(samples(""), "request.json: p: x.csv: is empty; a column of numbers is expected");
  fs::remove(path("x.csv"));
  EXPECT_EQ(samples(""), "request.json: p: x.csv: there is no such file");
}

TEST_F(CommandLine, MistakesWithTheRequestFile) {
  EXPECT_EQ(complaint({"distance", path("none.json")}), "none.json: there is no such file");
  fs::create_directories(path("folder.json"));
  EXPECT_EQ(complaint({"distance", path("folder.json")}), "folder.json: is a folder; give a file in it");
  fs::permissions(file("locked.json", "{}"), fs::perms::none);
  if (!std::ifstream(path("locked.json"))) {  // root reads everything
    EXPECT_EQ(complaint({"distance", path("locked.json")}),
              "locked.json: may not be read; check its permissions");
  }
}

// --- scenes, parameters, help ---

TEST_F(CommandLine, ListsScenesOneALine) {
  const Outcome outcome = run({"scenes"});
  EXPECT_EQ(outcome.status, 0);
  std::istringstream lines(outcome.out);
  std::string line;
  for (const Scene& scene : built_in_scenes()) {
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(line, scene.name + "\t" + exhibit_key(scene) + "\t" + scene.title);
  }
  EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(CommandLine, ListsDevicesOneALine) {
  const Outcome outcome = run({"devices"});
  EXPECT_EQ(outcome.status, 0);
  std::istringstream lines(outcome.out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_TRUE(line.starts_with("cpu\tCPU, ")) << line;
  int cards = 0;
  for (; std::getline(lines, line); ++cards) {
    EXPECT_TRUE(line.starts_with("gl\t")) << line;
    EXPECT_EQ(std::ranges::count(line, '\t'), 4) << line;
    EXPECT_NE(line.find("\tOpenGL 4."), std::string::npos) << line;
  }
  if (cards == 0) GTEST_SKIP() << "no OpenGL 4.3 here";
}

TEST_F(CommandLine, HelpAndVersion) {
  const Outcome help = run({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* word : {"scenes", "distance", "render", "SCENE"}) {
    EXPECT_NE(help.out.find(word), std::string::npos) << word;
  }
  EXPECT_NE(run({"render", "--help"}).out.find("--size"), std::string::npos);
  EXPECT_EQ(run({"--version"}).status, 0);
  EXPECT_NE(run({"--version"}).out.find("0."), std::string::npos);
}

TEST_F(CommandLine, TheTableOfParametersIsUpToDate) {
  const auto kept = read_file(std::string(DLAB_SOURCE_DIR) + "/docs/parameters.md");
  ASSERT_TRUE(kept) << kept.error().text();
  EXPECT_EQ(*kept, parameters_table()) << "run: divergence-lab parameters > docs/parameters.md";
  EXPECT_EQ(run({"parameters"}).out, parameters_table());
}

TEST_F(CommandLine, UnknownWordsNameTheNearest) {
  EXPECT_EQ(complaint({"two-bell"}), "there is no scene \"two-bell\"; did you mean \"two-bells\"?");
  EXPECT_EQ(complaint({"scense"}), "scense: is neither a scene nor a command; did you mean scenes?");
  EXPECT_EQ(complaint({"distnace", "x.json"}),
            "there is no command \"distnace\"; did you mean \"distance\"?");
  EXPECT_EQ(complaint({"render", "two-bell", "--out", path("x.png")}),
            "there is no scene \"two-bell\"; did you mean \"two-bells\"?");
  EXPECT_NE(complaint({"render", "two-bells", "--uot", "x.png"}).find("--help"), std::string::npos);
  EXPECT_NE(complaint({"render", "two-bells"}).find("--out"), std::string::npos);
  EXPECT_NE(complaint({"distance"}).find("REQUEST"), std::string::npos);
  EXPECT_NE(complaint({"render", "two-bells", "--out", "x.png", "--theme", "pink"}).find("light"),
            std::string::npos);
}

// --- scenes from files ---

TEST_F(CommandLine, ScenesComeBackFromFiles) {
  const Scene scene = *built_in_scene("moment-match");
  EXPECT_EQ(*load_scene(file("s.json", to_text(scene))), scene);
  EXPECT_EQ(*load_scene("moment-match"), scene);
  for (const char* name : {"s.png", "s.svg", "s.pdf"}) {
    ASSERT_EQ(run({"render", "moment-match", "--out", path(name), "--size", "640x360"}).status, 0) << name;
    const auto loaded = load_scene(path(name));
    ASSERT_TRUE(loaded) << loaded.error().text();
    EXPECT_EQ(*loaded, scene) << name;
  }
}

TEST_F(CommandLine, MistakesInSceneFiles) {
  EXPECT_EQ(
      complaint({"render", file("s.json", "{\"divergence_lab\":1,\n\"q\":{\"type\":\"normal\",\"std\":-1}}"),
                 "--out", path("x.png")}),
      "s.json: q.std: must be > 0, got -1");
  EXPECT_EQ(complaint({"render", file("s.json", "{\"divergence_lab\":1,\n\"q\""), "--out", path("x.png")}),
            "s.json: line 2, column 4: the JSON ends too early; is the file cut off?");
  EXPECT_EQ(complaint({"render", path("none.json"), "--out", path("x.png")}),
            "none.json: there is no such file");
  EXPECT_NE(complaint({"render", file("x.pdf", "no pdf"), "--out", path("x.png")}).find("x.pdf: "),
            std::string::npos);
}

// --- render ---

TEST_F(CommandLine, WritesTheRecordedCurve) {
  ASSERT_EQ(run({"render", "mean-sweep", "--out", path("x.csv"), "--set", "recorder.steps=35"}).status, 0);
  const auto text = read_file(path("x.csv"));
  ASSERT_TRUE(text);
  std::istringstream lines(*text);
  std::string header, line;
  std::getline(lines, header);
  EXPECT_EQ(header, "q.mean,kl_pq,kl_qp,js,tv,w1,w2,d_kl_pq,d_kl_qp,d_js,d_tv,d_w1,d_w2");
  int m = 0;
  for (; std::getline(lines, line); ++m) {
    std::istringstream cells(line);
    std::vector<double> values;
    for (std::string cell; std::getline(cells, cell, ',');)
      values.push_back(cell.empty() ? NAN : std::stod(cell));
    ASSERT_GE(values.size(), 7u) << line;
    EXPECT_NEAR(values[0], m, 1e-12);
    EXPECT_NEAR(values[1], m * m / 2.0, 1e-9);  // KL = m²/2
    EXPECT_NEAR(values[5], m, 1e-9);            // W1 = m
    EXPECT_LE(values[3], std::numbers::ln2);    // JS
    if (m > 0) {
      EXPECT_NEAR(values[7], m, 1e-3) << line;  // its slope
    }
    if (m > 8) {
      EXPECT_NEAR(values[3], std::numbers::ln2, 1e-4) << line;
    }
  }
  EXPECT_EQ(m, 36);
}

TEST_F(CommandLine, WritesTheRecordedCurveInThePlane) {
  ASSERT_EQ(run({"render", "parallel-lines", "--out", path("x.csv"), "--set", "recorder.steps=20", "--set",
                 "unit=bits"})
                .status,
            0);
  const auto text = read_file(path("x.csv"));
  ASSERT_TRUE(text);
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "q.center.x,kl_pq,kl_qp,js,tv,w1,w2,d_kl_pq,d_kl_qp,d_js,d_tv,d_w1,d_w2");
  int rows = 0;
  for (; std::getline(lines, line); ++rows) {
    std::istringstream cells(line);
    std::vector<double> values;
    for (std::string cell; std::getline(cells, cell, ',');)
      values.push_back(cell.empty() ? NAN : std::stod(cell));
    ASSERT_GE(values.size(), 7u) << line;
    const bool apart = std::abs(values[0]) > 1e-9;  // θ, of the paper's example 1
    EXPECT_EQ(values[1], apart ? INFINITY : 0) << line;
    EXPECT_NEAR(values[3], apart ? 1 : 0, 1e-12) << line;  // JS in bits
    EXPECT_NEAR(values[5], std::abs(values[0]), 1e-12) << line;
  }
  EXPECT_EQ(rows, 21);
}

TEST_F(CommandLine, SettingsAreOneEdit) {
  ASSERT_EQ(run({"render", "disjoint-uniforms", "--out", path("x.json"), "--set", "q.low=5", "--set",
                 "q.high=6", "--set", "view=plan", "--set", "unit=bits"})
                .status,
            0);
  const auto scene = load_scene(path("x.json"));
  ASSERT_TRUE(scene) << scene.error().text();
  const auto& line = std::get<LineScene>(scene->exhibit);
  EXPECT_EQ(line.q, Distribution(Uniform{5, 6}));
  EXPECT_EQ(line.view, LineView::plan);
  EXPECT_EQ(line.unit, Unit::bits);
}

TEST_F(CommandLine, EveryBadOptionIsRefusedAndTheOldFileStays) {
  const std::string out = file("x.png", "old");
  const auto render = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"render", "two-bells", "--out", out});
    return complaint(more);
  };
  EXPECT_EQ(render({"--set", "q.std=-1"}), "--set: q.std: must be > 0, got -1");
  EXPECT_EQ(render({"--set", "q.std=1e300"}), "--set: q.std: must be at most 1e+12, got 1e+300");
  EXPECT_EQ(render({"--set", "q.std=wide"}), "--set: q.std: must be a number, got \"wide\"");
  EXPECT_EQ(render({"--set", "q.maen=1"}), "--set: there is no field \"q.maen\"; did you mean \"q.mean\"?");
  EXPECT_EQ(render({"--set", "q.mean"}), "--set q.mean: must be KEY=VALUE such as q.mean=2");
  EXPECT_EQ(render({"--set", "recorder.low=9"}),
            "--set: recorder.high: must be greater than recorder.low (9), got 8");
  EXPECT_EQ(render({"--size", "0"}),
            "--size: must be WIDTHxHEIGHT such as 1280x720, each from 16 to 16384, got 0");
  EXPECT_EQ(render({"--size", "0x0"}), "--size: each side must lie between 16 and 16384, got 0");
  EXPECT_EQ(render({"--size", "1000000x1000000"}),
            "--size: each side must lie between 16 and 16384, got 1000000");
  EXPECT_EQ(render({"--size", "99999999999x9"}),
            "--size: must be WIDTHxHEIGHT such as 1280x720, each from 16 to 16384, got 99999999999x9");
  EXPECT_EQ(render({"--scale", "0"}), "--scale: must lie between 1 and 4, got 0");
  EXPECT_EQ(*read_file(out), "old");
  EXPECT_EQ(complaint({"render", "two-bells", "--out", path("x.bmp")}),
            "--out: must end in .png, .svg, .pdf, .gif, .mp4, .csv or .json, got x.bmp");
  EXPECT_EQ(complaint({"render", "two-bells", "--window", "--out", path("x.svg")}),
            "--out: a picture of the window is a .png, got x.svg");
  EXPECT_EQ(complaint({"render", "two-bells", "--out", path("none/x.png"), "--size", "64x64"}),
            "none/x.png: there is no folder " + path("none").substr(folder_.string().size() + 1) +
                "; make it first");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()),
            1);  // nothing new lies there
}

TEST_F(CommandLine, EverySceneBecomesAPictureOfTheAskedSize) {
  for (const Scene& scene : built_in_scenes()) {
    std::vector<std::string> command{"render",  scene.name, "--out", path("x.png"), "--size",
                                     "320x180", "--theme",  "dark",  "--lang",      "zh"};
    if (std::holds_alternative<ArenaScene>(scene.exhibit))
      for (const char* argument : {"--set", "iterations=1"}) command.emplace_back(argument);
    const Outcome outcome = run(command);
    ASSERT_EQ(outcome.status, 0) << scene.name << ": " << outcome.err;
    const std::string bytes = *read_file(path("x.png"));
    ASSERT_GT(bytes.size(), 24u);
    const auto number = [&](std::size_t at) {
      int value = 0;
      for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[i]);
      return value;
    };
    EXPECT_EQ(number(16), 320) << scene.name;
    EXPECT_EQ(number(20), 180) << scene.name;
  }
  EXPECT_EQ(run({"render", "two-bells", "--out", path("tiny.png"), "--size", "16x16"}).status, 0);
}

}  // namespace
}  // namespace dlab
