// Batches of training data: the same bits for any split, the right law, and Philox and Box-Muller beneath
// them.
#include "core/gan/batch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <set>

#include "core/distribution/law.hpp"
#include "core/distribution/law_2d.hpp"
#include "core/distribution/law_2d_sampler.hpp"
#include "core/math/guide_table.hpp"
#include "core/math/random_batch.hpp"

namespace dlab {
namespace {

using Floats = std::vector<float>;

Distribution2d cells() {
  Painted2d painted;
  painted.cells = {3, 2, SharedValues{0, 1, 2, 3, 0, 1}};
  return painted;
}
std::vector<Distribution2d> planes() {
  Points2d points;
  points.xs = SharedValues{0, 1, 5}, points.ys = SharedValues{0, 2, -1};
  points.weights = SharedValues{1, 2, 1};
  const Normal2d bell{{1, -2}, 1.5, 0.3, 30};
  const Mixture2d mixture{{{1, bell}, {2, Disc2d{{3, 0}, 0.5}}, {1, SwissRoll2d{}}, {1, Segments2d{}}}};
  return {bell,      Ring2d{},    Grid2d{},     SwissRoll2d{}, SwissRoll2d{{}, 2, 0},
          Moons2d{}, Circles2d{}, Segments2d{}, Box2d{},       Disc2d{},
          cells(),   points,      mixture};
}
std::vector<Distribution> lines() {
  const Normal bell{-2, 0.5};
  const Mixture mixture{
      {{1, bell}, {2, Laplace{3, 0.4}}, {1, Uniform{4, 6}}, {1, Exponential{2}}, {1, Dirac{7}}}};
  return {bell,   Laplace{1, 2}, Uniform{-1, 3}, Exponential{0.5}, Dirac{2}, Discrete{{1, 2, 4}, {1, 1, 2}},
          mixture};
}
std::string kind(const Distribution2d& distribution) { return kind_key(kind_of(distribution)); }
std::string kind(const Distribution& distribution) { return kind_key(kind_of(distribution)); }

Floats rows(const DataSource& source, std::uint64_t seed, std::uint64_t step, int first, int count) {
  Floats out(static_cast<std::size_t>(count * source.dimension()));
  source.real(seed, step, first, count, out.data());
  return out;
}

// Rows taken in pieces, out of order, are the rows taken at once.
template <class Draw>
void expect_any_split(const Draw& draw, int width, const std::string& what) {
  const int all = 301;
  Floats whole(static_cast<std::size_t>(all * width));
  draw(0, all, whole.data());
  for (const std::vector<int>& ends : {std::vector<int>{1, 2, 3, 300, 301}, std::vector<int>{64, 128, 301},
                                       std::vector<int>{7, 77, 150, 301}}) {
    Floats parts(whole.size());
    for (std::size_t i = ends.size(); i-- > 0;) {
      const int first = i == 0 ? 0 : ends[i - 1];
      draw(first, ends[i] - first, parts.data() + first * width);
    }
    EXPECT_EQ(parts, whole) << what;
  }
}

TEST(DataSource, AnySplitOfTheRowsGivesTheSameBits) {
  const auto expect = [](const auto& distribution) {
    const DataSource source(distribution);
    expect_any_split([&](int first, int count, float* out) { source.real(5, 1234567, first, count, out); },
                     source.dimension(), kind(distribution));
  };
  for (const Distribution2d& distribution : planes()) expect(distribution);
  for (const Distribution& distribution : lines()) expect(distribution);
}

TEST(DataSource, NoiseAndPlacesBetweenSplitLikewise) {
  for (const NoiseKind kind : {NoiseKind::normal, NoiseKind::uniform})
    for (const int dimension : {1, 2})
      expect_any_split(
          [&](int first, int count, float* out) {
            draw_noise({kind, dimension}, 5, 99, first, count, out);
          },
          dimension, "noise");
  expect_any_split([](int first, int count, float* out) { draw_between(5, 99, first, count, out); }, 1,
                   "between");
}

struct Moments {
  double mean[2] = {0, 0}, cov[3] = {0, 0, 0};  // xx, xy, yy
};
Moments moments(const Floats& values, int dimension) {
  const std::size_t d = static_cast<std::size_t>(dimension), n = values.size() / d;
  Moments m;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < d; ++k) m.mean[k] += values[i * d + k] / static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double x = values[i * d] - m.mean[0], y = d == 2 ? values[i * d + 1] - m.mean[1] : 0;
    m.cov[0] += x * x / static_cast<double>(n), m.cov[1] += x * y / static_cast<double>(n);
    m.cov[2] += y * y / static_cast<double>(n);
  }
  return m;
}
template <class Draw>
Floats many(const Draw& draw, int dimension, int steps = 60) {
  const auto batch = static_cast<std::size_t>(most_batch * dimension);
  Floats values(batch * static_cast<std::size_t>(steps));
  for (int step = 0; step < steps; ++step)
    draw(static_cast<std::uint64_t>(step), values.data() + batch * static_cast<std::size_t>(step));
  return values;
}
constexpr double n_many = 60.0 * most_batch;

