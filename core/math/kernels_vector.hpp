// The kernels' code, compiled once per instruction set by the sources that include it; they define
// DLAB_LANES (doubles per vector). Nothing here may call an inline function of the standard library: the
// linker would keep one copy for all instruction sets.

typedef double V __attribute__((vector_size(DLAB_LANES * 8)));
typedef long long I __attribute__((vector_size(DLAB_LANES * 8)));
typedef unsigned long long U __attribute__((vector_size(DLAB_LANES * 8)));  // what may wrap
#define DLAB_KERNEL_INLINE static inline __attribute__((always_inline))

// Two vectors at a time: their latencies overlap, and constants are fetched once for both.
struct W {
  V a, b;
};
struct Mask {
  I a, b;
};
const int lanes = 2 * DLAB_LANES;

DLAB_KERNEL_INLINE W all(double x) { return {V{} + x, V{} + x}; }
#define DLAB_ARITHMETIC(op)                                                        \
  DLAB_KERNEL_INLINE W operator op(W x, W y) { return {x.a op y.a, x.b op y.b}; }  \
  DLAB_KERNEL_INLINE W operator op(W x, double y) { return {x.a op y, x.b op y}; } \
  DLAB_KERNEL_INLINE W operator op(double x, W y) { return {x op y.a, x op y.b}; }
DLAB_ARITHMETIC(+)
DLAB_ARITHMETIC(-)
DLAB_ARITHMETIC(*)
DLAB_ARITHMETIC(/)
#undef DLAB_ARITHMETIC
#define DLAB_COMPARISON(op)                                                          \
  DLAB_KERNEL_INLINE Mask operator op(W x, W y) { return {x.a op y.a, x.b op y.b}; } \
  DLAB_KERNEL_INLINE Mask operator op(W x, double y) { return {x.a op y, x.b op y}; }
DLAB_COMPARISON(<)
DLAB_COMPARISON(<=)
DLAB_COMPARISON(>)
DLAB_COMPARISON(>=)
DLAB_COMPARISON(==)
#undef DLAB_COMPARISON
DLAB_KERNEL_INLINE W operator-(W x) { return {-x.a, -x.b}; }
DLAB_KERNEL_INLINE W& operator+=(W& x, W y) { return x = x + y; }
DLAB_KERNEL_INLINE W& operator-=(W& x, W y) { return x = x - y; }
DLAB_KERNEL_INLINE Mask operator&(Mask x, Mask y) { return {x.a & y.a, x.b & y.b}; }
DLAB_KERNEL_INLINE Mask operator|(Mask x, Mask y) { return {x.a | y.a, x.b | y.b}; }
DLAB_KERNEL_INLINE Mask operator~(Mask x) { return {~x.a, ~x.b}; }
DLAB_KERNEL_INLINE W choose(Mask m, W x, W y) { return {m.a ? x.a : y.a, m.b ? x.b : y.b}; }
DLAB_KERNEL_INLINE W larger(W x, W y) { return {x.a > y.a ? x.a : y.a, x.b > y.b ? x.b : y.b}; }
DLAB_KERNEL_INLINE W smaller(W x, W y) { return {x.a < y.a ? x.a : y.a, x.b < y.b ? x.b : y.b}; }

DLAB_KERNEL_INLINE W load(const double* from) {
  W x;
  __builtin_memcpy(&x.a, from, sizeof x.a);
  __builtin_memcpy(&x.b, from + DLAB_LANES, sizeof x.b);
  return x;
}
DLAB_KERNEL_INLINE void store(double* to, W x) {
  __builtin_memcpy(to, &x.a, sizeof x.a);
  __builtin_memcpy(to + DLAB_LANES, &x.b, sizeof x.b);
}
DLAB_KERNEL_INLINE double lane(W x, int k) { return k < DLAB_LANES ? x.a[k] : x.b[k - DLAB_LANES]; }
DLAB_KERNEL_INLINE W magnitude(W x) {
  return {(V)((I)x.a & 0x7fffffffffffffffLL), (V)((I)x.b & 0x7fffffffffffffffLL)};
}
DLAB_KERNEL_INLINE double sum(W x) {
  V v = x.a + x.b;
#if DLAB_LANES == 8
  v += __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3);
  v += __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5);
#elif DLAB_LANES == 4
  v += __builtin_shufflevector(v, v, 2, 3, 0, 1);
