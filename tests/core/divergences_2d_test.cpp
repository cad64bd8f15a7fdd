// KL, JS and TV in the plane against closed forms, areas, 1-D divergences and the laws that they obey; every
// error must be a fair statement about the value.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/divergence/distances_2d.hpp"
#include "core/divergence/kernels_2d.hpp"
#include "core/divergence/normal_2d.hpp"
#include "core/divergence/quadrature_2d.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double ln2 = std::numbers::ln2;
using enum DistanceKind;

Distances between(const Distribution2d& p, const Distribution2d& q) {
  return divergences_2d(Law2d(p), Law2d(q));
}
Mixture2d alone(const Simple2d& one) {  // two halves of the same: a mixture, so no closed form is taken
  return {{{0.5, one}, {0.5, one}}};
}

// |value − truth| within a few times the stated error, and the error no larger than `most`.
void expect_near(const Estimate& estimate, double truth, double most, const char* what) {
  if (truth == infinity) {
    EXPECT_TRUE(estimate.infinite()) << what << " " << estimate.value;
    return;
  }
  EXPECT_LE(std::abs(estimate.value - truth), 3 * estimate.error + 1e-13 * (1 + truth))
      << what << " " << estimate.value << " ± " << estimate.error << ", truth " << truth;
  EXPECT_LE(estimate.error, most * (1 + truth)) << what;
}

TEST(Divergences2d, NormalsAgreeWithTheirClosedForms) {
  const std::pair<Normal2d, Normal2d> pairs[] = {
      {{{0, 0}, 1, 1, 0}, {{1, 0}, 1, 1, 0}},          {{{0, 0}, 2, 0.5, 30}, {{1, -1}, 1, 1.5, -20}},
      {{{0, 0}, 1, 0.05, 45}, {{0.3, 0}, 1, 0.1, 40}}, {{{5, 5}, 0.02, 0.02, 0}, {{4, 5}, 1, 2, 10}},
      {{{1e6, 0}, 1, 1, 0}, {{1e6 + 1, 0}, 2, 1, 0}},  {{{0, 0}, 1e-6, 1e-6, 0}, {{1e-6, 0}, 2e-6, 1e-6, 0}},
      {{{0, 0}, 1, 1, 0}, {{20, 0}, 1, 1, 0}},         {{{0, 0}, 1, 1, 0}, {{2000, 1000}, 1.5, 1, 70}},
  };
  for (const auto& [p, q] : pairs) {
    const Distances closed = distances(p, q), computed = between(alone(p), alone(q));
    expect_near(computed[kl_pq], closed[kl_pq].value, 2e-5, "kl_pq");
    expect_near(computed[kl_qp], closed[kl_qp].value, 2e-5, "kl_qp");
    EXPECT_EQ(between(p, q)[kl_pq].method, Method::closed_form);
    EXPECT_NEAR(between(p, q)[kl_pq].value, closed[kl_pq].value, 1e-9 * (1 + closed[kl_pq].value));
  }
}

// Along one axis the plane's JS and TV are the line's: TV of N(0,1) and N(m,1) is 2Φ(m/2) − 1.
TEST(Divergences2d, EqualOtherCoordinatesDropOut) {
  for (const double m : {0.01, 0.5, 1.0, 3.0, 6.0}) {
    for (const double turn : {0.0, 33.0}) {
      const double c = std::cos(turn * std::numbers::pi / 180), s = std::sin(turn * std::numbers::pi / 180);
      const Normal2d p{{0, 0}, 1, 0.3, turn}, q{{m * c, m * s}, 1, 0.3, turn};
      const Distances d = between(p, q);
      expect_near(d[tv], std::erf(m / 2 / std::numbers::sqrt2), 2e-5, "tv");
      const Distances line = distances(Law(Distribution(Normal{0, 1})), Law(Distribution(Normal{m, 1})));
      expect_near(d[js], line[js].value, 2e-6, "js");
    }
  }
}

