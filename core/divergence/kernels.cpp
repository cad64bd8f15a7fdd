// The kernels for every instruction set, and the choice among them.
#include "core/divergence/kernels.hpp"

#include "core/math/instruction_set.hpp"

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

namespace dlab {
namespace {

// Boost lists the non-negative nodes; every second one, from 0 on, is a Gauss node.
KronrodRule make_rule() {
  using Kronrod = boost::math::quadrature::gauss_kronrod<double, 15>;
  using Gauss = boost::math::quadrature::gauss<double, 7>;
  KronrodRule rule{};
  for (std::size_t i = 0; i < 8; ++i) {
    const double gauss = i % 2 == 0 ? Gauss::weights()[i / 2] : 0;
    for (const std::size_t at : {7 - i, 7 + i}) {
      rule.node[at] = (at < 7 ? -1 : 1) * Kronrod::abscissa()[i];
      rule.kronrod[at] = Kronrod::weights()[i];
      rule.gauss[at] = gauss;
    }
  }
  rule.node[7] = 0;
  return rule;
}

const KronrodRule the_rule = make_rule();
const KronrodRule* const shared_rule = &the_rule;

}  // namespace

const KronrodRule& kronrod_rule() { return the_rule; }

#ifdef __clang__
#pragma clang fp contract(fast)
#endif

namespace kernels_baseline {
#define DLAB_LANES 2
#include "core/divergence/kernels_body.hpp"
#undef DLAB_LANES
constexpr Kernels table{densities, cumulatives, partials, entropies, invert, couple, logarithms, "baseline"};
}  // namespace kernels_baseline

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
namespace kernels_avx2 {
#define DLAB_LANES 4
#include "core/divergence/kernels_body.hpp"
#undef DLAB_LANES
constexpr Kernels table{densities, cumulatives, partials, entropies, invert, couple, logarithms, "AVX2"};
}  // namespace kernels_avx2
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma")
#endif
namespace kernels_avx512 {
#define DLAB_LANES 8
#include "core/divergence/kernels_body.hpp"
#undef DLAB_LANES
constexpr Kernels table{densities, cumulatives, partials, entropies, invert, couple, logarithms, "AVX-512"};
}  // namespace kernels_avx512
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif

std::vector<const Kernels*> kernel_sets() {
#ifdef DLAB_KERNELS_X86
  return runnable(&kernels_baseline::table, &kernels_avx2::table, &kernels_avx512::table);
#else
  return {&kernels_baseline::table};
#endif
}

const Kernels& kernels() {
  static const Kernels& widest = *kernel_sets().back();
  return widest;
}

}  // namespace dlab
