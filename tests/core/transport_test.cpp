// The exact solver: published and exact answers, properties of W, awkward input, what it refuses.
#include "core/transport/transport.hpp"

#include <algorithm>
#include <numeric>

#include "core/divergence/discrete.hpp"
#include "core/transport/pricing.hpp"
#include "tests/core/transport_cases.hpp"

namespace dlab {
namespace {

using namespace transport_cases;

constexpr std::array all_costs{GroundCost::euclidean, GroundCost::squared_euclidean, GroundCost::manhattan};

DiscreteMeasure on_line(const std::vector<double>& at, const std::vector<double>& weights = {},
                        Point direction = {1, 0}) {
  DiscreteMeasure measure;
  for (double t : at) measure.points.push_back(t * direction);
  measure.weights = weights;
  return measure;
}

double checked_cost(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost) {
  const Transport result = transport(p, q, cost);
  verify(result, p, q, cost);
  return result.cost;
}

// --- Answers that are known ---

struct LineCase {
  std::vector<double> p, q, p_weights, q_weights;
  double w1;
};
// SciPy's documentation and tests of wasserstein_distance, and POT's issue with a far atom.
const std::vector<LineCase>& line_cases() {
  static const std::vector<LineCase> cases{
      {{0, 1, 3}, {5, 6, 8}, {}, {}, 5},
      {{0, 1}, {0, 1}, {3, 1}, {2, 2}, 0.25},
      {{3.4, 3.9, 7.5, 7.8}, {4.5, 1.4}, {1.4, 0.9, 3.1, 7.2}, {3.2, 3.5}, 4.0781331438047861},
      {{1, 2, 3, 54}, {1, 2, 3, 4}, {}, {}, 12.5},
      {{0, 1, 2}, {1, 2, 3}, {}, {}, 1},
      {{1, 1, 1, 1, 2}, {1, 2}, {}, {}, 0.3},
      {{1, 2, 100000}, {1, 2}, {1, 1, 0}, {1, 1}, 0},
      {{0}, {7}, {}, {}, 7},
  };
  return cases;
}

TEST(Transport, GivesPublishedAnswersOnALine) {
  for (const LineCase& line : line_cases()) {
    for (const Point direction : {Point{1, 0}, Point{0, 1}, Point{0.6, -0.8}}) {
      const DiscreteMeasure p = on_line(line.p, line.p_weights, direction),
                            q = on_line(line.q, line.q_weights, direction);
      EXPECT_NEAR(checked_cost(p, q, GroundCost::euclidean), line.w1, 1e-14 * (1 + line.w1));
      checked_cost(p, q, GroundCost::squared_euclidean);
    }
  }
}

// The same through the simplex, as a matrix of costs.
TEST(Transport, GivesPublishedAnswersFromAMatrix) {
  for (const LineCase& line : line_cases()) {
    std::vector<double> costs;
    for (double x : line.p) {
      for (double y : line.q) costs.push_back(std::abs(x - y));
    }
    const std::vector<double> a = shares(line.p_weights, line.p.size()),
                              b = shares(line.q_weights, line.q.size());
    const Transport result = TransportSolver().solve(costs, a, b);
    EXPECT_NEAR(result.cost, line.w1, 1e-14 * (1 + line.w1));
    verify(result, a, b, [&](std::size_t i, std::size_t j) { return costs[i * b.size() + j]; });
  }
}

TEST(Transport, AgreesWithSortedSamplesOnALine) {
  Dice dice(10);
  for (const auto& [n, m] : {std::pair{1, 1}, {300, 300}, {200, 90}}) {
    std::vector<double> x, y;
    for (int i = 0; i < n; ++i) x.push_back(dice.normal());
    for (int j = 0; j < m; ++j) y.push_back(std::floor(3 * dice.normal()));
    const double expected = checked_cost(on_line(x), on_line(y), GroundCost::euclidean);
    const Bounded w1 = samples_w1(x, y);
    EXPECT_NEAR(w1.value, expected, 1e-14 * expected);
    EXPECT_GT(w1.error, 0);
  }
}

TEST(Transport, FindsTheBestOfAllPermutations) {
  Dice dice(11);
  for (int n = 1; n <= 7; ++n) {
    for (GroundCost cost : all_costs) {
      const DiscreteMeasure p = bell(dice, n, {0, 0}, 1, false), q = bell(dice, n, {0.5, 0}, 1, false);
      std::vector<std::size_t> order(static_cast<std::size_t>(n));
      std::iota(order.begin(), order.end(), std::size_t{0});
      double best = std::numeric_limits<double>::infinity();
      do {
        double sum = 0;
        for (std::size_t i = 0; i < order.size(); ++i)
          sum += ground_cost(cost, p.points[i], q.points[order[i]]);
        best = std::min(best, sum / n);
      } while (std::next_permutation(order.begin(), order.end()));
      EXPECT_NEAR(checked_cost(p, q, cost), best, 1e-14 * best);
    }
  }
}

// --- Properties ---

DiscreteMeasure moved(DiscreteMeasure measure, Point by) {
  for (Point& at : measure.points) at = at + by;
  return measure;
}
DiscreteMeasure turned(DiscreteMeasure measure, double angle) {
  for (Point& at : measure.points) {
    at = {std::cos(angle) * at.x - std::sin(angle) * at.y, std::sin(angle) * at.x + std::cos(angle) * at.y};
  }
  return measure;
}

TEST(Transport, CostsTheShiftOfAShiftedCloud) {
  Dice dice(12);
  for (const int n : {1, 50, 300}) {
    for (const bool weighted : {false, true}) {
      const DiscreteMeasure p = bell(dice, n, {0, 0}, 1, weighted);
      EXPECT_NEAR(checked_cost(p, moved(p, {3, -4}), GroundCost::euclidean), 5, 1e-12);
      EXPECT_NEAR(checked_cost(p, moved(p, {3, -4}), GroundCost::squared_euclidean), 25, 1e-11);
      EXPECT_NEAR(checked_cost(p, moved(p, {3, -4}), GroundCost::manhattan), 7, 1e-12);
      for (GroundCost cost : all_costs) EXPECT_EQ(checked_cost(p, p, cost), 0);
    }
  }
}

TEST(Transport, IsSymmetricTurnsAlongAndKeepsTheTriangle) {
  Dice dice(13);
  for (const auto& [n, m] : {std::pair{40, 40}, {130, 170}}) {
    const DiscreteMeasure p = bell(dice, n, {0, 0}, 1, true), q = bell(dice, m, {1, 0}, 0.5, true),
                          r = bell(dice, n, {0, 2}, 2, false);
    for (GroundCost cost : all_costs) {
      const double pq = checked_cost(p, q, cost);
      EXPECT_NEAR(checked_cost(q, p, cost), pq, 1e-13 * pq);
      const double around = checked_cost(turned(p, 1), turned(q, 1), cost);
      if (cost != GroundCost::manhattan) {
        EXPECT_NEAR(around, pq, 1e-13 * pq);
      }
      const double root = cost == GroundCost::squared_euclidean ? 0.5 : 1;
      EXPECT_LE(std::pow(pq, root),
                std::pow(checked_cost(p, r, cost), root) + std::pow(checked_cost(r, q, cost), root));
    }
  }
}

// A gradient of a convex function is optimal for the squared distance (Brenier 1991).
TEST(Transport, FollowsBreniersMap) {
  Dice dice(14);
  const DiscreteMeasure p = bell(dice, 400, {0, 0}, 1, true);
  DiscreteMeasure q = p;
  double expected = 0, sum = 0;
  for (std::size_t i = 0; i < q.points.size(); ++i) {
    const Point x = p.points[i];
    q.points[i] = {2 * x.x + 0.5 * x.y + std::tanh(x.x), 0.5 * x.x + x.y};
    expected += p.weights[i] * ground_cost(GroundCost::squared_euclidean, x, q.points[i]);
    sum += p.weights[i];
  }
  EXPECT_NEAR(checked_cost(p, q, GroundCost::squared_euclidean), expected / sum, 1e-12 * expected / sum);
}

// --- Awkward input ---

TEST(Transport, TakesPointsWithoutMass) {
  Dice dice(15);
  for (GroundCost cost : all_costs) {
    DiscreteMeasure p = bell(dice, 120, {0, 0}, 1, true), q = bell(dice, 150, {1, 1}, 2, true);
    for (std::size_t i = 0; i < p.points.size(); i += 3) p.weights[i] = 0;
    for (std::size_t j = 0; j < q.points.size(); j += 2) q.weights[j] = 0;
    checked_cost(p, q, cost);
    for (std::size_t i = 1; i < p.points.size(); ++i) p.weights[i] = 0;
    p.weights[0] = 1;
    checked_cost(p, q, cost);
  }
  const std::vector<double> costs{1, 2, 3, 4, 5, 6, 7, 8, 9}, a{0, 1, 2}, b{1, 0, 1};
  verify(TransportSolver().solve(costs, a, b), shares(a, 3), shares(b, 3),
         [&](std::size_t i, std::size_t j) { return costs[i * 3 + j]; });
}

TEST(Transport, TakesWeightsWhoseSumsDifferInTheLastBits) {
  Dice dice(16);
  DiscreteMeasure p = bell(dice, 100, {0, 0}, 1, false), q = bell(dice, 100, {1, 1}, 1, false);
  p.weights.assign(100, 0.01);
  q.weights.assign(100, 0.01);
  const double even = checked_cost(p, q, GroundCost::euclidean);
  q.weights[17] += 1e-17;
  p.weights[3] -= 1e-17;
  EXPECT_NEAR(checked_cost(p, q, GroundCost::euclidean), even, 1e-13);
  for (double& w : p.weights) w *= 1e300;
  for (double& w : q.weights) w *= 1e-300;
  EXPECT_NEAR(checked_cost(p, q, GroundCost::euclidean), even, 1e-13);
}

TEST(Transport, NamesNoPairsOfRoundingOnly) {
  Dice dice(17);
  DiscreteMeasure p = bell(dice, 60, {0, 0}, 1, false), q = bell(dice, 60, {1, 1}, 1, false);
  for (int i = 0; i < 60; ++i) {  // thirds of equal sums: pairs are one to one
    p.weights.push_back(1.0 / 3 + i * 0.1);
    q.weights.push_back((1.0 / 3 + i * 0.1) * 0.7);
    p.points[static_cast<std::size_t>(i)] = {1.0 * i, 0.001 * dice.uniform()};
    q.points[static_cast<std::size_t>(i)] = {1.0 * i, 1 + 0.001 * dice.uniform()};
  }
  const Transport result = transport(p, q, GroundCost::squared_euclidean);
  EXPECT_EQ(result.plan.size(), 60u);
  verify(result, p, q, GroundCost::squared_euclidean);
}

TEST(Transport, TakesVeryUnevenWeights) {
  Dice dice(18);
  DiscreteMeasure p = bell(dice, 90, {0, 0}, 1, true), q = bell(dice, 70, {0, 1}, 1, true);
  for (double& w : p.weights) w = std::exp(-40 * w);
  for (double& w : q.weights) w = std::exp(-300 * w);
  for (GroundCost cost : all_costs) checked_cost(p, q, cost);
}

TEST(Transport, TakesEqualPointsAndEqualCosts) {
  const DiscreteMeasure here{std::vector<Point>(80, Point{1, 2}), {}},
      there{std::vector<Point>(50, Point{4, 6}), {}};
  EXPECT_EQ(checked_cost(here, here, GroundCost::euclidean), 0);
  EXPECT_NEAR(checked_cost(here, there, GroundCost::euclidean), 5, 1e-14);
  Dice dice(19);
  DiscreteMeasure heaps = bell(dice, 200, {0, 0}, 1, true);
  for (Point& at : heaps.points) at = {std::round(at.x), std::round(at.y)};
  for (GroundCost cost : all_costs)
    checked_cost(heaps, there, cost), checked_cost(heaps, moved(heaps, {1, 0}), cost);
  for (const double c : {0.0, 3.0, 1e-300, 1e280}) {
    const std::vector<double> costs(90 * 70, c), a(90, 1), b(70, 2);
    const Transport result = TransportSolver().solve(costs, a, b);
    verify(result, shares(a, 90), shares(b, 70), [&](std::size_t, std::size_t) { return c; });
    EXPECT_NEAR(result.cost, c, 1e-14 * c);
  }
}

TEST(Transport, TakesImagesWithManyTies) {
  Dice dice(20);
  DiscreteMeasure p, q;
  for (int y = 0; y < 24; ++y) {
    for (int x = 0; x < 24; ++x) {
      p.points.push_back({1.0 * x, 1.0 * y});
      q.points.push_back({1.0 * x, 1.0 * y});
      p.weights.push_back(std::floor(255 * std::exp(-0.02 * ((x - 7) * (x - 7) + (y - 7) * (y - 7)))));
      q.weights.push_back(std::floor(255 * std::exp(-0.01 * ((x - 16) * (x - 16) + (y - 14) * (y - 14)))));
    }
  }
  for (GroundCost cost : all_costs) checked_cost(p, q, cost);
}

TEST(Transport, KeepsAccuracyAtAllScales) {
  Dice dice(21);
  const DiscreteMeasure p = bell(dice, 150, {0, 0}, 1, true), q = bell(dice, 150, {1, 1}, 2, true);
  for (GroundCost cost : all_costs) {
    const double one = checked_cost(p, q, cost);
    for (const double scale : {1e-100, 1e-9, 1e9, 1e100}) {
      DiscreteMeasure big_p = p, big_q = q;
      for (Point& at : big_p.points) at = scale * at;
      for (Point& at : big_q.points) at = scale * at;
      const double expected = one * (cost == GroundCost::squared_euclidean ? scale * scale : scale);
      EXPECT_NEAR(checked_cost(big_p, big_q, cost), expected, 1e-12 * expected);
    }
  }
}

// --- Limits ---

TEST(Transport, SaysWhenThePivotsRanOut) {
  Dice dice(22);
  for (const bool weighted : {false, true}) {
    const DiscreteMeasure p = bell(dice, 300, {0, 0}, 1, weighted), q = bell(dice, 300, {1, 1}, 2, weighted);
    for (GroundCost cost : all_costs) {
      const double best = checked_cost(p, q, cost);
      for (const std::int64_t most : {1, 20, 100}) {
        const Transport result = transport(p, q, cost, {.most_iterations = most, .stop = {}});
        verify(result, p, q, cost, TransportStatus::iteration_limit);
        EXPECT_EQ(result.iterations, most);
        EXPECT_GE(result.cost, best * (1 - 1e-12));
        EXPECT_LE(result.cost - result.gap, best * (1 + 1e-12));
      }
    }
  }
}

TEST(Transport, StopsWhenAsked) {
  Dice dice(23);
  const DiscreteMeasure p = bell(dice, 400, {0, 0}, 1, true), q = bell(dice, 300, {1, 1}, 2, true);
  std::stop_source stop;
  stop.request_stop();
  TransportSolver solver;
  verify(solver.solve(p, q, GroundCost::euclidean, {.most_iterations = 0, .stop = stop.get_token()}), p, q,
         GroundCost::euclidean, TransportStatus::stopped);
  verify(solver.solve(p, q, GroundCost::euclidean), p, q, GroundCost::euclidean);
}

// --- Instruction sets ---

TEST(Transport, PricesAlikeWithEveryInstructionSet) {
  Dice dice(24);
  const std::vector<const Pricing*> sets = pricing_sets();
  for (const std::size_t n : {1u, 7u, 64u, 259u}) {
    std::vector<double> x, y, w, given;
    for (std::size_t j = 0; j < n; ++j) {
      x.push_back(dice.uniform()), y.push_back(dice.uniform()), w.push_back(dice.uniform()),
          given.push_back(dice.uniform());
    }
    const CostRow row{0.3, 0.6, x.data(), y.data(), given.data()};
    for (std::size_t kind = 0; kind < cost_kinds; ++kind) {
      const auto value = [&](std::size_t j) {
        const double dx = row.from_x - x[j], dy = row.from_y - y[j];
        const std::array costs{std::sqrt(dx * dx + dy * dy), dx * dx + dy * dy, std::abs(dx) + std::abs(dy),
                               given[j]};
        return costs[kind] - w[j];
      };
      std::vector<double> sorted;
      for (std::size_t j = 0; j < n; ++j) sorted.push_back(value(j));
      std::sort(sorted.begin(), sorted.end());
      const double bound = sorted[n / 2] + 1e-9;
      const std::size_t k = std::min<std::size_t>(n, 5);
      for (const Pricing* set : sets) {
        std::vector<std::int32_t> found(n), which(k);
        const std::size_t count = set->below[kind](row, w.data(), n, bound, found.data());
        ASSERT_EQ(count, static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), bound) -
                                                  sorted.begin()))
            << set->name;
        for (std::size_t f = 0; f < count; ++f) EXPECT_LT(value(static_cast<std::size_t>(found[f])), bound);
        std::vector<double> values;
        for (std::size_t a = 0; a < k; ++a)
          which[a] = static_cast<std::int32_t>(n - 1 - a), values.push_back(value(n - 1 - a));
        set->smallest[kind](row, w.data(), n, k, values.data(), which.data());
        std::sort(values.begin(), values.end());
        for (std::size_t a = 0; a < k; ++a) EXPECT_NEAR(values[a], sorted[a], 1e-15) << set->name;
      }
    }
  }
}

