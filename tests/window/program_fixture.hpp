// The program on a display of its own, for the length of a test.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/window/program.hpp"

namespace dlab {

class ProgramFixture : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    server_ = Xvfb::start(1300, 850, why);
    if (!server_ && std::getenv("CI")) FAIL() << why;
    if (!server_) GTEST_SKIP() << why;
  }
  // Nothing that a test does by hand may be answered by an error, unless it says so.
  void TearDown() override {
    if (!program_) return;
    const nlohmann::json state = program_->state();
    if (state.is_null()) return;
    EXPECT_EQ(state["complaints"], complaints_) << state.value("notice", "");
  }
  void open(const std::vector<std::string>& arguments) {
    std::string why;
    program_.reset();
    program_ = Program::start(*server_, home_, arguments, why);
    ASSERT_TRUE(program_) << why;
  }
  // Through the panel that Ctrl-E opens; what the window says then. Null if it says nothing.
  nlohmann::json save_as(const std::string& format, const std::string& path) {
    program_->key("ctrl+e");
    program_->click("format." + format);
    // The panel lays itself out anew for the format: a click can come before the box stands where it will.
    const auto typing = [&] {
      const nlohmann::json state = program_->state();
      return state.is_object() && state.value("typing", false);
    };
    for (int i = 0; i < 5 && !typing(); ++i) {
      program_->click("export.path");
      wait_until(typing, 4);
    }
    EXPECT_TRUE(typing());
    program_->key("ctrl+a");
    program_->type(path);
    program_->click("export.save");
    return program_->wait_for(
        [&](const nlohmann::json& state) {
          return state.contains("notice") &&
                 state["notice"].get<std::string>().find(path) != std::string::npos;
        },
        "the note");
  }
  // What `divergence-lab COMMAND` says of a request; null if it says nothing.
  nlohmann::json answer(const std::string& command, const nlohmann::json& request) {
    std::ofstream(home_ / "request.json") << request.dump();
    const auto said = run({program_path(), command, home_ / "request.json"});
    EXPECT_TRUE(said) << command;
    return said ? nlohmann::json::parse(*said) : nlohmann::json();
  }

  int complaints_ = 0;  // that are expected
  TemporaryFolder home_;
  std::unique_ptr<Xvfb> server_;
  std::unique_ptr<Program> program_;
};

}  // namespace dlab
