#include "tests/window/xvfb.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

extern char** environ;

namespace dlab {
namespace {

using Clock = std::chrono::steady_clock;

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

bool installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  return false;
}

std::vector<std::string> merged_environment(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** entry = environ; *entry; ++entry) {
    const std::string pair = *entry;
    const std::string name = pair.substr(0, pair.find('=') + 1);
    bool replaced = false;
    for (const std::string& own : more) replaced = replaced || own.starts_with(name);
    if (!replaced) all.push_back(pair);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

bool wait_until(const std::function<bool()>& done, double seconds) {
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (!done()) {
    if (Clock::now() > end) return false;
    poll(nullptr, 0, 20);
  }
  return true;
}

std::unique_ptr<Process> Process::start(const std::vector<std::string>& command,
                                        const std::vector<std::string>& environment, int keep_fd) {
  std::string file = "/tmp/dlab-process-XXXXXX";
  const int output = mkostemp(file.data(), O_CLOEXEC);
  if (output < 0) return nullptr;
  std::vector<std::string> words = command, settings = merged_environment(environment);
  const std::vector<char*> arguments = pointers(words), variables = pointers(settings);
  const pid_t id = fork();
  if (id == 0) {  // only calls that are safe after a fork
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    if (keep_fd >= 0) fcntl(keep_fd, F_SETFD, 0);
    execvpe(arguments[0], arguments.data(), variables.data());
    _exit(127);
  }
  close(output);
  if (id < 0) {
    unlink(file.c_str());
    return nullptr;
  }
  std::unique_ptr<Process> process(new Process);
  process->id_ = id;
  process->output_file_ = file;
  return process;
}

Process::~Process() {
  end();
  unlink(output_file_.c_str());
}

std::optional<int> Process::wait(double seconds) {
  wait_until(
      [&] {
        int status = 0;
        if (!status_ && waitpid(id_, &status, WNOHANG) == id_)
          status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return status_.has_value();
      },
      seconds);
  return status_;
}

void Process::end() {
  if (status_) return;
  kill(id_, SIGTERM);
  if (wait(5)) return;
  kill(id_, SIGKILL);
  wait(5);
}

std::string Process::output() const {
  std::ifstream file(output_file_, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::optional<std::string> run(const std::vector<std::string>& command,
                               const std::vector<std::string>& environment, double seconds) {
  const std::unique_ptr<Process> process = Process::start(command, environment);
  if (!process || process->wait(seconds) != 0) return std::nullopt;
  return process->output();
}

std::unique_ptr<Xvfb> Xvfb::start(int width, int height, std::string& why) {
  for (const char* program : {"Xvfb", "xdotool"})
    if (!installed(program)) {
      why = std::string(program) + " is not installed";
      return nullptr;
    }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return nullptr;
  std::unique_ptr<Xvfb> server(new Xvfb);
  // The server looks for a free display by itself and writes its number once it takes connections.
  server->server_ = Process::start(
      {"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0",
       std::to_string(width) + "x" + std::to_string(height) + "x24", "-nolisten", "tcp", "-noreset"},
      {}, ends[1]);
  close(ends[1]);
  pollfd ready{ends[0], POLLIN, 0};
  std::string number;
  char letter = 0;
  while (server->server_ && poll(&ready, 1, 20000) > 0 && read(ends[0], &letter, 1) == 1 && letter != '\n')
    number += letter;
  close(ends[0]);
  if (number.empty()) {
    why = "Xvfb did not start: " + (server->server_ ? first_line(server->server_->output()) : "");
    return nullptr;
  }
  server->display_ = ":" + number;
  return server;
}

Xvfb::~Xvfb() = default;

bool Xvfb::xdotool(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "xdotool");
  return run(arguments, {environment()}).has_value();
}

std::optional<std::string> Xvfb::window_of(pid_t process, double seconds) const {
  std::optional<std::string> found;
  wait_until(
      [&] {
        const auto ids =
            run({"xdotool", "search", "--onlyvisible", "--pid", std::to_string(process)}, {environment()});
        if (ids && !first_line(*ids).empty()) found = first_line(*ids);
        return found.has_value();
      },
      seconds);
  return found;
}

bool Xvfb::focus(const std::string& window) const { return xdotool({"windowfocus", window}); }
bool Xvfb::move(int x, int y) const { return xdotool({"mousemove", std::to_string(x), std::to_string(y)}); }
bool Xvfb::press() const { return xdotool({"mousedown", "1"}); }
bool Xvfb::release() const { return xdotool({"mouseup", "1"}); }

bool Xvfb::click(int x, int y) const {
  return xdotool({"mousemove", std::to_string(x), std::to_string(y), "sleep", "0.05", "mousedown", "1",
                  "sleep", "0.05", "mouseup", "1"});
}

bool Xvfb::double_click(int x, int y) const {
  return xdotool({"mousemove", std::to_string(x), std::to_string(y), "sleep", "0.05", "click", "--repeat",
                  "2", "--delay", "60", "1"});
}

bool Xvfb::drag(int from_x, int from_y, int to_x, int to_y, int steps) const {
  std::vector<std::string> script{
      "mousemove", std::to_string(from_x), std::to_string(from_y), "sleep", "0.1", "mousedown", "1", "sleep",
      "0.05"};
  for (int i = 1; i <= steps; ++i) {
    script.insert(script.end(), {"mousemove", std::to_string(from_x + (to_x - from_x) * i / steps),
                                 std::to_string(from_y + (to_y - from_y) * i / steps), "sleep", "0.02"});
  }
  script.insert(script.end(), {"sleep", "0.1", "mouseup", "1"});
  return xdotool(script);
}

bool Xvfb::wheel(int notches) const {
  return xdotool(
      {"click", "--repeat", std::to_string(std::abs(notches)), "--delay", "30", notches > 0 ? "4" : "5"});
}

bool Xvfb::key(const std::string& keys) const { return xdotool({"key", "--delay", "30", keys}); }
bool Xvfb::type(const std::string& text) const { return xdotool({"type", "--delay", "30", text}); }

bool Xvfb::screenshot(const std::string& file) const {
  return installed("import") && run({"import", "-display", display_, "-window", "root", file}).has_value();
}

}  // namespace dlab
