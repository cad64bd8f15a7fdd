// The kernels' code, compiled once per instruction set by kernels.cpp, which defines
// DLAB_LANES (doubles per vector). Nothing here may call an inline function of the standard library: the
// linker would keep one copy for all instruction sets.

typedef double V __attribute__((vector_size(DLAB_LANES * 8)));
typedef long long I __attribute__((vector_size(DLAB_LANES * 8)));
typedef unsigned long long U __attribute__((vector_size(DLAB_LANES * 8)));
#define DLAB_KERNEL_INLINE static inline __attribute__((always_inline))

DLAB_KERNEL_INLINE V load(const double* from) {
  V v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
DLAB_KERNEL_INLINE void store(double* to, V v) { __builtin_memcpy(to, &v, sizeof v); }
DLAB_KERNEL_INLINE V all(double x) { return V{} + x; }
DLAB_KERNEL_INLINE V as_real(I bits) { return (V)bits; }
DLAB_KERNEL_INLINE I as_bits(V v) { return (I)v; }
DLAB_KERNEL_INLINE V magnitude(V v) { return as_real(as_bits(v) & 0x7fffffffffffffffLL); }
DLAB_KERNEL_INLINE V larger(V a, V b) { return a > b ? a : b; }
DLAB_KERNEL_INLINE double sum(V v) {
#if DLAB_LANES == 8
  v += __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3);
  v += __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5);
#elif DLAB_LANES == 4
  v += __builtin_shufflevector(v, v, 2, 3, 0, 1);
#endif
  return v[0] + v[1];
}
DLAB_KERNEL_INLINE bool any(I mask) {
#if DLAB_LANES == 8
  mask |= __builtin_shufflevector(mask, mask, 4, 5, 6, 7, 0, 1, 2, 3);
  mask |= __builtin_shufflevector(mask, mask, 2, 3, 0, 1, 6, 7, 4, 5);
#elif DLAB_LANES == 4
  mask |= __builtin_shufflevector(mask, mask, 2, 3, 0, 1);
#endif
  return (mask[0] | mask[1]) != 0;
}

// (e^r − 1 − r)/r² on |r| ≤ ½ ln 2, Chebyshev fit of degree 9 (1.6e−17 of e^r).
DLAB_KERNEL_INLINE V exp_rest(V r) {
  const V s = r * r;
  const V even = 0.5000000000000001 +
                 s * (0.04166666666662416 +
                      s * (0.0013888888917198605 + s * (2.480152131985326e-05 + s * 2.7620076928678543e-07)));
  const V odd = 0.1666666666666667 +
                s * (0.008333333333326141 + s * (0.00019841269874802192 +
                                                 s * (2.7557255423854303e-06 + s * 2.5105207075274745e-08)));
  return even + r * odd;
}

// e^x for x ≤ 709; 0 below −707. x = n ln 2 + r.
DLAB_KERNEL_INLINE V exponential(V x) {
  const V shifted = x * 1.4426950408889634 + 0x1.8p52;
  const V n = shifted - 0x1.8p52;
  const V r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
  const V e = 1.0 + (r + r * r * exp_rest(r));
  const V scaled =
      as_real((I)((U)as_bits(e) + ((U)as_bits(shifted) << 52)));  // wraps where x is out of range
  return x < -707.0 ? all(0) : scaled;
}

