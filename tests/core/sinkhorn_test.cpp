// Entropic transport: optimality conditions, known limits, grids against points, and awkward input.
#include "core/transport/sinkhorn.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/math/philox.hpp"
#include "core/transport/sinkhorn_kernels.hpp"

namespace dlab {
namespace {

DiscreteMeasure cloud(std::size_t n, std::uint32_t stream, Point shift = {}, bool weighted = false) {
  DiscreteMeasure measure;
  for (std::size_t i = 0; i < n; ++i) {
    const auto [x, y] = uniform_pair(3, stream, i);
    measure.points.push_back(Point{x, y} + shift);
    if (weighted) measure.weights.push_back(uniform_pair(4, stream, i).first);
  }
  return measure;
}

void expect_plan(const Transport& plan, const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> rows(a.size()), columns(b.size());
  for (const PlanEntry& entry : plan.plan) {
    EXPECT_GT(entry.mass, 0);
    rows[static_cast<std::size_t>(entry.i)] += entry.mass;
    columns[static_cast<std::size_t>(entry.j)] += entry.mass;
  }
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(rows[i], a[i], 1e-12);
  for (std::size_t j = 0; j < b.size(); ++j) EXPECT_NEAR(columns[j], b[j], 1e-12);
}

// Two against two by hand: with costs 0 and 1 the plan's diagonal is ½ / (1 + e^{−1/ε}).
TEST(Sinkhorn, TwoByTwo) {
  const std::vector<double> costs{0, 1, 1, 0}, half{1, 1};
  for (const double epsilon : {0.1, 0.5, 2.0}) {
    const Sinkhorn result = sinkhorn(costs, half, half, {.epsilon = epsilon, .marginal_error = 1e-12});
    const double off = 1 / (1 + std::exp(1 / epsilon));  // share that crosses
    EXPECT_NEAR(result.cost, off, 1e-12);
    const double entropy = off * std::log(2 * off) + (1 - off) * std::log(2 * (1 - off));
    EXPECT_NEAR(result.objective, off + epsilon * entropy, 1e-11);
    EXPECT_EQ(result.status, TransportStatus::optimal);
  }
}

TEST(Sinkhorn, TendsToExactTransport) {
  const DiscreteMeasure p = cloud(40, 1, {}, true), q = cloud(30, 2, {0.5, 0.25}, true);
  for (const GroundCost cost :
       {GroundCost::euclidean, GroundCost::squared_euclidean, GroundCost::manhattan}) {
    const double exact = transport(p, q, cost).cost;
    double last = 1e300;
    for (const double epsilon : {0.3, 0.03, 0.003}) {
      const Sinkhorn result = sinkhorn(p, q, cost, {.epsilon = epsilon, .marginal_error = 1e-7});
      EXPECT_EQ(result.status, TransportStatus::optimal);
      EXPECT_GE(result.cost, exact - 1e-9);
      EXPECT_LE(result.cost, last + 1e-9);
      EXPECT_LE(result.cost - exact, 2 * epsilon);
      last = result.cost;
    }
  }
}

// The objective is a dual value: no potentials give more. Optimal potentials are each other's soft minima.
TEST(Sinkhorn, PotentialsAreSoftMinimaOfEachOther) {
  const DiscreteMeasure p = cloud(25, 3), q = cloud(35, 4, {0.2, 0});
  const double epsilon = 0.05;
  const Sinkhorn result =
      sinkhorn(p, q, GroundCost::euclidean, {.epsilon = epsilon, .marginal_error = 1e-10});
  for (std::size_t j = 0; j < 35; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < 25; ++i)
      sum += std::exp((result.potential_p[i] - norm(p.points[i] - q.points[j])) / epsilon) / 25;
    EXPECT_NEAR(result.potential_q[j], -epsilon * std::log(sum), 1e-12);
  }
}

TEST(Sinkhorn, GridsAgreeWithPoints) {
  constexpr int columns = 9, rows = 7;
  std::vector<double> a, b;
  DiscreteMeasure p, q;
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      a.push_back(std::exp(-0.2 * ((c - 2) * (c - 2) + (r - 2) * (r - 2))));
      b.push_back(c < 3 ? 0 : std::exp(-0.1 * ((c - 6) * (c - 6) + (r - 4) * (r - 4))));
      p.points.push_back({0.1 * c, 0.2 * r});
    }
  }
  q.points = p.points, p.weights = a, q.weights = b;
  for (const double epsilon : {0.5, 0.01, 0.001, 0.0003}) {
    const SinkhornOptions options{.epsilon = epsilon, .marginal_error = 1e-8, .most_iterations = 20'000};
    const Sinkhorn grid = sinkhorn_grid(a, b, columns, rows, 0.1, 0.2, options),
                   points = sinkhorn(p, q, GroundCost::squared_euclidean, options);
    EXPECT_EQ(grid.iterations, points.iterations);
    EXPECT_NEAR(grid.cost, points.cost, 1e-9) << epsilon;
    EXPECT_NEAR(grid.objective, points.objective, 1e-9) << epsilon;
    for (std::size_t i = 0; i < a.size(); ++i)
      EXPECT_NEAR(grid.potential_p[i], points.potential_p[i], 1e-7) << epsilon;
  }
}

