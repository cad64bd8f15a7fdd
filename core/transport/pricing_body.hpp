// The pricing kernels' code, compiled once per instruction set by pricing.cpp, so without an include
// guard. Nothing here may call an inline function of the standard library: the linker would keep one
// copy for all instruction sets.

typedef double V __attribute__((vector_size(DLAB_LANES * 8)));
typedef long long I __attribute__((vector_size(DLAB_LANES * 8)));
#define DLAB_KERNEL_INLINE static inline __attribute__((always_inline))

// Bits of the lanes where a is below b.
DLAB_KERNEL_INLINE unsigned less_bits(V a, V b) {
#if DLAB_LANES == 8
  return (unsigned)_mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LT_OQ);
#elif DLAB_LANES == 4
  return (unsigned)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)a, (__m256d)b, _CMP_LT_OQ));
#elif defined(__x86_64__)
  return (unsigned)_mm_movemask_pd(_mm_cmplt_pd((__m128d)a, (__m128d)b));
#else
  return (unsigned)(a[0] < b[0]) | (unsigned)(a[1] < b[1]) << 1;
#endif
}

DLAB_KERNEL_INLINE V load(const double* from) {
  V x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}
DLAB_KERNEL_INLINE V magnitude(V x) { return (V)((I)x & 0x7fffffffffffffffLL); }

template <CostKind kind>
DLAB_KERNEL_INLINE double cost_at(const CostRow& row, std::size_t j) {
  if constexpr (kind == CostKind::matrix) {
    return row.given[j];
  } else {
    const double dx = row.from_x - row.x[j], dy = row.from_y - row.y[j];
    if constexpr (kind == CostKind::euclidean) return __builtin_sqrt(dx * dx + dy * dy);
    if constexpr (kind == CostKind::squared_euclidean) return dx * dx + dy * dy;
    return __builtin_fabs(dx) + __builtin_fabs(dy);
  }
}

// Bits of the lanes with c − w < bound. For euclidean costs: d < s exactly if d² < s |s|.
template <CostKind kind>
DLAB_KERNEL_INLINE unsigned below_bits(const CostRow& row, const double* w, std::size_t j, V bound) {
  const V s = load(w + j) + bound;
  if constexpr (kind == CostKind::matrix) {
    return less_bits(load(row.given + j), s);
  } else {
    const V dx = row.from_x - load(row.x + j), dy = row.from_y - load(row.y + j);
    if constexpr (kind == CostKind::euclidean) return less_bits(dx * dx + dy * dy, s * magnitude(s));
    if constexpr (kind == CostKind::squared_euclidean) return less_bits(dx * dx + dy * dy, s);
    return less_bits(magnitude(dx) + magnitude(dy), s);
  }
}

// Calls visit(j) for every lane with c − w < bound (which visit may lower), then goes through the rest
// singly.
#define DLAB_EACH_BELOW(visit)                                                                 \
  {                                                                                            \
    std::size_t at = 0;                                                                        \
    for (; at + 4 * DLAB_LANES <= n; at += 4 * DLAB_LANES) {                                   \
      const V limit = V{} + bound;                                                             \
      unsigned bits = below_bits<kind>(row, w, at, limit) |                                    \
                      below_bits<kind>(row, w, at + DLAB_LANES, limit) << DLAB_LANES |         \
                      below_bits<kind>(row, w, at + 2 * DLAB_LANES, limit) << 2 * DLAB_LANES | \
                      below_bits<kind>(row, w, at + 3 * DLAB_LANES, limit) << 3 * DLAB_LANES;  \
      while (__builtin_expect(bits != 0, 0)) {                                                 \
        const std::size_t j = at + (std::size_t)__builtin_ctz(bits);                           \
        bits &= bits - 1;                                                                      \
        visit                                                                                  \
      }                                                                                        \
    }                                                                                          \
    for (std::size_t j = at; j < n; ++j) visit                                                 \
  }

template <CostKind kind>
static std::size_t below(const CostRow& row, const double* w, std::size_t n, double bound,
                         std::int32_t* found) {
  std::size_t count = 0;
  DLAB_EACH_BELOW({
    found[count] = (std::int32_t)j;
    count += cost_at<kind>(row, j) - w[j] < bound;
  })
  return count;
}

template <CostKind kind>
static void smallest(const CostRow& row, const double* w, std::size_t n, std::size_t k, double* values,
                     std::int32_t* which) {
  std::size_t worst = 0;
  for (std::size_t i = 1; i < k; ++i) worst = values[i] > values[worst] ? i : worst;
  double bound = values[worst];
  DLAB_EACH_BELOW({
    const double value = cost_at<kind>(row, j) - w[j];
    bool fresh = value < bound;
    for (std::size_t i = 0; i < k; ++i) fresh &= which[i] != (std::int32_t)j;
    if (fresh) {
      values[worst] = value;
      which[worst] = (std::int32_t)j;
      for (std::size_t i = 0; i < k; ++i) worst = values[i] > values[worst] ? i : worst;
      bound = values[worst];
    }
  })
}

#define DLAB_ALL_KINDS(f) \
  { f<CostKind::euclidean>, f<CostKind::squared_euclidean>, f<CostKind::manhattan>, f<CostKind::matrix> }
constexpr Pricing table{DLAB_ALL_KINDS(below), DLAB_ALL_KINDS(smallest), DLAB_SET_NAME};
#undef DLAB_ALL_KINDS
#undef DLAB_EACH_BELOW
#undef DLAB_KERNEL_INLINE
