// The network kernels of every instruction set against plain loops in double.
#include "core/network/kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/philox.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

std::vector<float> numbers(std::size_t count, std::uint32_t stream, double scale = 1) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(scale * (2 * uniform_pair(5, stream, i).first - 1));
  return values;
}

class NetworkKernel : public testing::TestWithParam<const NetworkKernels*> {};
INSTANTIATE_TEST_SUITE_P(Sets, NetworkKernel, testing::ValuesIn(network_kernel_sets()), [](const auto& test) {
  std::string name = test.param->name;
  std::erase(name, '-');
  return name;
});

// Numbers in panels, with rows that no one asked for around them.
struct Sizes {
  int rows, depth, columns;
};
const std::vector<Sizes>& sizes() {
  static const std::vector<Sizes> all = [] {
    std::vector<Sizes> list;
    for (int columns = 1; columns <= 70; ++columns)
      list.push_back({1 + columns * 37 % 61, 1 + columns * 53 % 71, columns});
    for (int rows = 1; rows <= 45; ++rows) list.push_back({rows, 7, 33});
    for (const int rows : {150, 299, 300}) list.push_back({rows, 2, 16});
    list.push_back({40, 512, 512});
    return list;
  }();
  return all;
}

TEST_P(NetworkKernel, ProductsWithEveryEpilogue) {
  for (const Sizes& size : sizes()) {
    const int panels = (size.columns + 15) / 16;
    const std::size_t in_stride = as_size(size.depth) + 3, out_stride = as_size(panels) * 16 + 16;
    const std::size_t panel_stride = as_size(size.depth + 1) * 16;
    const std::vector<float> in = numbers(as_size(size.rows) * in_stride, 1);
    std::vector<float> w = numbers(as_size(panels) * panel_stride, 2);
    const std::vector<float> reference = numbers(as_size(size.rows) * out_stride, 3);
    for (const Epilogue epilogue : {Epilogue::plain, Epilogue::rectify, Epilogue::mask}) {
      for (const bool biased : {false, true}) {
        const float untouched = 77;
        std::vector<float> out(as_size(size.rows) * out_stride, untouched);
        Product p{};
        p.in = {const_cast<float*>(in.data()), in_stride, size.rows};
        p.depth = size.depth;
        p.weights = {w.data(), panel_stride, panels};
        p.bias = biased ? w.data() + as_size(size.depth) * 16 : nullptr;
        p.out = out.data();
        p.out_stride = out_stride;
        p.epilogue = epilogue;
        p.slope = 0.25f;
        p.reference = reference.data();
        p.reference_stride = out_stride;
        GetParam()->product(p);
        for (std::size_t r = 0; r < as_size(size.rows); ++r) {
          for (std::size_t j = 0; j < out_stride; ++j) {
            const float found = out[r * out_stride + j];
            if (j >= as_size(panels) * 16) {
              ASSERT_EQ(found, untouched);
              continue;
            }
            const float* column = w.data() + j / 16 * panel_stride + j % 16;
            double z = biased ? column[as_size(size.depth) * 16] : 0, terms = std::abs(z);
            for (std::size_t k = 0; k < as_size(size.depth); ++k) {
              const double term = static_cast<double>(in[r * in_stride + k]) * column[k * 16];
              z += term;
              terms += std::abs(term);
            }
            if (epilogue == Epilogue::rectify && z <= 0) z *= 0.25;
            if (epilogue == Epilogue::mask && reference[r * out_stride + j] <= 0) z *= 0.25;
            ASSERT_NEAR(found, z, 1e-6 * terms) << size.rows << " " << size.depth << " " << size.columns;
          }
        }
      }
    }
  }
}