// What other programs publish: 64 × 64, ε = 0.01, converged: 0.2596794766.
TEST(Sinkhorn, TwoBumpsOnAGrid) {
  const auto bump = [](double x0, double y0, double width) {
    std::vector<double> values;
    for (int i = 0; i < 64 * 64; ++i) {
      const double x = i % 64 / 63.0 - x0, y = i / 64 / 63.0 - y0;
      values.push_back(std::exp(-(x * x + y * y) / width) + 1e-9);
    }
    return values;
  };
  const Sinkhorn result = sinkhorn_grid(bump(0.3, 0.3, 0.01), bump(0.7, 0.6, 0.02), 64, 64, 1 / 63.0,
                                        1 / 63.0, {.epsilon = 0.01, .marginal_error = 1e-11});
  EXPECT_NEAR(result.cost, 0.2596794765849861, 1e-9);
}

TEST(Sinkhorn, AsAPlanItHasTheMarginalsAndAnHonestGap) {
  const DiscreteMeasure p = cloud(30, 5, {}, true), q = cloud(20, 6, {0.3, 0.1});
  const double exact = transport(p, q, GroundCost::euclidean).cost;
  const double total = std::accumulate(p.weights.begin(), p.weights.end(), 0.0);
  std::vector<double> a = p.weights;
  for (double& mass : a) mass /= total;
  for (const double epsilon : {0.5, 0.02, 1e-3}) {
    const Sinkhorn solved = sinkhorn(p, q, GroundCost::euclidean, {.epsilon = epsilon});
    const Transport plan = as_transport(p, q, GroundCost::euclidean, solved, epsilon);
    expect_plan(plan, a, std::vector<double>(20, 0.05));
    EXPECT_GE(plan.cost, exact - 1e-12);
    EXPECT_LE(plan.cost - plan.gap, exact + 1e-12);  // the dual value is a lower bound
    for (std::size_t i = 0; i < 30; ++i) {
      for (std::size_t j = 0; j < 20; ++j)
        EXPECT_LE(plan.potential_p[i] + plan.potential_q[j], norm(p.points[i] - q.points[j]) + 1e-14);
    }
    EXPECT_NEAR(plan.cost, solved.cost, 1e-4);
  }
}

TEST(SinkhornDivergence, IsZeroOnlyForEquals) {
  const DiscreteMeasure p = cloud(50, 7), q = cloud(50, 8);
  const SinkhornOptions options{.epsilon = 0.05, .marginal_error = 1e-9};
  const SinkhornDivergence same = sinkhorn_divergence(p, p, GroundCost::squared_euclidean, options);
  EXPECT_NEAR(same.value, 0, 1e-9);
  const SinkhornDivergence other = sinkhorn_divergence(p, q, GroundCost::squared_euclidean, options);
  EXPECT_GT(other.value, 1e-4);
  EXPECT_LT(other.error, 1e-6);
  // A shift adds exactly its square: the cross terms of the potentials cancel.
  DiscreteMeasure moved = p;
  for (Point& at : moved.points) at = at + Point{0.6, 0.8};
  EXPECT_NEAR(sinkhorn_divergence(p, moved, GroundCost::squared_euclidean, options).value, 1, 1e-7);
}

