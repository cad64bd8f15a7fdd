// Counter-based random numbers: the same (key, counter) gives the same bits on every machine and in any
// order.
#pragma once
#include <array>
#include <cstdint>

namespace dlab {

// Philox 4x32 with 10 rounds (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2,
// 3").
std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key);

// Two independent uniform numbers in the open interval (0, 1), multiples of 2⁻⁵³ that are never 0 or 1.
struct UniformPair {
  double first, second;
};
// Number `index` of stream `stream` of the generator seeded with `seed`.
UniformPair uniform_pair(std::uint64_t seed, std::uint32_t stream, std::uint64_t index);

}  // namespace dlab
