// File input and output on the C and C++ standard libraries alone.
#include "core/base/file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

namespace dlab {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

Error about(const std::string& path, const char* what, std::vector<std::string> arguments = {}) {
  return Error{path, what, std::move(arguments)};
}

Error reading_failed(const std::string& path, int code) {
  if (code == ENOENT || code == ENOTDIR) return about(path, N_("there is no such file"));
  if (code == EISDIR) return about(path, N_("is a folder; give a file in it"));
  if (code == EACCES || code == EPERM) return about(path, N_("may not be read; check its permissions"));
  return about(path, N_("cannot be read (%1)"), {std::strerror(code)});
}

Error writing_failed(const std::string& path, int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return about(path, N_("cannot be written: no space is left there; free some or choose another place"));
    case EROFS:
      return about(path, N_("cannot be written: the file system is read-only; choose another place"));
    case EACCES:
    case EPERM:
      return about(path, N_("may not be written; check the permissions or choose another place"));
    case ENAMETOOLONG:
      return about(path, N_("the name is too long; choose a shorter one"));
    case EISDIR:
      return about(path, N_("is a folder; give the name of a file in it"));
    default:
      return about(path, N_("cannot be written (%1); choose another place"), {std::strerror(code)});
  }
}

// Everything through `file`, which is closed; 0 or the error's number.
int write_all(File file, std::string_view bytes) {
  errno = 0;
  bool good = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  int code = good ? 0 : errno;
  errno = 0;
  if (std::fclose(file.release()) != 0 && good) {
    good = false;
    code = errno;
  }
  if (good) return 0;
  return code != 0 ? code : EIO;
}

// A name beside `target` that nothing has yet, opened for writing.
File open_beside(const fs::path& target, fs::path& name) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    name = target;
    name += ".part" + std::to_string(attempt);
    if (File file{std::fopen(name.string().c_str(), "wbx")}) return file;
    if (errno != EEXIST) return nullptr;
  }
  return nullptr;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return reading_failed(path, EISDIR);
  errno = 0;
  const File file{std::fopen(path.c_str(), "rb")};
  if (!file) return reading_failed(path, errno);
  std::string bytes;
  char block[1 << 16];
  while (const std::size_t got = std::fread(block, 1, sizeof block, file.get())) {
    if (got > most - bytes.size()) {
      return about(path, N_("is larger than the %1 MB that are read"), {std::to_string(most >> 20)});
    }
    bytes.append(block, got);
  }
  if (std::ferror(file.get())) return reading_failed(path, errno);
  return bytes;
}

Status check_target(const std::string& path) {
  std::error_code code;
  const fs::path target = path;
  const fs::file_status before = fs::status(target, code);  // follows links
  if (fs::is_directory(before)) return writing_failed(path, EISDIR);
  const fs::path folder = target.parent_path();
  if (!fs::exists(before) && !folder.empty() && !fs::is_directory(folder, code))
    return about(path, N_("there is no folder %1; make it first"), {folder.string()});
  return Done{};
}

Status write_file(const std::string& path, std::string_view bytes) {
  if (const Status possible = check_target(path); !possible) return possible;
  std::error_code code;
  fs::path target = path;
  const fs::file_status before = fs::status(target, code);
  if (fs::exists(before)) {
    // Also finds out whether an existing file is write-protected; a mere rename would replace it all the
    // same.
    errno = 0;
    File old{std::fopen(path.c_str(), fs::is_regular_file(before) ? "r+b" : "wb")};
    if (!old) return writing_failed(path, errno);
    if (!fs::is_regular_file(before)) {
      const int failed = write_all(std::move(old), bytes);
      return failed ? Status(writing_failed(path, failed)) : Status(Done{});
    }
    target = fs::canonical(target, code);  // keep a link a link
    if (code) return writing_failed(path, code.value());
  }

  fs::path part;
  errno = 0;
  File file = open_beside(target, part);
  if (!file) return writing_failed(path, errno);
  int failed = write_all(std::move(file), bytes);
  if (!failed && fs::exists(before)) fs::permissions(part, before.permissions(), code);
  if (!failed) {
    fs::rename(part, target, code);
    failed = code.value();
  }
  if (failed) {
    fs::remove(part, code);
    return writing_failed(path, failed);
  }
  return Done{};
}

}  // namespace dlab