// KL of products is the sum of the factors': a grid of bells is a product of two rows of bells.
TEST(Divergences2d, ProductsAddUp) {
  const auto row = [](double center, double spacing, double std, int side) {
    Mixture mixture;
    for (int i = 0; i < side; ++i)
      mixture.components.push_back({1, Normal{center + spacing * (i - 0.5 * (side - 1)), std}});
    return Law(Distribution(mixture));
  };
  const Grid2d p{{0.1, -0.2}, 1, 0.3, 3}, q{{0, 0}, 0.7, 0.4, 4};
  const Distances computed = between(p, q);
  const Distances across = distances(row(0.1, 1, 0.3, 3), row(0, 0.7, 0.4, 4)),
                  upwards = distances(row(-0.2, 1, 0.3, 3), row(0, 0.7, 0.4, 4));
  expect_near(computed[kl_pq], across[kl_pq].value + upwards[kl_pq].value, 1e-5, "kl_pq");
  expect_near(computed[kl_qp], across[kl_qp].value + upwards[kl_qp].value, 1e-5, "kl_qp");
  const Distances narrow = between(Grid2d{{0, 0}, 1, 0.02, 3}, Normal2d{{0, 0}, 1, 1, 0});
  const Distances bells = distances(row(0, 1, 0.02, 3), Law(Distribution(Normal{0, 1})));
  expect_near(narrow[kl_pq], 2 * bells[kl_pq].value, 3e-5, "narrow kl_pq");
  expect_near(narrow[kl_qp], 2 * bells[kl_qp].value, 1e-3, "narrow kl_qp");
}

// Bells too far apart to touch, each beside a broad one: what is in common is known to many digits.
TEST(Divergences2d, NarrowBellsInABroadOne) {
  const Ring2d ring{{0, 0}, 2, 0.02, 8, 0};
  const Distances far = between(ring, Normal2d{{400, 0}, 1, 1, 0});
  expect_near(far[js], ln2, 2e-6, "js");
  expect_near(far[tv], 1, 2e-6, "tv");
  // KL(ring‖N(0, s²I)) = −(1 + ln 2πσ²) − ln 8 + ln 2πs² + (r² + 2σ²)/(2s²)
  const double s = 1.5, std = 0.02;
  const double truth = -1 - std::log(8) + 2 * std::log(s / std) + (4 + 2 * std * std) / (2 * s * s);
  const Distances near = between(ring, Normal2d{{0, 0}, s, s, 0});
  expect_near(near[kl_pq], truth, 1e-6, "kl_pq");
  // The same through JS = H(m) − ½H(p) − ½H(q), twice as fine.
  const Distances fine = divergences_2d(Law2d(Distribution2d(ring)),
                                        Law2d(Distribution2d(Normal2d{{0, 0}, s, s, 0})), {1e-9, 1500, {}});
  expect_near(near[js], fine[js].value, 1e-4, "js");
  expect_near(near[tv], fine[tv].value, 1e-4, "tv");
  expect_near(near[kl_qp], fine[kl_qp].value, 1e-4, "kl_qp");
}

TEST(Divergences2d, TheSameIsAtZero) {
  const std::vector<Distribution2d> all{Ring2d{}, Grid2d{}, Box2d{}, Disc2d{}, Segments2d{}, SwissRoll2d{}};
  for (const Distribution2d& one : all) {
    const Distances d = between(one, one);
    for (const DistanceKind kind : {kl_pq, kl_qp, js, tv}) EXPECT_EQ(d[kind].value, 0);
  }
  const Ring2d ring{{0, 0}, 1.5, 0.1, 8, 0};
  Ring2d turned = ring;
  turned.angle = 45;  // the same bells in another order
  const Distances d = between(ring, turned);
  for (const DistanceKind kind : {kl_pq, kl_qp, js, tv}) EXPECT_LT(d[kind].value, 1e-10);
}

