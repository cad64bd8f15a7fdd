#include "app/export/movie.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "core/base/file.hpp"

extern char** environ;

namespace dlab {
namespace {

namespace fs = std::filesystem;

// A child process that reads frames on its standard input; its complaints go to a file.
class Encoder {
 public:
  Status start(const std::vector<std::string>& arguments, const std::string& log) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
      return Error{"", N_("ffmpeg could not be started: %1"), {std::strerror(errno)}};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    std::vector<char*> list;
    for (const std::string& argument : arguments) list.push_back(const_cast<char*>(argument.c_str()));
    list.push_back(nullptr);
    const int failed = posix_spawnp(&child_, list[0], &actions, nullptr, list.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    input_ = ends[1];
    if (failed == ENOENT)
      return Error{"", N_("movies need the program ffmpeg; on Debian and Ubuntu: apt install ffmpeg"), {}};
    if (failed != 0) return Error{"", N_("ffmpeg could not be started: %1"), {std::strerror(failed)}};
    running_ = true;
    return Done{};
  }
  // False once the encoder has gone away.
  bool feed(const std::vector<std::uint8_t>& bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t wrote = write(input_, bytes.data() + at, bytes.size() - at);
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote <= 0) return false;
      at += static_cast<std::size_t>(wrote);
    }
    return true;
  }
  bool finish() {
    if (input_ >= 0) close(std::exchange(input_, -1));
    if (!std::exchange(running_, false)) return false;
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  ~Encoder() { finish(); }

 private:
  pid_t child_ = 0;
  int input_ = -1;
  bool running_ = false;
};

// A write to a process that ended is an error to report, not a signal to die of.
class NoPipeSignal {
 public:
  NoPipeSignal() : before_(signal(SIGPIPE, SIG_IGN)) {}
  ~NoPipeSignal() { signal(SIGPIPE, before_); }

 private:
  void (*before_)(int);
};

std::string last_line(const std::string& path) {
  const Result<std::string> text = read_file(path, 1 << 20);
  if (!text) return "?";
  std::string line = *text;
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  const std::size_t start = line.find_last_of("\r\n");
  return start == std::string::npos ? line : line.substr(start + 1);
}

// A GIF's colours are chosen from all that is on screen, not only from what moves: each distance keeps its
// hue.
constexpr const char* gif_filter =
    "split[a][b];[a]palettegen=stats_mode=full:reserve_transparent=0[p];[b][p]paletteuse=dither=none";

std::vector<std::string> command(const std::string& target, bool gif, double rate, const Pixels& first) {
  std::vector<std::string> all{"ffmpeg",
                               "-y",
                               "-loglevel",
                               "error",
                               "-f",
                               "rawvideo",
                               "-pixel_format",
                               "rgba",
                               "-video_size",
                               std::to_string(first.width) + "x" + std::to_string(first.height),
                               "-framerate",
                               std::to_string(rate),
                               "-i",
                               "-"};
  const std::vector<std::string> coding =
      gif ? std::vector<std::string>{"-vf", gif_filter, "-loop", "0", "-f", "gif"}
          : std::vector<std::string>{"-vf",       "pad=ceil(iw/2)*2:ceil(ih/2)*2",
                                     "-c:v",      "libx264",
                                     "-crf",      "16",
                                     "-pix_fmt",  "yuv420p",
                                     "-movflags", "+faststart",
                                     "-f",        "mp4"};
  all.insert(all.end(), coding.begin(), coding.end());
  all.push_back(target);
  return all;
}

}  // namespace

Status write_movie(const std::string& path, int count, double rate,
                   const std::function<Result<Pixels>(int)>& frame,
                   const std::function<void(int)>& progress) {
  const NoPipeSignal quiet;
  const bool gif = path.size() > 4 && (path.ends_with(".gif") || path.ends_with(".GIF"));
  const std::string part = path + ".part-" + std::to_string(getpid()), log = part + ".log";
  // Whether the folder can be written to is known before minutes of work are spent.
  if (const Status status = write_file(part, ""); !status) return status.error().in_file(path);
  std::error_code ignored;
  Encoder encoder;
  Status result = Done{};
  for (int i = 0; i < count && result; ++i) {
    if (progress) progress(i);
    const Result<Pixels> pixels = frame(i);
    if (!pixels) result = pixels.error();
    if (result && i == 0) result = encoder.start(command(part, gif, rate, *pixels), log);
    if (result && !encoder.feed(pixels->rgba)) break;  // finish() tells why
  }
  if (result && !encoder.finish())
    result = Error{path, N_("ffmpeg could not write it: %1"), {last_line(log)}};
  fs::remove(log, ignored);
  if (result) {
    std::error_code failed;
    fs::rename(part, path, failed);
    if (failed) result = Error{path, N_("cannot be written: %1"), {failed.message()}};
  }
  if (!result) fs::remove(part, ignored);
  return result;
}

}  // namespace dlab