// log x for normal x > 0. x = 2^k m, m in [√½, √2); log m = 2 artanh s, s = (m − 1)/(m + 1), Chebyshev fit in
// s².
DLAB_KERNEL_INLINE V logarithm(V x) {
  const long long half_root = 0x3fe6a09e667f3bcdLL, one = 0x3ff0000000000000LL;
  const I u = (I)((U)as_bits(x) + (unsigned long long)(one - half_root));
  const I exponent = (I)((unsigned long long __attribute__((vector_size(DLAB_LANES * 8)))) u >> 52);
  const V k = as_real(exponent | 0x4330000000000000LL) - (0x1p52 + 1023);
  const V m = as_real((u & 0x000fffffffffffffLL) + half_root);
  const V s = (m - 1.0) / (m + 1.0);
  const V q = s * s;
  const V even = 0.3333333333333335 +
                 q * q * (0.14285714313160972 + q * q * (0.09091446385681763 + q * q * 0.07308908794480909));
  const V odd = 0.1999999999994934 + q * q * (0.11111105540928046 + q * q * 0.07665803072830948);
  const V rest = q * (even + q * odd);
  return k * 6.93147180369123816490e-01 + (2.0 * s + (2.0 * s * rest + k * 1.90821492927058770002e-10));
}

// Mills' ratio (1 − Φ(t))/φ(t), t ≥ 0: (t + 4) times it is a polynomial in y = (t − 4)/(t + 4), Chebyshev fit
// of degree 22 (relative error 2e−16).
DLAB_KERNEL_INLINE V mills(V t) {
  const V r = 1.0 / (t + 4.0);
  const V y = (t - 4.0) * r;
  const V s = y * y;
  const V s2 = s * s;
  // Coefficients 0, 4, 8 …; 2, 6 …; 1, 5 …; 3, 7 …: four chains run side by side.
  const V a =
      1.8932190633084853 +
      s2 * (0.1513917623110474 +
            s2 * (0.0003342443649391365 +
                  s2 * (1.7912419621396938e-06 + s2 * (6.635890483495518e-07 + s2 * 4.027496644667924e-08))));
  const V b =
      0.9704095548676177 + s2 * (-0.008722295248200037 +
                                 s2 * (-4.781834677436329e-06 +
                                       s2 * (-1.5665301434775512e-06 +
                                             s2 * (-1.974812079272745e-07 + s2 * -4.232837128668023e-09))));
  const V c =
      -1.523770910819985 + s2 * (-0.018900450865484503 +
                                 s2 * (-0.0005792696065073663 +
                                       s2 * (-1.4846493010422612e-05 +
                                             s2 * (-4.0665439602468896e-07 + s2 * -3.2015537235375595e-09))));
  const V d =
      -0.46754096299818737 +
      s2 * (0.0040878557264789955 +
            s2 * (8.809696060211897e-05 + s2 * (2.5742673078165543e-06 + s2 * 4.9053735092410555e-08)));
  return ((a + s * b) + y * (c + s * d)) * r;
}

const double sqrt_half_pi_inverse = 0.3989422804014327;  // 1/√(2π)

// The step at a point: the last edge at or before it; `edges` if it lies before the first or after the last.
DLAB_KERNEL_INLINE unsigned long step_at(const LawView& law, double base, double offset) {
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
  return first;  // 0: before the first edge; edges: behind the last
}

