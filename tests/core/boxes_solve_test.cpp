// The transport puzzle's numbers against every plan there is; prices that prove them; steps that lead there.
#include "core/exhibit/boxes_solve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exhibit/boxes_plan.hpp"
#include "core/exhibit/scene.hpp"
#include "core/math/philox.hpp"
#include "tests/core/boxes_oracle.hpp"

namespace dlab {
namespace {

BoxesScene boxes_of(const char* name) { return std::get<BoxesScene>(built_in_scene(name)->exhibit); }

std::vector<std::int64_t> amounts(const std::vector<BoxPlace>& places) {
  std::vector<std::int64_t> all;
  for (const BoxPlace& place : places) all.push_back(place.amount);
  return all;
}

struct Range {
  double lowest = std::numeric_limits<double>::infinity(), highest = 0;
  int plans = 0;
};
Range costs_of_all_plans(const BoxesScene& boxes) {
  Range range;
  const std::vector<double> costs = box_costs(boxes);
  for_every_plan(amounts(boxes.stock), amounts(boxes.demand), [&](const IntegerPlan& plan) {
    const double cost = plan_cost(costs, plan);
    range.lowest = std::min(range.lowest, cost);
    range.highest = std::max(range.highest, cost);
    ++range.plans;
  });
  return range;
}

// The optimum has the least cost of all plans, its plan serves both sides, and its prices prove it.
void expect_proved(const BoxesScene& boxes) {
  const auto results = solve(boxes);
  ASSERT_TRUE(results->optimum);
  const BoxOptimum& best = *results->optimum;
  const Range range = costs_of_all_plans(boxes);
  const double scale = 1 + range.highest;
  EXPECT_NEAR(best.cost, range.lowest, 1e-9 * scale);
  EXPECT_NEAR(best.dearest, range.highest, 1e-9 * scale);
  EXPECT_NEAR(best.dual, best.cost, 1e-9 * scale);
  EXPECT_NEAR(plan_cost(results->costs, best.plan), best.cost, 1e-9 * scale);
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < boxes.stock.size(); ++i) {
    std::int64_t row = 0;
    for (std::size_t j = 0; j < boxes.demand.size(); ++j) {
      const std::int64_t count = best.plan[results->entry(i, j)];
      row += count;
      EXPECT_GE(count, 0);
      EXPECT_GE(results->slack(i, j), -1e-9 * scale) << "a way earns more than it costs";
      if (count > 0) {
        EXPECT_TRUE(results->tight(i, j));
      }
      lowest = std::min({lowest, best.prices.buy[i], best.prices.sell[j]});
    }
    EXPECT_EQ(row, boxes.stock[i].amount);
  }
  for (std::size_t j = 0; j < boxes.demand.size(); ++j) {
    std::int64_t column = 0;
    for (std::size_t i = 0; i < boxes.stock.size(); ++i) column += best.plan[results->entry(i, j)];
    EXPECT_EQ(column, boxes.demand[j].amount);
  }
  EXPECT_EQ(lowest, 0);
}

TEST(BoxesSolve, EveryPlanOfTheSixBoxesCosts42) {
  const BoxesScene boxes = boxes_of("six-boxes");
  const Range range = costs_of_all_plans(boxes);
  EXPECT_GT(range.plans, 10);
  EXPECT_EQ(range.lowest, 42);
  EXPECT_EQ(range.highest, 42);
  expect_proved(boxes);
  // The plan with one box 1→7 and two boxes 1→10, so that γ(1, 10) = 2.
  BoxesScene source = boxes;
  source.destinations = {{0, 3, 3}, {1, 1}, {2}};
  ASSERT_TRUE(validate(source));
  const auto results = solve(source);
  EXPECT_TRUE(results->complete());
  EXPECT_EQ(results->plan[results->entry(0, 3)], 2);
  EXPECT_EQ(results->cost, 42);
  EXPECT_EQ(results->gap().value, 0);
}

TEST(BoxesSolve, WherePlansDifferTheBestCosts2) {
  const Range range = costs_of_all_plans(boxes_of("two-steps"));
  EXPECT_EQ(range.lowest, 2);
  EXPECT_EQ(range.highest, 10);  // the caption's number
  expect_proved(boxes_of("two-steps"));
}

TEST(BoxesSolve, AShortTripCosts10AndALongOne100) {
  EXPECT_EQ(solve(boxes_of("warehouses"))->optimum->cost, 10);
  EXPECT_EQ(solve(boxes_of("warehouses-far"))->optimum->cost, 100);
  expect_proved(boxes_of("warehouses"));
  expect_proved(boxes_of("warehouses-far"));
  for (const char* name : {"warehouses", "warehouses-far"}) {  // ‖X − Y‖ = √2, as the captions say
    double sum = 0;
    const BoxesScene boxes = boxes_of(name);
    for (std::size_t i = 0; i < boxes.stock.size(); ++i)
      sum += std::pow(static_cast<double>(boxes.stock[i].amount - boxes.demand[i].amount), 2);
    EXPECT_EQ(sum, 2) << name;
  }
}

TEST(BoxesSolve, RandomPuzzlesAreSolvedAndProved) {
  std::uint64_t counter = 0;
  const auto draw = [&](std::int64_t most) {  // 0 … most
    const double share = uniform_pair(7, 0, counter++).first;
    return static_cast<std::int64_t>(share * static_cast<double>(most + 1));
  };
  for (int round = 0; round < 60; ++round) {
    BoxesScene boxes;
    boxes.cost = static_cast<BoxCost>(round % 3);
    boxes.stock.clear();
    boxes.demand.clear();
    std::int64_t total = 0, at = 0;
    for (int i = 0; i < 3; ++i) {
      at += 1 + draw(3);
      boxes.stock.push_back({"", at, draw(3)});
      total += boxes.stock.back().amount;
    }
    at = draw(3);
    for (int j = 0; j < 3; ++j) {
      at += 1 + draw(2);
      const std::int64_t amount = j == 2 ? total : draw(total);
      boxes.demand.push_back({"", at, amount});
      total -= amount;
    }
    if (boxes.cost == BoxCost::given)
      for (int k = 0; k < 9; ++k) boxes.cost_matrix.push_back(static_cast<double>(draw(20)) / 4);
    settle(boxes);
    ASSERT_TRUE(validate(boxes)) << round;
    expect_proved(boxes);
  }
}

TEST(BoxesSolve, OnALinePricesAreOneFunctionWithSlopesUpTo1) {
  for (const char* name : {"six-boxes", "two-steps"}) {
    const BoxesScene boxes = boxes_of(name);
    const auto results = solve(boxes);
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < boxes.stock.size(); ++i)
      points.emplace_back(boxes.stock[i].at, results->optimum->prices.buy[i]);
    for (std::size_t j = 0; j < boxes.demand.size(); ++j)
      points.emplace_back(boxes.demand[j].at, results->optimum->prices.sell[j]);
    for (const auto& [x, f] : points)
      for (const auto& [y, g] : points) EXPECT_LE(std::abs(f - g), std::abs(x - y)) << name;
  }
}

