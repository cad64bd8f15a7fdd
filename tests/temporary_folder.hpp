// A folder of a test's own, so that tests may run side by side: empty at first, removed at the end.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

namespace dlab {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dlab-test-XXXXXX").string();
    const char* made = mkdtemp(pattern.data());
    path_ = made ? made
                 : throw std::filesystem::filesystem_error("no folder", pattern,
                                                           std::error_code(errno, std::generic_category()));
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::size_t count() const {  // files and folders in it
    using Each = std::filesystem::directory_iterator;
    return static_cast<std::size_t>(std::distance(Each(path_), Each()));
  }

 private:
  std::string path_;
};

}  // namespace dlab
