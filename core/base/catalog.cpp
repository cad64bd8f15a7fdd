// Reads compiled gettext catalogues and substitutes arguments into their sentences.
#include "core/base/catalog.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace dlab {
namespace {

constexpr std::uint32_t mo_magic = 0x950412de;

// The 32-bit words and the string tables of a .mo file, in either byte order, never read past the end.
class MoReader {
 public:
  explicit MoReader(std::string_view bytes) : bytes_(bytes) {
    if (word(0) == mo_magic) return;
    big_endian_ = true;
    if (word(0) != mo_magic) bytes_ = {};
  }

  std::optional<std::uint32_t> word(std::size_t at) const {
    if (at + 4 > bytes_.size()) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto byte = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at + i]));
      value |= byte << (8 * (big_endian_ ? 3 - i : i));
    }
    return value;
  }

  // The string that entry `index` of the table at `table` describes: length, then offset.
  std::optional<std::string_view> string(std::size_t table, std::size_t index) const {
    const auto length = word(table + 8 * index);
    const auto offset = word(table + 8 * index + 4);
    if (!length || !offset) return std::nullopt;
    if (*offset > bytes_.size() || *length > bytes_.size() - *offset) return std::nullopt;
    const std::string_view whole = bytes_.substr(*offset, *length);
    return whole.substr(0, whole.find('\0'));  // plural forms follow a NUL; the first is the singular
  }

 private:
  std::string_view bytes_;
  bool big_endian_ = false;
};

}  // namespace

// GNU gettext manual, "The Format of GNU MO Files": magic, revision, number of strings N, offset of the table
// of originals, offset of the table of translations; each table holds N pairs (length, offset).
Catalog Catalog::from_mo(std::string_view bytes, std::string language) {
  Catalog catalog;
  catalog.language_ = std::move(language);
  const MoReader reader(bytes);
  const auto revision = reader.word(4), count = reader.word(8), ids = reader.word(12),
             texts = reader.word(16);
  if (!revision || !count || !ids || !texts || *revision >> 16 > 1) return catalog;
  for (std::size_t i = 0; i < *count; ++i) {
    const auto id = reader.string(*ids, i), text = reader.string(*texts, i);
    if (!id || !text) {
      catalog.entries_.clear();
      return catalog;
    }
    if (!id->empty() && !text->empty()) catalog.entries_.emplace(*id, *text);
  }
  return catalog;
}

std::string Catalog::operator()(std::string_view id) const {
  const auto found = entries_.find(std::string(id));
  return found == entries_.end() ? std::string(id) : found->second;
}

std::string Catalog::operator()(std::string_view id, const std::vector<std::string>& arguments) const {
  const std::string sentence = (*this)(id);
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] == '%' && i + 1 < sentence.size() && sentence[i + 1] >= '1' && sentence[i + 1] <= '9') {
      const auto index = static_cast<std::size_t>(sentence[i + 1] - '1');
      if (index < arguments.size()) {
        text += arguments[index];
        ++i;
        continue;
      }
    }
    text += sentence[i];
  }
  return text;
}

}  // namespace dlab
