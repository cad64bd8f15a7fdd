// Laws in the plane: densities integrate to 1, grids agree with single points, samples have the right moments
// and follow the parameters continuously.
#include "core/distribution/law_2d.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Points2d cloud(double bandwidth) {
  Points2d points;
  points.xs = {0, 1, 2.5}, points.ys = {1, -1, 0.25}, points.weights = {1, 2, 1};
  points.bandwidth = bandwidth;
  return points;
}
const Cells four{2, 2, {1, 0, 0.2, 0.6}};

const std::vector<Distribution2d> with_density{
    Normal2d{{1, -1}, 2, 0.5, 30},
    Ring2d{{0, 1}, 2, 0.3, 8, 10},
    Grid2d{{0, 0}, 1, 0.3, 4},
    SwissRoll2d{{1, 0}, 2, 0.1},
    Moons2d{{0, 1}, 1, 0.1},
    Circles2d{{-1, 0}, 2, 0.5, 0.1},
    Box2d{{1, 1}, 2, 3},
    Disc2d{{0, 2}, 1.5},
    Image2d{"", four, true, {0, 0}, 2},
    Painted2d{four, {1, 0}, 2},
    cloud(0.3),
    Mixture2d{{{0.25, Normal2d{{-1, 0}, 1, 0.8, 0}}, {0.75, Box2d{{1, 0}, 1, 1}}}}};
const std::vector<Distribution2d> singular{Segments2d{{0.25, 0}, 1, 90, 2, 1}, cloud(0),
                                           SwissRoll2d{{1, 0}, 2, 0}};

// Midpoint rule over the reach.
TEST(Law2d, DensitiesIntegrateToOne) {
  constexpr std::size_t n = 400;
  for (const Distribution2d& distribution : with_density) {
    const Law2d law(distribution);
    EXPECT_TRUE(law.has_density());
    const Bounds b = law.reach(1e-7);
    std::vector<double> xs(n), ys(n), logs(n * n);
    for (std::size_t i = 0; i < n; ++i) {
      const double share = (static_cast<double>(i) + 0.5) / n;
      xs[i] = std::lerp(b.x_low, b.x_high, share), ys[i] = std::lerp(b.y_high, b.y_low, share);
    }
    law.log_densities(xs, ys, logs);
    double sum = 0;
    Point mean;
    for (std::size_t r = 0; r < n; ++r) {
      for (std::size_t c = 0; c < n; ++c) {
        const double mass = std::exp(logs[r * n + c]);
        sum += mass, mean = mean + mass * Point{xs[c], ys[r]};
      }
    }
    const double area = (b.x_high - b.x_low) * (b.y_high - b.y_low) / (n * n);
    const double jumps = law.bells().empty() || !law.plates().empty() ? 2e-2 : 1e-5;  // of the midpoint rule
    EXPECT_NEAR(sum * area, 1, jumps) << kind_key(kind_of(distribution));
    EXPECT_NEAR(norm(area * mean - law.mean()), 0, jumps) << kind_key(kind_of(distribution));
  }
}

TEST(Law2d, GridsAgreeWithSinglePointsFarIntoTheTails) {
  std::vector<double> xs, ys;
  for (int i = -20; i <= 20; ++i) xs.push_back(0.37 * i), ys.push_back(50 + 11.3 * i);
  std::vector<double> logs(xs.size() * ys.size());
  for (const Distribution2d& distribution : with_density) {
    const Law2d law(distribution);
    law.log_densities(xs, ys, logs);
    for (std::size_t r = 0; r < ys.size(); ++r) {
      for (std::size_t c = 0; c < xs.size(); ++c) {
        const double one = law.log_density({xs[c], ys[r]}), of_grid = logs[r * xs.size() + c];
        if (one == -infinity) {
          EXPECT_EQ(of_grid, one);
        } else {
          EXPECT_NEAR(of_grid, one, 1e-11 * (1 + std::abs(one))) << kind_key(kind_of(distribution));
        }
      }
    }
  }
}

TEST(Law2d, KnownDensities) {
  const Law2d bell{Distribution2d(Normal2d{{0, 0}, 2, 0.5, 90})};
  EXPECT_NEAR(bell.log_density({0, 0}), -std::log(2 * std::numbers::pi), 1e-15);
  EXPECT_NEAR(bell.log_density({0.5, 2}), -std::log(2 * std::numbers::pi) - 1, 1e-14);
  EXPECT_NEAR(bell.log_density({100, 0}), -std::log(2 * std::numbers::pi) - 20000, 1e-9);
  EXPECT_NEAR(Law2d(Distribution2d(Box2d{{0, 0}, 2, 4})).density({0.5, 1.5}), 0.125, 1e-16);
  EXPECT_EQ(Law2d(Distribution2d(Box2d{{0, 0}, 2, 4})).log_density({1.5, 0}), -infinity);
  const Law2d disc{Distribution2d(Disc2d{{1, 1}, 2})};
  EXPECT_NEAR(disc.density({2.4, 2.4}), 1 / (4 * std::numbers::pi), 1e-16);
  EXPECT_EQ(disc.density({2.5, 2.5}), 0);
  const Law2d picture{Distribution2d(Painted2d{four, {0, 0}, 2})};  // cells of 1 × 1, the top left darkest
  EXPECT_NEAR(picture.density({-0.5, 0.5}), 1 / 1.8, 1e-15);
  EXPECT_EQ(picture.density({0.5, 0.5}), 0);
  EXPECT_NEAR(picture.density({0.5, -0.5}), 0.6 / 1.8, 1e-15);
}

