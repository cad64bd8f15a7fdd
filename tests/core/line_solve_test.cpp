// Exhibit A's compute: the recorded curve agrees with the meters, grows without moving, and its slopes are
// true.
#include "core/exhibit/line_solve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/exhibit/line_solve_binned.hpp"
#include "core/exhibit/line_solve_parameter.hpp"

namespace dlab {
namespace {

LineScene recorded(Distribution p, Distribution q, const std::string& parameter, double low, double high) {
  LineScene scene;
  scene.p = std::move(p);
  scene.q = std::move(q);
  scene.recorder = {parameter, low, high, 200, true, low, high};
  return scene;
}

double derivative(const RecorderPoint& point, DistanceKind kind) {
  return point.derivative[static_cast<std::size_t>(kind)];
}

const RecorderPoint& at(const LineResults& results, double x) {
  return *std::min_element(results.curve.begin(), results.curve.end(), [&](const auto& a, const auto& b) {
    return std::abs(a.x - x) < std::abs(b.x - x);
  });
}

TEST(LineSolve, SlopesOfUnitNormalsAreKnown) {
  const auto results = solve(recorded(Normal{0, 1}, Normal{2, 1}, "q.mean", -8, 8));
  ASSERT_EQ(results->curve.size(), 201u);
  for (const RecorderPoint& point : results->curve) {
    EXPECT_NEAR(derivative(point, DistanceKind::kl_pq), point.x, 1e-7) << point.x;
    EXPECT_NEAR(derivative(point, DistanceKind::kl_qp), point.x, 1e-7) << point.x;
    if (point.x == 0) {
      EXPECT_TRUE(std::isnan(derivative(point, DistanceKind::w1)));
    } else {
      EXPECT_NEAR(derivative(point, DistanceKind::w1), point.x > 0 ? 1 : -1, 1e-7) << point.x;
    }
    // TV = 2Φ(|m|/2) − 1, so TV′ = φ(m/2) sign m.
    if (point.x != 0) {
      const double phi = std::exp(-point.x * point.x / 8) / std::sqrt(2 * std::numbers::pi);
      EXPECT_NEAR(derivative(point, DistanceKind::tv), std::copysign(phi, point.x), 2e-5) << point.x;
    }
  }
}

TEST(LineSolve, SlopeOfJsIsThatOfCloserDifferences) {
  const auto results = solve(recorded(Normal{0, 1}, Normal{2, 1.5}, "q.std", 0.3, 4));
  for (std::size_t i = 0; i < results->curve.size(); i += 13) {
    const RecorderPoint& point = results->curve[i];
    const double h = 1e-3;
    const auto js = [&](double std) {
      return distances(Law(Normal{0, 1}), Law(Normal{2, std}))[DistanceKind::js].value;
    };
    const double expected = (js(point.x + h) - js(point.x - h)) / (2 * h);
    EXPECT_NEAR(derivative(point, DistanceKind::js), expected, 3e-5) << point.x;
  }
}

TEST(LineSolve, PointMassesKinkAndJumpAtZero) {
  const auto results = solve(recorded(Dirac{0}, Dirac{1}, "q.at", -1, 1));
  const RecorderPoint& zero = at(*results, 0);
  ASSERT_EQ(zero.x, 0);
  EXPECT_EQ(zero.distances[DistanceKind::js].value, 0);
  for (DistanceKind kind : all_distances)
    EXPECT_TRUE(std::isnan(derivative(zero, kind))) << distance_key(kind);
  for (const RecorderPoint& point : results->curve) {
    if (point.x == 0) continue;
    EXPECT_NEAR(derivative(point, DistanceKind::w1), point.x > 0 ? 1 : -1, 1e-9);
    EXPECT_EQ(derivative(point, DistanceKind::js), 0);
    EXPECT_EQ(derivative(point, DistanceKind::tv), 0);
    EXPECT_TRUE(point.distances[DistanceKind::kl_pq].infinite());
    EXPECT_TRUE(std::isnan(derivative(point, DistanceKind::kl_pq)));
  }
}

TEST(LineSolve, CurveAgreesWithTheMeters) {
  const Distribution p = Mixture{{{0.3, Normal{-2, 0.7}}, {0.7, Laplace{1, 0.5}}}};
  const auto results = solve(recorded(p, Uniform{-1, 2}, "q.high", 0, 6));
  ASSERT_GT(results->curve.size(), 190u);
  for (const RecorderPoint& point : results->curve) {
    const Distances direct = distances(Law(p), Law(Uniform{-1, point.x}));
    for (DistanceKind kind : all_distances) {
      const Estimate& a = point.distances[kind];
      const Estimate& b = direct[kind];
      if (b.infinite())
        EXPECT_TRUE(a.infinite());
      else
        EXPECT_NEAR(a.value, b.value, a.error + b.error + 1e-12) << point.x << " " << distance_key(kind);
    }
  }
}

TEST(LineSolve, PresentValueAndEndsAreOnTheCurve) {
  LineScene scene = recorded(Normal{0, 1}, Normal{1.2345, 1}, "q.mean", -8, 8);
  scene.recorder.visited_low = -0.501;
  scene.recorder.visited_high = 1.2345;
  const auto results = solve(scene);
  EXPECT_EQ(results->curve.front().x, -0.501);
  EXPECT_EQ(results->curve.back().x, 1.2345);
  EXPECT_NEAR(results->curve.back().distances[DistanceKind::w1].value, 1.2345, 1e-9);
  EXPECT_NEAR(derivative(results->curve.back(), DistanceKind::kl_pq), 1.2345, 1e-6);
  scene.recorder.visited_high = 3;
  const auto more = solve(scene);
  EXPECT_EQ(at(*more, 1.2345).x, 1.2345);
}

TEST(LineSolve, RecordingGrowsAndNeverMoves) {
  LineScene scene = recorded(Normal{0, 1}, Normal{0, 1.3}, "q.mean", -8, 8);
  scene.recorder.visited_low = scene.recorder.visited_high = 0.31;
  std::shared_ptr<const LineResults> before;
  for (double m = 0.31; m < 3; m += 0.17) {
    scene.q = Normal{m, 1.3};
    scene.recorder.visited_high = m;
    const auto now = solve(scene, before.get());
    if (before) {
      for (const RecorderPoint& old : before->curve) {
        const double steps = (old.x + 8) / 0.08;
        if (std::abs(steps - std::round(steps)) > 1e-9)
          continue;  // the present value and the ends come and go
        const RecorderPoint& same = at(*now, old.x);
        EXPECT_EQ(same.x, old.x);
        EXPECT_EQ(same.distances, old.distances);
        EXPECT_EQ(derivative(same, DistanceKind::w1), derivative(old, DistanceKind::w1));
      }
      EXPECT_GE(now->curve.size() + 1, before->curve.size());
    }
    before = now;
  }
}

TEST(LineSolve, KeepingEarlierResultsChangesNothing) {
  LineScene scene =
      recorded(Mixture{{{0.5, Normal{-2, 1}}, {0.5, Normal{2, 1}}}}, Uniform{0, 1}, "q.center", -4, 4);
  scene.recorder.visited_high = 1;
  const auto first = solve(scene);
  scene.q = shifted(scene.q, 0.7);
  scene.recorder.visited_high = 2.2;
  for (bool moved : {false, true}) {
    if (moved) scene.p = Normal{0, 1};  // nothing of the first holds any more
    const auto kept = solve(scene, first.get());
    const auto fresh = solve(scene);
    ASSERT_EQ(kept->curve.size(), fresh->curve.size());
    for (std::size_t i = 0; i < kept->curve.size(); ++i) {
      EXPECT_NEAR(kept->curve[i].x, fresh->curve[i].x, 1e-12);
      for (DistanceKind kind : all_distances) {
        const double a = kept->curve[i].distances[kind].value, b = fresh->curve[i].distances[kind].value;
        if (std::isfinite(b))
          EXPECT_NEAR(a, b, 1e-9);
        else
          EXPECT_EQ(a, b);
      }
    }
  }
}

TEST(LineSolve, SkipsPositionsThatAreNotAdmissible) {
  const auto results = solve(recorded(Normal{0, 1}, Uniform{0, 1}, "q.low", -2, 2));
  ASSERT_FALSE(results->curve.empty());
  EXPECT_LT(results->curve.back().x, 1);
  EXPECT_EQ(results->curve.front().x, -2);
}

TEST(LineSolve, RecordsNothingUnlessAsked) {
  LineScene scene;
  EXPECT_TRUE(solve(scene)->curve.empty());
  EXPECT_NEAR(solve(scene)->distances[DistanceKind::w1].value, 2.4, 1e-2);
  scene.recorder.recorded = true;
  scene.recorder.parameter = "q.nothing";
  EXPECT_TRUE(solve(scene)->curve.empty());
}

TEST(LineSolve, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(solve(recorded(Normal{0, 1}, Normal{2, 1}, "q.mean", -8, 8), source.get_token()), nullptr);
}

TEST(LineSolve, OnlyFewPiecesAreCheap) {
  EXPECT_TRUE(cheap(recorded(Normal{0, 1}, Laplace{2, 1}, "q.mean", -8, 8)));
  const Distribution pair = Mixture{{{0.5, Normal{-2, 1}}, {0.5, Normal{2, 1}}}};
  EXPECT_TRUE(cheap(recorded(pair, pair, "q.components.0.mean", -8, 8)));
  Samples samples;
  std::vector<double> values;
  for (int i = 0; i < 3000; ++i) values.push_back(std::sin(i));
  samples.values = values;
  EXPECT_FALSE(cheap(recorded(samples, Normal{0, 1}, "q.mean", -8, 8)));
  samples.bandwidth = 0.1;
  EXPECT_FALSE(cheap(recorded(samples, Normal{0, 1}, "q.mean", -8, 8)));
}

TEST(LineSolve, ManyDataMakeACoarserCurve) {
  std::vector<double> values;
  for (int i = 0; i < 20000; ++i) values.push_back(std::sin(i) + 0.3 * std::sin(7.0 * i));
  Samples samples;
  samples.values = values;
  LineScene scene = recorded(samples, Normal{0, 1}, "p.shift", -2, 2);
  scene.recorder.visited_low = -0.5;
  scene.recorder.visited_high = 0.5;
  const auto results = solve(scene);
  ASSERT_GE(results->curve.size(), 5u);
  EXPECT_LT(results->curve.size(), 30u);
  const RecorderPoint& point = results->curve[2];
  scene.p = shifted(scene.p, point.x);
  scene.recorder.recorded = false;
  EXPECT_NEAR(solve(scene)->distances[DistanceKind::w1].value, point.distances[DistanceKind::w1].value, 1e-9);
}

TEST(LineBinned, MassesAddUpAndAreFloored) {
  const Binned binned{true, 50, -10, 10, 1e-6};
  for (const Distribution& d :
       {Distribution(Normal{0, 1}), Distribution(Dirac{-10}), Distribution(Uniform{20, 21})}) {
    const auto masses = binned_masses(Law(d), binned);
    ASSERT_EQ(masses.size(), 50u);
    double total = 0;
    for (double mass : masses) {
      EXPECT_GE(mass, 0.99e-6 / (1 + 50e-6));
      total += mass;
    }
    EXPECT_NEAR(total, 1, 1e-12);
  }
  EXPECT_GT(binned_masses(Law(Dirac{-10}), binned)[0], 0.99);
  EXPECT_GT(binned_masses(Law(Dirac{10}), binned)[49], 0.99);
}

TEST(LineBinned, IsFiniteWhereKlIsNotAndFlattens) {
  LineScene scene = recorded(Uniform{-1, 1}, Uniform{3, 5}, "q.center", -8, 8);
  scene.binned.on = true;
  const auto results = solve(scene);
  EXPECT_TRUE(results->distances[DistanceKind::kl_pq].infinite());
  EXPECT_TRUE(std::isfinite(results->binned_kl_pq));
  // Disjoint: 10 of 100 bins over [−10, 10] hold the mass, the floor is ε, so KL ≈ ln(0.1/ε).
  EXPECT_NEAR(results->binned_kl_pq, std::log(0.1 / 1e-10), 0.01);
  EXPECT_NEAR(at(*results, 4).binned_kl_pq, results->binned_kl_pq, 1e-9);
  EXPECT_NEAR(at(*results, 6).binned_kl_pq, at(*results, 4).binned_kl_pq, 0.01);
}

TEST(LineParameter, SpeaksOfWhatItIs) {
  LineScene scene;
  scene.q = Mixture{{{0.5, Normal{-2, 1}}, {0.5, Normal{2, 1}}}};
  EXPECT_EQ(LineParameter::find(scene, "p.mean")->name({}), "mean of P");
  EXPECT_EQ(LineParameter::find(scene, "q.components.1.mean")->name({}), "mean of Q's component 2");
  EXPECT_FALSE(LineParameter::find(scene, "q.mean"));
  const auto std = LineParameter::find(scene, "p.std");
  EXPECT_EQ(std->value(), 1);
  EXPECT_FALSE(std->at(-1));
  EXPECT_EQ(*std->at(2), Distribution(Normal{0, 2}));
}

}  // namespace
}  // namespace dlab
