// Distributions as values: their fields, their rules, moving them, and turning one kind into another.
#include "core/distribution/distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "core/distribution/law.hpp"

namespace dlab {
namespace {

const std::vector<Distribution> one_of_each{Normal{1, 2},
                                            Laplace{-1, 0.5},
                                            Uniform{-2, 3},
                                            Exponential{0.5, 1},
                                            Dirac{2},
                                            Discrete{{3, 1, 2}, {1, 0, 2}},
                                            Histogram{-1, 3, {1, 2, 3, 0}},
                                            Samples{.values = {1, 2, 4, 8}, .bandwidth = 0.5, .shift = 1},
                                            Mixture{{{0.25, Normal{-1, 1}}, {0.75, Uniform{0, 2}}}}};

TEST(Distribution, KindsHaveNames) {
  std::set<std::string> keys;
  for (const Distribution& distribution : one_of_each) keys.insert(kind_key(kind_of(distribution)));
  EXPECT_EQ(keys.size(), static_cast<std::size_t>(distribution_kinds));
  EXPECT_EQ(kind_of(Distribution(Mixture{})), DistributionKind::mixture);
  EXPECT_STREQ(kind_key(DistributionKind::dirac), "dirac");
}

TEST(Distribution, FieldsReachTheLiveValue) {
  Distribution q = Mixture{{{0.5, Normal{-2, 1}}, {0.5, Laplace{2, 1}}}};
  const FieldList list = fields(q, "q");
  ASSERT_TRUE(find_field(list, "q.components.1.scale")->set(3.0));
  ASSERT_TRUE(find_field(list, "q.components.0.weight")->set(0.25));
  EXPECT_EQ(q, Distribution(Mixture{{{0.25, Normal{-2, 1}}, {0.5, Laplace{2, 3}}}}));
  Distribution coin = Discrete{{0, 1}, {0.5, 0.5}};
  ASSERT_TRUE(find_field(fields(coin, ""), "weights.1")->set(0.1));
  EXPECT_EQ(coin, Distribution(Discrete{{0, 1}, {0.5, 0.1}}));
}

TEST(Distribution, EveryKindHasAFieldThatMovesItWhole) {
  for (Distribution distribution : one_of_each) {
    const std::string key = location_key(kind_of(distribution));
    const auto field = find_field(fields(distribution, ""), key);
    ASSERT_TRUE(field) << key;
    EXPECT_DOUBLE_EQ(std::get<double>(field->get()), location(distribution)) << key;
    const Distribution expected = shifted(distribution, 2.5);
    ASSERT_TRUE(field->set(location(distribution) + 2.5));
    EXPECT_NEAR(location(distribution), location(expected), 1e-14) << key;
    EXPECT_NEAR(Law(distribution).mean(), Law(expected).mean(), 1e-13) << key;
  }
}

TEST(Distribution, ShiftingMovesTheMeanAndNothingElse) {
  for (const Distribution& distribution : one_of_each) {
    const Law before(distribution), after(shifted(distribution, -3.25));
    EXPECT_NEAR(after.mean(), before.mean() - 3.25, 1e-13);
    EXPECT_NEAR(after.variance(), before.variance(), 1e-12);
    EXPECT_TRUE(validate(shifted(distribution, -3.25)));
  }
}

TEST(Distribution, RulesNameTheBrokenField) {
  const auto problem = [](const Distribution& distribution) {
    const Status status = validate(distribution);
    return status ? "" : status.error().text();
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Distribution& good : one_of_each) EXPECT_EQ(problem(good), "");
  EXPECT_EQ(problem(Normal{nan, 1}), "mean: must be a finite number, got nan");
  EXPECT_EQ(problem(Normal{0, -1}), "std: must be > 0, got -1");
  EXPECT_EQ(problem(Uniform{1, 1}), "high: must be greater than low (1), got 1");
  EXPECT_EQ(problem(Discrete{{1, nan}, {1, 1}}), "points[1]: must be a finite number, got nan");
  EXPECT_EQ(problem(Discrete{{1}, {nan}}), "weights[0]: must be a finite number, got nan");
  EXPECT_EQ(problem(Histogram{0, 1, {}}), "heights: is empty; give at least one bin");
  EXPECT_EQ(problem(Histogram{0, 1, {0, 0}}),
            "heights: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(problem(Samples{}), "values: is empty; give at least one value");
  EXPECT_EQ(problem(Samples{.values = {0, nan}}), "values[1]: must lie between -1e+12 and 1e+12, got nan");
  EXPECT_EQ(problem(Samples{.values = std::vector<double>(5001, 1.0), .bandwidth = 1}),
            "bandwidth: must be 0 for more than 5000 values, of which there are 5001");
  EXPECT_EQ(problem(Mixture{{{1, Normal{}}, {1, Normal{0, 0}}}}),
            "components[1].distribution.std: must be > 0, got 0");
  EXPECT_EQ(problem(Mixture{{{1, Normal{}}, {-1, Normal{}}}}),
            "components[1].weight: must be at least 0, got -1");
}

TEST(Distribution, ConversionKeepsMeanAndWidth) {
  for (const Distribution& from : one_of_each) {
    const Law before(from);
    const double std = std::sqrt(before.variance());
    for (int i = 0; i < distribution_kinds; ++i) {
      const auto kind = static_cast<DistributionKind>(i);
      const Distribution to = convert(from, kind);
      EXPECT_EQ(kind_of(to), kind);
      EXPECT_TRUE(validate(to)) << kind_key(kind_of(from)) << " to " << kind_key(kind);
      const Law after(to);
      EXPECT_NEAR(after.mean(), before.mean(), 0.1 * std + 1e-12)
          << kind_key(kind_of(from)) << " to " << kind_key(kind);
      if (kind == DistributionKind::dirac || std == 0) continue;
      EXPECT_NEAR(std::sqrt(after.variance()), std, 0.25 * std)
          << kind_key(kind_of(from)) << " to " << kind_key(kind);
    }
  }
}

TEST(Distribution, ConversionToItselfChangesNothing) {
  for (const Distribution& distribution : one_of_each) {
    EXPECT_EQ(convert(distribution, kind_of(distribution)), distribution);
  }
}

TEST(Distribution, ConversionOfAPointHasABody) {
  for (int i = 0; i < distribution_kinds; ++i) {
    const auto kind = static_cast<DistributionKind>(i);
    if (kind == DistributionKind::dirac) continue;
    const Distribution to = convert(Dirac{3}, kind);
    EXPECT_TRUE(validate(to));
    EXPECT_GT(Law(to).variance(), 0);
    EXPECT_NEAR(Law(to).mean(), 3, 1e-9);
  }
}

TEST(Distribution, SilvermansRuleOfThumb) {
  // s = √(55/6) of 1 … 10, IQR = 4.5: 0.9 · min(3.0277, 3.3582) · 10^(−0.2)
  EXPECT_NEAR(silverman_bandwidth({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}), 1.7192864047, 1e-9);
  EXPECT_EQ(silverman_bandwidth({2, 2, 2}), 0);
  EXPECT_EQ(silverman_bandwidth({2}), 0);
  EXPECT_GT(silverman_bandwidth({0, 0, 0, 0, 0, 0, 0, 9}), 0);  // no quartile range, yet a spread
}

TEST(Distribution, SharedValuesCompareByValue) {
  const SharedValues a{1, 2}, b{1, 2}, none;
  EXPECT_EQ(a, b);
  EXPECT_FALSE(a == none);
  EXPECT_EQ(none, SharedValues(std::vector<double>{}));
  EXPECT_EQ(SharedValues({-3, 2}).magnitude(), 3);
  EXPECT_EQ(&a.get(), &SharedValues(a).get());  // a copy shares
}

TEST(Distribution, AreaOfAHistogram) { EXPECT_DOUBLE_EQ(area(Histogram{0, 2, {1, 2, 3, 4}}), 5); }

}  // namespace
}  // namespace dlab
