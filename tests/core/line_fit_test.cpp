// The fit of Q: forward KL ends at the moment match, reverse KL in one mode, and KL never rises on the way.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/exhibit/line_fit_model.hpp"
#include "core/exhibit/line_solve.hpp"

namespace dlab {
namespace {

const Distribution& two_modes() {
  static const Distribution d = Mixture{{{0.6, Normal{-2, 0.5}}, {0.4, Normal{2, 0.8}}}};
  return d;
}

LineScene fitting(FitDirection direction, Distribution p, Distribution q, double rate = 0.2) {
  LineScene scene;
  scene.p = std::move(p);
  scene.q = std::move(q);
  scene.fit = {direction, rate, 0};
  return scene;
}

TEST(LineFit, ForwardEndsAtTheMomentMatch) {
  const auto end = fit_step(fitting(FitDirection::forward, two_modes(), Normal{1, 1}), 300);
  ASSERT_TRUE(end) << end.error().text();
  const Normal q = std::get<Normal>(end->q);
  const Law p(two_modes());
  EXPECT_NEAR(q.mean, p.mean(), 1e-4);
  EXPECT_NEAR(q.std, std::sqrt(p.variance()), 1e-4);
}

TEST(LineFit, ReverseSeeksOneMode) {
  const Distribution apart = Mixture{{{0.5, Normal{-3, 0.8}}, {0.5, Normal{3, 0.8}}}};
  const auto end = fit_step(fitting(FitDirection::reverse, apart, Normal{5.5, 1}), 300);
  ASSERT_TRUE(end) << end.error().text();
  const Normal q = std::get<Normal>(end->q);
  EXPECT_NEAR(q.mean, 3, 0.02);
  EXPECT_NEAR(q.std, 0.8, 0.02);
}

TEST(LineFit, NeverRaisesKl) {
  for (FitDirection direction : {FitDirection::forward, FitDirection::reverse})
    for (const Distribution& q : {Distribution(Normal{6, 0.3}), Distribution(Laplace{-3, 2}),
                                  Distribution(Mixture{{{0.5, Normal{-1, 1}}, {0.5, Laplace{4, 1}}}})}) {
      LineScene scene = fitting(direction, two_modes(), q, 1.0);
      const DistanceKind kind =
          direction == FitDirection::forward ? DistanceKind::kl_pq : DistanceKind::kl_qp;
      double before = distances(Law(scene.p), Law(scene.q))[kind].value;
      for (int i = 0; i < 40; ++i) {
        const auto next = fit_step(scene, 1);
        ASSERT_TRUE(next) << next.error().text();
        const double value = distances(Law(next->p), Law(next->q))[kind].value;
        EXPECT_LE(value, before);
        before = value;
        scene = *next;
      }
      EXPECT_GE(scene.fit.iteration, 10);
      if (scene.fit.iteration == 40) continue;
      // It stopped because it had arrived: no small change of Q brings more.
      for (double step : {-1e-3, 1e-3})
        EXPECT_GE(distances(Law(scene.p), Law(shifted(scene.q, step)))[kind].value, before - 1e-7);
    }
}

TEST(LineFit, MixtureFindsBothModes) {
  const Distribution q = Mixture{{{0.5, Normal{-1, 1}}, {0.5, Normal{1, 1}}}};
  const auto end = fit_step(fitting(FitDirection::forward, two_modes(), q, 0.5), 1500);
  ASSERT_TRUE(end);
  EXPECT_LT(distances(Law(end->p), Law(end->q))[DistanceKind::kl_pq].value, 1e-4);
  const Mixture& found = std::get<Mixture>(end->q);
  EXPECT_NEAR(found.components[0].weight, 0.6, 0.01);
}

TEST(LineFit, ExponentialMatchesTheMean) {
  const auto end = fit_step(fitting(FitDirection::forward, Uniform{0, 4}, Exponential{3, 0}), 300);
  ASSERT_TRUE(end) << end.error().text();
  EXPECT_NEAR(std::get<Exponential>(end->q).rate, 0.5, 1e-4);
}

TEST(LineFit, SaysWhyItCannot) {
  const auto nothing = fit_step(fitting(FitDirection::forward, Normal{0, 1}, Uniform{0, 1}), 1);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().where, "q");
  const auto infinite = fit_step(fitting(FitDirection::reverse, Uniform{0, 1}, Normal{0, 1}), 1);
  ASSERT_FALSE(infinite);
  EXPECT_NE(infinite.error().text().find("∞"), std::string::npos);
  EXPECT_FALSE(fit_step(fitting(FitDirection::forward, Dirac{0}, Normal{0, 1}), 1));
}

TEST(LineFit, ScoresAreDerivativesOfTheLogDensity) {
  const Distribution q =
      Mixture{{{0.3, Normal{-1, 0.7}}, {0.5, Laplace{2, 1.1}}, {0.2, Exponential{0.8, -3}}}};
  const auto model = FitModel::of(q);
  ASSERT_TRUE(model);
  std::vector<double> scores(model->size());
  for (double x : {-2.5, -0.4, 0.3, 1.7, 5.0}) {
    model->scores(x, scores);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const double h = 1e-5;
      std::vector<double> step(scores.size());
      step[i] = h;
      const double up = Law(model->moved(step)).log_density(x);
      step[i] = -h;
      const double down = Law(model->moved(step)).log_density(x);
      EXPECT_NEAR(scores[i], (up - down) / (2 * h), 1e-7) << "parameter " << i << " at " << x;
    }
  }
}

}  // namespace
}  // namespace dlab
