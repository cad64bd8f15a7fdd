// The plane's kernels for every instruction set, and the choice among them.
#include "core/divergence/kernels_2d.hpp"

#include "core/math/instruction_set.hpp"

#ifdef __clang__
#pragma clang fp contract(fast)
#endif

namespace dlab {

namespace kernels_2d_baseline {
#define DLAB_LANES 2
#include "core/divergence/kernels_2d_body.hpp"
#undef DLAB_LANES
constexpr Kernels2d table{sums, "baseline"};
}  // namespace kernels_2d_baseline

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
namespace kernels_2d_avx2 {
#define DLAB_LANES 4
#include "core/divergence/kernels_2d_body.hpp"
#undef DLAB_LANES
constexpr Kernels2d table{sums, "AVX2"};
}  // namespace kernels_2d_avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma")
#endif
namespace kernels_2d_avx512 {
#define DLAB_LANES 8
#include "core/divergence/kernels_2d_body.hpp"
#undef DLAB_LANES
constexpr Kernels2d table{sums, "AVX-512"};
}  // namespace kernels_2d_avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif

std::vector<const Kernels2d*> kernel_2d_sets() {
#ifdef DLAB_KERNELS_X86
  return runnable(&kernels_2d_baseline::table, &kernels_2d_avx2::table, &kernels_2d_avx512::table);
#else
  return {&kernels_2d_baseline::table};
#endif
}

const Kernels2d& kernels_2d() {
  static const Kernels2d& widest = *kernel_2d_sets().back();
  return widest;
}

}  // namespace dlab
