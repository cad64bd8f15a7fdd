// Networks in float against the same ones in double.
#include "core/network/cpu_mlp.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math/philox.hpp"
#include "core/network/reference_mlp.hpp"
#include "tests/core/relative_error.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

std::vector<float> numbers(std::size_t count, std::uint32_t stream) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(2 * uniform_pair(9, stream, i).first - 1);
  return values;
}
std::vector<double> doubles(std::span<const float> values) { return {values.begin(), values.end()}; }

struct Network {
  explicit Network(const MlpShape& shape, std::size_t rows,
                   const NetworkKernels& kernels = network_kernels()) {
    for (int round = 0; round < 2; ++round) {
      mlp = CpuMlp(shape, arena, kernels);
      pass = mlp.rows(rows, arena);
      if (round == 0) arena.allocate();
    }
  }
  std::vector<float> flat_gradient() const {
    std::vector<float> flat(parameter_count(mlp.shape()));
    mlp.unpack(mlp.gradient(), flat);
    return flat;
  }
  Arena arena;
  CpuMlp mlp;
  MlpRows pass;
};

std::vector<MlpShape> shapes() {
  std::vector<MlpShape> all;
  for (const Activation activation : all_activations) {
    for (int depth = 1; depth <= 4; ++depth)
      for (const int width : {1, 7, 16, 33, 64}) all.push_back({1 + depth % 2, 1, width, depth, activation});
    all.push_back({2, 1, 512, 2, activation});
    all.push_back({2, 1, 130, 12, activation});
  }
  return all;
}

TEST(CpuMlp, ParametersComeBackAsTheyWent) {
  for (const MlpShape& shape : shapes()) {
    Network network(shape, 1);
    const std::vector<float> parameters = numbers(parameter_count(shape), 1);
    network.mlp.set_parameters(parameters);
    std::vector<float> back(parameters.size());
    network.mlp.get_parameters(back);
    EXPECT_EQ(back, parameters);
  }
}

TEST(CpuMlp, ForwardAndBackwardAgreeWithDouble) {
  const int count = 37;
  for (MlpShape shape : shapes()) {
    shape.outputs = 1 + shape.width % 2;
    Network network(shape, as_size(count));
    const std::vector<float> parameters = initial_parameters(shape, Start::he, 3, 1);
    const std::vector<float> x = numbers(as_size(count * shape.inputs), 2);
    const std::vector<float> d_out = numbers(as_size(count * shape.outputs), 3);
    network.mlp.set_parameters(parameters);
    std::copy(x.begin(), x.end(), network.pass.right[0]);
    std::copy(d_out.begin(), d_out.end(), network.pass.out_gradient);
    const RowRange all{0, count};
    network.mlp.forward(network.pass, all);
    network.mlp.backward(network.pass, all, 0);
    std::vector<float> d_x(x.size());
    network.mlp.input_gradient(network.pass, all, d_x.data());
    for (const WeightRegion& region : network.mlp.regions(32))
      network.mlp.weight_gradient(network.pass, all, {&all, 1}, region, network.mlp.gradient());

    ReferenceMlp reference(shape);
    const std::vector<double> exact_parameters = doubles(parameters), exact_x = doubles(x);
    const std::span<const double> out = reference.forward(exact_parameters, exact_x);
    const std::string name = std::string(activation_key(shape.activation)) + " " +
                             std::to_string(shape.width) + " " + std::to_string(shape.depth);
    EXPECT_LE(relative_error({network.pass.out, as_size(count * shape.outputs)}, out), 1e-5) << name;
    std::vector<double> d_parameters(parameters.size()), exact_d_x(x.size());
    reference.backward(doubles(d_out), d_parameters, exact_d_x);
    EXPECT_LE(relative_error(network.flat_gradient(), d_parameters), 1e-5) << name;
    EXPECT_LE(relative_error(d_x, exact_d_x), 1e-5) << name;
  }
}

// Rows 0 … n − 1 hold the samples; smooth activations keep the tangent apart.
TEST(CpuMlp, ThePenaltysGradientAgreesWithDouble) {
  const int count = 29;
  const std::size_t n = as_size(count);
  for (const NetworkKernels* kernels : network_kernel_sets()) {
    for (const MlpShape& shape : shapes()) {
      if (kernels != &network_kernels() && shape.width > 64) continue;
      Network network(shape, 2 * n, *kernels);
      const std::vector<float> parameters = initial_parameters(shape, Start::he, 3, 1);
      const std::vector<float> x = numbers(n * as_size(shape.inputs), 2), u = numbers(x.size(), 3);
      network.mlp.set_parameters(parameters);
      MlpRows& pass = network.pass;
      std::copy(x.begin(), x.end(), pass.right[0]);
      network.mlp.forward(pass, {0, count});
      const bool smooth = !piecewise_linear(shape.activation);
      const RowRange tangent{smooth ? n : 0, count};
      std::fill(pass.out_gradient, pass.out_gradient + 2 * n, 0.f);
      std::fill_n(pass.out_gradient + tangent.first, n, 1.f);
      network.mlp.backward(pass, tangent, 0, smooth ? 0 : -1);
      std::vector<float> g(x.size());
      network.mlp.input_gradient(pass, tangent, g.data());
      std::copy(u.begin(), u.end(), pass.right[0] + tangent.first * as_size(shape.inputs));
      network.mlp.tangent(pass, tangent, 0, smooth ? 0 : -1);
      if (smooth) network.mlp.reverse(pass, {0, count}, 0);
      const RowRange biased{0, smooth ? count : 0};
      for (const WeightRegion& region : network.mlp.regions(64))
        network.mlp.weight_gradient(pass, {0, smooth ? 2 * count : count}, {&biased, 1}, region,
                                    network.mlp.gradient());

      ReferenceMlp reference(shape);
      const std::vector<double> exact_parameters = doubles(parameters), exact_x = doubles(x);
      reference.forward(exact_parameters, exact_x);
      const std::string name = std::string(activation_key(shape.activation)) + " " +
                               std::to_string(shape.width) + " " + std::to_string(shape.depth);
      EXPECT_LE(relative_error(g, reference.input_gradient()), 1e-5) << name;
      std::vector<double> d_parameters(parameters.size());
      reference.penalty_backward(doubles(u), d_parameters);
      EXPECT_LE(relative_error(network.flat_gradient(), d_parameters), 1e-4) << name;
    }
  }
}

}  // namespace
}  // namespace dlab
