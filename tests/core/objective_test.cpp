// Losses against their definitions and derivatives, ordinary and extreme; optimisers against answers by hand.
#include "core/gan/objective.hpp"

#include <gtest/gtest.h>

#include <string>

#include "core/gan/optimiser.hpp"

namespace dlab {
namespace {

double log_sigmoid(double x) { return -std::log(1 + std::exp(-x)); }

TEST(Objective, LossesAreTheirDefinitions) {
  for (const double f : {-3.0, -0.5, 0.0, 0.7, 4.0}) {
    const auto real = [f](Objective o) { return critic_term_real(o, f).value; };
    const auto fake = [f](Objective o) { return critic_term_fake(o, f).value; };
    const auto generator = [f](Objective o) { return generator_term(o, f).value; };
    for (const Objective o : {Objective::minimax, Objective::non_saturating}) {
      EXPECT_NEAR(real(o), -log_sigmoid(f), 1e-14);
      EXPECT_NEAR(fake(o), -log_sigmoid(-f), 1e-14);
    }
    EXPECT_NEAR(generator(Objective::minimax), log_sigmoid(-f), 1e-14);
    EXPECT_NEAR(generator(Objective::non_saturating), -log_sigmoid(f), 1e-14);
    for (const Objective o : {Objective::wgan, Objective::wgan_gp, Objective::wgan_lp}) {
      EXPECT_EQ(real(o), -f);
      EXPECT_EQ(fake(o), f);
      EXPECT_EQ(generator(o), -f);
      EXPECT_TRUE(is_critic(o));
    }
    EXPECT_EQ(real(Objective::least_squares), 0.5 * (f - 1) * (f - 1));
    EXPECT_EQ(fake(Objective::least_squares), 0.5 * f * f);
    EXPECT_EQ(generator(Objective::least_squares), 0.5 * (f - 1) * (f - 1));
    EXPECT_EQ(real(Objective::hinge), std::fmax(0, 1 - f));
    EXPECT_EQ(fake(Objective::hinge), std::fmax(0, 1 + f));
    EXPECT_EQ(generator(Objective::hinge), -f);
  }
}

TEST(Objective, SlopesAgreeWithDifferences) {
  const double h = 1e-6;
  for (const Objective o : all_objectives)
    for (const double f : {-3.0, -0.6, 0.2, 0.7, 4.0})
      for (const auto& term : {critic_term_real<double>, critic_term_fake<double>, generator_term<double>})
        EXPECT_NEAR(term(o, f).slope, (term(o, f + h).value - term(o, f - h).value) / (2 * h), 1e-9)
            << objective_key(o) << f;
}

template <class T>
void expect_finite_far_out() {
  for (const Objective o : all_objectives)
    for (const T f : {T(-1e4), T(-100), T(0), T(100), T(1e4)})
      for (const LossTerm<T> term : {critic_term_real(o, f), critic_term_fake(o, f), generator_term(o, f)})
        EXPECT_TRUE(std::isfinite(term.value) && std::isfinite(term.slope)) << objective_key(o) << f;
  // −log σ is a straight line far on the wrong side, and its slope dies far on the right one.
  EXPECT_EQ(critic_term_real(Objective::minimax, T(-1e4)).value, T(1e4));
  EXPECT_EQ(critic_term_real(Objective::minimax, T(-1e4)).slope, T(-1));
  EXPECT_EQ(critic_term_fake(Objective::minimax, T(1e4)).value, T(1e4));
  EXPECT_EQ(critic_term_fake(Objective::minimax, T(-1e4)).slope, T(0));
  EXPECT_NEAR(critic_term_fake(Objective::minimax, T(-40)).slope / std::exp(T(-40)), 1, 1e-5);
}
TEST(Objective, FiniteAtExtremeOutputs) {
  expect_finite_far_out<double>();
  expect_finite_far_out<float>();
}

TEST(Objective, WhatIsNoNumberIsNotHidden) {
  const double none = std::nan("");
  for (const Objective o : all_objectives)
    for (const auto& term : {critic_term_real<double>, critic_term_fake<double>, generator_term<double>})
      EXPECT_TRUE(std::isnan(term(o, none).value)) << objective_key(o);
  for (const Activation activation : all_activations)
    EXPECT_TRUE(std::isnan(activate(activation, none).value)) << activation_key(activation);
}

TEST(Objective, KeysAreWords) {
  EXPECT_STREQ(objective_key(Objective::wgan_lp), "wgan_lp");
  EXPECT_STREQ(objective_key(Objective::hinge), "hinge");
  EXPECT_EQ(objective_choices().size(), all_objectives.size());
}

TEST(Penalty, PullsTowardsOne) {
  for (const Objective o : {Objective::wgan_gp, Objective::wgan_lp})
    for (const double n : {0.1, 0.9, 1.0, 1.3, 20.0}) {
      const bool counts = o == Objective::wgan_gp || n > 1;
      const PenaltyTerm<double> term = penalty_term(o, n);
      EXPECT_DOUBLE_EQ(term.value, counts ? (n - 1) * (n - 1) : 0);
      EXPECT_NEAR(term.pull, counts ? 2 * (n - 1) / n : 0, 1e-14);
    }
}

TEST(Penalty, HasNoPullWhereThereIsNoDirection) {
  EXPECT_EQ(penalty_term(Objective::wgan_gp, 0.0).pull, 0);
  EXPECT_EQ(penalty_term(Objective::wgan_gp, 0.0).value, 1);
  EXPECT_EQ(penalty_term(Objective::wgan_gp, 0.0f).pull, 0);
  EXPECT_EQ(penalty_term(Objective::wgan_gp, 1e-40f).pull, 0);  // below what floats hold in full
  EXPECT_EQ(penalty_term(Objective::wgan_lp, 0.0).value, 0);
  for (const float n : {1.2e-38f, 1e-20f, 1e18f}) {
    EXPECT_TRUE(std::isfinite(penalty_term(Objective::wgan_gp, n).pull)) << n;
    EXPECT_LE(std::abs(penalty_term(Objective::wgan_gp, n).pull * n), 2.0001f * std::max(1.f, n));
  }
}

// --- Optimisers: two steps worked out by hand ---

OptimiserSettings settings(OptimiserKind kind, double rate) {
  OptimiserSettings with;
  with.kind = kind, with.rate = rate, with.momentum = 0.5, with.beta1 = 0.5, with.beta2 = 0.75;
  return with;
}
std::pair<double, double> two_steps(const OptimiserSettings& with) {
  std::vector<double> w{10};
  OptimiserState<double> state(1);
  descend(with, w, {2.0}, state);
  const double first = w[0];
  descend(with, w, {-1.0}, state);
  EXPECT_EQ(state.steps, 2u);
  return {first, w[0]};
}

TEST(Optimiser, MomentumGathersSpeed) {
  // v = 2, then 0.5 · 2 − 1 = 0.
  const auto [first, second] = two_steps(settings(OptimiserKind::sgd, 0.1));
  EXPECT_DOUBLE_EQ(first, 9.8);
  EXPECT_DOUBLE_EQ(second, 9.8);
  OptimiserSettings plain = settings(OptimiserKind::sgd, 0.1);
  plain.momentum = 0;
  EXPECT_DOUBLE_EQ(two_steps(plain).second, 9.9);
}

TEST(Optimiser, RmspropDividesByTheRoot) {
  // s = 0.25 · 4 = 1, then 0.75 + 0.25 = 1: both steps are 0.1 g.
  const auto [first, second] = two_steps(settings(OptimiserKind::rmsprop, 0.1));
  EXPECT_NEAR(first, 9.8, 1e-8);
  EXPECT_NEAR(second, 9.9, 1e-8);
}

TEST(Optimiser, AdamCorrectsItsStart) {
  // m = 1, s = 1; corrected 2 and 4: one step of 0.1. Then m = 0, so no step.
  const auto [first, second] = two_steps(settings(OptimiserKind::adam, 0.1));
  EXPECT_NEAR(first, 9.9, 1e-8);
  EXPECT_NEAR(second, 9.9, 1e-8);
}

TEST(Optimiser, AnySplitOfTheParametersIsTheSame) {
  for (const OptimiserKind kind : {OptimiserKind::sgd, OptimiserKind::rmsprop, OptimiserKind::adam}) {
    const OptimiserSettings with = settings(kind, 0.01);
    std::vector<float> whole{1, 2, 3, 4, 5}, parts = whole;
    const std::vector<float> gradient{0.1f, -7, 0, 1e-20f, 3};
    OptimiserState<float> one(5), two(5);
    for (int i = 0; i < 3; ++i) {
      descend(with, whole, gradient, one);
      const OptimiserStep<float> step = optimiser_step<float>(with, ++two.steps);
      descend(step, parts.data(), gradient.data(), two, 3, 5);
      descend(step, parts.data(), gradient.data(), two, 0, 3);
    }
    EXPECT_EQ(whole, parts);
    EXPECT_EQ(one, two);
  }
}

TEST(Optimiser, ClipsBothWays) {
  std::vector<double> w{-3, -0.5, 0, 0.5, 3, std::nan("")};
  clip(w.data(), w.size(), 1.0);
  EXPECT_EQ(std::vector<double>(w.begin(), w.begin() + 5), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
  EXPECT_TRUE(std::isnan(w[5]));
  clip(w.data(), 5, 0.0);
  EXPECT_EQ(std::vector<double>(w.begin(), w.begin() + 5), std::vector<double>(5, 0.0));
}

}  // namespace
}  // namespace dlab