// Density and log density at one vector of points. The sum of the terms is tried first; where it underflows,
// the largest term is taken out.
DLAB_KERNEL_INLINE void density_at(const LawView& law, V base, V offset, V& density, V& log_density) {
  V total = all(0), largest = all(-1e300);
  for (unsigned long k = 0; k < law.normals; ++k) {
    const V z = ((base - law.normal_at[k]) + offset) * law.normal_inverse[k];
    const V log_term = law.normal_peak[k] - 0.5 * z * z;
    largest = larger(largest, log_term);
    total += exponential(log_term);
  }
  for (unsigned long k = 0; k < law.laplaces; ++k) {
    const V z = ((base - law.laplace_at[k]) + offset) * law.laplace_inverse[k];
    const V log_term = law.laplace_peak[k] - magnitude(z);
    largest = larger(largest, log_term);
    total += exponential(log_term);
  }
  for (unsigned long k = 0; k < law.exponentials; ++k) {
    const V d = (base - law.exponential_at[k]) + offset;
    const V log_term = d < 0.0 ? all(-1e300) : law.exponential_peak[k] - d * law.exponential_rate[k];
    largest = larger(largest, log_term);
    total += exponential(log_term);
  }
  V step = all(0), log_step = all(-1e300);
  if (law.edges > 0) {
    for (int i = 0; i < DLAB_LANES; ++i) {
      const unsigned long at = step_at(law, base[i], offset[i]);
      if (at == 0 || at == law.edges) continue;
      step[i] = law.height[at - 1];
      log_step[i] = law.log_height[at - 1];
    }
    total += step;
    largest = larger(largest, log_step);
  }
  density = total;
  if (law.normals + law.laplaces + law.exponentials + (law.edges > 0) == 1) {
    log_density = largest;
    return;
  }
  const I faint = total < 1e-290;
  log_density = logarithm(faint ? all(1) : total);
  if (__builtin_expect(any(faint), 0)) {
    V relative = exponential(log_step - largest);
    for (unsigned long k = 0; k < law.normals; ++k) {
      const V z = ((base - law.normal_at[k]) + offset) * law.normal_inverse[k];
      relative += exponential((law.normal_peak[k] - 0.5 * z * z) - largest);
    }
    for (unsigned long k = 0; k < law.laplaces; ++k) {
      const V z = ((base - law.laplace_at[k]) + offset) * law.laplace_inverse[k];
      relative += exponential((law.laplace_peak[k] - magnitude(z)) - largest);
    }
    for (unsigned long k = 0; k < law.exponentials; ++k) {
      const V d = (base - law.exponential_at[k]) + offset;
      const V log_term = d < 0.0 ? all(-1e300) : law.exponential_peak[k] - d * law.exponential_rate[k];
      relative += exponential(log_term - largest);
    }
    const V careful = largest < -1e299 ? largest : largest + logarithm(larger(relative, all(1)));
    log_density = faint ? careful : log_density;
  }
}

static void densities(const LawView& law, const double* base, const double* offset, std::size_t n,
                      double* density, double* log_density) {
  for (std::size_t i = 0; i < n; i += DLAB_LANES) {
    V p, log_p;
    density_at(law, load(base + i), load(offset + i), p, log_p);
    store(density + i, p);
    store(log_density + i, log_p);
  }
}

DLAB_KERNEL_INLINE void cumulative_at(const LawView& law, V base, V offset, V& below, V& above, V& density,
                                      V& slope) {
  V lower = all(0), upper = all(0), p = all(0), dp = all(0);
  for (unsigned long k = 0; k < law.normals; ++k) {
    const double weight = law.normal_weight[k], inverse = law.normal_inverse[k];
    const V z = ((base - law.normal_at[k]) + offset) * inverse;
    const V bell = exponential(-0.5 * z * z) * (weight * sqrt_half_pi_inverse);
    const V tail = bell * mills(magnitude(z));
    lower += z < 0.0 ? tail : weight - tail;
    upper += z < 0.0 ? weight - tail : tail;
    p += bell * inverse;
    dp -= (bell * inverse) * (z * inverse);
  }
  for (unsigned long k = 0; k < law.laplaces; ++k) {
    const double weight = law.laplace_weight[k], inverse = law.laplace_inverse[k];
    const V z = ((base - law.laplace_at[k]) + offset) * inverse;
    const V tail = 0.5 * weight * exponential(-magnitude(z));
    lower += z < 0.0 ? tail : weight - tail;
    upper += z < 0.0 ? weight - tail : tail;
    p += tail * inverse;
    dp += (z < 0.0 ? tail : -tail) * (inverse * inverse);
  }
  for (unsigned long k = 0; k < law.exponentials; ++k) {
    const double weight = law.exponential_weight[k], rate = law.exponential_rate[k];
    const V d = (base - law.exponential_at[k]) + offset;
    const V a = -rate * (d < 0.0 ? all(0) : d);
    const V tail = exponential(a);
    // 1 − e^a without cancellation near the start.
    const V risen = a > -0.34 ? -(a + a * a * exp_rest(a)) : 1.0 - tail;
    lower += weight * risen;
    upper += weight * tail;
    const V here = d < 0.0 ? all(0) : tail * (weight * rate);
    p += here;
    dp -= here * rate;
  }
  if (law.edges > 0) {
    for (int i = 0; i < DLAB_LANES; ++i) {
      const unsigned long at = step_at(law, base[i], offset[i]);
      if (at == 0) {
        upper[i] += law.mass_above[0];
      } else if (at == law.edges) {
        lower[i] += law.mass_below[at - 1];
      } else {
        const double height = law.height[at - 1];
        lower[i] += law.mass_below[at - 1] + height * ((base[i] - law.edge[at - 1]) + offset[i]);
        upper[i] += law.mass_above[at] + height * ((law.edge[at] - base[i]) - offset[i]);
        p[i] += height;
      }
    }
  }
  below = lower;
  above = upper;
  density = p;
  slope = dp;
}

