// The plane's kernels for every instruction set, and the choice among them.
#include "core/divergence/kernels_2d.hpp"

#include "core/math/instruction_set.hpp"

namespace dlab {

namespace plane_tables {
#define DLAB_KERNELS_BODY "core/divergence/kernels_2d_body.hpp"
#define DLAB_KERNELS_TABLE Kernels2d
#include "core/math/kernel_sets_body.hpp"
}  // namespace plane_tables

std::vector<const Kernels2d*> kernel_2d_sets() { return plane_tables::all_sets(); }

const Kernels2d& kernels_2d() {
  static const Kernels2d& widest = *kernel_2d_sets().back();
  return widest;
}

}  // namespace dlab
