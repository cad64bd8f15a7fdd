// The code of the plane's kernels, compiled once per instruction set by kernels_2d.cpp, so without an include
// guard. As in kernels_vector.hpp, nothing here may call an inline function of the standard library.
#include "core/math/kernels_vector.hpp"

DLAB_KERNEL_INLINE W log_term(const BellForm& bell, W x, W y) {
  const W dx = x - bell.x, dy = y - bell.y;
  return bell.peak - 0.5 * (dx * (bell.a * dx + (2 * bell.b) * dy) + bell.c * (dy * dy));
}

// The density, and the log of its largest term.
DLAB_KERNEL_INLINE void sum_terms(const PanelLaw& law, W x, W y, W& density, W& top) {
  W total = all(law.flat), largest = all(-1e300);
  if (law.flat > 0) largest = logarithm(all(law.flat));
  for (unsigned long k = 0; k < law.count; ++k) {
    const W term = log_term(law.bells[law.chosen[k]], x, y);
    largest = larger(largest, term);
    total += exponential(term);
  }
  density = total;
  top = largest;
}

// Only where the plain sum underflows: the largest term is taken out of the sum. A flat part never
// underflows.
DLAB_KERNEL_INLINE W log_of_sum(const PanelLaw& law, W x, W y, W density, W top) {
  if (law.count + (law.flat > 0) == 1) return top;
  const Mask faint = density < 1e-290;
  const W plain = logarithm(choose(faint, all(1), density));
  if (__builtin_expect(!any(faint), 1)) return plain;
  W relative = all(0);
  for (unsigned long k = 0; k < law.count; ++k) {
    relative += exponential(smaller(log_term(law.bells[law.chosen[k]], x, y) - top, all(0)));
  }
  return choose(faint, top + logarithm(larger(relative, all(1))), plain);
}

static void sums(const PanelLaw& p_law, const PanelLaw& q_law, const Nodes2d& nodes, PanelSums2d& result) {
  W kl_pq = all(0), kl_qp = all(0), js = all(0), tv = all(0), mass_p = all(0), mass_q = all(0);
  const bool only_p = q_law.nothing(), only_q = p_law.nothing();
  const bool single = p_law.count + (p_law.flat > 0) == 1 && q_law.count + (q_law.flat > 0) == 1;
  for (unsigned long i = 0; i < nodes.size; i += lanes) {
    const W x = load(nodes.x + i), y = load(nodes.y + i), weight = load(nodes.weight + i);
    W p = all(0), q = all(0), top_p = all(0), top_q = all(0);
    if (!only_q) sum_terms(p_law, x, y, p, top_p);
    if (!only_p) sum_terms(q_law, x, y, q, top_q);
    const W wp = weight * p, wq = weight * q;
    mass_p += wp;
    mass_q += wq;
    tv += magnitude(wp - wq);
    if (only_p || only_q) continue;
    if (__builtin_expect(!any(smaller(p, q) < 1e-290), 1)) {
      // log 2p/(p + q) and log 2q/(p + q); their difference is log p/q.
      const W both = 2.0 / (p + q);
      const W log_p = logarithm(p * both), log_q = logarithm(q * both);
      const W ratio = single ? top_p - top_q : log_p - log_q;
      kl_pq += wp * ratio;
      kl_qp -= wq * ratio;
      js += wp * log_p + wq * log_q;
    } else {
      const W log_p = log_of_sum(p_law, x, y, p, top_p), log_q = log_of_sum(q_law, x, y, q, top_q);
      const W log_m = logarithm(larger(p + q, all(1e-300))) - 0.6931471805599453;
      const W ratio = log_p - log_q;
      kl_pq += wp * ratio;
      kl_qp -= wq * ratio;
      // Below the smallest normal number a density adds nothing, and its log is not that of m.
      js +=
          choose(p < 1e-290, all(0), wp * (log_p - log_m)) + choose(q < 1e-290, all(0), wq * (log_q - log_m));
    }
  }
  result.p = sum(mass_p);
  result.q = sum(mass_q);
  result.tv = 0.5 * sum(tv);
  result.kl_pq = only_p || only_q ? 0 : sum(kl_pq);
  result.kl_qp = only_p || only_q ? 0 : sum(kl_qp);
  result.js = only_p || only_q ? 0.6931471805599453 * 0.5 * (result.p + result.q) : 0.5 * sum(js);
  result.kl_pq += result.q - result.p;
  result.kl_qp += result.p - result.q;
}

#undef DLAB_KERNEL_INLINE

constexpr Kernels2d table{sums, DLAB_SET_NAME};
