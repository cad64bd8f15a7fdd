// The Sinkhorn kernels for every instruction set, and the choice among them.
#include "core/transport/sinkhorn_kernels.hpp"

#include "core/math/instruction_set.hpp"

#ifdef __clang__
#pragma clang fp contract(fast)
#endif

namespace dlab {

namespace sinkhorn_baseline {
#define DLAB_LANES 2
#include "core/transport/sinkhorn_kernels_body.hpp"
#undef DLAB_LANES
constexpr SinkhornKernels table{along_rows,       along_columns, soft_maximum,
                                add_exponentials, exponentials,  "baseline"};
}  // namespace sinkhorn_baseline

#if defined(__x86_64__)
#define DLAB_KERNELS_X86
#endif

#ifdef DLAB_KERNELS_X86
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
namespace sinkhorn_avx2 {
#define DLAB_LANES 4
#include "core/transport/sinkhorn_kernels_body.hpp"
#undef DLAB_LANES
constexpr SinkhornKernels table{along_rows,       along_columns, soft_maximum,
                                add_exponentials, exponentials,  "AVX2"};
}  // namespace sinkhorn_avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma")
#endif
namespace sinkhorn_avx512 {
#define DLAB_LANES 8
#include "core/transport/sinkhorn_kernels_body.hpp"
#undef DLAB_LANES
constexpr SinkhornKernels table{along_rows,       along_columns, soft_maximum,
                                add_exponentials, exponentials,  "AVX-512"};
}  // namespace sinkhorn_avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif

std::vector<const SinkhornKernels*> sinkhorn_kernel_sets() {
#ifdef DLAB_KERNELS_X86
  return runnable(&sinkhorn_baseline::table, &sinkhorn_avx2::table, &sinkhorn_avx512::table);
#else
  return {&sinkhorn_baseline::table};
#endif
}

const SinkhornKernels& sinkhorn_kernels() {
  static const SinkhornKernels& widest = *sinkhorn_kernel_sets().back();
  return widest;
}

}  // namespace dlab
