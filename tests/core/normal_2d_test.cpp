// Normals in the plane: known answers, and the 1-D case inside.
#include "core/divergence/normal_2d.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace dlab {
namespace {

TEST(Normal2d, KnownAnswers) {
  const Distances d = distances(Normal2d{{0, 0}, 2, 1, 2}, Normal2d{{1, -1}, 1, 0, 3});
  EXPECT_NEAR(d[DistanceKind::kl_pq].value, 1, 1e-14);  // ½ (2 + 2/3 + 1 + 1/3 − 2 + ln 1)
  EXPECT_NEAR(d[DistanceKind::kl_qp].value, 4.0 / 3, 1e-14);
  EXPECT_NEAR(d[DistanceKind::w2].value, 1.586406387547692, 1e-14);
  for (const DistanceKind kind : {DistanceKind::js, DistanceKind::tv, DistanceKind::w1}) {
    EXPECT_FALSE(d[kind].defined());
  }
}

TEST(Normal2d, AlongOneAxisItIsTheLine) {
  const Distances d = distances(Normal2d{{0, 5}, 1, 0, 7}, Normal2d{{1, 5}, 4, 0, 7});
  EXPECT_NEAR(d[DistanceKind::kl_pq].value, std::log(2) + 2.0 / 8 - 0.5, 1e-14);
  EXPECT_NEAR(d[DistanceKind::w2].value, std::sqrt(2), 1e-14);
}

TEST(Normal2d, TurningBothTurnsNothing) {
  const double c = std::cos(0.7), s = std::sin(0.7);
  const auto turned = [&](const Normal2d& d) {
    return Normal2d{{c * d.mean[0] - s * d.mean[1], s * d.mean[0] + c * d.mean[1]},
                    c * c * d.xx - 2 * c * s * d.xy + s * s * d.yy,
                    c * s * (d.xx - d.yy) + (c * c - s * s) * d.xy,
                    s * s * d.xx + 2 * c * s * d.xy + c * c * d.yy};
  };
  const Normal2d p{{1, 2}, 2, 0.3, 0.5}, q{{-1, 0.5}, 1, -0.6, 0.7};
  const Distances a = distances(p, q), b = distances(turned(p), turned(q));
  for (const DistanceKind kind : {DistanceKind::kl_pq, DistanceKind::kl_qp, DistanceKind::w2}) {
    EXPECT_NEAR(a[kind].value, b[kind].value, 1e-13);
  }
}

TEST(Normal2d, EqualOnesAreAtDistanceZeroWithinTheirError) {
  const Normal2d p{{1e3, -2}, 2, 1.9, 2};
  const Distances d = distances(p, p);
  for (const DistanceKind kind : {DistanceKind::kl_pq, DistanceKind::kl_qp, DistanceKind::w2}) {
    EXPECT_LE(d[kind].value, d[kind].error) << distance_key(kind);
    EXPECT_LT(d[kind].error, 1e-6) << distance_key(kind);
  }
}

}  // namespace
}  // namespace dlab
