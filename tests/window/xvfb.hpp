// A display of its own for a test, and a hand on it: Xvfb, a program in it, xdotool.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dlab {

// Calls `done` until it says so or `seconds` have passed; says which. Waits 20 ms between calls.
bool wait_until(const std::function<bool()>& done, double seconds = 60);

// A child process with its output in a file; ended, at the latest, with this object.
class Process {
 public:
  // `environment` are "NAME=value" on top of the test's own. Null if it could not be started.
  static std::unique_ptr<Process> start(const std::vector<std::string>& command,
                                        const std::vector<std::string>& environment = {}, int keep_fd = -1);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id() const { return id_; }
  std::optional<int> wait(double seconds);  // its exit status (128 + signal), if it ended in time
  void end();                               // SIGTERM, then SIGKILL
  std::string output() const;               // standard output and error so far

 private:
  Process() = default;
  pid_t id_ = -1;
  std::optional<int> status_;
  std::string output_file_;
};

// Runs a command to its end; its output. Nothing if it failed or took over `seconds`.
std::optional<std::string> run(const std::vector<std::string>& command,
                               const std::vector<std::string>& environment = {}, double seconds = 20);

class Xvfb {
 public:
  // A server on a free display. Null where Xvfb or xdotool is not installed: skip the test, with `why`.
  static std::unique_ptr<Xvfb> start(int width, int height, std::string& why);
  ~Xvfb();

  const std::string& display() const { return display_; }  // ":101"
  std::string environment() const { return "DISPLAY=" + display_; }

  // The window of a process, once it is on screen.
  std::optional<std::string> window_of(pid_t process, double seconds = 20) const;
  bool focus(const std::string& window) const;

  // Root coordinates; without a window manager a program's window stands at 0, 0.
  bool move(int x, int y) const;
  bool press() const;
  bool release() const;
  bool click(int x, int y) const;
  bool double_click(int x, int y) const;
  // Pressed at the start, moved in `steps`, released at the end.
  bool drag(int from_x, int from_y, int to_x, int to_y, int steps = 12) const;
  bool wheel(int notches) const;            // up is positive
  bool key(const std::string& keys) const;  // xdotool's names: "space", "ctrl+z", "F5"
  bool type(const std::string& text) const;
  bool screenshot(const std::string& file) const;  // needs ImageMagick; the file's ending is the format

 private:
  Xvfb() = default;
  bool xdotool(std::vector<std::string> arguments) const;
  std::unique_ptr<Process> server_;
  std::string display_;
};

}  // namespace dlab
