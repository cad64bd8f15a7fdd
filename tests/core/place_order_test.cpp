// The order of a batch by place: a permutation, the same every time, with neighbours in one tile.
#include "core/gan/place_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/math/philox.hpp"

namespace dlab {
namespace {

std::vector<float> points(int count, int dimension) {
  std::vector<float> values(static_cast<std::size_t>(count * dimension));
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<float>(2 * uniform_pair(4, 7, i).first - 1);
  return values;
}
std::vector<int> starts(int count, int rows) {
  std::vector<int> all;
  for (int at = 0; at < count; at += rows) all.push_back(at);
  return all;
}
bool permutation(std::span<const std::uint16_t> order) {
  std::vector<std::uint16_t> sorted(order.begin(), order.end());
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (sorted[i] != i) return false;
  return true;
}

TEST(PlaceOrder, IsAPermutationThatDependsOnThePointsAlone) {
  for (const int dimension : {1, 2}) {
    for (const int count : {1, 2, 13, 14, 15, 250, 256, 1024}) {
      const std::vector<float> x = points(count, dimension), other = points(count, 3 - dimension);
      PlaceOrder order(count, starts(count, 13));
      order.sort(x.data(), dimension);
      const std::vector<std::uint16_t> first(order.order().begin(), order.order().end());
      EXPECT_TRUE(permutation(first)) << count;
      order.sort(other.data(), 3 - dimension);
      order.sort(x.data(), dimension);
      EXPECT_TRUE(std::equal(first.begin(), first.end(), order.order().begin())) << count;
    }
  }
}

TEST(PlaceOrder, OnTheLineTilesDoNotOverlap) {
  const int count = 200, rows = 9;
  const std::vector<float> x = points(count, 1);
  PlaceOrder order(count, starts(count, rows));
  order.sort(x.data(), 1);
  std::vector<float> sorted(x.size());
  order.arrange(x.data(), 1, sorted.data());
  for (int at = rows; at < count; at += rows) {
    const auto before = sorted.begin() + at - rows, begin = sorted.begin() + at,
               end = sorted.begin() + std::min(at + rows, count);
    EXPECT_LE(*std::max_element(before, begin), *std::min_element(begin, end));
    EXPECT_TRUE(std::is_sorted(order.order().begin() + at - rows, order.order().begin() + at));
  }
}

TEST(PlaceOrder, InThePlaneTilesAreSmall) {
  const int count = 256, rows = 16;
  const std::vector<float> x = points(count, 2);
  PlaceOrder order(count, starts(count, rows));
  order.sort(x.data(), 2);
  std::vector<float> sorted(x.size());
  order.arrange(x.data(), 2, sorted.data());
  for (int t = 0; t < count / rows; ++t) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      float low = 2, high = -2;
      for (int i = t * rows; i < (t + 1) * rows; ++i) {
        low = std::min(low, sorted[2 * static_cast<std::size_t>(i) + axis]);
        high = std::max(high, sorted[2 * static_cast<std::size_t>(i) + axis]);
      }
      EXPECT_LT(high - low, 1.1f);  // of 2; in equal squares it were ½
    }
  }
}

TEST(PlaceOrder, PutsBackWhereItCameFrom) {
  const int count = 77;
  const std::vector<float> x = points(count, 2);
  PlaceOrder order(count, starts(count, 11));
  order.sort(x.data(), 2);
  std::vector<float> sorted(x.size()), back(x.size());
  order.arrange(x.data(), 2, sorted.data());
  EXPECT_NE(sorted, x);
  order.put_back(sorted.data(), 2, 0, 30, back.data());
  order.put_back(sorted.data() + 60, 2, 30, 47, back.data());
  EXPECT_EQ(back, x);
}

TEST(PlaceOrder, EqualPointsAndWhatIsNotANumber) {
  std::vector<float> same(300, 0.25f), odd = points(150, 2);
  PlaceOrder order(150, starts(150, 14));
  order.sort(same.data(), 2);
  EXPECT_TRUE(std::is_sorted(order.order().begin(), order.order().end()));
  for (std::size_t i = 0; i < odd.size(); i += 7) odd[i] = std::numeric_limits<float>::quiet_NaN();
  for (std::size_t i = 3; i < odd.size(); i += 7) odd[i] = -std::numeric_limits<float>::infinity();
  order.sort(odd.data(), 2);
  EXPECT_TRUE(permutation(order.order()));
}

}  // namespace
}  // namespace dlab
