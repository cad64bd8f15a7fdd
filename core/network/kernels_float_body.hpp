// Vectors of floats and the functions of the activations on them. Compiled once per instruction set, so
// without an include guard; nothing here may call an inline function of the standard library: the linker
// would keep one copy for all instruction sets.

#define DLAB_FLOATS (2 * DLAB_LANES)
#define DLAB_KERNEL_INLINE static inline __attribute__((always_inline))
using V = float __attribute__((vector_size(DLAB_FLOATS * 4)));
using I = int __attribute__((vector_size(DLAB_FLOATS * 4)));
using Size = unsigned long;
const int lanes = DLAB_FLOATS;

DLAB_KERNEL_INLINE V all(float x) { return x - V{}; }
DLAB_KERNEL_INLINE V load(const float* from) {
  V x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}
DLAB_KERNEL_INLINE void store(float* to, V x) { __builtin_memcpy(to, &x, sizeof x); }
DLAB_KERNEL_INLINE V magnitude(V x) { return (V)((I)x & 0x7fffffff); }
DLAB_KERNEL_INLINE V with_sign_of(V x, V sign) { return (V)((I)x | ((I)sign & (int)0x80000000)); }

DLAB_KERNEL_INLINE V square_root(V x) {
#if defined(__x86_64__) && DLAB_FLOATS == 16
  return (V)_mm512_maskz_sqrt_ps(0xffff, (__m512)x);
#elif defined(__x86_64__) && DLAB_FLOATS == 8
  return (V)_mm256_sqrt_ps((__m256)x);
#elif defined(__x86_64__)
  return (V)_mm_sqrt_ps((__m128)x);
#else
  for (int i = 0; i < lanes; ++i) x[i] = __builtin_sqrtf(x[i]);
  return x;
#endif
}

// e^r = 1 + r + r² rest(r) on |r| ≤ ½ ln 2: Taylor, to 5e−9.
DLAB_KERNEL_INLINE V exp_rest(V r) {
  return 0.5f + r * (1.f / 6 + r * (1.f / 24 + r * (1.f / 120 + r * (1.f / 720 + r * (1.f / 5040)))));
}
// x = n ln 2 + r, −126 ≤ n ≤ 0 for −87 ≤ x ≤ 0; gives r and 2ⁿ.
DLAB_KERNEL_INLINE V reduce(V x, V& power) {
  const V shifted = x * 1.44269504f + 0x1.8p23f;
  const V n = shifted - 0x1.8p23f;
  power = (V)((((I)shifted) << 23) + 0x3f800000);
  return (x - n * 0.693359375f) + n * 2.12194440e-4f;
}
// e^x and e^x − 1 for x ≤ 0; below −87 as at −87. Not a number stays so.
DLAB_KERNEL_INLINE V exponential(V x) {
  V power;
  const V r = reduce(x < -87.f ? all(-87.f) : x, power);
  return power * (1.f + (r + r * r * exp_rest(r)));
}
DLAB_KERNEL_INLINE V exponential_less_one(V x) {
  V power;
  const V r = reduce(x < -87.f ? all(-87.f) : x, power);
  return power * (r + r * r * exp_rest(r)) + (power - 1.f);
}
// log(1 + e) on [0, 1]: 2 artanh s, s = e/(2 + e) ≤ ⅓, its series to s¹⁵.
DLAB_KERNEL_INLINE V logarithm_one_more(V e) {
  const V s = e / (2.f + e);
  const V q = s * s;
  const V series =
      q * (1.f / 3 +
           q * (1.f / 5 + q * (1.f / 7 + q * (1.f / 9 + q * (1.f / 11 + q * (1.f / 13 + q * (1.f / 15)))))));
  return 2.f * s + 2.f * s * series;
}

// φ(z); slope receives φ′ for softplus only, where the value does not give it.
template <Activation A>
DLAB_KERNEL_INLINE V value_of(V z, float negative, V& slope) {
  if constexpr (A == Activation::tanh) {
    const V e = exponential_less_one(-2.f * magnitude(z));
    return with_sign_of(-e / (e + 2.f), z);
  } else if constexpr (A == Activation::softplus) {
    const V e = exponential(-magnitude(z));
    const V tail = 1.f / (1.f + e);
    slope = z < 0 ? e * tail : tail;
    return (z < 0 ? all(0) : z) + logarithm_one_more(e);
  } else if constexpr (A == Activation::elu) {
    const V e = exponential_less_one(z > 0 ? all(0) : z);
    return z > 0 ? z : e;
  } else {
    const V scaled = negative * z;
    return z > scaled ? z : scaled;
  }
}
// φ′ and φ″ from the value h, for softplus from φ′ itself.
template <Activation A>
DLAB_KERNEL_INLINE V slope_of(V h, float negative) {
  if constexpr (A == Activation::tanh) return (1.f - h) * (1.f + h);
  if constexpr (A == Activation::softplus) return h;
  if constexpr (A == Activation::elu) return h > 0 ? all(1) : h + 1.f;
  return h > 0 ? all(1) : all(negative);
}
template <Activation A>
DLAB_KERNEL_INLINE V curvature_of(V h) {
  if constexpr (A == Activation::tanh) return -2.f * h * ((1.f - h) * (1.f + h));
  if constexpr (A == Activation::softplus) return h * (1.f - h);
  if constexpr (A == Activation::elu) return h > 0 ? all(0) : h + 1.f;
  return all(0);
}
