// Normals in the plane: known answers, and the 1-D case inside.
#include "core/divergence/normal_2d.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math/angle.hpp"

namespace dlab {
namespace {

TEST(Normal2d, KnownAnswers) {
  const Distances d = distances(normal_with({0, 0}, {2, 1, 2}), normal_with({1, -1}, {1, 0, 3}));
  EXPECT_NEAR(d[DistanceKind::kl_pq].value, 1, 1e-14);  // ½ (2 + 2/3 + 1 + 1/3 − 2 + ln 1)
  EXPECT_NEAR(d[DistanceKind::kl_qp].value, 4.0 / 3, 1e-14);
  EXPECT_NEAR(d[DistanceKind::w2].value, 1.586406387547692, 1e-14);
  for (const DistanceKind kind : {DistanceKind::js, DistanceKind::tv, DistanceKind::w1}) {
    EXPECT_FALSE(d[kind].defined());
  }
}

TEST(Normal2d, AlongOneAxisItIsTheLine) {
  const Distances d = distances(normal_with({0, 5}, {1, 0, 7}), normal_with({1, 5}, {4, 0, 7}));
  EXPECT_NEAR(d[DistanceKind::kl_pq].value, std::log(2) + 2.0 / 8 - 0.5, 1e-14);
  EXPECT_NEAR(d[DistanceKind::w2].value, std::sqrt(2), 1e-14);
}

TEST(Normal2d, TurningBothTurnsNothing) {
  const auto turned_by = [](Normal2d d, double degrees) {
    d.mean = turned(d.mean, turn_by(degrees));
    d.angle += degrees;
    return d;
  };
  const Normal2d p = normal_with({1, 2}, {2, 0.3, 0.5}), q = normal_with({-1, 0.5}, {1, -0.6, 0.7});
  const Distances a = distances(p, q), b = distances(turned_by(p, 40), turned_by(q, 40));
  for (const DistanceKind kind : {DistanceKind::kl_pq, DistanceKind::kl_qp, DistanceKind::w2}) {
    EXPECT_NEAR(a[kind].value, b[kind].value, 1e-13);
  }
}

TEST(Normal2d, EqualOnesAreAtDistanceZeroWithinTheirError) {
  const Normal2d p = normal_with({1e3, -2}, {2, 1.9, 2});
  const Distances d = distances(p, p);
  for (const DistanceKind kind : {DistanceKind::kl_pq, DistanceKind::kl_qp, DistanceKind::w2}) {
    EXPECT_LE(d[kind].value, d[kind].error) << distance_key(kind);
    EXPECT_LT(d[kind].error, 1e-6) << distance_key(kind);
  }
}

}  // namespace
}  // namespace dlab