TEST(DataSource, PlanesHaveTheirMoments) {
  for (const Distribution2d& distribution : planes()) {
    const DataSource source(distribution);
    const Law2d law(distribution);
    const Moments m = moments(
        many([&](std::uint64_t step, float* out) { source.real(3, step, 0, most_batch, out); }, 2), 2);
    const Covariance v = law.covariance();
    const double tolerance = 5 / std::sqrt(n_many), size = v.xx + v.yy;
    EXPECT_NEAR(m.mean[0], law.mean().x, tolerance * std::sqrt(v.xx) + 1e-6) << kind(distribution);
    EXPECT_NEAR(m.mean[1], law.mean().y, tolerance * std::sqrt(v.yy) + 1e-6) << kind(distribution);
    EXPECT_NEAR(m.cov[0], v.xx, 2 * tolerance * size) << kind(distribution);
    EXPECT_NEAR(m.cov[1], v.xy, 2 * tolerance * size) << kind(distribution);
    EXPECT_NEAR(m.cov[2], v.yy, 2 * tolerance * size) << kind(distribution);
  }
}

TEST(DataSource, LinesFollowTheirDistributionFunction) {
  for (const Distribution& distribution : lines()) {
    const DataSource source(distribution);
    const Law law(distribution);
    const Floats values =
        many([&](std::uint64_t step, float* out) { source.real(3, step, 0, most_batch, out); }, 1);
    for (const double x : {-2.25, -1.5, 0.25, 1.5, 2.1, 3.2, 4.5, 6.5}) {
      double below = 0;
      for (const float value : values) below += value <= x ? 1 / n_many : 0;
      EXPECT_NEAR(below, law.cdf(x), 2.6 / std::sqrt(n_many)) << kind(distribution) << " at " << x;
    }
  }
}

// What a row's block of numbers stands for, put into the law's own sampler in double.
TEST(DataSource, AgreesWithTheSamplerOfTheLaw) {
  for (const Distribution2d& distribution : planes()) {
    const Law2d law(distribution);
    const Law2dSampler sampler(law);
    const std::uint64_t step = 777;
    const Floats drawn = rows(DataSource(distribution), 9, step, 0, 64);
    RandomWords words;
    random_words(9, static_cast<std::uint32_t>(RandomStream::real), step * most_batch, 64, words);
    for (std::size_t i = 0; i < 64; ++i) {
      const Point expected =
          sampler.at(words[0][i] * 0x1p-32, (words[3][i] + 0.5) * 0x1p-32,
                     {static_cast<double>(open_unit(words[1][i])), (words[2][i] + 0.5) * 0x1p-32});
      EXPECT_NEAR(drawn[2 * i], expected.x, 3e-6) << kind(distribution);
      EXPECT_NEAR(drawn[2 * i + 1], expected.y, 3e-6) << kind(distribution);
    }
  }
}

TEST(Law2dSampler, FollowsACurveFromBellToBell) {
  const Law2d law{Distribution2d(SwissRoll2d{})};
  const Law2dSampler sampler(law);
  const auto n = static_cast<double>(law.bells().size());
  for (const std::size_t k : {0u, 1u, 20u}) {
    const Point here = sampler.on_bells(0, (static_cast<double>(k) + 0.5) / n, {0, 0}),
                between = sampler.on_bells(0, (static_cast<double>(k) + 1.25) / n, {0, 0});
    const Point from = law.bells()[k].mean, to = law.bells()[k + 1].mean;
    EXPECT_NEAR(norm(here - from), 0, 1e-12);
    EXPECT_NEAR(norm(between - (from + 0.75 * (to - from))), 0, 1e-12);
  }
}

TEST(DataSource, StepsSeedsAndRowsDiffer) {
  const DataSource source{Distribution2d(Normal2d{})};
  std::set<float> seen;
  for (const std::uint64_t seed : {1u, 2u})
    for (const std::uint64_t step : {0ull, 1ull, 1ull << 40})
      for (const float value : rows(source, seed, step, 0, 20)) seen.insert(value);
  EXPECT_EQ(seen.size(), 2u * 3 * 40);
}

TEST(DataSource, SamplesFollowTheHand) {
  Ring2d ring;
  const Floats before = rows(DataSource(Distribution2d(ring)), 1, 5, 0, 200);
  ring.center = {0.5, -0.25};
  const Floats after = rows(DataSource(Distribution2d(ring)), 1, 5, 0, 200);
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_NEAR(after[i] - before[i], i % 2 == 0 ? 0.5 : -0.25, 1e-6);
}