TEST_P(NetworkKernel, OuterProducts) {
  for (const Sizes& size : sizes()) {
    const int panels = (size.columns + 15) / 16;
    const std::size_t left_stride = as_size(size.depth) + 2, right_stride = as_size(panels) * 16;
    const std::size_t panel_stride = as_size(size.depth + 1) * 16;
    const std::vector<float> left = numbers(as_size(size.rows) * left_stride, 1);
    const std::vector<float> right = numbers(as_size(size.rows) * right_stride, 2);
    for (const bool add : {false, true}) {
      const std::vector<float> before = numbers(as_size(panels) * panel_stride, 3);
      std::vector<float> out = before;
      GetParam()->outer_product({{const_cast<float*>(left.data()), left_stride, size.rows},
                                 size.depth,
                                 right.data(),
                                 right_stride,
                                 {out.data(), panel_stride, panels},
                                 add});
      for (std::size_t at = 0; at < out.size(); ++at) {
        const std::size_t k = at % panel_stride / 16, j = at / panel_stride * 16 + at % 16;
        if (k == as_size(size.depth)) {
          ASSERT_EQ(out[at], before[at]);
          continue;
        }
        double total = add ? before[at] : 0, terms = std::abs(total);
        for (std::size_t r = 0; r < as_size(size.rows); ++r) {
          const double term = static_cast<double>(left[r * left_stride + k]) * right[r * right_stride + j];
          total += term;
          terms += std::abs(term);
        }
        ASSERT_NEAR(out[at], total, 1e-6 * terms);
      }
    }
  }
}

TEST_P(NetworkKernel, DotsAndColumnSums) {
  for (const Sizes& size : sizes()) {
    const int panels = (size.columns + 15) / 16;
    const std::size_t stride = as_size(panels) * 16 + 16;
    const std::vector<float> in = numbers(as_size(size.rows) * stride, 1);
    std::vector<float> w = numbers(as_size(panels) * 48, 2);
    const Rows rows{const_cast<float*>(in.data()), stride, size.rows};
    for (const int outputs : {1, 2}) {
      const float bias[2] = {0.5f, -0.25f};
      std::vector<float> out(as_size(size.rows * outputs) + 1, 77.f);
      GetParam()->dots(rows, {w.data(), 48, panels}, outputs, outputs == 2 ? bias : nullptr, out.data());
      EXPECT_EQ(out.back(), 77.f);
      for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        const std::size_t r = i / as_size(outputs), o = i % as_size(outputs);
        double total = outputs == 2 ? static_cast<double>(bias[o]) : 0, terms = std::abs(total);
        for (std::size_t j = 0; j < as_size(panels) * 16; ++j) {
          const double term = static_cast<double>(in[r * stride + j]) * w[j / 16 * 48 + o * 16 + j % 16];
          total += term;
          terms += std::abs(term);
        }
        ASSERT_NEAR(out[i], total, 1e-6 * terms);
      }
    }
    std::vector<float> sums(as_size(panels) * 48, 1.f);
    GetParam()->column_sums(rows, {sums.data(), 48, panels}, true);
    for (std::size_t j = 0; j < as_size(panels) * 16; ++j) {
      double total = 1, terms = 1;
      for (std::size_t r = 0; r < as_size(size.rows); ++r) {
        total += in[r * stride + j];
        terms += std::abs(in[r * stride + j]);
      }
      ASSERT_NEAR(sums[j / 16 * 48 + j % 16], total, 1e-6 * terms);
      ASSERT_EQ(sums[j / 16 * 48 + 16 + j % 16], 1.f);
    }
  }
}

