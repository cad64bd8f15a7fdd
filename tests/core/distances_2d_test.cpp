// W1 and W2 in the plane: closed forms against samples, sliced distances, what sampling does, all six at
// once.
#include "core/divergence/distances_2d.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/math/angle.hpp"

namespace dlab {
namespace {

using enum DistanceKind;

DiscreteMeasure measure(std::vector<Point> points, std::vector<double> weights = {}) {
  return {std::move(points), std::move(weights)};
}

// A fine, even sample of a box or a segment, for the exact solver: what a closed form must be near to.
DiscreteMeasure even(const Distribution2d& d) {
  DiscreteMeasure all;
  if (const auto* box = std::get_if<Box2d>(&d)) {
    constexpr int n = 16;
    for (int i = 0; i < n * n; ++i)
      all.points.push_back(box->center + Point{box->width * ((i % n + 0.5) / n - 0.5),
                                               box->height * (((i - i % n) / n + 0.5) / n - 0.5)});
    return all;
  }
  const auto& lines = std::get<Segments2d>(d);
  constexpr int n = 240;
  for (std::int64_t k = 0; k < lines.count; ++k) {
    const auto per_line = n / lines.count;
    for (std::int64_t i = 0; i < per_line; ++i) {
      const double along =
          lines.length * ((static_cast<double>(i) + 0.5) / static_cast<double>(per_line) - 0.5);
      const double across =
          lines.spacing * (static_cast<double>(k) - 0.5 * static_cast<double>(lines.count - 1));
      all.points.push_back(lines.center + turned({along, -across}, turn_by(lines.angle)));
    }
  }
  return all;
}

TEST(Distances2d, TranslatesAreTheirShiftApart) {
  Points2d points;
  points.xs = {0, 1, 2}, points.ys = {3, 1, 0};
  const std::vector<Distribution2d> all{Normal2d{{0, 0}, 2, 1, 30},
                                        Ring2d{},
                                        SwissRoll2d{},
                                        Segments2d{{0, 0}, 1, 20, 3, 0.5},
                                        Box2d{},
                                        points,
                                        Painted2d{{1, 2, {1, 0.2}}, {}, 1},
                                        Mixture2d{{{1, Disc2d{}}, {2, Normal2d{{1, 1}, 1, 1, 0}}}}};
  for (const Distribution2d& d : all) {
    const auto w1 = exact_w1_2d(d, shifted(d, {3, -4})), w2 = exact_w2_2d(d, shifted(d, {3, -4}));
    ASSERT_TRUE(w1 && w2) << kind_key(kind_of(d));
    EXPECT_NEAR(w1->value, 5, 1e-14);
    EXPECT_NEAR(w2->value, 5, 1e-14);
    EXPECT_EQ(exact_w1_2d(d, d)->value, 0);
  }
  EXPECT_FALSE(exact_w1_2d(Ring2d{}, Grid2d{}));
  EXPECT_FALSE(exact_w1_2d(Normal2d{}, Normal2d{{0, 0}, 2, 1, 0}));
}

// W2 of normals: for commuting covariances √(|Δ|² + Σ(σ − τ)²); it does not change when both are turned.
TEST(Distances2d, NormalsByGelbrich) {
  for (const double angle : {0.0, 25.0, 90.0}) {
    const Normal2d p{{0, 0}, 2, 0.5, angle}, q{turned({1, 2}, turn_by(angle)), 1, 1.5, angle};
    EXPECT_NEAR(exact_w2_2d(p, q)->value, std::sqrt(1 + 4 + 1 + 1), 1e-13);
  }
  // Brenier: y = A x with A symmetric positive definite is optimal, so W2² = E|x − A x|² = tr (I − A)².
  const Covariance a{1.5, 0.4, 0.8};
  const Covariance image{a.xx * a.xx + a.xy * a.xy, a.xy * (a.xx + a.yy), a.yy * a.yy + a.xy * a.xy};
  const double square = (1 - a.xx) * (1 - a.xx) + 2 * a.xy * a.xy + (1 - a.yy) * (1 - a.yy);
  EXPECT_NEAR(exact_w2_2d(Normal2d{}, normal_with({}, image))->value, std::sqrt(square), 1e-13);
}

TEST(Distances2d, ShapesAgreeWithFineGrids) {
  const std::vector<std::pair<Distribution2d, Distribution2d>> pairs{
      {Box2d{{0, 0}, 2, 1}, Box2d{{1, 0.5}, 1, 3}},
      {Box2d{{0, 0}, 2, 1}, Segments2d{{1, 0}, 2, 90, 1, 1}},
      {Segments2d{{0, 0}, 1, 90, 1, 1}, Segments2d{{0.5, 1}, 2, 90, 1, 1}},
      {Segments2d{{0, 0}, 1, 0, 1, 1}, Segments2d{{0.25, 0}, 3, 180, 1, 1}},
      {Segments2d{{0, 0}, 1, 10, 1, 1}, Segments2d{{0.5, 1}, 2, 70, 1, 1}},
      {Segments2d{{0, 0}, 1, 30, 2, 1}, Segments2d{{0.5, 1}, 2, 30, 3, 0.7}}};
  for (const auto& [p, q] : pairs) {
    const DiscreteMeasure a = even(p), b = even(q);
    const auto w2 = exact_w2_2d(p, q);
    ASSERT_TRUE(w2);
    EXPECT_NEAR(w2->value, std::sqrt(transport(a, b, GroundCost::squared_euclidean).cost), 0.02);
    if (const auto w1 = exact_w1_2d(p, q)) {
      EXPECT_NEAR(w1->value, transport(a, b, GroundCost::euclidean).cost, 0.02);
      EXPECT_LE(w1->value, w2->value + 1e-14);
    }
  }
  EXPECT_TRUE(exact_w1_2d(pairs[2].first, pairs[2].second));
  EXPECT_TRUE(exact_w1_2d(pairs[3].first, pairs[3].second));
  EXPECT_NEAR(exact_w2_2d(Disc2d{{0, 0}, 1}, Disc2d{{3, 4}, 3})->value, std::sqrt(25 + 2), 1e-14);
  EXPECT_NEAR(exact_w1_2d(Disc2d{{1, 0}, 1}, Disc2d{{1, 0}, 2.5})->value, 1, 1e-14);
}

TEST(Distances2d, SlicedOfAShift) {
  const DiscreteMeasure p = measure({{0, 0}, {1, 0}, {0, 2}}), q = measure({{3, 4}, {4, 4}, {3, 6}});
  // Along θ the shift is 5 cos θ′: the mean of |cos| is 2/π, of cos² ½.
  EXPECT_NEAR(sliced_w_2d(p, q, 1, 2000).value, 5 * 2 / std::numbers::pi, 1e-5);
  EXPECT_NEAR(sliced_w_2d(p, q, 2, 64).value, 5 / std::numbers::sqrt2, 1e-12);
  // Weights that split points change nothing.
  const DiscreteMeasure doubled = measure({{0, 2}, {0, 0}, {1, 0}, {0, 0}}, {2, 1, 2, 1});
  EXPECT_NEAR(sliced_w_2d(doubled, q, 2, 64).value, 5 / std::numbers::sqrt2, 1e-12);
  EXPECT_NEAR(sliced_w_2d(doubled, p, 1, 10).value, 0, 1e-14);
}

// Two samples of one law are not at distance 0: the bias says so. Samples of others are nearer to the truth
// than bias and standard error together.
TEST(Distances2d, SamplesSayHowFarOffTheyAre) {
  const Law2d bell{Distribution2d(Normal2d{})};
  double mean_ratio = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const SampledW same = sampled_w_2d(bell, bell, 1, 300, seed);
    EXPECT_EQ(same.estimate.method, Method::sampled);
    EXPECT_NEAR(same.estimate.value, same.bias, 0.5 * same.bias) << "seed " << seed;
    mean_ratio += same.estimate.value / same.bias / 8;
    for (const int order : {1, 2}) {
      const SampledW shifted_bell =
          sampled_w_2d(bell, Law2d{Distribution2d(Normal2d{{3, 4}, 1, 1, 0})}, order, 300, seed, 5);
      EXPECT_NEAR(shifted_bell.estimate.value, 5, shifted_bell.bias + 4 * shifted_bell.estimate.error)
          << "seed " << seed;
      EXPECT_GT(shifted_bell.estimate.error, 0);
      EXPECT_LT(shifted_bell.estimate.error, 0.2);
    }
  }
  EXPECT_NEAR(mean_ratio, 1, 0.2);
  EXPECT_EQ(sampled_w_2d(bell, bell, 1, 100, 7).estimate, sampled_w_2d(bell, bell, 1, 100, 7).estimate);
}

TEST(Distances2d, AtomsAreExact) {
  Points2d p, q;
  p.xs = {0, 1}, p.ys = {0, 0};
  q.xs = {0, 1}, q.ys = {1, 1}, q.weights = {3, 1};
  const SampledW w1 = sampled_w_2d(Law2d{Distribution2d(p)}, Law2d{Distribution2d(q)}, 1, 10, 1);
  EXPECT_EQ(w1.estimate.method, Method::exact);
  EXPECT_EQ(w1.bias, 0);
  EXPECT_NEAR(w1.estimate.value, 0.75 + 0.25 * std::numbers::sqrt2, 1e-14);
  const Distances2d all = distances_2d(p, q);
  EXPECT_NEAR(all.distances[w2].value, std::sqrt(0.75 + 0.25 * 2), 1e-14);
  EXPECT_EQ(all.distances[tv].value, 1);
}

TEST(Distances2d, AllSixTogether) {
  const Distances2d normals =
      distances_2d(normal_with({0, 0}, {2, 1, 2}), normal_with({1, -1}, {1, 0, 3}), {.samples = 100});
  EXPECT_NEAR(normals.distances[kl_pq].value, 1, 1e-12);
  EXPECT_NEAR(normals.distances[kl_qp].value, 4.0 / 3, 1e-12);
  EXPECT_NEAR(normals.distances[w2].value, 1.586406387547692, 1e-12);
  EXPECT_EQ(normals.distances[w2].method, Method::closed_form);
  EXPECT_EQ(normals.distances[js].method, Method::quadrature);
  EXPECT_EQ(normals.distances[w1].method, Method::sampled);
  EXPECT_GT(normals.w1_bias, 0);
  EXPECT_EQ(normals.w2_bias, 0);
  // A normal so thin that its covariance has no determinant left in doubles.
  const Distances2d thin =
      distances_2d(Normal2d{{0, 0}, 1e4, 1e-6, 30}, Normal2d{{0, 0}, 1e4, 2e-6, 30}, {.samples = 10});
  EXPECT_NEAR(thin.distances[kl_pq].value, std::log(2) + 1.0 / 8 - 0.5, 1e-9);
}

}  // namespace
}  // namespace dlab