TEST(Sinkhorn, AwkwardInput) {
  const DiscreteMeasure one{{{0, 0}}, {}}, two{{{3, 4}, {3, 4}}, {0, 2}};
  const Sinkhorn point = sinkhorn(one, two, GroundCost::euclidean, {.epsilon = 1e-3});
  EXPECT_NEAR(point.cost, 5, 1e-12);
  const Transport plan = as_transport(one, two, GroundCost::euclidean, point, 1e-3);
  ASSERT_EQ(plan.plan.size(), 1u);
  EXPECT_EQ(plan.plan[0], (PlanEntry{0, 1, 1.0}));
  EXPECT_NEAR(plan.gap, 0, 1e-12);
  // All costs equal, costs of 0, and scales.
  const std::vector<double> equal(6, 7.0), zero(6, 0.0), a{1, 2}, b{1, 1, 1};
  EXPECT_NEAR(sinkhorn(equal, a, b, {}).cost, 7, 1e-12);
  EXPECT_EQ(sinkhorn(zero, a, b, {}).cost, 0);
  for (const double scale : {1e-9, 1e9}) {
    DiscreteMeasure p = cloud(10, 9), q = cloud(10, 10);
    for (DiscreteMeasure* side : {&p, &q})
      for (Point& at : side->points) at = scale * at;
    const Sinkhorn result = sinkhorn(p, q, GroundCost::euclidean, {.epsilon = 0.05 * scale});
    const Sinkhorn plain = sinkhorn(cloud(10, 9), cloud(10, 10), GroundCost::euclidean, {.epsilon = 0.05});
    EXPECT_NEAR(result.cost / scale, plain.cost, 1e-9);
  }
  // A budget ends it, with a status that says so.
  const Sinkhorn cut = sinkhorn(cloud(30, 11), cloud(30, 12), GroundCost::euclidean,
                                {.epsilon = 1e-4, .marginal_error = 1e-12, .most_iterations = 20});
  EXPECT_EQ(cut.status, TransportStatus::iteration_limit);
  EXPECT_GT(cut.marginal_error, 1e-12);
  const Sinkhorn pictures = sinkhorn_grid(std::vector<double>{1, 0, 0, 0}, std::vector<double>{0, 0, 0, 1}, 2,
                                          2, 1, 1, {.epsilon = 1e-4});
  EXPECT_NEAR(pictures.cost, 2, 1e-12);
}

TEST(SinkhornKernels, AllInstructionSetsAgree) {
  constexpr std::size_t n = 20, stride = 32, rows = 6;
  std::vector<double> in(rows * stride, log_zero), k(n * stride, 1.0), log_k(n * stride, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double off = 3 * (static_cast<double>(i) - static_cast<double>(j));
      log_k[i * stride + j] = -off * off, k[i * stride + j] = std::exp(-off * off);
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < n; ++c)
      in[r * stride + c] = 40 * std::sin(static_cast<double>(7 * r + 3 * c));
  }
  in[3 * stride + 2] = log_zero;
  for (const SinkhornKernels* kernels : sinkhorn_kernel_sets()) {
    std::vector<double> scratch(in.size()), out(in.size());
    kernels->along_rows({in.data(), rows, n, stride}, {k.data(), log_k.data(), n, stride}, scratch.data(),
                        out.data());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < n; ++c) {
        double top = -1e300, sum = 0;
        for (std::size_t j = 0; j < n; ++j) top = std::max(top, in[r * stride + j] + log_k[j * stride + c]);
        for (std::size_t j = 0; j < n; ++j) sum += std::exp(in[r * stride + j] + log_k[j * stride + c] - top);
        EXPECT_NEAR(out[r * stride + c], top + std::log(sum), 1e-11 * (1 + std::abs(top))) << kernels->name;
      }
    }
    EXPECT_NEAR(kernels->soft_maximum(in.data(), log_k.data(), 0, stride),
                sinkhorn_kernel_sets()[0]->soft_maximum(in.data(), log_k.data(), 0, stride), 1e-12);
  }
}

}  // namespace
}  // namespace dlab