TEST_P(NetworkKernel, ActivationsToAFewUnitsInTheLastPlace) {
  for (const Activation activation : all_activations) {
    std::vector<float> z = numbers(4096, 1, 4), slopes(4096);
    const float extremes[] = {0.f, -0.f, 1e-30f, -1e-30f, 1e-4f, -1e-4f, 88.f, -88.f, 1e30f, -1e30f};
    std::copy(std::begin(extremes), std::end(extremes), z.begin());
    for (std::size_t i = 16; i < 200; ++i) z[i] = static_cast<float>(static_cast<double>(i) - 108) * 0.9f;
    const std::vector<float> at = z;
    GetParam()->activate(activation, {z.data(), 64, 64}, 64, slopes.data());
    const std::vector<float>& reference = activation == Activation::softplus ? slopes : z;
    std::vector<float> sums(4096, 1.f), curved(4096);
    GetParam()->apply_slope({activation, {const_cast<float*>(reference.data()), 64, 64}, 64}, sums.data(),
                            curved.data());
    for (std::size_t i = 0; i < 4096; ++i) {
      const Activated exact = activate(activation, static_cast<double>(at[i]));
      EXPECT_NEAR(z[i], exact.value, 4e-7 * std::abs(exact.value) + 1e-37)
          << activation_key(activation) << at[i];
      EXPECT_NEAR(sums[i], exact.slope, 4e-7 + 4e-7 * exact.slope) << activation_key(activation) << at[i];
      EXPECT_NEAR(curved[i], exact.curvature, 6e-7) << activation_key(activation) << at[i];
    }
  }
}

TEST_P(NetworkKernel, WhatIsNotANumberStaysSo) {
  for (const Activation activation : all_activations) {
    std::vector<float> z(16, std::numeric_limits<float>::quiet_NaN()), slopes(16);
    GetParam()->activate(activation, {z.data(), 16, 1}, 16, slopes.data());
    EXPECT_TRUE(std::isnan(z[3])) << activation_key(activation);
  }
}

// Nothing is written outside of the part asked for.
TEST_P(NetworkKernel, TurnsSquaresAndParts) {
  std::vector<float> from(256);
  for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<float>(i);
  for (const auto& [rows, columns] : {std::pair{16, 16}, {16, 5}, {3, 16}, {1, 1}, {16, 0}}) {
    std::vector<float> to(256, -1);
    GetParam()->turn(from.data(), to.data(), rows, columns);
    for (int i = 0; i < 16; ++i)
      for (int j = 0; j < 16; ++j)
        EXPECT_EQ(to[static_cast<std::size_t>(16 * i + j)],
                  i < columns && j < rows ? static_cast<float>(16 * j + i) : -1.f)
            << rows << " " << columns << " at " << i << " " << j;
  }
}

TEST_P(NetworkKernel, UpdatesAsInDouble) {
  for (const auto kind : {UpdateRule::Kind::sgd, UpdateRule::Kind::rmsprop, UpdateRule::Kind::adam}) {
    const UpdateRule u{kind, 0.01f, 0.5f, 0.5f, 0.9f, 0.5f, 0.1f, 1.5f, 1e-8f, 0.9f};
    const std::vector<float> g = numbers(48, 1), w0 = numbers(48, 2), m0 = numbers(48, 3);
    std::vector<float> s0 = numbers(48, 4);
    for (float& s : s0) s *= s;
    std::vector<float> w = w0, m = m0, s = s0;
    GetParam()->update(u, 48, g.data(), w.data(), m.data(), s.data());
    for (std::size_t i = 0; i < 48; ++i) {
      const double square = 0.9 * s0[i] + 0.1 * g[i] * g[i];
      double mean = 0.5 * m0[i] + 0.5 * g[i], step = 0;
      if (kind == UpdateRule::Kind::sgd) step = mean = 0.5 * m0[i] + g[i];
      if (kind == UpdateRule::Kind::rmsprop) step = g[i] / (std::sqrt(square) + 1e-8), mean = m0[i];
      if (kind == UpdateRule::Kind::adam) step = mean / (1.5 * std::sqrt(square) + 1e-8);
      EXPECT_NEAR(w[i], std::clamp(w0[i] - 0.01 * step, -0.9, 0.9), 2e-7);
      EXPECT_NEAR(m[i], mean, 2e-7);
      EXPECT_NEAR(s[i], kind == UpdateRule::Kind::sgd ? static_cast<double>(s0[i]) : square, 2e-7);
    }
  }
}

}  // namespace
}  // namespace dlab
