// Errors read as one sentence with their place; files are read and written with clear failures.
#include "core/base/error.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/file.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;

TEST(Error, NamesPlaceAndSentence) {
  const Error error{"std", "must be > 0, got %1", {"-1"}};
  EXPECT_EQ(error.text(), "std: must be > 0, got -1");
  EXPECT_EQ(error.in_field("p").in_file("request.json").text(), "request.json: p.std: must be > 0, got -1");
  EXPECT_EQ(error.in_field("components[1].distribution").in_field("p").text(),
            "p.components[1].distribution.std: must be > 0, got -1");
  EXPECT_EQ((Error{"[3]", "no", {}}.in_field("values").text()), "values[3]: no");
  EXPECT_EQ((Error{"", "is empty", {}}.in_file("x.csv").text()), "x.csv: is empty");
  EXPECT_EQ((Error{"", "is empty", {}}.text()), "is empty");
}

class Files : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::size_t count() const { return own_.count(); }
  const TemporaryFolder own_;
  const fs::path folder_ = own_.path();
};

TEST_F(Files, RoundTripAndReplace) {
  const std::string bytes("a\0b\r\n\xFF", 6);
  ASSERT_TRUE(write_file(path("x"), "old and longer"));
  ASSERT_TRUE(write_file(path("x"), bytes));
  const auto read = read_file(path("x"));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, bytes);
  EXPECT_EQ(count(), 1u);  // nothing is left beside it
}

TEST_F(Files, ReadingFailsWithOneSentence) {
  EXPECT_EQ(read_file(path("none")).error().text(), path("none") + ": there is no such file");
  EXPECT_EQ(read_file(folder_.string()).error().text(),
            folder_.string() + ": is a folder; give a file in it");
  ASSERT_TRUE(write_file(path("long"), std::string(3 << 20, 'x')));
  EXPECT_EQ(read_file(path("long"), 2 << 20).error().text(),
            path("long") + ": is larger than the 2 MB that are read");
}

TEST_F(Files, WritingFailsWithOneSentenceAndLeavesTheOldFile) {
  EXPECT_EQ(write_file(path("none/x"), "new").error().text(),
            path("none/x") + ": there is no folder " + path("none") + "; make it first");
  EXPECT_EQ(write_file(folder_.string(), "new").error().text(),
            folder_.string() + ": is a folder; give the name of a file in it");
  if (fs::exists("/dev/full")) {
    EXPECT_NE(write_file("/dev/full", "new").error().text().find("no space is left"), std::string::npos);
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
  }
}

// No permission binds root: as root, what is in scope runs as the user nobody, to whom the files are given.
class AsNobody {
 public:
  explicit AsNobody(const std::vector<std::string>& files) : root_(geteuid() == 0) {
    constexpr uid_t nobody = 65534;
    if (!root_) return;
    for (const std::string& file : files) EXPECT_EQ(chown(file.c_str(), nobody, nobody), 0) << file;
    EXPECT_EQ(seteuid(nobody), 0);
  }
  ~AsNobody() {
    if (root_) {
      EXPECT_EQ(seteuid(0), 0);
    }
  }

 private:
  bool root_;
};

TEST_F(Files, ProtectedPlacesAreNotWritten) {
  ASSERT_TRUE(write_file(path("x"), "old"));
  const AsNobody bound({folder_.string(), path("x")});
  fs::permissions(path("x"), fs::perms::owner_read);
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  ASSERT_FALSE(std::ofstream(path("probe"))) << "permissions do not bind this user";
  EXPECT_NE(write_file(path("x"), "new").error().text().find("check the permissions"), std::string::npos);
  EXPECT_NE(write_file(path("y"), "new").error().text().find("check the permissions"), std::string::npos);
  EXPECT_EQ(*read_file(path("x")), "old");
}

TEST_F(Files, LinksAndPermissionsStay) {
  ASSERT_TRUE(write_file(path("real"), "old"));
  fs::permissions(path("real"), fs::perms::owner_read | fs::perms::owner_write);
  std::error_code unsupported;
  fs::create_symlink(path("real"), path("link"), unsupported);
  if (unsupported) GTEST_SKIP() << "no links here";
  ASSERT_TRUE(write_file(path("link"), "new"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(*read_file(path("real")), "new");
  EXPECT_EQ(fs::status(path("real")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
}  // namespace dlab
