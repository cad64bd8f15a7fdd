#include "app/export/tabular_digits.hpp"

#include FT_TRUETYPE_TABLES_H
#include FT_TRUETYPE_TAGS_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace dlab {
namespace {

// Big-endian numbers out of a table. Reading past its end gives 0, which leads nowhere.
class Table {
 public:
  explicit Table(std::vector<FT_Byte> bytes) : bytes_(std::move(bytes)) {}
  std::size_t u16(std::size_t at) const { return byte(at) << 8 | byte(at + 1); }
  std::size_t u32(std::size_t at) const { return u16(at) << 16 | u16(at + 2); }

 private:
  std::size_t byte(std::size_t at) const { return at < bytes_.size() ? bytes_[at] : 0u; }
  std::vector<FT_Byte> bytes_;
};

std::vector<FT_Byte> load_gsub(FT_Face face) {
  FT_ULong length = 0;
  if (FT_Load_Sfnt_Table(face, TTAG_GSUB, 0, nullptr, &length) != 0) return {};
  std::vector<FT_Byte> bytes(length);
  if (FT_Load_Sfnt_Table(face, TTAG_GSUB, 0, bytes.data(), &length) != 0) return {};
  return bytes;
}

// Where `glyph` stands in a coverage table.
std::optional<std::size_t> coverage_index(const Table& t, std::size_t coverage, std::size_t glyph) {
  const std::size_t format = t.u16(coverage), count = t.u16(coverage + 2);
  for (std::size_t i = 0; i < count; ++i) {
    if (format == 1) {
      if (t.u16(coverage + 4 + 2 * i) == glyph) return i;
    } else if (format == 2) {
      const std::size_t range = coverage + 4 + 6 * i, first = t.u16(range);
      if (glyph >= first && glyph <= t.u16(range + 2)) return t.u16(range + 4) + glyph - first;
    }
  }
  return std::nullopt;
}

// What one single-substitution subtable makes of `glyph`.
std::optional<std::size_t> substitute(const Table& t, std::size_t subtable, std::size_t glyph) {
  const auto index = coverage_index(t, subtable + t.u16(subtable + 2), glyph);
  if (!index) return std::nullopt;
  if (t.u16(subtable) == 1) return (glyph + t.u16(subtable + 4)) & 0xFFFF;
  if (t.u16(subtable) == 2 && *index < t.u16(subtable + 4)) return t.u16(subtable + 6 + 2 * *index);
  return std::nullopt;
}

// What a lookup makes of `glyph`; itself if it does not apply.
std::size_t looked_up(const Table& t, std::size_t lookup, std::size_t glyph) {
  constexpr std::size_t single = 1, extension = 7;
  const std::size_t type = t.u16(lookup), count = t.u16(lookup + 4);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t subtable = lookup + t.u16(lookup + 6 + 2 * i);
    std::size_t kind = type;
    if (kind == extension) {
      kind = t.u16(subtable + 2);
      subtable += t.u32(subtable + 4);
    }
    if (kind != single) continue;
    if (const auto found = substitute(t, subtable, glyph)) return *found;
  }
  return glyph;
}

}  // namespace

std::array<FT_UInt, 10> tabular_digits(FT_Face face) {
  std::array<FT_UInt, 10> glyphs{};
  for (FT_ULong i = 0; i < 10; ++i) glyphs[i] = FT_Get_Char_Index(face, '0' + i);
  const Table t(load_gsub(face));
  const std::size_t features = t.u16(6), lookups = t.u16(8), feature_count = t.u16(features);
  for (std::size_t i = 0; i < feature_count; ++i) {
    const std::size_t record = features + 2 + 6 * i;
    if (t.u32(record) != FT_MAKE_TAG('t', 'n', 'u', 'm')) continue;
    const std::size_t feature = features + t.u16(record + 4), lookup_count = t.u16(feature + 2);
    for (std::size_t k = 0; k < lookup_count; ++k) {
      const std::size_t lookup = lookups + t.u16(lookups + 2 + 2 * t.u16(feature + 4 + 2 * k));
      for (FT_UInt& glyph : glyphs) {
        const std::size_t found = looked_up(t, lookup, glyph);
        if (found < static_cast<std::size_t>(face->num_glyphs)) glyph = static_cast<FT_UInt>(found);
      }
    }
    break;  // the same for every script
  }
  return glyphs;
}

}  // namespace dlab