TEST(Divergences2d, BoxesByTheirAreas) {
  // 2 × 1 and 1 × 2 share a unit square: TV = ½, JS = ½ ln 2.
  const Distances d = between(Box2d{{0, 0}, 2, 1}, Box2d{{0, 0}, 1, 2});
  EXPECT_NEAR(d[tv].value, 0.5, 1e-15);
  EXPECT_NEAR(d[js].value, 0.5 * ln2, 1e-15);
  EXPECT_TRUE(d[kl_pq].infinite() && d[kl_qp].infinite());
  EXPECT_EQ(d[tv].method, Method::exact);
  const Distances inside = between(Box2d{{0, 0}, 1, 1}, Box2d{{0.5, 0}, 4, 2});
  EXPECT_NEAR(inside[kl_pq].value, std::log(8), 1e-14);
  EXPECT_TRUE(inside[kl_qp].infinite());
  EXPECT_NEAR(inside[tv].value, 7.0 / 8, 1e-14);
  const Distances apart = between(Box2d{{0, 0}, 1, 1}, Box2d{{1, 0}, 1, 1});  // they only touch
  EXPECT_NEAR(apart[js].value, ln2, 1e-15);
  EXPECT_NEAR(apart[tv].value, 1, 1e-15);
}

TEST(Divergences2d, DiscsByTheirAreas) {
  // The lens of two unit discs one apart: 2π/3 − √3/2.
  const double lens = 2 * std::numbers::pi / 3 - std::sqrt(3) / 2;
  const Distances d = between(Disc2d{{0, 0}, 1}, Disc2d{{0.6, 0.8}, 1});
  expect_near(d[tv], 1 - lens / std::numbers::pi, 1e-7, "tv");
  expect_near(d[js], ln2 * (1 - lens / std::numbers::pi), 1e-7, "js");
  EXPECT_TRUE(d[kl_pq].infinite());
  const Distances inside = between(Disc2d{{0.2, 0.1}, 0.5}, Disc2d{{0, 0}, 1});
  expect_near(inside[kl_pq], std::log(4), 1e-7, "kl_pq");
  EXPECT_TRUE(inside[kl_qp].infinite());
  const Distances square = between(Disc2d{{3, 0}, 1}, Box2d{{3, 0}, 2, 2});
  expect_near(square[kl_pq], std::log(4 / std::numbers::pi), 1e-7, "disc in box");
  expect_near(square[tv], 1 - std::numbers::pi / 4, 1e-7, "disc in box, tv");
}

// KL(uniform‖normal) in closed form.
TEST(Divergences2d, ShapesAgainstBells) {
  const Distances box = between(Box2d{{1, 0}, 2, 1}, Normal2d{{0, 0}, 1, 1, 0});
  const double second = 1 + 4.0 / 12 + 1.0 / 12;  // E x² + y²
  expect_near(box[kl_pq], -std::log(2) + std::log(2 * std::numbers::pi) + second / 2, 1e-6, "box");
  EXPECT_TRUE(box[kl_qp].infinite());
  EXPECT_EQ(box[kl_pq].method, Method::quadrature);
  const Distances disc = between(Disc2d{{0, 2}, 1}, Normal2d{{0, 0}, 1, 1, 0});
  expect_near(disc[kl_pq], -std::log(std::numbers::pi) + std::log(2 * std::numbers::pi) + (4 + 0.5) / 2, 1e-6,
              "disc");
  // A picture of one gray is a box.
  const Cells gray{90, 80, std::vector<double>(90 * 80, 0.5)};
  const Distances picture = between(Painted2d{gray, {1, 0}, 1}, Normal2d{{0, 0}, 1, 1, 0}),
                  plate = between(Box2d{{1, 0}, 90.0 / 80, 1}, Normal2d{{0, 0}, 1, 1, 0});
  expect_near(picture[kl_pq], plate[kl_pq].value, 1e-5, "picture kl");
  expect_near(picture[js], plate[js].value, 1e-5, "picture js");
  expect_near(picture[tv], plate[tv].value, 1e-4, "picture tv");
}

