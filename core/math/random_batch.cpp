// The random numbers' loops for every instruction set, and the choice among them.
#include "core/math/random_batch.hpp"

#include <cassert>

#include "core/math/instruction_set.hpp"

namespace dlab {

namespace random_tables {
#define DLAB_KERNELS_BODY "core/math/random_batch_body.hpp"
#define DLAB_KERNELS_TABLE RandomKernels
#include "core/math/kernel_sets_body.hpp"
}  // namespace random_tables

std::vector<const RandomKernels*> random_kernel_sets() { return random_tables::all_sets(); }

namespace {
const RandomKernels& kernels() {
  static const RandomKernels& widest = *random_kernel_sets().back();
  return widest;
}
}  // namespace

void random_words(std::uint64_t seed, std::uint32_t stream, std::uint64_t first, std::size_t count,
                  RandomWords& out) {
  assert(count <= most_blocks);
  kernels().words(seed, stream, first, count, out[0].data(), out[1].data(), out[2].data(), out[3].data());
}

void normal_pairs(const std::uint32_t* a, const std::uint32_t* b, std::size_t count, float* x, float* y) {
  kernels().pairs(a, b, count, x, y);
}

}  // namespace dlab
