// UTF-8 to code points and back; malformed input never fails, it shows as U+FFFD.
#include "core/figure/text.hpp"

namespace dlab {
namespace {

// The sequence that starts at text[at]: its code point and how many bytes to go on by. Overlong forms,
// surrogates and values above U+10FFFF are malformed (RFC 3629); each maximal malformed part becomes one
// U+FFFD.
struct Decoded {
  char32_t code;
  std::size_t bytes;
};
Decoded decode_one(const std::string& text, std::size_t at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t more = lead >= 0xC2 && lead < 0xE0   ? 1
                           : lead >= 0xE0 && lead < 0xF0 ? 2
                           : lead >= 0xF0 && lead < 0xF5 ? 3
                                                         : 0;
  if (more == 0) return {0xFFFD, 1};
  char32_t code = lead & (0x3Fu >> more);
  for (std::size_t k = 1; k <= more; ++k) {
    if (at + k >= text.size()) return {0xFFFD, k};
    unsigned low = 0x80, high = 0xBF;
    if (k == 1 && lead == 0xE0) low = 0xA0;
    if (k == 1 && lead == 0xED) high = 0x9F;
    if (k == 1 && lead == 0xF0) low = 0x90;
    if (k == 1 && lead == 0xF4) high = 0x8F;
    const unsigned next = byte(at + k);
    if (next < low || next > high) return {0xFFFD, k};
    code = code << 6 | (next & 0x3F);
  }
  return {code, more + 1};
}

}  // namespace

std::u32string decode_utf8(const std::string& text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_one(text, at);
    out += next.code;
    at += next.bytes;
  }
  return out;
}

std::string encode_utf8(char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  auto tail = [code](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | code >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | code >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace dlab
