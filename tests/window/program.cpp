#include "tests/window/program.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/window/close_window.hpp"

namespace dlab {

using nlohmann::json;

std::string program_path() { return DLAB_BINARY_DIR "/bin/divergence-lab"; }

std::unique_ptr<Program> Program::start(const Xvfb& server, const TemporaryFolder& home,
                                        const std::vector<std::string>& arguments, std::string& why) {
  std::unique_ptr<Program> program(new Program);
  program->server_ = &server;
  program->state_file_ = home / "state.json";
  std::filesystem::remove(program->state_file_);
  std::vector<std::string> command{program_path()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  program->process_ = Process::start(
      command, {server.environment(), "DLAB_STATE_FILE=" + program->state_file_, "DLAB_SCALE=1", "LANG=C",
                "LC_ALL=C", "HOME=" + home.path(), "XDG_CONFIG_HOME=" + (home / "config"),
                "XDG_STATE_HOME=" + (home / "state"), "LIBGL_ALWAYS_SOFTWARE=1", "WAYLAND_DISPLAY="});
  if (!program->process_) {
    why = program_path() + " could not be started";
    return nullptr;
  }
  const auto window = server.window_of(program->process_->id());
  const bool drawn =
      window && server.focus(*window) && wait_until([&] { return !program->state().is_null(); });
  if (!drawn) {
    why = "no window came up: " + program->process_->output();
    return nullptr;
  }
  program->window_ = *window;
  return program;
}

json Program::state() const {
  std::ifstream file(state_file_);
  json state = json::parse(file, nullptr, false);
  return state.is_object() ? state : json();
}

json Program::wait_for(const std::function<bool(const json&)>& wanted, const std::string& what) {
  json now;
  const bool came = wait_until([&] {
    now = state();
    return now.is_object() && !now.value("stale", false) && wanted(now);
  });
  if (came) return now;
  ADD_FAILURE() << "waited in vain for " << what << "; " << process_->output();
  return {};
}

std::pair<int, int> Program::middle_of(const std::string& place) {
  json last;
  int same =
      0;  // a panel that has just opened may move its controls for a frame or two: wait until it stands
  const json now = wait_for(
      [&](const json& state) {
        const bool there = state["places"].contains(place);
        same = there && state["places"][place] == last ? same + 1 : 0;
        if (there) last = state["places"][place];
        return same >= 10;
      },
      place);
  if (now.is_null()) return {0, 0};
  const json& at = now["places"][place];
  return {static_cast<int>(std::lround(at[0].get<double>() + at[2].get<double>() / 2)),
          static_cast<int>(std::lround(at[1].get<double>() + at[3].get<double>() / 2))};
}

void Program::click(const std::string& place) {
  const auto [x, y] = middle_of(place);
  EXPECT_TRUE(server_->click(x, y)) << place;
}

void Program::drag(const std::string& place, int dx, int dy) {
  const auto [x, y] = middle_of(place);
  EXPECT_TRUE(server_->drag(x, y, x + dx, y + dy)) << place;
}

void Program::key(const std::string& keys) { EXPECT_TRUE(server_->key(keys)) << keys; }
void Program::type(const std::string& text) { EXPECT_TRUE(server_->type(text)) << text; }

void Program::kill() {
  ::kill(process_->id(), SIGKILL);
  process_->wait(10);
}

int Program::close() {
  if (!ask_to_close(server_->display(), window_)) return -1;
  return process_->wait(20).value_or(-1);
}

}  // namespace dlab
