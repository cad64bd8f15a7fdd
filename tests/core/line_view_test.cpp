// What the views show: the plan's marginals, the potential's duality, the discriminator's formula.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/divergence/distances.hpp"
#include "core/exhibit/line_view_discriminator.hpp"
#include "core/exhibit/line_view_transport.hpp"

namespace dlab {
namespace {

const std::vector<std::pair<Distribution, Distribution>>& pairs() {
  static const std::vector<std::pair<Distribution, Distribution>> all{
      {Normal{0, 1}, Normal{2.4, 1.3}},
      {Normal{0, 1}, Normal{0, 2}},
      {Uniform{-1, 1}, Uniform{2, 5}},
      {Mixture{{{0.4, Normal{-3, 0.6}}, {0.6, Laplace{2, 0.8}}}}, Exponential{0.5, -1}},
      {Dirac{-1}, Dirac{2}},
      {Discrete{{0, 1, 3}, {0.5, 0.2, 0.3}}, Discrete{{-2, 1, 4}, {0.1, 0.6, 0.3}}},
      {Dirac{0.5}, Normal{0, 1}},
  };
  return all;
}

double interpolate(const Potential& f, double x) {
  const auto above = std::upper_bound(f.x.begin(), f.x.end(), x);
  const auto i = static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(above - f.x.begin(), 1, static_cast<std::ptrdiff_t>(f.x.size()) - 1));
  return f.f[i - 1] + (f.f[i] - f.f[i - 1]) / (f.x[i] - f.x[i - 1]) * (x - f.x[i - 1]);
}

// E f by the law's own quantiles: 200,000 midpoints in u.
double mean_of(const Potential& f, const Law& law) {
  constexpr int n = 200000;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += interpolate(f, law.quantile((i + 0.5) / n));
  return sum / n;
}

TEST(LineViewPlan, HasTheLawsAsMarginals) {
  for (const auto& [p, q] : pairs()) {
    const PlanGrid plan = monotone_plan(Law(p), Law(q), -12, 40, 37, 53);
    EXPECT_NEAR(std::accumulate(plan.mass.begin(), plan.mass.end(), 0.0), 1, 1e-8);
    for (std::size_t i = 0; i < plan.rows; ++i) {
      const double sum = std::accumulate(plan.mass.begin() + static_cast<std::ptrdiff_t>(i * 53),
                                         plan.mass.begin() + static_cast<std::ptrdiff_t>((i + 1) * 53), 0.0);
      EXPECT_NEAR(sum, plan.row_sums[i], 1e-8);
    }
    for (std::size_t j = 0; j < plan.columns; ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < plan.rows; ++i) sum += plan.mass[i * 53 + j];
      EXPECT_NEAR(sum, plan.column_sums[j], 1e-8);
    }
    EXPECT_TRUE(std::all_of(plan.mass.begin(), plan.mass.end(), [](double m) { return m >= 0; }));
  }
}

TEST(LineViewPlan, IsMonotone) {
  const PlanGrid plan = monotone_plan(Law(Normal{0, 1}), Law(Normal{3, 2}), -8, 12, 40, 40);
  std::size_t last = 0;
  for (std::size_t i = 0; i < 40; ++i)
    for (std::size_t j = 0; j < 40; ++j)
      if (plan.mass[i * 40 + j] > 1e-12) {
        EXPECT_GE(j, last);  // no mass to the left of where the row below ended
        if (j > last) last = j;
      }
}

TEST(LineViewPlan, CostsW1) {
  const PlanGrid plan = monotone_plan(Law(Normal{0, 1}), Law(Normal{3, 2}), -10, 14, 400, 400);
  double cost = 0;
  for (std::size_t i = 0; i < 400; ++i)
    for (std::size_t j = 0; j < 400; ++j)
      cost += plan.mass[i * 400 + j] * std::abs(static_cast<double>(i) - static_cast<double>(j)) * 24 / 400;
  EXPECT_NEAR(cost, distances(Law(Normal{0, 1}), Law(Normal{3, 2}))[DistanceKind::w1].value, 0.02);
}

TEST(LineViewPlan, PairsAtomsExactly) {
  const Law p(Discrete{{0, 1, 3}, {0.5, 0.2, 0.3}}), q(Discrete{{-2, 1, 4}, {0.1, 0.6, 0.3}});
  double cost = 0, total = 0;
  for (const PlanPair& pair : atom_pairs(p, q)) {
    cost += pair.mass * std::abs(pair.from - pair.to);
    total += pair.mass;
  }
  EXPECT_NEAR(total, 1, 1e-15);
  EXPECT_NEAR(cost, distances(p, q)[DistanceKind::w1].value, 1e-15);
  EXPECT_EQ(atom_pairs(p, q).size(), 4u);  // 0→−2, 0→1, 1→1, 3→4
}

TEST(LineViewPotential, AttainsW1) {
  for (const auto& [p, q] : pairs()) {
    const Law a(p), b(q);
    const Potential f = kantorovich_potential(a, b, -30, 40);
    const double w1 = distances(a, b)[DistanceKind::w1].value;
    EXPECT_NEAR(mean_of(f, a) - mean_of(f, b), w1, 2e-4)
        << kind_key(kind_of(p)) << " " << kind_key(kind_of(q));
  }
}

TEST(LineViewPotential, HasSlopesMinusOneZeroOne) {
  for (const auto& [p, q] : pairs()) {
    const Potential f = kantorovich_potential(Law(p), Law(q), -12, 14);
    ASSERT_EQ(f.x.front(), -12);
    ASSERT_EQ(f.x.back(), 14);
    for (std::size_t i = 1; i < f.x.size(); ++i) {
      const double slope = (f.f[i] - f.f[i - 1]) / (f.x[i] - f.x[i - 1]);
      EXPECT_NEAR(slope, std::round(slope), 1e-6);
      EXPECT_LE(std::abs(slope), 1 + 1e-6);
    }
  }
}

TEST(LineViewPotential, IsFlatForEqualLaws) {
  const Potential f = kantorovich_potential(Law(Normal{1, 2}), Law(Normal{1, 2}), -5, 5);
  for (double value : f.f) EXPECT_EQ(value, 0);
}

TEST(LineViewDiscriminator, IsTheLogisticOfFigureTwo) {
  const Law p(Normal{-5, 1}), q(Normal{5, 1});
  std::vector<double> x;
  for (int i = -800; i <= 800; ++i) x.push_back(i / 100.0);
  const Discriminator d = discriminator_curve(p, q, x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double expected = 1 / (1 + std::exp(10 * x[i]));
    EXPECT_NEAR(d.value[i], expected, 1e-13 + 1e-9 * expected);
  }
  for (std::size_t i = 0; i < d.gradient.size(); ++i) {
    const double at = 1 / (1 + std::exp(10 * d.gradient_x[i]));
    EXPECT_NEAR(d.gradient[i], -10 * at * (1 - at), 1e-9);
  }
}

TEST(LineViewDiscriminator, IsCertainWhereOnlyOneHasMassAndUndefinedOutside) {
  const Discriminator d =
      discriminator_curve(Law(Uniform{0, 1}), Law(Uniform{2, 3}), {-1, 0.5, 0.6, 1.5, 2.5, 4});
  EXPECT_TRUE(std::isnan(d.value[0]));
  EXPECT_EQ(d.value[1], 1);
  EXPECT_TRUE(std::isnan(d.value[3]));
  EXPECT_EQ(d.value[4], 0);
  EXPECT_EQ(d.gradient[1], 0);
  EXPECT_TRUE(std::isnan(d.gradient[2]));
}

}  // namespace
}  // namespace dlab
