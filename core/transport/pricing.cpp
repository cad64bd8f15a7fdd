// The pricing kernels for every instruction set, and the choice among them.
#include "core/transport/pricing.hpp"

#include "core/math/instruction_set.hpp"

#if defined(__x86_64__)
#define DLAB_PRICING_X86
#include <immintrin.h>
#endif

namespace dlab {

namespace pricing_baseline {
#define DLAB_LANES 2
#define DLAB_SET_NAME "baseline"
#ifdef DLAB_PRICING_X86
#define DLAB_LESS(a, b) ((unsigned)_mm_movemask_pd(_mm_cmplt_pd((__m128d)(a), (__m128d)(b))))
#else
static inline unsigned less_bits(double a0, double a1, double b0, double b1) {
  return (unsigned)(a0 < b0) | (unsigned)(a1 < b1) << 1;
}
#define DLAB_LESS(a, b) less_bits((a)[0], (a)[1], (b)[0], (b)[1])
#endif
#include "core/transport/pricing_body.hpp"
#undef DLAB_LANES
#undef DLAB_LESS
#undef DLAB_SET_NAME
}  // namespace pricing_baseline

#ifdef DLAB_PRICING_X86
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
namespace pricing_avx2 {
#define DLAB_LANES 4
#define DLAB_SET_NAME "AVX2"
#define DLAB_LESS(a, b) ((unsigned)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)(a), (__m256d)(b), _CMP_LT_OQ)))
#include "core/transport/pricing_body.hpp"
#undef DLAB_LANES
#undef DLAB_LESS
#undef DLAB_SET_NAME
}  // namespace pricing_avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma")
#endif
namespace pricing_avx512 {
#define DLAB_LANES 8
#define DLAB_SET_NAME "AVX-512"
#define DLAB_LESS(a, b) ((unsigned)_mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), _CMP_LT_OQ))
#include "core/transport/pricing_body.hpp"
#undef DLAB_LANES
#undef DLAB_LESS
#undef DLAB_SET_NAME
}  // namespace pricing_avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif

std::vector<const Pricing*> pricing_sets() {
#ifdef DLAB_PRICING_X86
  return runnable(&pricing_baseline::table, &pricing_avx2::table, &pricing_avx512::table);
#else
  return {&pricing_baseline::table};
#endif
}

const Pricing& pricing() {
  static const Pricing& widest = *pricing_sets().back();
  return widest;
}

}  // namespace dlab
