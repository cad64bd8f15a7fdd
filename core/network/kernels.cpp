// The network kernels for every instruction set, and the choice among them.
#include "core/network/kernels.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/math/instruction_set.hpp"

namespace dlab {

namespace network_tables {
#define DLAB_KERNELS_BODY "core/network/kernels_body.hpp"
#define DLAB_KERNELS_TABLE NetworkKernels
#include "core/math/kernel_sets_body.hpp"
}  // namespace network_tables

std::vector<const NetworkKernels*> network_kernel_sets() { return network_tables::all_sets(); }

const NetworkKernels& network_kernels() {
  static const NetworkKernels& widest = *network_kernel_sets().back();
  return widest;
}

}  // namespace dlab