TEST(DataSource, NoiseHasItsMoments) {
  for (const NoiseKind kind : {NoiseKind::normal, NoiseKind::uniform}) {
    const Floats values = many(
        [&](std::uint64_t step, float* out) {
          draw_noise({kind, 2}, 3, step, 0, most_batch, out);
        },
        2);
    const Moments m = moments(values, 2);
    const double variance = kind == NoiseKind::normal ? 1 : 1.0 / 3, tolerance = 5 / std::sqrt(n_many);
    for (const double mean : m.mean) EXPECT_NEAR(mean, 0, tolerance);
    EXPECT_NEAR(m.cov[0], variance, 1.5 * tolerance);
    EXPECT_NEAR(m.cov[1], 0, tolerance);
    EXPECT_NEAR(m.cov[2], variance, 1.5 * tolerance);
    double beyond = 0, most = 0;
    for (const float value : values) {
      beyond += std::abs(value) > 1.6449f ? 0.5 / n_many : 0;
      most = std::max(most, std::abs(static_cast<double>(value)));
    }
    EXPECT_NEAR(beyond, kind == NoiseKind::normal ? 0.1 : 0, 0.004);
    EXPECT_LT(most, kind == NoiseKind::normal ? 5.8 : 1);
  }
  const Floats places =
      many([](std::uint64_t step, float* out) { draw_between(3, step, 0, most_batch, out); }, 1);
  const Moments m = moments(places, 1);
  EXPECT_NEAR(m.mean[0], 0.5, 0.005);
  EXPECT_NEAR(m.cov[0], 1.0 / 12, 0.003);
  for (const float t : places) ASSERT_TRUE(t >= 0 && t < 1);
}

TEST(DataSource, OnePointIsDataToo) {
  EXPECT_EQ(rows(DataSource(Distribution(Dirac{3})), 1, 0, 0, 2), (Floats{3, 3}));
  Points2d one;
  one.xs = SharedValues{1.5}, one.ys = SharedValues{-2};
  EXPECT_EQ(rows(DataSource(Distribution2d(one)), 1, 0, 1023, 1), (Floats{1.5f, -2}));
}

// --- What stands beneath ---

TEST(RandomBatch, WordsArePhilox) {
  const std::uint64_t seed = 0x123456789abcdefull;
  for (const std::uint64_t first : {0ull, 7ull, 0xfffffff0ull, ~0ull - 100})
    for (const std::size_t count : {1u, 17u, 64u}) {
      for (const RandomKernels* kernels : random_kernel_sets()) {
        RandomWords words;
        kernels->words(seed, 19, first, count, words[0].data(), words[1].data(), words[2].data(),
                       words[3].data());
        for (std::size_t i = 0; i < count; ++i) {
          const std::uint64_t index = first + i;
          const auto expected =
              philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), 19, 0},
                     {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
          for (std::size_t k = 0; k < 4; ++k) ASSERT_EQ(words[k][i], expected[k]) << kernels->name;
        }
      }
    }
}

TEST(RandomBatch, NormalPairsAreBoxAndMuller) {
  std::vector<std::uint32_t> a{0, 0xffffffffu, 1u << 31, 511, 512},
      b{0, 0x20000000u, 0x1fffffffu, 0xffffffffu, 77};
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i)
    a.push_back(static_cast<std::uint32_t>(random())), b.push_back(static_cast<std::uint32_t>(random()));
  for (const RandomKernels* kernels : random_kernel_sets()) {
    Floats x(a.size()), y(a.size());
    kernels->pairs(a.data(), b.data(), a.size(), x.data(), y.data());
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double radius = std::sqrt(-2 * std::log(static_cast<double>(open_unit(a[i])))),
                   angle = 2 * std::numbers::pi * b[i] * 0x1p-32;
      ASSERT_NEAR(x[i], radius * std::cos(angle), 1e-6) << kernels->name;
      ASSERT_NEAR(y[i], radius * std::sin(angle), 1e-6) << kernels->name;
    }
  }
}

#ifndef __clang__  // which fuses products in all kernels
TEST(RandomBatch, InstructionSetsAgreeToTheBit) {
  std::mt19937 random(4);
  std::vector<std::uint32_t> a(1003), b(1003);
  for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = static_cast<std::uint32_t>(random()), b[i] = static_cast<std::uint32_t>(random());
  Floats first;
  for (const RandomKernels* kernels : random_kernel_sets()) {
    Floats both(2 * a.size());
    kernels->pairs(a.data(), b.data(), a.size(), both.data(), both.data() + a.size());
    if (first.empty()) first = both;
    EXPECT_EQ(both, first) << kernels->name;
  }
}
#endif

TEST(GuideTable, FindsWhatASearchFinds) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> uniform;
  for (const std::size_t n : {1u, 2u, 3u, 8u, 100u, 5000u}) {
    std::vector<double> up_to(n);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double u = uniform(random);
      up_to[i] = sum += i % 7 == 3 ? 0 : u * u * u;  // some parts are empty
    }
    const GuideTable table(up_to);
    std::vector<double> places{0, 0.25, 0.5, 1 - 0x1p-53};
    for (int i = 0; i < 3000; ++i) places.push_back(uniform(random));
    for (const double bound : up_to)
      if (bound < sum) places.push_back(bound / sum);
    for (const double u : places) {
      const auto found = static_cast<std::size_t>(
          std::upper_bound(up_to.begin(), up_to.end(), u * up_to.back()) - up_to.begin());
      ASSERT_EQ(table.find(u), std::min(found, n - 1)) << n << ' ' << u;
    }
  }
}

}  // namespace
}  // namespace dlab
