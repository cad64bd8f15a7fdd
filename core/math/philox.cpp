// Philox from Random123, behind a light header.
#include "core/math/philox.hpp"

#include <Random123/philox.h>

namespace dlab {

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key) {
  const r123::Philox4x32::ctr_type in{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type with{{key[0], key[1]}};
  const auto out = r123::Philox4x32()(in, with);
  return {out[0], out[1], out[2], out[3]};
}

UniformPair uniform_pair(std::uint64_t seed, std::uint32_t stream, std::uint64_t index) {
  const auto bits =
      philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), stream, 0},
             {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  // 52 bits and a half: the middle of a cell, so that neither 0 nor 1 can be reached by rounding.
  const auto open = [](std::uint32_t high, std::uint32_t low) {
    const std::uint64_t joined = (static_cast<std::uint64_t>(high) << 32 | low) >> 12;
    return (static_cast<double>(joined) + 0.5) * 0x1p-52;
  };
  return {open(bits[0], bits[1]), open(bits[2], bits[3])};
}

}  // namespace dlab
