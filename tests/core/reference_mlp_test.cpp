// The double network against its definition, written out, and against finite differences.
#include "core/network/reference_mlp.hpp"

#include <gtest/gtest.h>

#include "tests/core/network_cases.hpp"

namespace dlab {
namespace {

using namespace network_cases;
using Values = std::vector<double>;

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}
Values copy(std::span<const double> values) { return {values.begin(), values.end()}; }

// A net and a batch no unit of which is near its kink: within the steps of the differences the function is
// then as smooth as they suppose. Seeds are tried in turn.
struct Case {
  MlpShape shape;
  Values parameters, x;

  explicit Case(const MlpShape& of, std::size_t rows = 5) : shape(of) {
    for (std::uint64_t seed = 1;; ++seed) {
      parameters = start(shape, seed);
      x = numbers(rows * static_cast<std::size_t>(shape.inputs), seed + 1000, 2);
      if (plain_forward(shape, parameters, x).nearest > 1e-3) return;
    }
  }
};
std::vector<MlpShape> shapes() {
  std::vector<MlpShape> all;
  for (const Activation activation : all_activations)
    for (const int depth : {1, 2, 3, 4}) all.push_back({depth % 2 + 1, 1, 5, depth, activation});
  all.push_back({2, 2, 4, 12, Activation::elu});
  all.push_back({1, 2, 1, 1, Activation::tanh});
  return all;
}
std::string name(const MlpShape& shape) {
  return std::string(activation_key(shape.activation)) + " depth " + std::to_string(shape.depth);
}

TEST(ReferenceMlp, IsTheNetworkWrittenOut) {
  for (const MlpShape& shape : shapes()) {
    const Case on(shape);
    ReferenceMlp net(shape);
    EXPECT_LT(disagreement(copy(net.forward(on.parameters, on.x)),
                           plain_forward(shape, on.parameters, on.x).output),
              1e-14)
        << name(shape);
  }
}

TEST(ReferenceMlp, GradientsAgreeWithDifferences) {
  for (const MlpShape& shape : shapes()) {
    Case on(shape);
    ReferenceMlp net(shape);
    const Values pull = numbers(5 * static_cast<std::size_t>(shape.outputs), 3);
    const auto loss = [&] { return dot(pull, plain_forward(shape, on.parameters, on.x).output); };
    Values by_parameters(on.parameters.size(), 1.0), by_x(on.x.size(), 7.0);
    net.forward(on.parameters, on.x);
    net.backward(pull, by_parameters, by_x);
    Values expected = differences(loss, on.parameters);
    for (double& value : expected) value += 1;  // gradients are added to what is there
    EXPECT_LT(disagreement(by_parameters, expected), 1e-8) << name(shape);
    EXPECT_LT(disagreement(by_x, differences(loss, on.x)), 1e-8) << name(shape);

    Values alone(on.x.size());
    net.forward(on.parameters, on.x);
    net.backward(pull, {}, alone);
    EXPECT_EQ(alone, by_x);
  }
}

TEST(ReferenceMlp, InputGradientIsTheSlopeOfEachRow) {
  for (const MlpShape& shape : shapes()) {
    if (shape.outputs != 1) continue;
    Case on(shape);
    ReferenceMlp net(shape);
    net.forward(on.parameters, on.x);
    const Values g = copy(net.input_gradient());
    // Rows do not touch each other: the sum's slope is each row's.
    const auto sum = [&] { return dot(Values(5, 1.0), plain_forward(shape, on.parameters, on.x).output); };
    EXPECT_LT(disagreement(g, differences(sum, on.x)), 1e-8) << name(shape);
  }
}

TEST(ReferenceMlp, PenaltyGradientIsThatOfTheSlopes) {
  for (const MlpShape& shape : shapes()) {
    if (shape.outputs != 1) continue;
    Case on(shape);
    ReferenceMlp net(shape);
    // P = Σ of (g·g)² over rows, so u = 4 (g·g) g.
    const auto inputs = static_cast<std::size_t>(shape.inputs);
    const auto slopes = [&](Values* u) {
      net.forward(on.parameters, on.x);
      const std::span<const double> g = net.input_gradient();
      double sum = 0;
      for (std::size_t row = 0; row < 5; ++row) {
        const auto of_row = g.subspan(row * inputs, inputs);
        const double square = dot(of_row, of_row);
        sum += square * square;
        for (std::size_t i = 0; u && i < inputs; ++i) u->push_back(4 * square * of_row[i]);
      }
      return sum;
    };
    Values u, gradient(on.parameters.size(), 0.0);
    slopes(&u);
    net.penalty_backward(u, gradient);
    EXPECT_EQ(gradient.back(), 0);
    EXPECT_LT(disagreement(gradient, differences([&] { return slopes(nullptr); }, on.parameters)), 1e-7)
        << name(shape);
  }
}

TEST(ReferenceMlp, TakesBatchesOfAnySizeInTurn) {
  const MlpShape shape{2, 1, 7, 2, Activation::softplus};
  const Values parameters = start(shape, 4), many = numbers(40, 5);
  ReferenceMlp net(shape);
  const Values all = copy(net.forward(parameters, many));
  for (std::size_t row = 0; row < 20; ++row)
    EXPECT_NEAR(net.forward(parameters, std::span(many).subspan(2 * row, 2))[0], all[row], 1e-15);
}

// --- What the networks start from ---

TEST(Mlp, LayersFollowEachOther) {
  const MlpShape shape{2, 1, 3, 2, Activation::relu};
  const std::vector<LayerPlace> places = layers(shape);
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0].weights, 0u);
  EXPECT_EQ(places[0].biases, 6u);
  EXPECT_EQ(places[1].weights, 9u);
  EXPECT_EQ(places[1].biases, 18u);
  EXPECT_EQ(places[2].weights, 21u);
  EXPECT_EQ(places[2].biases, 24u);
  EXPECT_EQ(places[1].rows, 3);
  EXPECT_EQ(places[1].columns, 3);
  EXPECT_EQ(places[2].rows, 1);
  EXPECT_EQ(places[2].columns, 3);
  EXPECT_EQ(parameter_count(shape), 25u);
}