TEST(Divergences2d, PicturesCellByCell) {
  const Painted2d p{{2, 2, {1, 0, 0.5, 0.5}}, {0, 0}, 2}, q{{2, 2, {0.25, 0.25, 0.25, 0.25}}, {0, 0}, 2};
  const Distances d = between(p, q);
  EXPECT_NEAR(d[kl_pq].value, 0.5 * std::log(2), 1e-15);
  EXPECT_TRUE(d[kl_qp].infinite());
  EXPECT_NEAR(d[tv].value, 0.25, 1e-15);
  EXPECT_EQ(d[kl_pq].method, Method::exact);
}

// Example 1 of Arjovsky, Chintala, Bottou 2017.
TEST(Divergences2d, ParallelSegments) {
  const Segments2d at_zero{{0, 0.5}, 1, 90, 1, 1};
  for (int i = -40; i < 40; ++i) {
    Segments2d moved = at_zero;
    moved.center.x = -1 + 0.025 * (i + 40);
    const Distances d = between(at_zero, moved);
    const bool same = i == 0;
    EXPECT_EQ(d[js].value, same ? 0 : ln2) << i;
    EXPECT_EQ(d[tv].value, same ? 0 : 1) << i;
    EXPECT_EQ(d[kl_pq].value, same ? 0 : infinity) << i;
    EXPECT_EQ(d[kl_qp].value, same ? 0 : infinity) << i;
    EXPECT_EQ(d[js].method, Method::exact);
    EXPECT_EQ(exact_w1_2d(at_zero, moved)->value, std::abs(moved.center.x)) << i;
    EXPECT_EQ(exact_w2_2d(at_zero, moved)->value, std::abs(moved.center.x)) << i;
  }
  // Half of each on the other, at any angle.
  for (const double angle : {90.0, 30.0, -77.0}) {
    const double a = angle * std::numbers::pi / 180;
    const Distances d =
        between(Segments2d{{2, 1}, 1, angle, 1, 1},
                Segments2d{{2 + 0.5 * std::cos(a), 1 + 0.5 * std::sin(a)}, 1, angle + 180, 1, 1});
    EXPECT_NEAR(d[tv].value, 0.5, 1e-12);
    EXPECT_NEAR(d[js].value, 0.5 * ln2, 1e-12);
    EXPECT_TRUE(d[kl_pq].infinite());
  }
  EXPECT_NEAR(between(Segments2d{{0, 0}, 1, 0, 1, 1}, Segments2d{{0, 0}, 4, 0, 1, 1})[kl_pq].value,
              std::log(4), 1e-14);
  EXPECT_EQ(between(Segments2d{{0, 0}, 1, 0, 1, 1}, Segments2d{{0, 0}, 1, 90, 1, 1})[tv].value,
            1);  // a cross
}

TEST(Divergences2d, AtomsAndMixedParts) {
  Points2d p, q;
  p.xs = {0, 1}, p.ys = {0, 0};
  q.xs = {1, 0}, q.ys = {0, 0}, q.weights = {0.1, 0.9};
  const Distances coins = between(p, q);
  EXPECT_NEAR(coins[kl_pq].value, 0.5108256237659907, 1e-14);
  EXPECT_NEAR(coins[tv].value, 0.4, 1e-15);
  const Distances against_bell = between(p, Normal2d{});
  EXPECT_EQ(against_bell[js].value, ln2);
  EXPECT_EQ(against_bell[tv].value, 1);
  EXPECT_TRUE(against_bell[kl_pq].infinite() && against_bell[kl_qp].infinite());
  // Half a box and half a segment against three quarters of the box and a quarter of the segment.
  const Distances mixed = between(Mixture2d{{{0.5, Box2d{}}, {0.5, Segments2d{}}}},
                                  Mixture2d{{{0.75, Box2d{}}, {0.25, Segments2d{}}}});
  EXPECT_NEAR(mixed[tv].value, 0.25, 1e-14);
  EXPECT_NEAR(mixed[kl_pq].value, 0.5 * std::log(2.0 / 3) + 0.5 * std::log(2), 1e-14);
}

