// Counter-based random numbers: the words of core/math/philox.hpp, and what core/math/random_batch.hpp makes of
// them.

// Philox 4x32 with 10 rounds (Salmon, Moraes, Dror, Shaw 2011).
uvec4 philox(uvec4 counter, uvec2 key) {
  for (int round = 0; round < 10; ++round) {
    uint left_high, left_low, right_high, right_low;
    umulExtended(0xD2511F53u, counter.x, left_high, left_low);
    umulExtended(0xCD9E8D57u, counter.z, right_high, right_low);
    counter = uvec4(right_high ^ counter.y ^ key.x, right_low, left_high ^ counter.w ^ key.y, left_low);
    key += uvec2(0x9E3779B9u, 0xBB67AE85u);
  }
  return counter;
}

// Multiples of 2⁻²⁴ in [0, 1), and the middles of 2²³ cells of (0, 1).
float unit(uint word) { return float(word >> 8) * 5.9604644775390625e-8; }
float open_unit(uint word) { return (float(word >> 9) + 0.5) * 1.1920928955078125e-7; }

// log u for u in (0, 1]: u = m 2^e with m in [√½, √2); as Cephes' logf (Moshier 1992).
float log_unit(float u) {
  uint shifted = floatBitsToUint(u) - 0x3f3504f3u;
  float exponent = float(int(shifted) >> 23);
  float f = uintBitsToFloat((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0;
  float p = 7.0376836292e-2;
  p = p * f - 1.1514610310e-1;
  p = p * f + 1.1676998740e-1;
  p = p * f - 1.2420140846e-1;
  p = p * f + 1.4249322787e-1;
  p = p * f - 1.6668057665e-1;
  p = p * f + 2.0000714765e-1;
  p = p * f - 2.4999993993e-1;
  p = p * f + 3.3333331174e-1;
  float square = f * f;
  float low = p * f * square - 2.12194440e-4 * exponent - 0.5 * square;
  return f + low + 0.693359375 * exponent;
}

// A standard normal pair (Box and Muller 1958): radius √(−2 log open_unit(a)), angle 2π b/2³², taken as quarter
// turns and a rest of at most an eighth.
vec2 normal_pair(uint a, uint b) {
  float radius = sqrt(-2.0 * log_unit(open_unit(a)));
  uint quarter = (b + 0x20000000u) >> 30;
  float angle = float(int(b - (quarter << 30))) * 1.4629180793e-9;
  float square = angle * angle;
  float sine =
      ((-1.9515295891e-4 * square + 8.3321608736e-3) * square - 1.6666654611e-1) * square * angle + angle;
  float cosine =
      ((2.443315711809948e-5 * square - 1.388731625493765e-3) * square + 4.166664568298827e-2) * square * square -
      0.5 * square + 1.0;
  vec2 at = (quarter & 1u) != 0u ? vec2(sine, cosine) : vec2(cosine, sine);
  if (((quarter + 1u) & 2u) != 0u) at.x = -at.x;
  if ((quarter & 2u) != 0u) at.y = -at.y;
  return radius * at;
}
