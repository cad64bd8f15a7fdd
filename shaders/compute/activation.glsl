// The hidden layers' nonlinearity: ACTIVATION counts core/network/activation.hpp's. Exponentials and logarithms are
// spelled out, for those of some drivers have few digits.
#define RELU 0
#define LEAKY_RELU 1
#define TANH 2
#define SOFTPLUS 3
#define ELU 4
#define SMOOTH (ACTIVATION >= TANH)

const float leaky = 0.2;

// e^r = 1 + r + r² rest(r) on |r| ≤ ½ ln 2: Taylor, to 5e−9.
float exp_rest(float r) {
  return 0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0 + r * (1.0 / 5040.0)))));
}
// x = n ln 2 + r, −126 ≤ n ≤ 0 for −87 ≤ x ≤ 0; gives r and 2ⁿ.
float reduce(float x, out float power) {
  float n = roundEven(x * 1.44269504);
  power = uintBitsToFloat(uint(int(n) + 127) << 23);
  return (x - n * 0.693359375) + n * 2.12194440e-4;
}
// e^x and e^x − 1 for x ≤ 0; below −87 as at −87.
float exponential(float x) {
  float power, r = reduce(x < -87.0 ? -87.0 : x, power);
  return power * (1.0 + (r + r * r * exp_rest(r)));
}
float exponential_less_one(float x) {
  float power, r = reduce(x < -87.0 ? -87.0 : x, power);
  return power * (r + r * r * exp_rest(r)) + (power - 1.0);
}
// log(1 + e) on [0, 1]: 2 artanh s, s = e/(2 + e) ≤ ⅓, its series to s¹⁵.
float logarithm_one_more(float e) {
  float s = e / (2.0 + e), q = s * s;
  float series = q * (1.0 / 3.0 +
                      q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q * (1.0 / 11.0 + q * (1.0 / 13.0 + q / 15.0))))));
  return 2.0 * s + 2.0 * s * series;
}

// φ(z); slope receives φ′ for softplus, where the value does not give it.
float value_of(float z, out float slope) {
  slope = 0.0;
#if ACTIVATION == TANH
  float e = exponential_less_one(-2.0 * abs(z)), t = -e / (e + 2.0);
  return z < 0.0 ? -t : t;
#elif ACTIVATION == SOFTPLUS
  float e = exponential(-abs(z)), tail = 1.0 / (1.0 + e);
  slope = z < 0.0 ? e * tail : tail;
  return (z < 0.0 ? 0.0 : z) + logarithm_one_more(e);
#elif ACTIVATION == ELU
  return z > 0.0 ? z : exponential_less_one(z);
#elif ACTIVATION == LEAKY_RELU
  return z > 0.0 ? z : leaky * z;
#else
  return z <= 0.0 ? 0.0 : z;
#endif
}
// φ′ and φ″ from h, for softplus from φ′ itself.
float slope_of(float h) {
#if ACTIVATION == TANH
  return (1.0 - h) * (1.0 + h);
#elif ACTIVATION == SOFTPLUS
  return h;
#elif ACTIVATION == ELU
  return h > 0.0 ? 1.0 : h + 1.0;
#elif ACTIVATION == LEAKY_RELU
  return h > 0.0 ? 1.0 : leaky;
#else
  return h > 0.0 ? 1.0 : 0.0;
#endif
}
float curvature_of(float h) {
#if ACTIVATION == TANH
  return -2.0 * h * ((1.0 - h) * (1.0 + h));
#elif ACTIVATION == SOFTPLUS
  return h * (1.0 - h);
#elif ACTIVATION == ELU
  return h > 0.0 ? 0.0 : h + 1.0;
#else
  return 0.0;
#endif
}
