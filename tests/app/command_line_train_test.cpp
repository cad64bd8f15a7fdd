// `train` as a contract: the last line's shape, a table that no number of threads changes, one line and
// status 2 for every mistake.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/command_line/command_line.hpp"
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

class CommandLineTrain : public testing::Test {
 protected:
  // Networks so small that a test need not wait for them.
  void SetUp() override {
    Scene scene;
    ArenaScene arena;
    arena.gan.critic.width = arena.gan.generator.width = 16;
    arena.gan.critic.depth = arena.gan.generator.depth = 2;
    arena.gan.batch = 70;
    arena.gan.n_critic = 2;
    scene.exhibit = arena;
    ASSERT_TRUE(write_file(path("ring.json"), to_text(scene)));
  }
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }

  Outcome run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"divergence-lab", "train"});
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int status = run_command_line(static_cast<int>(arguments.size()), argv.data());
    return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
  }
  json answer(const std::vector<std::string>& arguments) const {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "") << "no progress but to a terminal";
    EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 1);
    return json::parse(outcome.out, nullptr, false);
  }
  std::string complaint(const std::vector<std::string>& arguments) const {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    std::string line = outcome.err.substr(0, outcome.err.find('\n'));
    const std::string here = folder_.path() + "/";
    for (auto at = line.find(here); at != std::string::npos; at = line.find(here))
      line.erase(at, here.size());
    return line;
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }
  const TemporaryFolder folder_;
};

TEST_F(CommandLineTrain, AnswersInTheShapeOfTheContract) {
  const json out = answer({path("ring.json"), "--iterations", "30"});
  EXPECT_EQ(out["iterations"], 30);
  EXPECT_GT(out["iterations_per_second"].get<double>(), 0);
  EXPECT_TRUE(out["critic_estimate"].is_number());
  EXPECT_GT(out["w1_exact"].get<double>(), 0);
  EXPECT_LE(out["modes_covered"].get<int>(), 8);
  EXPECT_EQ(out["modes"], 8);
  EXPECT_EQ(out["status"], "ok");
  EXPECT_TRUE(out.contains("diverged_at") && out["diverged_at"].is_null());
}

TEST_F(CommandLineTrain, TheTableIsTheSameWhateverTheThreads) {
  std::vector<std::string> tables;
  for (const char* threads : {"1", "2", "5"}) {
    const std::string csv = path("t" + std::string(threads) + ".csv");
    const json out = answer({path("ring.json"), "--iterations", "20", "--every", "6", "--csv", csv,
                             "--threads", threads, "--backend", "cpu"});
    tables.push_back(*read_file(csv));
    std::istringstream lines(tables.back());
    std::vector<std::string> firsts;
    for (std::string line; std::getline(lines, line);) firsts.push_back(line.substr(0, line.find(',')));
    EXPECT_EQ(firsts, (std::vector<std::string>{"iterations", "0", "6", "12", "18", "20"}));
    const std::string last = tables.back().substr(tables.back().rfind('\n', tables.back().size() - 2) + 1);
    EXPECT_TRUE(last.find(out["w1_exact"].dump()) != std::string::npos) << last;
  }
  EXPECT_EQ(tables[0], tables[1]);
  EXPECT_EQ(tables[0], tables[2]);
  EXPECT_TRUE(tables[0].starts_with("iterations,critic_estimate,w1_exact,modes_covered,modes,critic_loss,"));
}

TEST_F(CommandLineTrain, SeedsAndSettingsChangeTheRun) {
  const auto table = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {path("ring.json"), "--iterations", "5", "--csv", path("x.csv")});
    answer(more);
    return *read_file(path("x.csv"));
  };
  const std::string plain = table({});
  EXPECT_EQ(table({"--seed", "1"}), plain) << "the scene's";
  EXPECT_NE(table({"--seed", "2"}), plain);
  EXPECT_NE(table({"--set", "penalty=10"}), plain);
  EXPECT_EQ(answer({path("ring.json"), "--iterations", "1", "--set", "p.count=5"})["modes"], 5);
}

// Mesa's software renderer at least: the same run, to what single precision leaves of it.
TEST_F(CommandLineTrain, TheCardTrainsAsTheProcessorDoes) {
  std::vector<std::string> words{
      path("ring.json"), "--iterations",       "5",     "--set",    "critic.width=12",
      "--set",           "generator.width=10", "--set", "batch=40", "--backend"};
  words.push_back("cpu");
  const json cpu = answer(words);
  words.back() = "gl";
  const json card = answer(words);
  EXPECT_EQ(card["status"], "ok");
  EXPECT_EQ(card["iterations"], 5);
  EXPECT_NEAR(card["critic_estimate"].get<double>(), cpu["critic_estimate"].get<double>(), 1e-4);
  EXPECT_NEAR(card["w1_exact"].get<double>(), cpu["w1_exact"].get<double>(), 1e-4);
}

TEST_F(CommandLineTrain, ADivergedRunIsAnAnswer) {
  const json out = answer({path("ring.json"), "--iterations", "300", "--csv", path("x.csv"), "--set",
                           "critic.rate=10", "--set", "critic.optimiser=sgd", "--set", "penalty=1000"});
  EXPECT_EQ(out["status"], "diverged");
  EXPECT_EQ(out["diverged_at"].get<int>(), out["iterations"].get<int>() + 1);
  EXPECT_TRUE(read_file(path("x.csv"))->ends_with(",diverged\n"));
}

TEST_F(CommandLineTrain, EveryMistakeIsALineAndNoFileIsTouched) {
  ASSERT_TRUE(write_file(path("x.csv"), "old"));
  const auto train = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {path("ring.json"), "--csv", path("x.csv"), "--iterations", "5"});
    return complaint(more);
  };
  EXPECT_EQ(train({"--backend", "cpi"}), "--backend: there is no value \"cpi\"; did you mean \"cpu\"?");
  EXPECT_EQ(train({"--threads", "65"}), "--threads: must lie between 0 and 64, got 65");
  EXPECT_EQ(train({"--every", "-1"}), "--every: must lie between 0 and 1000000000, got -1");
  EXPECT_EQ(train({"--set", "critic.widht=5"}),
            "--set: there is no field \"critic.widht\"; did you mean \"critic.width\"?");
  EXPECT_EQ(train({"--set", "batch=0"}), "--set: batch: must be at least 1, got 0");
  EXPECT_EQ(train({"--seed", "-1"}), "--set: seed: must be at least 0, got -1");
  EXPECT_EQ(complaint({path("ring.json"), "--iterations", "-5"}),
            "--iterations: must lie between 0 and 1000000000, got -5");
  EXPECT_EQ(complaint({"two-bells", "--iterations", "5"}),
            "two-bells: nothing is trained there; give a scene of the arena");
  EXPECT_TRUE(complaint({"no-such-scene", "--iterations", "5"}).starts_with("there is no scene"));
  EXPECT_TRUE(complaint({path("ring.json")}).starts_with("--iterations is required"));
  EXPECT_TRUE(complaint({path("ring.json"), "--iterations", "many"}).find("many") != std::string::npos);
  EXPECT_EQ(complaint({path("ring.json"), "--iterations", "5", "--csv", path("none/x.csv")}),
            "none/x.csv: there is no folder none; make it first");
  EXPECT_EQ(*read_file(path("x.csv")), "old");
  EXPECT_EQ(files(), 2u);
}

}  // namespace
}  // namespace dlab