#endif
  return v[0] + v[1];
}
DLAB_KERNEL_INLINE double lowest(W x) {
  double values[lanes], least;
  store(values, smaller(x, {x.b, x.a}));
  least = values[0];
  for (int i = 1; i < DLAB_LANES; ++i) least = values[i] < least ? values[i] : least;
  return least;
}
DLAB_KERNEL_INLINE bool any(Mask m) {
  I bits = m.a | m.b;
#if DLAB_LANES == 8
  bits |= __builtin_shufflevector(bits, bits, 4, 5, 6, 7, 0, 1, 2, 3);
  bits |= __builtin_shufflevector(bits, bits, 2, 3, 0, 1, 6, 7, 4, 5);
#elif DLAB_LANES == 4
  bits |= __builtin_shufflevector(bits, bits, 2, 3, 0, 1);
#endif
  return (bits[0] | bits[1]) != 0;
}

// (e^r − 1 − r)/r² on |r| ≤ ½ ln 2, Chebyshev fit of degree 9 (1.6e−17 of e^r).
DLAB_KERNEL_INLINE W exp_rest(W r) {
  const W s = r * r;
  const W even = 0.5000000000000001 +
                 s * (0.04166666666662416 +
                      s * (0.0013888888917198605 + s * (2.480152131985326e-05 + s * 2.7620076928678543e-07)));
  const W odd = 0.1666666666666667 +
                s * (0.008333333333326141 + s * (0.00019841269874802192 +
                                                 s * (2.7557255423854303e-06 + s * 2.5105207075274745e-08)));
  return even + r * odd;
}

// e^x for x ≤ 709; 0 below −707. x = n ln 2 + r.
DLAB_KERNEL_INLINE W exponential(W x) {
  const W shifted = x * 1.4426950408889634 + 0x1.8p52;
  const W n = shifted - 0x1.8p52;
  const W r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
  const W e = 1.0 + (r + r * r * exp_rest(r));
  const W scaled = {(V)((U)e.a + ((U)shifted.a << 52)), (V)((U)e.b + ((U)shifted.b << 52))};
  return choose(x < -707.0, all(0), scaled);
}

// log x for normal x > 0. x = 2^k m, m in [√½, √2); log m = 2 artanh s, s = (m − 1)/(m + 1), Chebyshev fit in
// s².
DLAB_KERNEL_INLINE void split_exponent(V x, V& exponent, V& mantissa) {
  const unsigned long long half_root = 0x3fe6a09e667f3bcdULL, one = 0x3ff0000000000000ULL;
  const U u = (U)x + (one - half_root);
  exponent = (V)((u >> 52) | 0x4330000000000000ULL) - (0x1p52 + 1023);
  mantissa = (V)((u & 0x000fffffffffffffULL) + half_root);
}
DLAB_KERNEL_INLINE W logarithm(W x) {
  W k, m;
  split_exponent(x.a, k.a, m.a);
  split_exponent(x.b, k.b, m.b);
  const W s = (m - 1.0) / (m + 1.0);
  const W q = s * s;
  const W q2 = q * q;
  const W even =
      0.3333333333333335 + q2 * (0.14285714313160972 + q2 * (0.09091446385681763 + q2 * 0.07308908794480909));
  const W odd = 0.1999999999994934 + q2 * (0.11111105540928046 + q2 * 0.07665803072830948);
  const W rest = q * (even + q * odd);
  return k * 6.93147180369123816490e-01 + (2.0 * s + (2.0 * s * rest + k * 1.90821492927058770002e-10));
}

// Mills' ratio (1 − Φ(t))/φ(t), t ≥ 0: (t + 4) times it is a polynomial in y = (t − 4)/(t + 4), Chebyshev fit
// of degree 22 (relative error 2e−16).
DLAB_KERNEL_INLINE W mills(W t) {
  const W r = 1.0 / (t + 4.0);
  const W y = (t - 4.0) * r;
  const W s = y * y;
  const W s2 = s * s;
  // Coefficients 0, 4, 8 …; 2, 6 …; 1, 5 …; 3, 7 …: four chains run side by side.
  const W a =
      1.8932190633084853 +
      s2 * (0.1513917623110474 +
            s2 * (0.0003342443649391365 +
                  s2 * (1.7912419621396938e-06 + s2 * (6.635890483495518e-07 + s2 * 4.027496644667924e-08))));
  const W b =
      0.9704095548676177 + s2 * (-0.008722295248200037 +
                                 s2 * (-4.781834677436329e-06 +
                                       s2 * (-1.5665301434775512e-06 +
                                             s2 * (-1.974812079272745e-07 + s2 * -4.232837128668023e-09))));
  const W c =
      -1.523770910819985 + s2 * (-0.018900450865484503 +
                                 s2 * (-0.0005792696065073663 +
                                       s2 * (-1.4846493010422612e-05 +
                                             s2 * (-4.0665439602468896e-07 + s2 * -3.2015537235375595e-09))));
  const W d =
      -0.46754096299818737 +
      s2 * (0.0040878557264789955 +
            s2 * (8.809696060211897e-05 + s2 * (2.5742673078165543e-06 + s2 * 4.9053735092410555e-08)));
  return ((a + s * b) + y * (c + s * d)) * r;
}
