// Philox and Box–Muller in plain loops over arrays, which compilers turn into vector code; compiled once per
// instruction set by random_batch.cpp. Nothing here may call an inline function of the standard library: the
// linker would keep one copy for all instruction sets.

// log u for u in (0, 1]: u = m 2^e with m in [√½, √2), log(1 + f) = f − f²/2 + f³ P(f), P as in Cephes' logf
// (Moshier 1992); 1 ulp or so.
static inline float log_unit(float u) {
  const std::uint32_t shifted = __builtin_bit_cast(std::uint32_t, u) - 0x3f3504f3u;
  const auto exponent = static_cast<float>(static_cast<std::int32_t>(shifted) >> 23);
  const float f = __builtin_bit_cast(float, (shifted & 0x007fffffu) + 0x3f3504f3u) - 1;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  const float square = f * f;
  const float low = p * f * square - 2.12194440e-4f * exponent - 0.5f * square;
  return f + low + 0.693359375f * exponent;
}

// Salmon, Moraes, Dror, Shaw 2011: ten rounds of two products each, the key raised by the golden ratio and
// √3 − 1.
static void words_of(std::uint64_t seed, std::uint32_t stream, std::uint64_t first, std::size_t count,
                     std::uint32_t* c0, std::uint32_t* c1, std::uint32_t* c2, std::uint32_t* c3) {
  // Whole multiples of the widest vector; what is too much is not read.
  const std::size_t n = (count + 15) / 16 * 16;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t index = first + i;
    c0[i] = static_cast<std::uint32_t>(index), c1[i] = static_cast<std::uint32_t>(index >> 32);
    c2[i] = stream, c3[i] = 0;
  }
  auto key0 = static_cast<std::uint32_t>(seed), key1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round, key0 += 0x9E3779B9u, key1 += 0xBB67AE85u) {
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t left = std::uint64_t{0xD2511F53u} * c0[i],
                          right = std::uint64_t{0xCD9E8D57u} * c2[i];
      c0[i] = static_cast<std::uint32_t>(right >> 32) ^ c1[i] ^ key0;
      c2[i] = static_cast<std::uint32_t>(left >> 32) ^ c3[i] ^ key1;
      c1[i] = static_cast<std::uint32_t>(right);
      c3[i] = static_cast<std::uint32_t>(left);
    }
  }
}

// The angle is a whole number of quarter turns, taken from the leading bits, and a rest of at most an eighth;
// sine and cosine of the rest as in Cephes' sinf.
static void pairs_of(const std::uint32_t* a, const std::uint32_t* b, std::size_t count, float* x, float* y) {
  for (std::size_t i = 0; i < count; ++i) {
    const float u =
        (static_cast<float>(static_cast<std::int32_t>(a[i] >> 9)) + 0.5f) * 0x1p-23f;  // open_unit
    const float radius = __builtin_sqrtf(-2 * log_unit(u));
    const std::uint32_t quarter = (b[i] + 0x20000000u) >> 30;
    const auto rest = static_cast<std::int32_t>(b[i] - (quarter << 30));
    const float angle = static_cast<float>(rest) * 1.4629180793e-9f;  // 2π/2³²
    const float square = angle * angle;
    const float sine =
        ((-1.9515295891e-4f * square + 8.3321608736e-3f) * square - 1.6666654611e-1f) * square * angle +
        angle;
    const float cosine =
        ((2.443315711809948e-5f * square - 1.388731625493765e-3f) * square + 4.166664568298827e-2f) * square *
            square -
        0.5f * square + 1;
    // A quarter turn takes (cos, sin) to (−sin, cos): exchange for odd numbers of them, then the signs.
    const std::uint32_t odd = 0u - (quarter & 1);
    const auto c = __builtin_bit_cast(std::uint32_t, cosine), s = __builtin_bit_cast(std::uint32_t, sine);
    const std::uint32_t across = ((c & ~odd) | (s & odd)) ^ (((quarter + 1) & 2) << 30);
    const std::uint32_t upwards = ((s & ~odd) | (c & odd)) ^ ((quarter & 2) << 30);
    x[i] = radius * __builtin_bit_cast(float, across);
    y[i] = radius * __builtin_bit_cast(float, upwards);
  }
}

constexpr RandomKernels table{words_of, pairs_of, DLAB_SET_NAME};