// --- What is refused ---

std::string refusal(const Status& status) { return status ? "" : status.error().text(); }

TEST(Transport, RefusesWhatHasNoMeaning) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  const DiscreteMeasure good{{{0, 0}, {1, 0}, {2, 5}, {0, 1}}, {1, 2, 0, 1}};
  EXPECT_EQ(refusal(check(good, "p")), "");
  EXPECT_EQ(refusal(check({good.points, {}}, "p")), "");
  EXPECT_EQ(refusal(check({}, "p")), "p.points: is empty; give at least one point");
  EXPECT_EQ(refusal(check({good.points, {1, 2, 3, -1}}, "p")), "p.weights[3]: must be ≥ 0, got -1");
  EXPECT_EQ(refusal(check({good.points, {1, nan, 3, 1}}, "q")),
            "q.weights[1]: must be a finite number, got nan");
  EXPECT_EQ(refusal(check({good.points, {0, 0, 0, 0}}, "q")),
            "q.weights: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(refusal(check({good.points, {1, 2}}, "p")),
            "p.weights: must be as many as the points (4), got 2");
  EXPECT_EQ(refusal(check({{{0, 0}, {1, inf}}, {}}, "p")), "p.points[1]: must be a finite number, got inf");
  EXPECT_NE(refusal(check({{{0, 1e200}}, {}}, "p")), "");
  EXPECT_EQ(refusal(check({std::vector<Point>(20'000), {}}, "p")),
            "p.points: must be at most 10000 points for exact transport, got 20000");

  const std::vector<double> one{1}, two{1, 1};
  EXPECT_EQ(refusal(check(std::vector<double>{1, 2}, one, two)), "");
  EXPECT_EQ(refusal(check(std::vector<double>{1, -2}, one, two)), "cost_matrix[0][1]: must be ≥ 0, got -2");
  EXPECT_EQ(refusal(check(std::vector<double>{1, nan}, two, one)),
            "cost_matrix[1][0]: must be a finite number, got nan");
  EXPECT_EQ(refusal(check(std::vector<double>{1}, two, one)),
            "cost_matrix: must have 2 rows of 1 costs, got 1 costs");
  EXPECT_EQ(refusal(check({}, {}, one)), "p: is empty; give at least one point");
}

}  // namespace
}  // namespace dlab
