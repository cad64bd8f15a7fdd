// The Sinkhorn kernels for every instruction set, and the choice among them.
#include "core/transport/sinkhorn_kernels.hpp"

#include "core/math/instruction_set.hpp"

namespace dlab {

namespace sinkhorn_tables {
#define DLAB_KERNELS_BODY "core/transport/sinkhorn_kernels_body.hpp"
#define DLAB_KERNELS_TABLE SinkhornKernels
#include "core/math/kernel_sets_body.hpp"
}  // namespace sinkhorn_tables

std::vector<const SinkhornKernels*> sinkhorn_kernel_sets() { return sinkhorn_tables::all_sets(); }

const SinkhornKernels& sinkhorn_kernels() {
  static const SinkhornKernels& widest = *sinkhorn_kernel_sets().back();
  return widest;
}

}  // namespace dlab