static void cumulatives(const LawView& law, const double* base, const double* offset, std::size_t n,
                        double* below, double* above, double* density, double* slope) {
  for (std::size_t i = 0; i < n; i += DLAB_LANES) {
    V lower, upper, p, dp;
    cumulative_at(law, load(base + i), load(offset + i), lower, upper, p, dp);
    store(below + i, lower);
    store(above + i, upper);
    store(density + i, p);
    store(slope + i, dp);
  }
}

static void partials(const LawView& law, const double* base, const double* offset, std::size_t n,
                     double* lower, double* upper) {
  for (std::size_t i = 0; i < n; i += DLAB_LANES) {
    const V at = load(base + i), more = load(offset + i);
    V left = all(0), right = all(0);
    // The partial moment of the nearer side is small; the other is that plus weight · distance.
    for (unsigned long k = 0; k < law.normals; ++k) {
      const double weight = law.normal_weight[k];
      const V d = (at - law.normal_at[k]) + more;
      const V z = magnitude(d * law.normal_inverse[k]);
      const V bell = exponential(-0.5 * z * z) * (weight * sqrt_half_pi_inverse / law.normal_inverse[k]);
      const V near = bell * larger(1.0 - z * mills(z), all(0));
      left += d < 0.0 ? near : near + weight * d;
      right += d < 0.0 ? near - weight * d : near;
    }
    for (unsigned long k = 0; k < law.laplaces; ++k) {
      const double weight = law.laplace_weight[k];
      const V d = (at - law.laplace_at[k]) + more;
      const V near =
          exponential(-magnitude(d * law.laplace_inverse[k])) * (0.5 * weight / law.laplace_inverse[k]);
      left += d < 0.0 ? near : near + weight * d;
      right += d < 0.0 ? near - weight * d : near;
    }
    for (unsigned long k = 0; k < law.exponentials; ++k) {
      const double weight = law.exponential_weight[k], rate = law.exponential_rate[k];
      const V d = (at - law.exponential_at[k]) + more;
      const V a = -rate * (d < 0.0 ? all(0) : d);
      const V tail = exponential(a);
      // (e^a − 1 − a)/rate, small for small a.
      const V risen = a > -0.34 ? a * a * exp_rest(a) : (tail - 1.0) - a;
      left += risen * (weight / rate);
      right += tail * (weight / rate) - weight * (d < 0.0 ? d : all(0));
    }
    if (law.edges > 0) {
      for (int j = 0; j < DLAB_LANES; ++j) {
        const unsigned long behind = step_at(law, at[j], more[j]);
        const unsigned long low = behind == 0 ? 0 : behind - 1,
                            high = behind == law.edges ? behind - 1 : behind;
        const double from_low = (at[j] - law.edge[low]) + more[j],
                     to_high = (law.edge[high] - at[j]) - more[j];
        const double height = low < high ? law.height[low] : 0;
        if (behind > 0)
          left[j] += law.partial_below[low] + from_low * (law.mass_below[low] + 0.5 * height * from_low);
        if (behind < law.edges) {
          right[j] += law.partial_above[high] + to_high * (law.mass_above[high] + 0.5 * height * to_high);
        }
      }
    }
    store(lower + i, left);
    store(upper + i, right);
  }
}

