// Spectral normalisation: the largest singular value found, the weights divided, the gradient led back.
#include "core/gan/spectral_norm.hpp"

#include <gtest/gtest.h>

#include "tests/core/network_cases.hpp"

namespace dlab {
namespace {

using namespace network_cases;
using Values = std::vector<double>;
const MlpShape shape{2, 1, 5, 2, Activation::tanh};

// The largest singular value of a layer by many power iterations on WᵀW, written out.
double largest_singular_value(const LayerPlace& layer, const Values& parameters) {
  const auto rows = static_cast<std::size_t>(layer.rows), columns = static_cast<std::size_t>(layer.columns);
  Values v = numbers(columns, 77);
  double sigma = 0;
  for (int i = 0; i < 3000; ++i) {
    Values wv(rows), next(columns);
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < columns; ++c) wv[r] += parameters[layer.weights + r * columns + c] * v[c];
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < columns; ++c)
        next[c] += parameters[layer.weights + r * columns + c] * wv[r];
    double length = 0;
    for (const double x : next) length += x * x;
    sigma = std::sqrt(std::sqrt(length));
    for (double& x : next) x /= std::sqrt(length);
    v = next;
  }
  return sigma;
}

TEST(SpectralNorm, EffectiveWeightsHaveNormOne) {
  const Values parameters = start(shape, 3);
  SpectralNorm<double> norm(shape);
  norm.start(parameters.data(), 5);
  for (int i = 0; i < 300; ++i) norm.iterate(parameters.data());
  Values out(parameters.size());
  norm.effective(parameters.data(), out.data());
  const std::vector<LayerPlace> places = layers(shape);
  for (std::size_t l = 0; l < places.size(); ++l) {
    const LayerPlace& layer = places[l];
    EXPECT_NEAR(norm.sigmas()[l], largest_singular_value(layer, parameters), 1e-9);
    EXPECT_NEAR(largest_singular_value(layer, out), 1, 1e-9);
    for (std::size_t i = layer.biases; i < layer.biases + static_cast<std::size_t>(layer.rows); ++i)
      EXPECT_EQ(out[i], parameters[i]);
  }
}

TEST(SpectralNorm, StartsNearTheTruth) {
  const Values parameters = start(shape, 4);
  SpectralNorm<double> norm(shape);
  norm.start(parameters.data(), 5);
  Values out(parameters.size());
  norm.effective(parameters.data(), out.data());
  for (std::size_t l = 0; l < layers(shape).size(); ++l) {
    const double truth = largest_singular_value(layers(shape)[l], parameters);
    EXPECT_LE(norm.sigmas()[l], truth * (1 + 1e-12));
    EXPECT_GT(norm.sigmas()[l], 0.95 * truth);
  }
}

TEST(SpectralNorm, GradientAgreesWithDifferences) {
  Values parameters = start(shape, 6);
  SpectralNorm<double> norm(shape);
  norm.start(parameters.data(), 5);
  const Values pull = numbers(parameters.size(), 8);
  Values out(parameters.size());
  const auto loss = [&] {
    norm.effective(parameters.data(), out.data());
    double sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i) sum += pull[i] * out[i] * out[i];
    return sum;
  };
  const Values expected = differences(loss, parameters);
  loss();
  Values gradient(out.size());
  for (std::size_t i = 0; i < out.size(); ++i) gradient[i] = 2 * pull[i] * out[i];
  norm.pull_back(parameters.data(), gradient.data());
  EXPECT_LT(disagreement(gradient, expected), 1e-8);
}

TEST(SpectralNorm, WeightsOfZeroStayZero) {
  const Values parameters(parameter_count(shape), 0.0);
  SpectralNorm<double> norm(shape);
  norm.start(parameters.data(), 5);
  Values out(parameters.size(), 7.0), gradient(parameters.size(), 1.0);
  norm.effective(parameters.data(), out.data());
  norm.pull_back(parameters.data(), gradient.data());
  EXPECT_EQ(out, parameters);
  for (const double g : gradient) EXPECT_TRUE(std::isfinite(g));
}

TEST(SpectralNorm, FloatAgreesAndStateRestores) {
  const Values parameters = start(shape, 9);
  const std::vector<float> single(parameters.begin(), parameters.end());
  SpectralNorm<double> wide(shape);
  SpectralNorm<float> narrow(shape), other(shape);
  wide.start(parameters.data(), 5);
  narrow.start(single.data(), 5);
  other.restore(narrow.state());
  Values out(parameters.size());
  std::vector<float> a(single.size()), b(single.size());
  for (int i = 0; i < 3; ++i)
    wide.iterate(parameters.data()), narrow.iterate(single.data()), other.iterate(single.data());
  wide.effective(parameters.data(), out.data());
  narrow.effective(single.data(), a.data());
  other.effective(single.data(), b.data());
  EXPECT_EQ(a, b);
  EXPECT_LT(disagreement(Values(a.begin(), a.end()), out), 1e-5);
}

}  // namespace
}  // namespace dlab
