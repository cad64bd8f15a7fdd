// Settings and the work that outlive the program.
#include "app/shell/storage.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/file.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;

class StorageTest : public ::testing::Test {
 protected:
  const TemporaryFolder own_;
  const fs::path folder_ = own_.path();
};

TEST_F(StorageTest, SettingsComeBack) {
  const Storage storage(folder_.string());
  Settings settings;
  settings.theme = ThemeKind::dark;
  settings.language = "zh";
  settings.zoom = 1.25;
  settings.rail_collapsed = true;
  ASSERT_TRUE(storage.save_settings(settings));
  EXPECT_EQ(storage.load_settings(), settings);
}

TEST_F(StorageTest, DamagedSettingsAreDefaults) {
  const Storage storage(folder_.string());
  ASSERT_TRUE(write_file((folder_ / "settings.json").string(), "{\"theme\": 3, \"zoom\": 1e9"));
  EXPECT_EQ(storage.load_settings(), Settings{});
  ASSERT_TRUE(write_file((folder_ / "settings.json").string(), "{\"theme\": 3, \"zoom\": 1e9}"));
  EXPECT_EQ(storage.load_settings(), Settings{});
}

TEST_F(StorageTest, WorkComesBackAndACrashIsNoticed) {
  const Storage storage(folder_.string());
  EXPECT_FALSE(storage.load_work().has_value());
  const Scene scene = built_in_scenes().back();
  storage.mark_open();
  ASSERT_TRUE(storage.save_work(scene));
  ASSERT_TRUE(storage.load_work().has_value());
  EXPECT_EQ(storage.load_work()->scene, scene);
  EXPECT_TRUE(storage.load_work()->crashed);
  storage.mark_closed();
  EXPECT_FALSE(storage.load_work()->crashed);
}

TEST_F(StorageTest, NothingIsKeptWithoutAFolder) {
  const Storage storage{std::string()};
  EXPECT_TRUE(storage.save_work(built_in_scenes().front()));
  EXPECT_FALSE(storage.load_work().has_value());
}

}  // namespace
}  // namespace dlab
