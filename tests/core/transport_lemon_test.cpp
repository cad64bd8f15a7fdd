// The exact solver against LEMON on integer problems: random, weighted, unequal, degenerate, scaled.
#include "tests/core/transport_cases.hpp"
#include "tests/core/transport_oracle.hpp"

namespace dlab {
namespace {

using namespace transport_cases;

constexpr std::array all_costs{GroundCost::euclidean, GroundCost::squared_euclidean, GroundCost::manhattan};

struct Case {
  DiscreteMeasure p, q;  // whole weights
  double scale = 1;      // whole coordinates (but for euclidean costs) times this
};

std::vector<std::int64_t> whole(const DiscreteMeasure& measure, std::int64_t factor) {
  std::vector<std::int64_t> masses(measure.points.size(), factor);
  for (std::size_t i = 0; i < measure.weights.size(); ++i)
    masses[i] *= static_cast<std::int64_t>(measure.weights[i]);
  return masses;
}
std::int64_t sum(const std::vector<std::int64_t>& values) {
  std::int64_t total = 0;
  for (std::int64_t value : values) total += value;
  return total;
}

// Costs in units of `unit` (1: as they are), rounded to whole numbers.
void expect_as_lemon(const Case& given, GroundCost cost, double unit) {
  const std::vector<std::int64_t> a1 = whole(given.p, 1), b1 = whole(given.q, 1);
  const std::int64_t sum_a = sum(a1), sum_b = sum(b1);
  std::vector<std::int64_t> costs;
  for (Point from : given.p.points) {
    for (Point to : given.q.points) costs.push_back(std::llround(ground_cost(cost, from, to) / unit));
  }
  const auto optimum = oracle_cost(costs, whole(given.p, sum_b), whole(given.q, sum_a));
  if (!optimum) GTEST_SKIP() << "built without LEMON";
  const double power = cost == GroundCost::squared_euclidean ? 2 : 1;
  const double expected = static_cast<double>(*optimum) / static_cast<double>(sum_a) /
                          static_cast<double>(sum_b) * unit * std::pow(given.scale, power);
  DiscreteMeasure p = given.p, q = given.q;
  for (Point& at : p.points) at = given.scale * at;
  for (Point& at : q.points) at = given.scale * at;
  const Transport result = transport(p, q, cost);
  verify(result, p, q, cost);
  EXPECT_NEAR(result.cost, expected, 1e-9 * expected);
}

// On the lattice, where manhattan and squared costs are whole numbers.
DiscreteMeasure lattice(Dice& dice, int n, int width, int height, int heaviest, Point at = {}) {
  DiscreteMeasure measure;
  for (int i = 0; i < n; ++i) {
    measure.points.push_back({at.x + dice.below(width), at.y + dice.below(height)});
    if (heaviest > 0) measure.weights.push_back(dice.below(heaviest + 1));
  }
  if (heaviest > 0) measure.weights[0] += 1;
  return measure;
}

TEST(TransportLemon, AgreesOnRandomClouds) {
  Dice dice(1);
  for (const auto& [n, m] : {std::pair{1, 7}, {5, 3}, {20, 20}, {60, 90}, {150, 150}, {200, 130}}) {
    for (const bool weighted : {false, true}) {
      Case given{bell(dice, n, {0, 0}, 1, false), bell(dice, m, {1, 1}, 2, false)};
      if (weighted) {
        for (int i = 0; i < n; ++i) given.p.weights.push_back(1 + dice.below(1000));
        for (int j = 0; j < m; ++j) given.q.weights.push_back(1 + dice.below(1000));
      }
      for (GroundCost cost : all_costs) expect_as_lemon(given, cost, 1e-10);
    }
  }
}

TEST(TransportLemon, AgreesOnLatticesFullOfTies) {
  Dice dice(2);
  for (const int heaviest : {0, 1, 3, 100}) {
    for (const auto& [n, m] : {std::pair{30, 30}, {100, 100}, {144, 60}}) {
      const Case given{lattice(dice, n, 8, 8, heaviest), lattice(dice, m, 8, 8, heaviest, {3, 2})};
      expect_as_lemon(given, GroundCost::manhattan, 1);
      expect_as_lemon(given, GroundCost::squared_euclidean, 1);
      expect_as_lemon(given, GroundCost::euclidean, 1e-10);
    }
  }
}

TEST(TransportLemon, AgreesAtAllScales) {
  Dice dice(3);
  for (const double scale : {1e-9, 1e9, 0x1p-60, 0x1p100}) {
    const Case given{lattice(dice, 80, 1000, 1000, 9), lattice(dice, 80, 1000, 1000, 9), scale};
    expect_as_lemon(given, GroundCost::manhattan, 1);
    expect_as_lemon(given, GroundCost::squared_euclidean, 1);
    expect_as_lemon(given, GroundCost::euclidean, 1e-8);
  }
}

TEST(TransportLemon, AgreesFarFromTheOrigin) {
  Dice dice(4);
  const Case given{lattice(dice, 70, 500, 500, 5, {1e9, -1e9}), lattice(dice, 90, 500, 500, 0, {1e9, -1e9})};
  expect_as_lemon(given, GroundCost::manhattan, 1);
  expect_as_lemon(given, GroundCost::squared_euclidean, 1);
}

TEST(TransportLemon, AgreesOnCostMatrices) {
  Dice dice(5);
  for (const int largest : {1, 3, 50, 1'000'000}) {
    for (const auto& [n, m] : {std::pair{1, 1}, {4, 9}, {40, 40}, {120, 100}}) {
      std::vector<std::int64_t> costs, a, b;
      for (int k = 0; k < n * m; ++k) costs.push_back(dice.below(largest + 1));
      for (int i = 0; i < n; ++i) a.push_back(dice.below(20));
      for (int j = 0; j < m; ++j) b.push_back(dice.below(20));
      a[0] += 1, b[0] += 1;
      const std::int64_t sum_a = sum(a), sum_b = sum(b);
      std::vector<std::int64_t> supply = a, demand = b;
      for (std::int64_t& mass : supply) mass *= sum_b;
      for (std::int64_t& mass : demand) mass *= sum_a;
      const auto optimum = oracle_cost(costs, supply, demand);
      if (!optimum) GTEST_SKIP() << "built without LEMON";
      const std::vector<double> given(costs.begin(), costs.end()), p(a.begin(), a.end()),
          q(b.begin(), b.end());
      const Transport result = TransportSolver().solve(given, p, q);
      const double expected =
          static_cast<double>(*optimum) / static_cast<double>(sum_a) / static_cast<double>(sum_b);
      EXPECT_NEAR(result.cost, expected, 1e-9 * expected);
      verify(result, shares(p, p.size()), shares(q, q.size()),
             [&](std::size_t i, std::size_t j) { return given[i * q.size() + j]; });
    }
  }
}

}  // namespace
}  // namespace dlab
