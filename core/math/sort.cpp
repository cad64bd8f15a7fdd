// Sorting doubles by where they lie in their range, or, where they crowd, digit by digit.
#include "core/math/sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
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

// Least significant digit first: whatever the values are like.
void sort_by_digits(std::vector<double>& values) {
  const std::size_t n = values.size();
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

// Equal stretches of the range, then equal stretches of those, as many as there are values (Isaac & Singleton
// 1956); what is left is put right by insertion. All steps map values monotonously, so rounding does no harm.
// False, and nothing changed, if too many values share a stretch.
bool sort_by_place(std::vector<double>& values) {
  constexpr std::size_t stretches = 2048, most_parts = 4096;
  const std::size_t n = values.size();
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  const double low = *lowest, scale = static_cast<double>(stretches) / (*highest - low);
  if (!(scale > 0) || !std::isfinite(scale)) return false;
  const auto place = [&](double value) { return (value - low) * scale; };
  const auto stretch = [&](double value) {
    return std::min(static_cast<std::size_t>(place(value)), stretches - 1);
  };
  std::vector<std::uint32_t> start(stretches + 1, 0);
  for (const double value : values) ++start[stretch(value) + 1];
  if (*std::max_element(start.begin(), start.end()) > most_parts + n / 128) return false;
  for (std::size_t s = 0; s < stretches; ++s) start[s + 1] += start[s];
  std::vector<double> other(n);
  {
    std::vector<std::uint32_t> fill(start.begin(), start.end() - 1);
    for (const double value : values) other[fill[stretch(value)]++] = value + 0.0;
  }
  std::array<std::uint32_t, most_parts + 1> part_start;
  for (std::size_t s = 0; s < stretches; ++s) {
    const std::size_t begin = start[s], end = start[s + 1], parts = std::min(end - begin, most_parts);
    if (parts == 0) continue;
    const auto part = [&](double value) {
      const double within = (place(value) - static_cast<double>(s)) * static_cast<double>(parts);
      return std::min(static_cast<std::size_t>(within), parts - 1);
    };
    std::fill_n(part_start.begin(), parts + 1, 0u);
    for (std::size_t i = begin; i < end; ++i) ++part_start[part(other[i]) + 1];
    const bool crowded = *std::max_element(part_start.begin() + 1,
                                           part_start.begin() + 1 + static_cast<std::ptrdiff_t>(parts)) > 32;
    part_start[0] = static_cast<std::uint32_t>(begin);
    for (std::size_t p = 0; p < parts; ++p) part_start[p + 1] += part_start[p];
    for (std::size_t i = begin; i < end; ++i) values[part_start[part(other[i])]++] = other[i];
    if (crowded) {
      std::sort(values.begin() + static_cast<std::ptrdiff_t>(begin),
                values.begin() + static_cast<std::ptrdiff_t>(end));
      continue;
    }
    for (std::size_t i = begin + 1; i < end; ++i) {
      const double value = values[i];
      std::size_t at = i;
      for (; at > begin && values[at - 1] > value; --at) values[at] = values[at - 1];
      values[at] = value;
    }
  }
  return true;
}

}  // namespace

void sort_values(std::vector<double>& values) {
  if (values.size() < 4096) {
    for (double& value : values) value += 0.0;
    std::sort(values.begin(), values.end());
  } else if (!sort_by_place(values)) {
    sort_by_digits(values);
  }
}

}  // namespace dlab
