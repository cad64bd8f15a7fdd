// Warm starts: the answer never depends on what was solved before.
#include "tests/core/transport_cases.hpp"

namespace dlab {
namespace {

using namespace transport_cases;

constexpr std::array all_costs{GroundCost::euclidean, GroundCost::squared_euclidean, GroundCost::manhattan};

void expect_as_cold(TransportSolver& solver, const DiscreteMeasure& p, const DiscreteMeasure& q,
                    GroundCost cost) {
  const Transport warm = solver.solve(p, q, cost), cold = transport(p, q, cost);
  EXPECT_NEAR(warm.cost, cold.cost, 1e-13 * cold.cost);
  ASSERT_EQ(warm.status, TransportStatus::optimal);
}

TEST(TransportWarm, AgreesWithColdAfterAThousandDrags) {
  Dice dice(31);
  for (GroundCost cost : all_costs) {
    TransportSolver solver;
    DiscreteMeasure p = bell(dice, 90, {0, 0}, 1, false), q = bell(dice, 90, {1, 1}, 1, false);
    for (int drag = 0; drag < 1000; ++drag) {
      DiscreteMeasure& side = drag % 2 == 0 ? p : q;
      const int kind = dice.below(4);
      const Point by{0.1 * dice.normal(), 0.1 * dice.normal()};
      if (kind == 0) side.points[static_cast<std::size_t>(dice.below(90))] = {dice.normal(), dice.normal()};
      if (kind == 1) {
        for (Point& at : side.points) at = at + by;
      }
      if (kind == 2) {
        for (Point& at : side.points) at = at + Point{0.03 * dice.normal(), 0.03 * dice.normal()};
      }
      if (kind == 3) {
        for (Point& at : side.points) at = {(1 + 0.1 * by.x) * at.x + by.y * at.y, at.y};
      }
      if (drag % 50 == 49) {
        verify(solver.solve(p, q, cost), p, q, cost);
      } else {
        expect_as_cold(solver, p, q, cost);
      }
    }
  }
}

TEST(TransportWarm, AgreesWithColdWhenWeightsSizesAndCostsChange) {
  Dice dice(32);
  TransportSolver solver;
  DiscreteMeasure p = bell(dice, 120, {0, 0}, 1, true), q = bell(dice, 100, {1, 1}, 2, true);
  for (int step = 0; step < 200; ++step) {
    const int kind = dice.below(6);
    if (kind == 0)
      p.weights[static_cast<std::size_t>(dice.below(static_cast<int>(p.weights.size())))] = dice.uniform();
    if (kind == 1) {
      for (double& w : q.weights) w *= dice.uniform(0.8, 1.2);
    }
    if (kind == 2) q.weights[static_cast<std::size_t>(dice.below(static_cast<int>(q.weights.size())))] = 0;
    if (kind == 3) p = bell(dice, 80 + dice.below(60), {0, 0}, 1, true);
    if (kind == 4) {
      for (Point& at : q.points) at = {at.y + 5, at.x};
    }
    if (kind == 5) solver.forget();
    const GroundCost cost = all_costs[static_cast<std::size_t>(dice.below(3))];
    const Transport warm = solver.solve(p, q, cost);
    verify(warm, p, q, cost);
    const Transport cold = transport(p, q, cost);
    EXPECT_NEAR(warm.cost, cold.cost, 1e-13 * cold.cost);
  }
}

TEST(TransportWarm, TakesTurnsBetweenPointsLinesAndMatrices) {
  Dice dice(33);
  TransportSolver solver;
  DiscreteMeasure p = bell(dice, 70, {0, 0}, 1, false), q = bell(dice, 70, {1, 0}, 1, false);
  DiscreteMeasure flat_p = p, flat_q = q;
  for (Point& at : flat_p.points) at.y = 2;
  for (Point& at : flat_q.points) at.y = 2;
  std::vector<double> costs;
  for (int k = 0; k < 70 * 70; ++k) costs.push_back(dice.uniform());
  const std::vector<double> a(70, 1), b(70, 1);
  for (int round = 0; round < 3; ++round) {
    expect_as_cold(solver, p, q, GroundCost::euclidean);
    expect_as_cold(solver, flat_p, flat_q, GroundCost::euclidean);
    costs[static_cast<std::size_t>(dice.below(4900))] = 0;
    for (int again = 0; again < 2; ++again) {
      verify(solver.solve(costs, a, b), shares(a, 70), shares(b, 70),
             [&](std::size_t i, std::size_t j) { return costs[i * 70 + j]; });
    }
  }
}

TEST(TransportWarm, GoesOnAfterTheLimit) {
  Dice dice(34);
  const DiscreteMeasure p = bell(dice, 300, {0, 0}, 1, false), q = bell(dice, 300, {1, 1}, 2, false);
  TransportSolver solver;
  int calls = 1;
  while (solver.solve(p, q, GroundCost::euclidean, {.most_iterations = 200, .stop = {}}).status ==
         TransportStatus::iteration_limit) {
    ASSERT_LT(++calls, 100);
  }
  EXPECT_GT(calls, 1);
  expect_as_cold(solver, p, q, GroundCost::euclidean);
  TransportSolver elsewhere = std::move(solver);
  expect_as_cold(elsewhere, p, q, GroundCost::euclidean);
}

}  // namespace
}  // namespace dlab