TEST(Divergences2d, SymmetryAndBounds) {
  const std::vector<Distribution2d> all{Ring2d{},
                                        Moons2d{},
                                        Circles2d{},
                                        Box2d{},
                                        Disc2d{},
                                        Mixture2d{{{1, Disc2d{}}, {2, Normal2d{}}}},
                                        Normal2d{{1, 0}, 0.2, 2, 20},
                                        Segments2d{}};
  for (const Distribution2d& p : all) {
    for (const Distribution2d& q : all) {
      const Distances there = between(p, q), back = between(q, p);
      EXPECT_GE(there[js].value, 0);
      EXPECT_LE(there[js].value, ln2);
      EXPECT_LE(there[tv].value, 1);
      for (const auto& [a, b] : {std::pair{kl_pq, kl_qp}, std::pair{js, js}, std::pair{tv, tv}}) {
        if (there[a].infinite()) {
          EXPECT_TRUE(back[b].infinite());
        } else {
          EXPECT_NEAR(there[a].value, back[b].value, 3 * (there[a].error + back[b].error) + 1e-12);
          EXPECT_LE(there[a].error, 2e-3 * (1 + there[a].value));
        }
      }
      // Lin's bounds (1991) and Pinsker's inequality, in nats.
      const double v = there[tv].value;
      EXPECT_LE(there[js].value, ln2 * v + 1e-4);
      EXPECT_GE(there[kl_pq].value + 1e-4, 2 * v * v);
    }
  }
}

TEST(Divergences2d, FarApartStaysFinite) {
  const Distances d = between(Ring2d{{0, 0}, 1, 0.1, 8, 0}, Ring2d{{1e4, 0}, 1, 0.1, 8, 0});
  EXPECT_NEAR(d[kl_pq].value / (1e8 / (2 * 0.01)), 1, 1e-3);
  EXPECT_NEAR(d[js].value, ln2, 1e-12);
  const Distances farther = between(Moons2d{{0, 0}, 1, 0.1}, Moons2d{{1e9, 0}, 1, 0.1});
  EXPECT_TRUE(std::isfinite(farther[kl_pq].value));
  EXPECT_GT(farther[kl_pq].value, 1e18);
}

TEST(Kernels2d, AllInstructionSetsAgree) {
  const std::vector<BellForm> bells{{0, 0, 1, 0.2, 2, -1}, {1, 0.5, 3, 0, 1, -2}, {40, 40, 9, 0, 9, 0}};
  const std::vector<int> chosen{0, 1, 2};
  double x[32], y[32], weight[32];
  for (int i = 0; i < 32; ++i) x[i] = -2 + 1.7 * i, y[i] = 0.3 * i - 1, weight[i] = 0.1 + 0.01 * i;
  const auto reference = [&](const Kernels2d& kernels, std::size_t p_count, std::size_t q_count,
                             double flat) {
    PanelSums2d sums;
    kernels.sums({bells.data(), chosen.data(), p_count, flat}, {bells.data(), chosen.data() + 1, q_count, 0},
                 {x, y, weight, 32}, sums);
    return sums;
  };
  for (const Kernels2d* kernels : kernel_2d_sets()) {
    for (const auto& [p_count, q_count, flat] :
         {std::tuple{3, 2, 0.0}, std::tuple{1, 1, 0.0}, std::tuple{1, 1, 0.5}, std::tuple{1, 0, 0.0}}) {
      const auto p = static_cast<std::size_t>(p_count), q = static_cast<std::size_t>(q_count);
      const PanelSums2d a = reference(*kernel_2d_sets()[0], p, q, flat), b = reference(*kernels, p, q, flat);
      for (const auto& [left, right] :
           {std::pair{a.kl_pq, b.kl_pq}, {a.kl_qp, b.kl_qp}, {a.js, b.js}, {a.tv, b.tv}}) {
        EXPECT_NEAR(left, right, 1e-12 * (1 + std::abs(left))) << kernels->name;
      }
    }
  }
}

}  // namespace
}  // namespace dlab