TEST(BoxesSolve, AHalfDonePlanHasItsSums) {
  BoxesScene boxes = boxes_of("six-boxes");
  boxes.destinations = {{0, 0, not_carried}, {3, not_carried}, {not_carried}};
  const auto results = solve(boxes);
  EXPECT_EQ(results->row_sums, (std::vector<std::int64_t>{2, 1, 0}));
  EXPECT_EQ(results->column_sums, (std::vector<std::int64_t>{2, 0, 0, 1}));
  EXPECT_EQ(results->carried, 3);
  EXPECT_EQ(results->cost, 6 + 6 + 8);
  EXPECT_FALSE(results->complete());
  EXPECT_FALSE(results->gap().defined());
  EXPECT_TRUE(results->best().defined());
}

TEST(BoxesSolve, UnequalSidesHaveNoOptimum) {
  BoxesScene boxes = boxes_of("six-boxes");
  boxes.demand[0].amount = 0;
  const auto results = solve(boxes);
  EXPECT_FALSE(results->optimum);
  EXPECT_FALSE(results->best().defined());
  EXPECT_FALSE(results->dual().defined());
  const Status step = carry_next(boxes);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().text(), "Stock exceeds demand by 1: make them equal first.");
  EXPECT_FALSE(load_optimum(boxes));
}

