// Least-significant-digit radix sort on the bits of doubles.
#include "core/math/sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace dlab {
namespace {

constexpr int digit_bits = 11, digits = 6;  // 6 · 11 ≥ 64
constexpr std::size_t radix = std::size_t{1} << digit_bits;
constexpr std::uint64_t sign = std::uint64_t{1} << 63;

// Doubles compare like these unsigned integers: negative ones have all bits flipped, others the sign bit.
std::uint64_t to_key(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  return bits & sign ? ~bits : bits | sign;
}
double from_key(std::uint64_t key) { return std::bit_cast<double>(key & sign ? key & ~sign : ~key); }

std::size_t digit(std::uint64_t key, int place) { return (key >> (place * digit_bits)) & (radix - 1); }

}  // namespace

void sort_values(std::vector<double>& values) {
  const std::size_t n = values.size();
  if (n < 4096) {
    for (double& value : values) value += 0.0;
    std::sort(values.begin(), values.end());
    return;
  }
  std::vector<std::uint64_t> keys(n), other(n);
  std::vector<std::array<std::size_t, radix>> counts(digits);
  for (auto& count : counts) count.fill(0);
  for (std::size_t i = 0; i < n; ++i) {
    keys[i] = to_key(values[i]);
    for (int place = 0; place < digits; ++place) {
      ++counts[static_cast<std::size_t>(place)][digit(keys[i], place)];
    }
  }
  for (int place = 0; place < digits; ++place) {
    auto& count = counts[static_cast<std::size_t>(place)];
    if (count[digit(keys[0], place)] == n) continue;  // all alike in this digit
    std::size_t start = 0;
    for (std::size_t& slot : count) {
      const std::size_t size = slot;
      slot = start;
      start += size;
    }
    for (const std::uint64_t key : keys) other[count[digit(key, place)]++] = key;
    keys.swap(other);
  }
  for (std::size_t i = 0; i < n; ++i) values[i] = from_key(keys[i]);
}

}  // namespace dlab
