// The kernels' code, compiled once per instruction set by kernels.cpp, so without an include guard. As in
// kernels_vector.hpp, nothing here may call an inline function of the standard library.
#include "core/math/kernels_vector.hpp"

const double sqrt_half_pi_inverse = 0.3989422804014327;  // 1/√(2π)

// How many edges lie at or before a point: 0 before the first, `edges` behind the last.
DLAB_KERNEL_INLINE unsigned long edges_up_to(const LawView& law, double base, double offset) {
  unsigned long first = 0, count = law.edges;
  while (count > 0) {
    const unsigned long half = count / 2;
    if ((base - law.edge[first + half]) + offset >= 0) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

// --- Densities
// -----------------------------------------------------------------------------------------------

// Runs `visit` with the log of every smooth term of the density.
#define DLAB_FOR_EACH_TERM(law, base, offset, visit)                                                        \
  for (unsigned long k = 0; k < law.normals; ++k) {                                                         \
    const W z = ((base - law.normal_at[k]) + offset) * law.normal_inverse[k];                               \
    const W log_term = law.normal_peak[k] - 0.5 * z * z;                                                    \
    visit                                                                                                   \
  }                                                                                                         \
  for (unsigned long k = 0; k < law.laplaces; ++k) {                                                        \
    const W z = ((base - law.laplace_at[k]) + offset) * law.laplace_inverse[k];                             \
    const W log_term = law.laplace_peak[k] - magnitude(z);                                                  \
    visit                                                                                                   \
  }                                                                                                         \
  for (unsigned long k = 0; k < law.exponentials; ++k) {                                                    \
    const W d = (base - law.exponential_at[k]) + offset;                                                    \
    const W log_term = choose(d < 0.0, all(-1e300), law.exponential_peak[k] - d * law.exponential_rate[k]); \
    visit                                                                                                   \
  }

DLAB_KERNEL_INLINE bool single_term(const LawView& law) {
  return law.normals + law.laplaces + law.exponentials + (law.edges > 0) == 1;
}

// The density, and the log of its largest term; of its only one, if it has one.
DLAB_KERNEL_INLINE void sum_terms(const LawView& law, W base, W offset, W& density, W& top) {
  W total = all(0), largest = all(-1e300);
  DLAB_FOR_EACH_TERM(law, base, offset, {
    largest = larger(largest, log_term);
    total += exponential(log_term);
  })
  if (law.edges > 0) {
    double bases[lanes], offsets[lanes], heights[lanes], logs[lanes];
    store(bases, base);
    store(offsets, offset);
    for (int i = 0; i < lanes; ++i) {
      const unsigned long at = edges_up_to(law, bases[i], offsets[i]);
      const bool inside = at > 0 && at < law.edges;
      heights[i] = inside ? law.height[at - 1] : 0;
      logs[i] = inside ? law.log_height[at - 1] : -1e300;
    }
    total += load(heights);
    largest = larger(largest, load(logs));
  }
  density = total;
  top = largest;
}

// log Σ e^{log terms}: the log of the sum, or where that underflows, with the largest term taken out.
DLAB_KERNEL_INLINE W log_of_sum(const LawView& law, W base, W offset, W density, W top) {
  if (single_term(law)) return top;
  const Mask faint = density < 1e-290;
  const W plain = logarithm(choose(faint, all(1), density));
  if (__builtin_expect(!any(faint), 1)) return plain;
  // A step is either not faint or all that there is.
  W relative = all(0);
  DLAB_FOR_EACH_TERM(law, base, offset, { relative += exponential(log_term - top); })
  const W careful = choose(top < -1e299, top, top + logarithm(larger(relative, all(1))));
  return choose(faint, careful, plain);
}

static void densities(const LawView& law, const double* base, const double* offset, std::size_t n,
                      double* density, double* log_density) {
  for (std::size_t i = 0; i < n; i += lanes) {
    const W at = load(base + i), more = load(offset + i);
    W p, top;
    sum_terms(law, at, more, p, top);
    store(density + i, p);
    store(log_density + i, log_of_sum(law, at, more, p, top));
  }
}

struct EntropyTerms {
  W log_ratio, pq, qp, js;
};
DLAB_KERNEL_INLINE EntropyTerms entropy_terms(W p, W q, W log_ratio, W log_p_share, W log_q_share) {
  return {log_ratio, (p * log_ratio - p) + q, (p - q * log_ratio) - q,
          0.5 * (p * log_p_share + q * log_q_share)};
}

// All 16 nodes of a panel, `lanes` at a time.
static void entropies(const LawView& p_law, const LawView& q_law, const Panel& panel, PanelSums& sums,
                      double* log_ratio) {
  const KronrodRule& rule = *shared_rule;
  W kronrod[3] = {all(0), all(0), all(0)}, gauss[3] = {all(0), all(0), all(0)}, size[2] = {all(0), all(0)};
  W least = all(1e300), most = all(-1e300);
  const bool exact_ratio = single_term(p_law) && single_term(q_law);
  for (int i = 0; i < 16; i += lanes) {
    const W base = all(panel.base), offset = panel.offset + panel.half * load(rule.node + i);
    W p, q, top_p, top_q;
    sum_terms(p_law, base, offset, p, top_p);
    sum_terms(q_law, base, offset, q, top_q);
    EntropyTerms terms;
    if (__builtin_expect(!any(smaller(p, q) < 1e-290), 1)) {
      // log 2p/(p + q) and log 2q/(p + q); their difference is log p/q.
      const W both = 2.0 / (p + q);
      const W log_p = logarithm(p * both), log_q = logarithm(q * both);
      terms = entropy_terms(p, q, exact_ratio ? top_p - top_q : log_p - log_q, log_p, log_q);
    } else {
      const W log_p = log_of_sum(p_law, base, offset, p, top_p),
              log_q = log_of_sum(q_law, base, offset, q, top_q);
      const W log_m = logarithm(larger(p + q, all(1e-300))) - 0.6931471805599453;
      terms = entropy_terms(p, q, log_p - log_q, log_p - log_m, log_q - log_m);
    }
    store(log_ratio + i, terms.log_ratio);
    least = smaller(least, terms.log_ratio);
    most = larger(most, terms.log_ratio);
    const W k = load(rule.kronrod + i), g = load(rule.gauss + i), logs = magnitude(terms.log_ratio) + 1.0;
    kronrod[0] += k * terms.pq;
    kronrod[1] += k * terms.qp;
    kronrod[2] += k * terms.js;
    gauss[0] += g * terms.pq;
    gauss[1] += g * terms.qp;
    gauss[2] += g * terms.js;
    size[0] += k * p * logs;
    size[1] += k * q * logs;
  }
  for (int j = 0; j < 3; ++j) {
    sums.kronrod[j] = panel.half * sum(kronrod[j]);
    sums.difference[j] = __builtin_fabs(sums.kronrod[j] - panel.half * sum(gauss[j]));
  }
  for (int j = 0; j < 2; ++j) sums.magnitude[j] = panel.half * sum(size[j]);
  sums.lowest_ratio = lowest(least);
  sums.highest_ratio = -lowest(-most);
}

// --- Distribution functions
// ----------------------------------------------------------------------------------

// F, mass − F, the density and its slope, of all but the normals.
DLAB_KERNEL_INLINE void add_rest(const LawView& law, W base, W offset, W& below, W& above, W& density,
                                 W& slope) {
  for (unsigned long k = 0; k < law.laplaces; ++k) {
    const double weight = law.laplace_weight[k], inverse = law.laplace_inverse[k];
    const W z = ((base - law.laplace_at[k]) + offset) * inverse;
    const W tail = 0.5 * weight * exponential(-magnitude(z)), rest = weight - tail;
    const Mask left = z < 0.0;
    below += choose(left, tail, rest);
    above += choose(left, rest, tail);
    density += tail * inverse;
    slope += choose(left, tail, -tail) * (inverse * inverse);
  }
  for (unsigned long k = 0; k < law.exponentials; ++k) {
    const double weight = law.exponential_weight[k], rate = law.exponential_rate[k];
    const W d = (base - law.exponential_at[k]) + offset;
    const W a = -rate * larger(d, all(0));
    const W tail = exponential(a);
    // 1 − e^a without cancellation near the start.
    below += weight * choose(a > -0.34, -(a + a * a * exp_rest(a)), 1.0 - tail);
    above += weight * tail;
    const W here = choose(d < 0.0, all(0), tail * (weight * rate));
    density += here;
    slope -= here * rate;
  }
  if (law.edges == 0) return;
  double bases[lanes], offsets[lanes], lower[lanes], upper[lanes], heights[lanes];
  store(bases, base);
  store(offsets, offset);
  for (int i = 0; i < lanes; ++i) {
    const unsigned long at = edges_up_to(law, bases[i], offsets[i]);
    const unsigned long low = at > 0 ? at - 1 : 0, high = at < law.edges ? at : at - 1;
    heights[i] = low < high ? law.height[low] : 0;
    lower[i] = law.mass_below[low] + heights[i] * ((bases[i] - law.edge[low]) + offsets[i]);
    upper[i] = law.mass_above[high] + heights[i] * ((law.edge[high] - bases[i]) - offsets[i]);
  }
  below += load(lower);
  above += load(upper);
  density += load(heights);
}

// F, mass − F, the density and its first three derivatives. Of shapes other than normals the higher two are
// left out.
DLAB_KERNEL_INLINE void cumulative_at(const LawView& law, W base, W offset, W& below, W& above, W (&p)[4]) {
  W lower = all(0), upper = all(0), p0 = all(0), p1 = all(0), p2 = all(0), p3 = all(0);
  for (unsigned long k = 0; k < law.normals; ++k) {
    const double weight = law.normal_weight[k], inverse = law.normal_inverse[k];
    const W z = ((base - law.normal_at[k]) + offset) * inverse;
    const W s = z * z;
    const W bell = exponential(-0.5 * s) * (weight * sqrt_half_pi_inverse);
    const W tail = bell * mills(magnitude(z)), rest = weight - tail;
    const Mask left = z < 0.0;
    lower += choose(left, tail, rest);
    upper += choose(left, rest, tail);
    // Hermite polynomials 1, −z, z² − 1, −z(z² − 3).
    const W b0 = bell * inverse;
    const W b1 = b0 * (z * inverse);
    const double square = inverse * inverse;
    p0 += b0;
    p1 -= b1;
    p2 += (b0 * square) * (s - 1.0);
    p3 -= (b1 * square) * (s - 3.0);
  }
  if (law.laplaces + law.exponentials + law.edges > 0) add_rest(law, base, offset, lower, upper, p0, p1);
  below = lower;
  above = upper;
  p[0] = p0;
  p[1] = p1;
  p[2] = p2;
  p[3] = p3;
}

static void cumulatives(const LawView& law, const double* base, const double* offset, std::size_t n,
                        double* below, double* above, double* density, double* slope) {
  for (std::size_t i = 0; i < n; i += lanes) {
    W lower, upper, p[4];
    cumulative_at(law, load(base + i), load(offset + i), lower, upper, p);
    store(below + i, lower);
    store(above + i, upper);
    store(density + i, p[0]);
    store(slope + i, p[1]);
  }
}

static void partials(const LawView& law, const double* base, const double* offset, std::size_t n,
                     double* lower, double* upper) {
  for (std::size_t i = 0; i < n; i += lanes) {
    const W at = load(base + i), more = load(offset + i);
    W left = all(0), right = all(0);
    // The partial moment of the nearer side is small; the other is that plus weight · distance.
    for (unsigned long k = 0; k < law.normals; ++k) {
      const double weight = law.normal_weight[k];
      const W d = (at - law.normal_at[k]) + more;
      const W z = magnitude(d * law.normal_inverse[k]);
      const W bell = exponential(-0.5 * z * z) * (weight * sqrt_half_pi_inverse / law.normal_inverse[k]);
      const W near = bell * larger(1.0 - z * mills(z), all(0));
      left += near + weight * larger(d, all(0));
      right += near - weight * smaller(d, all(0));
    }
    for (unsigned long k = 0; k < law.laplaces; ++k) {
      const double weight = law.laplace_weight[k];
      const W d = (at - law.laplace_at[k]) + more;
      const W near =
          exponential(-magnitude(d * law.laplace_inverse[k])) * (0.5 * weight / law.laplace_inverse[k]);
      left += near + weight * larger(d, all(0));
      right += near - weight * smaller(d, all(0));
    }
    for (unsigned long k = 0; k < law.exponentials; ++k) {
      const double weight = law.exponential_weight[k], rate = law.exponential_rate[k];
      const W d = (at - law.exponential_at[k]) + more;
      const W a = -rate * larger(d, all(0));
      const W tail = exponential(a);
      // e^a − 1 − a without cancellation near the start.
      const W risen = choose(a > -0.34, a * a * exp_rest(a), (tail - 1.0) - a);
      left += risen * (weight / rate);
      right += tail * (weight / rate) - weight * smaller(d, all(0));
    }
    store(lower + i, left);
    store(upper + i, right);
    for (std::size_t j = i; law.edges > 0 && j < i + lanes; ++j) {
      const unsigned long behind = edges_up_to(law, base[j], offset[j]);
      const unsigned long low = behind > 0 ? behind - 1 : 0, high = behind < law.edges ? behind : behind - 1;
      const double from_low = (base[j] - law.edge[low]) + offset[j];
      const double to_high = (law.edge[high] - base[j]) - offset[j];
      const double height = low < high ? law.height[low] : 0;
      if (behind > 0)
        lower[j] += law.partial_below[low] + from_low * (law.mass_below[low] + 0.5 * height * from_low);
      if (behind < law.edges) {
        upper[j] += law.partial_above[high] + to_high * (law.mass_above[high] + 0.5 * height * to_high);
      }
    }
  }
}

// --- Quantiles
// -----------------------------------------------------------------------------------------------

// Where F (or its complement, if that is smaller) comes to the target. With d = (target − F)/p the root is at
// x + d − a d² + (2a² − b) d³ + (5ab − c − 5a³) d⁴ + …, a = p′/2p, b = p″/6p, c = p‴/24p (reversion of the
// Taylor series). A small step ends the iteration: what it leaves is below rounding. A step out of the
// bracket is replaced by bisection. Where derivatives are left out the step is of lower order and must be
// smaller to be the last.
DLAB_KERNEL_INLINE W solve(const LawView& law, W base, W low, W high, W x, W below, W above, W& density,
                           W& slope) {
  const bool bells = law.laplaces + law.exponentials + law.edges == 0;
  const Mask left = below < above;
  const W target = choose(left, below, above);
  const W close = (high - low) * (bells ? 2e-3 : 1e-5);
  Mask open = x == x;  // lanes that still move
  for (int step = 0; step < 120; ++step) {
    W lower, upper, p[4];
    cumulative_at(law, base, x, lower, upper, p);
    const W missing = choose(left, below - lower, upper - above);  // how much F must still rise
    low = choose(missing > 0.0, x, low);
    high = choose(missing < 0.0, x, high);
    const W unit = 1.0 / p[0];
    const W d = missing * unit, a = 0.5 * p[1] * unit, b = (1.0 / 6) * p[2] * unit,
            c = (1.0 / 24) * p[3] * unit;
    const W bend = magnitude(a * d);
    const W series = d * (1.0 + d * (d * ((2.0 * a * a - b) + d * (5.0 * a * (b - a * a) - c)) - a));
    const W shift = choose(bend < 0.1, series, d);
    const W next = x + shift;
    const Mask good = (next >= low) & (next <= high);  // false for NaN
    const Mask exact = magnitude(missing) <= 4.4e-16 * target;
    const Mask near = (magnitude(d) <= close) & (bend <= 3e-3) & good;
    const W moved = choose(good, next, 0.5 * (low + high));
    x = choose(open & ~(exact & ~near), moved, x);
    density = p[0] + shift * p[1];
    slope = p[1] + shift * p[2];
    const Mask narrow = (high - low) <= 1e-16 * (magnitude(low) + magnitude(high));
    open = open & ~(near | exact | narrow);
    if (!any(open)) break;
  }
  return x;
}

static void invert(const LawView& law, const InversionTask& task, std::size_t n, double* offset,
                   double* density, double* slope) {
  for (std::size_t i = 0; i < n; i += lanes) {
    W p, dp;
    store(offset + i, solve(law, load(task.base + i), load(task.low + i), load(task.high + i),
                            load(task.guess + i), load(task.below + i), load(task.above + i), p, dp));
    store(density + i, p);
    store(slope + i, dp);
  }
}

static void couple(const LawView& along, const LawView& other, const CouplingTask& task,
                   CouplingSum& result) {
  const KronrodRule& rule = *shared_rule;
  W kronrod = all(0), gauss = all(0);
  const double rise = task.high - task.low;
  const int middle = 7;  // the node at the panel's center
  for (int i = 0; i < 16; i += lanes) {
    const W node = load(rule.node + i);
    const W x = task.panel.offset + task.panel.half * node;
    W below, above, p[4];
    if (task.known) {
      below = load(task.known->below + i);
      above = load(task.known->above + i);
      p[0] = load(task.known->density + i);
      p[1] = load(task.known->slope + i);
    } else {
      cumulative_at(along, all(task.panel.base), x, below, above, p);
    }
    W y = all(task.low), q = all(0), dq = all(0);
    if (task.other_moves) {
      // Quintic Hermite interpolation of y(x) is a good guess.
      const W t = 0.5 + 0.5 * node, u = 0.5 - 0.5 * node;
      const W t2 = t * t, u2 = u * u;
      const W guess = t2 * t * (t * (6.0 * t - 15.0) + 10.0) * rise +
                      u2 * t * (u * (3.0 * t + 1.0) * task.rise_low + 0.5 * t * u * task.bend_low) -
                      t2 * u * (t * (3.0 * u + 1.0) * task.rise_high - 0.5 * u * t * task.bend_high);
      y = solve(other, all(task.base), y, all(task.high),
                task.low + smaller(larger(guess, all(0)), all(rise)), below + task.shift_below,
                above + task.shift_above, q, dq);
    }
    if (i <= middle && middle < i + lanes) {
      result.middle = lane(y, middle - i);
      result.along_density = lane(p[0], middle - i);
      result.along_slope = lane(p[1], middle - i);
      result.other_density = lane(q, middle - i);
      result.other_slope = lane(dq, middle - i);
    }
    const W distance = (task.panel.base - task.base) + (x - y);
    const W term = distance * distance * p[0];
    kronrod += load(rule.kronrod + i) * term;
    gauss += load(rule.gauss + i) * term;
  }
  result.value = task.panel.half * sum(kronrod);
  result.difference = __builtin_fabs(result.value - task.panel.half * sum(gauss));
}

static void logarithms(const double* x, std::size_t n, double* log_x) {
  for (std::size_t i = 0; i < n; i += lanes) store(log_x + i, logarithm(load(x + i)));
}

#undef DLAB_FOR_EACH_TERM
#undef DLAB_KERNEL_INLINE

constexpr Kernels table{densities, cumulatives, partials,   entropies,
                        invert,    couple,      logarithms, DLAB_SET_NAME};
