// The catalogues that are built in are the ones in assets/locale.
#include "core/base/languages.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/core/po_file.hpp"

namespace dlab {
namespace {

TEST(Languages, EnglishSaysEveryMessageAsItIs) {
  EXPECT_EQ(catalog_for("en").language(), "en");
  EXPECT_EQ(catalog_for("en")("mean"), "mean");
  EXPECT_EQ(catalog_for("tlh").language(), "en");
}

TEST(Languages, ChineseIsTheWholeCatalogue) {
  const Catalog& words = catalog_for("zh");
  EXPECT_EQ(words.language(), "zh");
  EXPECT_EQ(words("mean"), "均值");
  std::ifstream file(std::string(DLAB_SOURCE_DIR) + "/assets/locale/zh.po");
  std::ostringstream text;
  text << file.rdbuf();
  const auto messages = po::parse(text.str());
  ASSERT_FALSE(messages.empty());
  for (const auto& [id, message] : messages) EXPECT_EQ(words(id), message.translation);
}

TEST(Languages, AreKnownByTheirOwnNames) {
  ASSERT_EQ(languages().size(), 2u);
  for (const Language& language : languages()) EXPECT_EQ(catalog_for(language.key).language(), language.key);
  EXPECT_EQ(languages()[1].own_name, "中文");
}

TEST(Languages, FollowTheLocale) {
  EXPECT_EQ(language_of_locale("zh_CN.UTF-8"), "zh");
  EXPECT_EQ(language_of_locale("zh-Hans"), "zh");
  EXPECT_EQ(language_of_locale("zh"), "zh");
  EXPECT_EQ(language_of_locale("en_GB.UTF-8"), "en");
  EXPECT_EQ(language_of_locale("de_DE@euro"), "en");
  EXPECT_EQ(language_of_locale("C"), "en");
  EXPECT_EQ(language_of_locale(""), "en");
}

}  // namespace
}  // namespace dlab
