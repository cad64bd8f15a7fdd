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

namespace law_tables {
#define DLAB_KERNELS_BODY "core/divergence/kernels_body.hpp"
#define DLAB_KERNELS_TABLE Kernels
#include "core/math/kernel_sets_body.hpp"
}  // namespace law_tables

std::vector<const Kernels*> kernel_sets() { return law_tables::all_sets(); }

const Kernels& kernels() {
  static const Kernels& widest = *kernel_sets().back();
  return widest;
}

}  // namespace dlab