static void entropies(const LawView& p_law, const LawView& q_law, const Panel& panel, PanelSums& sums,
                      double* log_ratio) {
  const KronrodRule& rule = *shared_rule;
  V kronrod[3] = {all(0), all(0), all(0)}, gauss[3] = {all(0), all(0), all(0)},
    weight_of[2] = {all(0), all(0)};
  for (int i = 0; i < 16; i += DLAB_LANES) {
    const V base = all(panel.base), offset = panel.offset + panel.half * load(rule.node + i);
    V p, log_p, q, log_q;
    density_at(p_law, base, offset, p, log_p);
    density_at(q_law, base, offset, q, log_q);
    const V ratio = log_p - log_q;
    store(log_ratio + i, ratio);
    const V both = p + q;
    const V log_m = logarithm(both < 1e-300 ? all(1e-300) : both) - 0.6931471805599453;
    const V terms[3] = {(p * ratio - p) + q, (p - q * ratio) - q,
                        0.5 * (p * (log_p - log_m) + q * (log_q - log_m))};
    const V k = load(rule.kronrod + i), g = load(rule.gauss + i);
    for (int j = 0; j < 3; ++j) {
      kronrod[j] += k * terms[j];
      gauss[j] += g * terms[j];
    }
    const V logs = magnitude(log_p) + magnitude(log_q) + 2.0;
    weight_of[0] += k * p * logs;
    weight_of[1] += k * q * logs;
  }
  for (int j = 0; j < 3; ++j) {
    sums.kronrod[j] = panel.half * sum(kronrod[j]);
    sums.difference[j] = __builtin_fabs(sums.kronrod[j] - panel.half * sum(gauss[j]));
  }
  for (int j = 0; j < 2; ++j) sums.magnitude[j] = panel.half * sum(weight_of[j]);
}

static void invert(const LawView& law, const InversionTask& task, std::size_t n, double* offset,
                   double* density) {
  for (std::size_t i = 0; i < n; i += DLAB_LANES) {
    const V base = load(task.base + i), below = load(task.below + i), above = load(task.above + i);
    const I left = below < above;
    const V target = left ? below : above;
    V low = load(task.low + i), high = load(task.high + i), x = load(task.guess + i), p = all(0);
    const V close = (high - low) * 1e-5;  // the step after this one is below rounding
    I open = target == target;            // lanes that still move
    for (int step = 0; step < 120; ++step) {
      V lower, upper, slope;
      cumulative_at(law, base, x, lower, upper, p, slope);
      const V missing = left ? below - lower : upper - above;  // how much F must still rise
      low = missing > 0.0 ? x : low;
      high = missing < 0.0 ? x : high;
      const V newton = missing / p;
      const V halley = newton / (1.0 + 0.5 * newton * (slope / p));
      const V next = x + halley;
      const I good = (next >= low) & (next <= high);  // false for NaN
      const I exact = magnitude(missing) <= 4.4e-16 * target;
      const V moved = good ? next : 0.5 * (low + high);
      const I near = (magnitude(halley) <= close) & good;
      const V settled = exact ? (near ? next : x) : moved;
      x = open ? settled : x;
      const I narrow = (high - low) <= 1e-16 * (magnitude(low) + magnitude(high));
      open &= ~(near | exact | narrow);
      if (!any(open)) break;
    }
    store(offset + i, x);
    store(density + i, p);
  }
}

static void logarithms(const double* x, std::size_t n, double* log_x) {
  for (std::size_t i = 0; i < n; i += DLAB_LANES) store(log_x + i, logarithm(load(x + i)));
}

#undef DLAB_KERNEL_INLINE
