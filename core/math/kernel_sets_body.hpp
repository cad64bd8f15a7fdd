// Compiles DLAB_KERNELS_BODY once per instruction set, in namespaces of the enclosing one, so without an
// include guard. The body finds DLAB_LANES (doubles per vector) and DLAB_SET_NAME, and ends with a `constexpr
// Table table{…, DLAB_SET_NAME}`, of the type DLAB_KERNELS_TABLE. all_sets() gives those that this processor
// can run. Include core/math/instruction_set.hpp before.

#ifdef __clang__
#pragma clang fp contract(fast)
#endif

namespace baseline {
#define DLAB_LANES 2
#define DLAB_SET_NAME "baseline"
#include DLAB_KERNELS_BODY
#undef DLAB_LANES
#undef DLAB_SET_NAME
}  // namespace baseline

#if defined(__x86_64__)

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
namespace avx2 {
#define DLAB_LANES 4
#define DLAB_SET_NAME "AVX2"
#include DLAB_KERNELS_BODY
#undef DLAB_LANES
#undef DLAB_SET_NAME
}  // namespace avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma")
#endif
namespace avx512 {
#define DLAB_LANES 8
#define DLAB_SET_NAME "AVX-512"
#include DLAB_KERNELS_BODY
#undef DLAB_LANES
#undef DLAB_SET_NAME
}  // namespace avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

static std::vector<const DLAB_KERNELS_TABLE*> all_sets() {
  return runnable(&baseline::table, &avx2::table, &avx512::table);
}

#else

static std::vector<const DLAB_KERNELS_TABLE*> all_sets() { return {&baseline::table}; }

#endif

#undef DLAB_KERNELS_BODY
#undef DLAB_KERNELS_TABLE
