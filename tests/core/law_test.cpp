// A law's density, distribution function, quantile, moments and samples agree with each other.
#include "core/distribution/law.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Composite Gauss–Legendre rule with 5 nodes.
template <class F>
double integrate(F f, double low, double high, int panels = 200) {
  const double nodes[] = {0, 0.5384693101056831, 0.9061798459386640};
  const double weights[] = {0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
  const double half = (high - low) / (2 * panels);
  double sum = 0;
  for (int i = 0; i < panels; ++i) {
    const double middle = low + half * (2 * i + 1);
    sum += weights[0] * f(middle);
    for (int k = 1; k < 3; ++k)
      sum += weights[k] * (f(middle - half * nodes[k]) + f(middle + half * nodes[k]));
  }
  return sum * half;
}
// The same, split at the law's breaks.
template <class F>
double integrate(const Law& law, F f, double low, double high) {
  std::vector<double> ends{low};
  for (const double at : law.breaks()) {
    if (at > low && at < high) ends.push_back(at);
  }
  ends.push_back(high);
  double sum = 0;
  for (std::size_t i = 1; i < ends.size(); ++i) sum += integrate(f, ends[i - 1], ends[i]);
  return sum;
}

std::vector<std::pair<const char*, Distribution>> continuous_examples() {
  return {{"normal", Normal{1.5, 0.7}},
          {"laplace", Laplace{-1, 0.6}},
          {"uniform", Uniform{-2, 3}},
          {"exponential", Exponential{1.7, 0.5}},
          {"histogram", Histogram{-1, 2, {1, 0, 3, 2.5}}},
          {"kernel estimate", Samples{.values = {1, 1.2, 4, 4.1, -2, 1}, .bandwidth = 0.4}},
          {"mixture",
           Mixture{{{1, Normal{-3, 0.5}}, {2, Laplace{2, 0.3}}, {1, Uniform{0, 1}}, {0.5, Exponential{}}}}},
          {"two bells far apart", Mixture{{{0.3, Normal{-20, 0.5}}, {0.7, Normal{20, 2}}}}}};
}

TEST(Law, CdfIsTheIntegralOfTheDensity) {
  for (const auto& [name, distribution] : continuous_examples()) {
    const Law law(distribution);
    const auto [low, high] = law.reach(1e-14);
    for (const double share : {0.1, 0.33, 0.5, 0.77, 1.0}) {
      const double x = low + share * (high - low);
      const double area = integrate(
          law, [&](double t) { return law.density(t); }, low, x);
      EXPECT_NEAR(law.cdf(x), area, 1e-11) << name << " at " << x;
      EXPECT_NEAR(law.survival(x), 1 - law.cdf(x), 1e-14) << name;
    }
  }
}

TEST(Law, MomentsAreIntegrals) {
  for (const auto& [name, distribution] : continuous_examples()) {
    const Law law(distribution);
    const auto [low, high] = law.reach(1e-16);
    const auto moment = [&](auto f) {
      return integrate(
          law, [&](double t) { return f(t) * law.density(t); }, low, high);
    };
    EXPECT_NEAR(law.mean(), moment([](double t) { return t; }), 1e-10) << name;
    EXPECT_NEAR(law.variance(), moment([&](double t) { return std::pow(t - law.mean(), 2); }), 1e-9) << name;
    for (const double share : {0.2, 0.5, 0.9}) {
      const double x = low + share * (high - low);
      const double lower = integrate(
          law, [&](double t) { return (x - t) * law.density(t); }, low, x);
      EXPECT_NEAR(law.lower_partial(x), lower, 1e-10) << name;
      EXPECT_NEAR(law.upper_partial(x), lower + law.mean() - x, 1e-10) << name;
    }
  }
}

TEST(Law, QuantileInvertsCdf) {
  for (const auto& [name, distribution] : continuous_examples()) {
    const Law law(distribution);
    for (const double u : {1e-12, 1e-3, 0.1, 0.25, 0.4, 0.5, 0.6, 0.9, 1 - 1e-9}) {
      const double x = law.quantile(u);
      EXPECT_NEAR(law.cdf(x), u, 1e-14) << name << " at " << u;
      const double y = law.upper_quantile(u);  // a bounded support's end limits what x can resolve
      EXPECT_NEAR(law.survival(y), u, 1e-12 * u + 1e-15 * std::abs(y) * law.density(y))
          << name << " at " << u;
    }
    EXPECT_EQ(law.quantile(0), law.support().low);
    EXPECT_EQ(law.quantile(1), law.support().high);
  }
}

TEST(Law, QuantileStopsAtTheLeftEndOfAGap) {
  const Law law(Distribution(Mixture{{{1, Uniform{0, 1}}, {1, Uniform{5, 6}}}}));
  EXPECT_DOUBLE_EQ(law.quantile(0.5), 1);
  EXPECT_DOUBLE_EQ(law.quantile(0.25), 0.5);
  EXPECT_DOUBLE_EQ(law.quantile(0.75), 5.5);
}

TEST(Law, AtomsAndPiecesTogether) {
  const Law law(
      Distribution(Mixture{{{1, Normal{0, 1}}, {1, Dirac{0.5}}, {2, Discrete{{3, -0.0, 3}, {1, 2, 1}}}}}));
  ASSERT_EQ(law.atoms().size(), 3u);
  EXPECT_EQ(law.atoms()[0], (Atom{0, 0.25}));
  EXPECT_EQ(law.atoms()[1], (Atom{0.5, 0.25}));
  EXPECT_EQ(law.atoms()[2], (Atom{3, 0.25}));
  EXPECT_DOUBLE_EQ(law.continuous_mass(), 0.25);
  EXPECT_NEAR(law.cdf(0), 0.25 * 0.5 + 0.25, 1e-15);
  EXPECT_NEAR(law.cdf(-1e-9), 0.125, 1e-9);
  for (const double u : {0.01, 0.1, 0.2, 0.3, 0.37, 0.4, 0.5, 0.62, 0.7, 0.9, 0.99, 0.999}) {
    const double x = law.quantile(u);
    EXPECT_GE(law.cdf(x), u - 1e-14) << u;
    EXPECT_LE(law.cdf(std::nextafter(x, -infinity)), u + 1e-14) << u;
  }
  EXPECT_EQ(law.quantile(0.2), 0);
  EXPECT_EQ(law.quantile(0.9), 3);
  const double mean = 0.25 * 0.5 + 0.25 * 3;
  EXPECT_DOUBLE_EQ(law.mean(), mean);
  EXPECT_NEAR(law.lower_partial(1) - law.upper_partial(1), 1 - mean, 1e-15);
  EXPECT_NEAR(law.lower_partial(0.25),
              0.25 * 0.25 + 0.25 * (std::exp(-0.5 * 0.0625) / std::sqrt(2 * M_PI) +
                                    0.25 * 0.5 * std::erfc(-0.25 / M_SQRT2)),
              1e-15);
}

TEST(Law, EmpiricalMeasure) {
  const Law law(Distribution(Samples{.values = {3, 1, 2, 1}, .shift = 10}));
  ASSERT_EQ(law.atoms().size(), 3u);
  EXPECT_EQ(law.atoms()[0], (Atom{11, 0.5}));
  EXPECT_EQ(law.quantile(0.5), 11);
  EXPECT_EQ(law.quantile(0.51), 12);
  EXPECT_EQ(law.cdf(12), 0.75);
  EXPECT_EQ(law.survival(13), 0);
  EXPECT_EQ(law.mean(), 11.75);
  EXPECT_DOUBLE_EQ(law.variance(), 0.6875);
}

TEST(Law, LogDensityFarInTheTails) {
  const Law law(Distribution(Mixture{{{0.5, Normal{-2, 1}}, {0.5, Normal{2, 1}}}}));
  EXPECT_EQ(law.density(102), 0);
  EXPECT_NEAR(law.log_density(102), std::log(0.5) - 5000 - 0.5 * std::log(2 * M_PI), 1e-11);
  EXPECT_NEAR(law.log_density(0), -2 - 0.5 * std::log(2 * M_PI), 1e-15);
  EXPECT_EQ(Law(Distribution(Uniform{0, 1})).log_density(1.5), -infinity);
  EXPECT_NEAR(law.survival(40) / (0.25 * std::erfc(38 / M_SQRT2)), 1, 1e-13);
}

TEST(Law, BinEdgesCountOnce) {
  const Law law(Distribution(Histogram{0, 3, {1, 1, 1}}));
  for (const double x : {0.0, 0.5, 1.0, 2.0, 3.0}) EXPECT_NEAR(law.density(x), 1.0 / 3, 1e-15) << x;
  EXPECT_EQ(law.density(3.1), 0);
}

TEST(Law, EqualComponentsAreJoined) {
  const Law law(Distribution(Mixture{{{1, Normal{1, 2}}, {0, Dirac{4}}, {3, Normal{1, 2}}}}));
  ASSERT_EQ(law.pieces().size(), 1u);
  EXPECT_EQ(law.pieces()[0].weight, 1);
  EXPECT_TRUE(law.continuous());
}

TEST(Law, SmallestWeightsSurvive) {
  const Law law(Distribution(Discrete{{0, 1}, {5e-324, 1}}));
  ASSERT_EQ(law.atoms().size(), 2u);
  EXPECT_EQ(law.atoms()[0].mass, 5e-324);
  EXPECT_EQ(law.cdf(0.5), 5e-324);
}

TEST(Law, FarFromTheOriginNothingIsLost) {
  const Law law(Distribution(Mixture{{{1, Normal{1e12 - 3, 1}}, {1, Normal{1e12 + 3, 1}}}}));
  EXPECT_DOUBLE_EQ(law.variance(), 10);
  EXPECT_DOUBLE_EQ(law.mean(), 1e12);
}

TEST(LawSample, MomentsAgree) {
  for (const auto& [name, distribution] : continuous_examples()) {
    const Law law(distribution);
    const std::size_t n = 40000;
    const std::vector<double> samples = law.sample(n, 11);
    double mean = 0, square = 0, fourth = 0;
    for (const double x : samples) mean += x / static_cast<double>(n);
    for (const double x : samples) {
      square += std::pow(x - mean, 2) / static_cast<double>(n);
      fourth += std::pow(x - mean, 4) / static_cast<double>(n);
    }
    EXPECT_NEAR(mean, law.mean(), 5 * std::sqrt(law.variance() / n)) << name;
    EXPECT_NEAR(square, law.variance(), 5 * std::sqrt((fourth - square * square) / n)) << name;
  }
}

// Kolmogorov's distance stays below its 1e-6 quantile.
TEST(LawSample, FollowsTheCdf) {
  const Law law(Distribution(Mixture{{{1, Normal{-3, 0.5}}, {1, Laplace{2, 0.3}}, {1, Exponential{}}}}));
  std::vector<double> samples = law.sample(20000, 3);
  std::sort(samples.begin(), samples.end());
  double largest = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    largest = std::max(largest, std::abs(law.cdf(samples[i]) - (static_cast<double>(i) + 0.5) / 20000));
  }
  EXPECT_LT(largest, 2.7 / std::sqrt(20000));
}

TEST(LawSample, DependsOnSeedStreamAndIndexAlone) {
  const Law law(Distribution(Mixture{{{1, Normal{}}, {1, Dirac{4}}}}));
  const auto few = law.sample(10, 5, 2), many = law.sample(1000, 5, 2);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
  EXPECT_NE(law.sample(10, 6, 2), few);
  EXPECT_NE(law.sample(10, 5, 3), few);
  const auto fours = std::count(many.begin(), many.end(), 4.0);
  EXPECT_NEAR(static_cast<double>(fours), 500, 80);
}

}  // namespace
}  // namespace dlab
