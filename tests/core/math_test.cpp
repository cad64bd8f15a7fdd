// Random numbers against published answers; sorting; sums.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>

#include "core/math/compensated.hpp"
#include "core/math/philox.hpp"
#include "core/math/sort.hpp"

namespace dlab {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Random123's tests/kat_vectors, lines "philox4x32 10".
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, PairsAreOpenUniformAndDiffer) {
  double sum = 0, product = 0;
  std::set<double> seen;
  const int n = 20000;
  for (int i = 0; i < n; ++i) {
    const auto [u, v] = uniform_pair(7, 1, static_cast<std::uint64_t>(i));
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    seen.insert(u);
    sum += u;
    product += (u - 0.5) * (v - 0.5);
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(n));
  EXPECT_NEAR(sum / n, 0.5, 5 * std::sqrt(1.0 / 12 / n));
  EXPECT_NEAR(product / n, 0, 5.0 / 12 / std::sqrt(n));
  EXPECT_NE(uniform_pair(7, 1, 0).first, uniform_pair(7, 2, 0).first);
  EXPECT_NE(uniform_pair(7, 1, 0).first, uniform_pair(8, 1, 0).first);
}

TEST(Sort, AgreesWithComparisons) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  for (const std::size_t n : {0u, 1u, 100u, 4096u, 50000u}) {
    std::vector<double> values(n);
    for (double& value : values) value = normal(random) * std::exp(20 * normal(random));
    if (n > 10)
      values[3] = -0.0, values[4] = 0.0, values[5] = 5e-324, values[6] = -1e308, values[7] = values[8];
    std::vector<double> expected = values;
    std::sort(expected.begin(), expected.end());
    sort_values(values);
    EXPECT_EQ(values, expected);
    for (const double value : values) EXPECT_FALSE(value == 0 && std::signbit(value));
  }
}

// Spread, crowded at a few places, far outliers, few different values, all equal: every way through the sort.
TEST(Sort, AgreesWithComparisonsHoweverTheValuesLie) {
  std::mt19937_64 random(6);
  std::normal_distribution<double> normal;
  for (int shape = 0; shape < 6; ++shape) {
    std::vector<double> values(100000);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double z = normal(random);
      const std::array shapes{z,
                              z + 1e9,
                              std::floor(100 * z),
                              i % 1000 == 0 ? z : 1e-6 * z,
                              0.25,
                              i % 100 == 0 ? std::floor(1e3 * z) : std::floor(500 * z) + 1e-12 * z};
      values[i] = shapes[static_cast<std::size_t>(shape)];
    }
    values[7] = -0.0;
    std::vector<double> expected = values;
    std::sort(expected.begin(), expected.end());
    sort_values(values);
    EXPECT_EQ(values, expected) << shape;
  }
}

TEST(Sum, KeepsWhatPlainAdditionLoses) {
  CompensatedSum sum;
  for (const double term : {1e16, 1.0, -1e16, 1e-3}) sum.add(term);
  EXPECT_DOUBLE_EQ(sum.value(), 1.001);
}

}  // namespace
}  // namespace dlab
