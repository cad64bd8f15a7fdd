// Losses row by row: OBJECTIVE counts core/gan/settings.hpp's; the formulas are those of core/gan/objective.hpp.
#define MINIMAX 0
#define NON_SATURATING 1
#define WGAN 2
#define WGAN_GP 3
#define WGAN_LP 4
#define LEAST_SQUARES 5
#define HINGE 6

struct Term {
  float value, slope;
};
Term softplus_term(float x) {
  float e = exponential(-abs(x)), over = 1.0 / (1.0 + e);
  return Term(max(x, 0.0) + logarithm_one_more(e), x >= 0.0 ? over : e * over);
}
Term mirrored(Term term) { return Term(term.value, -term.slope); }

Term critic_real(float f) {
#if OBJECTIVE <= NON_SATURATING
  return mirrored(softplus_term(-f));
#elif OBJECTIVE <= WGAN_LP
  return Term(-f, -1.0);
#elif OBJECTIVE == LEAST_SQUARES
  return Term((f - 1.0) * (f - 1.0) / 2.0, f - 1.0);
#else
  return Term(max(1.0 - f, 0.0), f < 1.0 ? -1.0 : 0.0);
#endif
}
Term critic_fake(float f) {
#if OBJECTIVE <= NON_SATURATING
  return softplus_term(f);
#elif OBJECTIVE <= WGAN_LP
  return Term(f, 1.0);
#elif OBJECTIVE == LEAST_SQUARES
  return Term(f * f / 2.0, f);
#else
  return Term(max(1.0 + f, 0.0), f > -1.0 ? 1.0 : 0.0);
#endif
}
Term generator_term(float f) {
#if OBJECTIVE == MINIMAX
  Term term = softplus_term(f);
  return Term(-term.value, -term.slope);
#elif OBJECTIVE == NON_SATURATING
  return mirrored(softplus_term(-f));
#elif OBJECTIVE == LEAST_SQUARES
  return Term((f - 1.0) * (f - 1.0) / 2.0, f - 1.0);
#else
  return Term(-f, -1.0);
#endif
}
// u = (λ/rows) · slope · g
Term penalty_term(float norm) {
#if OBJECTIVE == WGAN_LP
  if (norm <= 1.0) return Term(0.0, 0.0);
#endif
  float excess = norm - 1.0;
  return Term(excess * excess, norm >= 1.17549435e-38 ? 2.0 - 2.0 / norm : 0.0);
}
