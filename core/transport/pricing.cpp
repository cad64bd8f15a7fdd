// The pricing kernels for every instruction set, and the choice among them.
#include "core/transport/pricing.hpp"

#include "core/math/instruction_set.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dlab {

namespace pricing_tables {
#define DLAB_KERNELS_BODY "core/transport/pricing_body.hpp"
#define DLAB_KERNELS_TABLE Pricing
#include "core/math/kernel_sets_body.hpp"
}  // namespace pricing_tables

std::vector<const Pricing*> pricing_sets() { return pricing_tables::all_sets(); }

const Pricing& pricing() {
  static const Pricing& widest = *pricing_sets().back();
  return widest;
}

}  // namespace dlab