TEST(Mlp, StartsHaveTheirVariance) {
  const MlpShape shape{2, 1, 128, 2, Activation::relu};
  const LayerPlace middle = layers(shape)[1];
  for (const auto& [start, variance, bound] :
       {std::tuple(Start::uniform, 1.0 / (3 * 128), 1 / std::sqrt(128.0)),
        std::tuple(Start::he, 2.0 / 128, 1e9), std::tuple(Start::xavier, 2.0 / 256, std::sqrt(6.0 / 256))}) {
    const std::vector<float> parameters = initial_parameters(shape, start, 11, 3);
    ASSERT_EQ(parameters.size(), parameter_count(shape));
    double sum = 0, squares = 0, most = 0;
    for (std::size_t i = middle.weights; i < middle.biases; ++i) {
      const double w = parameters[i];
      sum += w, squares += w * w, most = std::max(most, std::abs(w));
    }
    const double n = 128 * 128;
    EXPECT_NEAR(squares / n, variance, 0.05 * variance);
    EXPECT_NEAR(sum / n, 0, 5 * std::sqrt(variance / n));
    EXPECT_LE(most, bound * 1.000001);
    double biases = 0;
    for (std::size_t i = 0; i < 128; ++i)
      biases = std::max(biases, std::abs(1.0 * parameters[middle.biases + i]));
    if (start == Start::uniform) {
      EXPECT_GT(biases, 0.8 * bound);
      EXPECT_LE(biases, bound * 1.000001);
    } else {
      EXPECT_EQ(biases, 0);
    }
    EXPECT_EQ(parameters, initial_parameters(shape, start, 11, 3));
    EXPECT_NE(parameters, initial_parameters(shape, start, 12, 3));
    EXPECT_NE(parameters, initial_parameters(shape, start, 11, 4));
  }
}

TEST(Activation, DerivativesAgreeWithDifferences) {
  for (const Activation activation : all_activations)
    for (const double z : {-30.0, -2.0, -0.3, 0.4, 1.0, 25.0}) {
      const double h = 1e-5;
      const Activated at = activate(activation, z), above = activate(activation, z + h),
                      below = activate(activation, z - h);
      EXPECT_NEAR(at.slope, (above.value - below.value) / (2 * h), 1e-9) << activation_key(activation) << z;
      EXPECT_NEAR(at.curvature, (above.slope - below.slope) / (2 * h), 1e-9)
          << activation_key(activation) << z;
    }
}

TEST(Activation, StaysFiniteFarOut) {
  for (const Activation activation : all_activations)
    for (const double z : {-1e300, -1e4, 0.0, 1e4, 1e300}) {
      const Activated at = activate(activation, z);
      EXPECT_TRUE(std::isfinite(at.value) && std::isfinite(at.slope) && std::isfinite(at.curvature))
          << activation_key(activation) << z;
    }
}

}  // namespace
}  // namespace dlab
