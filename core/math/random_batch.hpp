// Many counter-based random numbers at once, in single precision, for the batches of a training run.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dlab {

// Blocks of the Philox stream (seed, stream), as philox() gives them: word k of block first + i at out[k][i].
inline constexpr std::size_t most_blocks = 64;
using RandomWords = std::array<std::array<std::uint32_t, most_blocks>, 4>;
void random_words(std::uint64_t seed, std::uint32_t stream, std::uint64_t first, std::size_t count,
                  RandomWords& out);

// What a word stands for: multiples of 2⁻²⁴ in [0, 1), and the middles of 2²³ cells of (0, 1).
inline float unit(std::uint32_t word) { return static_cast<float>(word >> 8) * 0x1p-24f; }
inline float open_unit(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 9)) + 0.5f) * 0x1p-23f;
}

// Standard normal pairs (Box and Muller 1958) within a few units of the last place: radius
// √(−2 log open_unit(a)), angle 2π b/2³². No radius exceeds 5.8. The same bits whatever else is in the batch.
void normal_pairs(const std::uint32_t* a, const std::uint32_t* b, std::size_t count, float* x, float* y);

// The same for one instruction set; `words` may write up to the next multiple of 16.
struct RandomKernels {
  void (*words)(std::uint64_t seed, std::uint32_t stream, std::uint64_t first, std::size_t count,
                std::uint32_t* out0, std::uint32_t* out1, std::uint32_t* out2, std::uint32_t* out3);
  void (*pairs)(const std::uint32_t* a, const std::uint32_t* b, std::size_t count, float* x, float* y);
  const char* name;
};
std::vector<const RandomKernels*> random_kernel_sets();  // that this processor can run, from the baseline up

}  // namespace dlab