// A curve's bells stand so close that the ridge is level.
TEST(Law2d, CurvesAreSmooth) {
  const Law2d circles{Distribution2d(Circles2d{{0, 0}, 2, 0.5, 0.05})};
  const double at_0 = circles.density({2, 0});
  for (int i = 0; i < 500; ++i) {
    const double angle = 0.0321 * i;
    EXPECT_NEAR(circles.density({2 * std::cos(angle), 2 * std::sin(angle)}), at_0, 1e-7 * at_0);
  }
}

TEST(Law2d, SamplesHaveTheLawsMoments) {
  constexpr std::size_t n = 40'000;
  std::vector<Distribution2d> all = with_density;
  all.insert(all.end(), singular.begin(), singular.end());
  for (const Distribution2d& distribution : all) {
    const Law2d law(distribution);
    Point sum;
    double xx = 0, xy = 0, yy = 0;
    for (const Point& at : law.sample(n, 7)) {
      const Point off = at - law.mean();
      sum = sum + off;
      xx += off.x * off.x, xy += off.x * off.y, yy += off.y * off.y;
    }
    const Covariance cov = law.covariance();
    const double spread = cov.xx + cov.yy;
    const std::string which = kind_key(kind_of(distribution));
    EXPECT_NEAR(norm((1.0 / n) * sum), 0, 4 * std::sqrt(spread / n)) << which;
    EXPECT_NEAR(xx / n, cov.xx, 0.03 * spread) << which;
    EXPECT_NEAR(xy / n, cov.xy, 0.03 * spread) << which;
    EXPECT_NEAR(yy / n, cov.yy, 0.03 * spread) << which;
  }
}

// Share of samples in each quarter of a picture.
TEST(Law2d, SamplesOfAPictureFollowItsCells) {
  const Law2d law{Distribution2d(Painted2d{four, {0, 0}, 2})};
  double counts[4] = {};
  constexpr int n = 20'000;
  for (const Point& at : law.sample(n, 3)) counts[(at.y < 0 ? 2 : 0) + (at.x > 0 ? 1 : 0)] += 1.0 / n;
  EXPECT_NEAR(counts[0], 1 / 1.8, 0.015);
  EXPECT_EQ(counts[1], 0);
  EXPECT_NEAR(counts[2], 0.2 / 1.8, 0.015);
  EXPECT_NEAR(counts[3], 0.6 / 1.8, 0.015);
}

// The property a hand feels: a small turn of any knob moves every sample a little.
TEST(Law2d, SamplesFollowEveryFieldContinuously) {
  std::vector<Distribution2d> all = with_density;
  all.insert(all.end(), singular.begin(), singular.end());
  for (Distribution2d distribution : all) {
    const FieldList list = fields(distribution, "");
    for (const FieldRef& field : list) {
      const std::string key = field.info().key;
      if (field.info().kind != FieldKind::real || key == "weight" || key == "bandwidth") continue;
      const double value = std::get<double>(field.get());
      if (value == 0 && key == "noise") continue;
      const auto before = Law2d(distribution).sample(500, 1);
      const double step = 1e-4 * std::max(0.1, std::abs(value));
      ASSERT_TRUE(field.set(value + step));
      const auto after = Law2d(distribution).sample(500, 1);
      ASSERT_TRUE(field.set(value));
      double farthest = 0;
      for (std::size_t i = 0; i < before.size(); ++i)
        farthest = std::max(farthest, norm(after[i] - before[i]));
      EXPECT_LT(farthest, 1e-2) << kind_key(kind_of(distribution)) << " " << field.path();
      EXPECT_GT(farthest, 0) << kind_key(kind_of(distribution)) << " " << field.path();
    }
  }
}

TEST(Law2d, ShiftedSamplesAreTheSamplesShifted) {
  std::vector<Distribution2d> all = with_density;
  all.insert(all.end(), singular.begin(), singular.end());
  for (const Distribution2d& distribution : all) {
    const auto here = Law2d(distribution).sample(200, 5),
               there = Law2d(shifted(distribution, {3, -2})).sample(200, 5);
    for (std::size_t i = 0; i < here.size(); ++i)
      EXPECT_NEAR(norm(there[i] - here[i] - Point{3, -2}), 0, 1e-12) << kind_key(kind_of(distribution));
  }
}

TEST(Law2d, PointsForTheSolver) {
  const Law2d atoms{Distribution2d(cloud(0))};
  const auto exact = atoms.points(10, 1);
  EXPECT_FALSE(exact.sampled);
  EXPECT_EQ(exact.at.size(), 3u);
  EXPECT_EQ(exact.weights, (std::vector<double>{0.25, 0.5, 0.25}));
  EXPECT_TRUE(atoms.points(2, 1).sampled);
  const auto drawn = Law2d(Distribution2d(Disc2d{})).points(100, 1);
  EXPECT_TRUE(drawn.sampled);
  EXPECT_EQ(drawn.at.size(), 100u);
  EXPECT_TRUE(drawn.weights.empty());
  for (const Point& at : drawn.at) EXPECT_LE(norm(at), 1);
}

}  // namespace
}  // namespace dlab
