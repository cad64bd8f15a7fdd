// Catalogues in both byte orders, damaged ones, and arguments in sentences.
#include "core/base/catalog.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace dlab {
namespace {

void put(std::string& bytes, std::uint32_t word, bool big) {
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(word >> (8 * (big ? 3 - i : i)) & 0xFF);
}

// A .mo file as the GNU gettext manual describes it.
std::string mo_file(const std::vector<std::pair<std::string, std::string>>& messages, bool big) {
  const auto n = static_cast<std::uint32_t>(messages.size());
  std::string bytes;
  for (const std::uint32_t word : {0x950412deU, 0U, n, 28U, 28U + 8 * n, 0U, 28U + 16 * n})
    put(bytes, word, big);
  std::string strings;
  std::uint32_t at = 28 + 16 * n;
  for (const bool translation : {false, true}) {
    for (const auto& [id, text] : messages) {
      const std::string& string = translation ? text : id;
      put(bytes, static_cast<std::uint32_t>(string.size()), big);
      put(bytes, at + static_cast<std::uint32_t>(strings.size()), big);
      strings += string + '\0';
    }
  }
  return bytes + strings;
}

const std::vector<std::pair<std::string, std::string>> sample{
    {"", "Content-Type: text/plain; charset=UTF-8\n"},
    {"mean", "均值"},
    {std::string("row\0rows", 8), std::string("行\0行们", 10)},
    {"must be > 0, got %1", "必须 > 0，而不是 %1"},
    {"untranslated", ""}};

TEST(Catalog, ReadsBothByteOrders) {
  for (const bool big : {false, true}) {
    const Catalog words = Catalog::from_mo(mo_file(sample, big), "zh");
    EXPECT_EQ(words.language(), "zh");
    EXPECT_EQ(words("mean"), "均值");
    EXPECT_EQ(words("row"), "行");  // the singular
    EXPECT_EQ(words("untranslated"), "untranslated");
    EXPECT_EQ(words(""), "");  // the header is no message
    EXPECT_EQ(words("must be > 0, got %1", {"-1"}), "必须 > 0，而不是 -1");
  }
}

TEST(Catalog, EnglishIsItsOwnTranslation) {
  const Catalog words;
  EXPECT_EQ(words.language(), "en");
  EXPECT_EQ(words("mean"), "mean");
}

TEST(Catalog, SubstitutesArgumentsOnceAndInAnyOrder) {
  const Catalog words;
  EXPECT_EQ(words("%2 before %1, %1", {"a", "%1"}), "%1 before a, a");
  EXPECT_EQ(words("100 % of %3", {"a"}), "100 % of %3");
}

TEST(Catalog, DamagedFilesGiveAnEmptyCatalogue) {
  const std::string good = mo_file(sample, false);
  for (std::size_t size = 0; size < good.size() - 1; ++size) {  // the last NUL is not needed
    EXPECT_TRUE(Catalog::from_mo(good.substr(0, size), "zh").entries().empty()) << size;
  }
  std::string far = good;
  far[32] = '\x7f';  // an offset beyond the end
  far[35] = '\x7f';
  EXPECT_TRUE(Catalog::from_mo(far, "zh").entries().empty());
  EXPECT_TRUE(
      Catalog::from_mo("not a catalogue at all, but long enough to hold a header", "zh").entries().empty());
}

}  // namespace
}  // namespace dlab
