// The program in a window of its own under Xvfb, with a person's hand: what the tests of the whole drive and
// read.
#pragma once
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/temporary_folder.hpp"
#include "tests/window/xvfb.hpp"

namespace dlab {

std::string program_path();

// One run of divergence-lab on a display. Its state is read from the file that DLAB_STATE_FILE names, which
// the program rewrites after every frame that changed something.
class Program {
 public:
  // Null with `why` if it does not start or shows no window.
  static std::unique_ptr<Program> start(const Xvfb& server, const TemporaryFolder& home,
                                        const std::vector<std::string>& arguments, std::string& why);

  // Waits until `wanted` holds for the settled state; the state, or null (and a failure) if it never does.
  nlohmann::json wait_for(const std::function<bool(const nlohmann::json&)>& wanted, const std::string& what);
  nlohmann::json state() const;  // null while there is none

  // On the middle of a named place (see Probe), in pixels.
  void click(const std::string& place);
  void drag(const std::string& place, int dx, int dy);
  void key(const std::string& keys);
  void type(const std::string& text);
  void kill();  // as a crash does
  int close();  // as the window's cross does; its exit status, −1 if it does not end

  Process& process() { return *process_; }

 private:
  Program() = default;
  std::pair<int, int> middle_of(const std::string& place);
  const Xvfb* server_ = nullptr;
  std::unique_ptr<Process> process_;
  std::string state_file_, window_;
};

}  // namespace dlab