TEST(BoxesSolve, NothingToCarryIsFree) {
  BoxesScene boxes;
  boxes.stock[0].amount = boxes.demand[0].amount = 0;
  settle(boxes);
  const auto results = solve(boxes);
  ASSERT_TRUE(results->optimum);
  EXPECT_EQ(results->optimum->cost, 0);
  EXPECT_TRUE(results->complete());
  EXPECT_EQ(results->gap().value, 0);
}

TEST(BoxesSolve, ResultsAreTheSameWithAndWithoutEarlierOnes) {
  BoxesScene boxes = boxes_of("two-steps");
  const auto before = solve(boxes);
  boxes.destinations[0][0] = 2;
  const auto kept = solve(boxes, before.get()), fresh = solve(boxes);
  EXPECT_EQ(kept->optimum->plan, fresh->optimum->plan);
  EXPECT_EQ(kept->cost, fresh->cost);
  boxes.stock[0].amount = 2;
  settle(boxes);
  EXPECT_FALSE(solve(boxes, before.get())->optimum) << "the old optimum is of another puzzle";
}

TEST(BoxesSteps, LeadToTheOptimumFromAnywhere) {
  for (const char* name : {"six-boxes", "two-steps", "warehouses", "warehouses-far"}) {
    const BoxesScene start = boxes_of(name);
    const double best = solve(start)->optimum->cost;
    // From nothing, from everything at the last place, and from a complete but crossed plan.
    std::vector<BoxesScene> beginnings{start, start, start};
    for (std::vector<std::int64_t>& boxes : beginnings[1].destinations)
      std::ranges::fill(boxes, static_cast<std::int64_t>(start.demand.size()) - 1);
    std::int64_t j = static_cast<std::int64_t>(start.demand.size()) - 1;
    std::int64_t room = start.demand.back().amount;
    for (std::vector<std::int64_t>& boxes : beginnings[2].destinations)
      for (std::int64_t& to : boxes) {
        while (room == 0) room = start.demand[static_cast<std::size_t>(--j)].amount;
        to = j;
        --room;
      }
    EXPECT_TRUE(solve(beginnings[2])->complete());
    for (BoxesScene boxes : beginnings) {
      int steps = 0;
      while (next_carry(*solve(boxes)) && steps < 40) {
        ASSERT_TRUE(carry_next(boxes));
        ++steps;
      }
      EXPECT_LE(steps, 16) << name;
      EXPECT_TRUE(solve(boxes)->complete()) << name;
      EXPECT_EQ(solve(boxes)->cost, best) << name;
      EXPECT_TRUE(carry_next(boxes)) << "nothing left to do is no error";
    }
  }
}

TEST(BoxesSteps, CompleteWhatTheHandBegan) {
  BoxesScene boxes = boxes_of("two-steps");
  boxes.destinations[0][0] = 2;  // 1→6: dear, but chosen by hand
  while (solve(boxes)->carried < 4) ASSERT_TRUE(carry_next(boxes));
  EXPECT_TRUE(solve(boxes)->complete());
  EXPECT_EQ(boxes.destinations[0][0], 2) << "it stays until the plan is complete";
  EXPECT_GT(solve(boxes)->cost, 2);
}

TEST(BoxesSteps, GoRowByRow) {
  BoxesScene boxes = boxes_of("six-boxes");
  for (std::size_t step = 0; step < 3; ++step) ASSERT_TRUE(carry_next(boxes));
  EXPECT_EQ(solve(boxes)->row_sums, (std::vector<std::int64_t>{3, 0, 0}));
}

TEST(BoxesSteps, TheBestPlanIsLoaded) {
  for (const char* name : {"six-boxes", "two-steps", "warehouses", "warehouses-far"}) {
    BoxesScene boxes = boxes_of(name);
    ASSERT_TRUE(load_optimum(boxes));
    ASSERT_TRUE(validate(boxes));
    const auto results = solve(boxes);
    EXPECT_EQ(results->plan, results->optimum->plan);
    EXPECT_EQ(results->gap().value, 0);
    EXPECT_FALSE(next_carry(*results));
  }
}

}  // namespace
}  // namespace dlab
