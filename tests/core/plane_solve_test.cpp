// Exhibit B's compute: example 1 of the WGAN paper, reuse of earlier results, the curve, the way from P to Q.
#include "core/exhibit/plane_solve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/exhibit/exhibit.hpp"
#include "core/transport/displacement.hpp"

namespace dlab {
namespace {

PlaneScene plane(const char* name) { return std::get<PlaneScene>(built_in_scene(name)->exhibit); }

PlaneScene small() {
  PlaneScene scene = plane("ring-and-bell");
  scene.samples = 48;
  scene.recorder.steps = 12;
  return scene;
}

// Arjovsky, Chintala, Bottou 2017, example 1: W1 = |θ|, JS = ln 2, KL = ∞, TV = 1 unless θ = 0.
TEST(PlaneSolve, ExampleOneIsExact) {
  PlaneScene scene = plane("parallel-lines");
  for (double theta : {-1.0, -0.975, -0.5, -0.025, 0.0, 0.3, 1.0}) {
    std::get<Segments2d>(scene.q).center.x = theta;
    scene.recorder.recorded = false;
    scene.recorder.visited_low = scene.recorder.visited_high = 0;
    const Distances d = solve(scene, 1, nullptr)->distances;
    EXPECT_NEAR(d[DistanceKind::w1].value, std::abs(theta), 1e-12);
    EXPECT_NEAR(d[DistanceKind::w2].value, std::abs(theta), 1e-12);
    if (theta == 0) {
      for (DistanceKind kind : all_distances) EXPECT_EQ(d[kind].value, 0) << distance_key(kind);
    } else {
      EXPECT_TRUE(d[DistanceKind::kl_pq].infinite());
      EXPECT_TRUE(d[DistanceKind::kl_qp].infinite());
      EXPECT_EQ(d[DistanceKind::js].value, std::numbers::ln2);
      EXPECT_EQ(d[DistanceKind::tv].value, 1);
    }
  }
}

TEST(PlaneSolve, TheRecorderDrawsTheFigureOfTheWganPaper) {
  PlaneScene scene = plane("parallel-lines");
  const auto results = solve(scene, 1, nullptr);
  ASSERT_EQ(results->curve.size(), 81u);
  for (const RecorderPoint& point : results->curve) {
    EXPECT_NEAR(point.distances[DistanceKind::w1].value, std::abs(point.x), 1e-12);
    EXPECT_EQ(point.distances[DistanceKind::js].value, std::abs(point.x) < 1e-9 ? 0 : std::numbers::ln2);
    const double slope = point.derivative[static_cast<std::size_t>(DistanceKind::w1)];
    if (std::abs(point.x) > 0.06 && std::abs(point.x) < 0.94) {
      EXPECT_NEAR(slope, point.x > 0 ? 1 : -1, 1e-9);
    } else if (std::abs(point.x) < 1e-9) {
      EXPECT_TRUE(std::isnan(slope)) << slope;
    }
  }
}

TEST(PlaneSolve, WhatWasSolvedBeforeChangesNothing) {
  PlaneScene scene = small();
  auto warm = solve(scene, 1, nullptr);
  for (int i = 1; i <= 5; ++i) {
    std::get<Ring2d>(scene.q).center.x += 0.2;
    warm = solve(scene, 1, warm.get());
    const auto cold = solve(scene, 1, nullptr);
    for (DistanceKind kind : all_distances)
      EXPECT_NEAR(warm->distances[kind].value, cold->distances[kind].value,
                  1e-9 * cold->distances[kind].value)
          << distance_key(kind);
    EXPECT_NEAR(warm->plan.cost, cold->plan.cost, 1e-9);
    ASSERT_EQ(warm->curve.size(), cold->curve.size());
    for (std::size_t k = 0; k < cold->curve.size(); ++k)
      EXPECT_NEAR(warm->curve[k].distances[DistanceKind::w1].value,
                  cold->curve[k].distances[DistanceKind::w1].value, 1e-9);
  }
}

TEST(PlaneSolve, TheCurveMayLagBehind) {
  PlaneScene scene = small();
  const auto first = solve(scene, 1, nullptr);
  EXPECT_TRUE(first->curve_current);
  std::get<Ring2d>(scene.q).center.y += 0.5;
  const auto without = solve(scene, 1, first.get(), {}, false);
  EXPECT_FALSE(without->curve_current);
  EXPECT_EQ(without->curve.size(), first->curve.size());
  std::stop_source stopped;
  stopped.request_stop();
  const auto cut = solve(scene, 1, without.get(), stopped.get_token());
  ASSERT_TRUE(cut);  // meters and plan are there all the same
  EXPECT_FALSE(cut->curve_current);
  const auto whole = solve(scene, 1, without.get());
  EXPECT_TRUE(whole->curve_current);
  EXPECT_NE(whole->curve[0].distances[DistanceKind::w1].value,
            first->curve[0].distances[DistanceKind::w1].value);
  EXPECT_EQ(whole->distances, without->distances);
}

TEST(PlaneSolve, SampledValuesSayTheirErrorAndBias) {
  PlaneScene scene = small();
  scene.recorder.recorded = false;
  scene.q = scene.p;
  std::get<Normal2d>(scene.q).std_u *= 1.0001;  // no translate, no closed form for W1
  const auto results = solve(scene, 1, nullptr);
  const Estimate& w1 = results->distances[DistanceKind::w1];
  EXPECT_EQ(w1.method, Method::sampled);
  EXPECT_GT(w1.error, 0);
  EXPECT_GT(w1.value, 0.05);                              // equal laws are not at 0 …
  EXPECT_NEAR(w1.value, results->w1_bias, 4 * w1.error);  // … but at the bias
  EXPECT_EQ(results->distances[DistanceKind::w2].method, Method::closed_form);
}

TEST(PlaneSolve, PointsAreTakenAsTheyAre) {
  const auto results = solve(plane("penguins-plane"), 1, nullptr);
  EXPECT_EQ(results->points_p.points.size(), 151u);
  EXPECT_EQ(results->points_q.points.size(), 68u);
  EXPECT_EQ(results->distances[DistanceKind::w1].method, Method::exact);
  EXPECT_LE(results->plan.gap, 1e-9 * results->plan.cost);
}

TEST(PlaneSolve, DisplacementIsTheGeodesicOfW2) {
  PlaneScene scene = small();
  scene.cost = GroundCost::squared_euclidean;
  scene.recorder.recorded = false;
  const auto r = solve(scene, 1, nullptr);
  const auto at = [&](double t) { return displaced(r->points_p, r->points_q, r->plan.plan, t); };
  const double whole = std::sqrt(r->plan.cost);
  const auto w2 = [](const DiscreteMeasure& a, const DiscreteMeasure& b) {
    return std::sqrt(std::max(0.0, transport(a, b, GroundCost::squared_euclidean).cost));
  };
  EXPECT_NEAR(w2(r->points_p, at(0)), 0, 1e-7);
  EXPECT_NEAR(w2(r->points_q, at(1)), 0, 1e-7);
  EXPECT_NEAR(w2(r->points_p, at(0.5)), 0.5 * whole, 1e-9);
  EXPECT_NEAR(w2(at(0.5), r->points_q), 0.5 * whole, 1e-9);
  EXPECT_NEAR(w2(at(0.25), at(0.75)), 0.5 * whole, 1e-9);
}

// Cost |x|-homogeneous: no road of an optimal plan for |x−y| crosses another.
TEST(PlaneSolve, RoadsDoNotCross) {
  const auto side = [](Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  };
  int pairs = 0;
  for (const int samples : {17, 48, 75, 110}) {
    PlaneScene scene = small();
    scene.recorder.recorded = false;
    scene.samples = samples;
    const auto r = solve(scene, 1, nullptr);
    const auto& plan = r->plan.plan;
    for (std::size_t k = 0; k < plan.size(); ++k)
      for (std::size_t l = 0; l < k; ++l) {
        const Point a = r->points_p.points[static_cast<std::size_t>(plan[k].i)],
                    b = r->points_q.points[static_cast<std::size_t>(plan[k].j)],
                    c = r->points_p.points[static_cast<std::size_t>(plan[l].i)],
                    d = r->points_q.points[static_cast<std::size_t>(plan[l].j)];
        if (plan[k].i == plan[l].i || plan[k].j == plan[l].j) continue;
        ++pairs;
        EXPECT_FALSE(side(a, b, c) * side(a, b, d) < -1e-9 && side(c, d, a) * side(c, d, b) < -1e-9)
            << samples << " points, roads " << k << " and " << l;
      }
  }
  EXPECT_GT(pairs, 10'000);
}

TEST(PlaneSolve, SlicedStaysBelowTheExactDistance) {
  PlaneScene scene = small();
  scene.recorder.recorded = false;
  const double exact = solve(scene, 1, nullptr)->plan.cost;
  scene.ruler = Ruler::sliced;
  const auto sliced = solve(scene, 1, nullptr);
  EXPECT_EQ(sliced->slices.size(), static_cast<std::size_t>(scene.directions));
  for (double w : sliced->slices) EXPECT_LE(w, exact + 1e-12);
  EXPECT_GT(sliced->ruled, 0.5 * exact);
}

TEST(PlaneSolve, SinkhornComesDownToTheExactCost) {
  PlaneScene scene = small();
  scene.recorder.recorded = false;
  const double exact = solve(scene, 1, nullptr)->plan.cost;
  scene.ruler = Ruler::sinkhorn;
  double last = 1e9;
  for (double epsilon : {1.0, 0.1, 0.01}) {
    scene.epsilon = epsilon;
    const auto r = solve(scene, 1, nullptr);
    EXPECT_GE(r->plan.cost, exact - 1e-9);
    EXPECT_LT(r->plan.cost, last + 1e-9);
    last = r->plan.cost;
  }
  EXPECT_NEAR(last, exact, 0.05 * exact);
}

}  // namespace
}  // namespace dlab
