// Products that skip zeros against those that add them, for every instruction set.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "core/math/philox.hpp"
#include "core/network/kernels.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

std::vector<float> numbers(std::size_t count, std::uint32_t stream) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(2 * uniform_pair(5, stream, i).first - 1);
  return values;
}

class ActiveKernel : public testing::TestWithParam<const NetworkKernels*> {};
INSTANTIATE_TEST_SUITE_P(Sets, ActiveKernel, testing::ValuesIn(network_kernel_sets()), [](const auto& test) {
  std::string name = test.param->name;
  std::erase(name, '-');
  return name;
});

// Rows in tiles, of whose columns a share is 0 in a whole tile, others here and there; some zeros are −0.
struct Case {
  Case(const NetworkKernels& kernels, int rows, int width, int tile_rows, double off)
      : rows(rows), width(width), padded((as_size(width) + 15) / 16 * 16), stride(padded + 16) {
    in = numbers(as_size(rows) * stride, 1);
    packed.assign(in.size(), 77.f);
    const int count = (rows + tile_rows - 1) / tile_rows;
    columns.resize(as_size(count) * padded);
    for (int t = 0; t < count; ++t) {
      const int begin = t * rows / count, end = (t + 1) * rows / count;
      for (std::size_t k = 0; k < padded; ++k) {
        const bool none = uniform_pair(6, 2, as_size(t) * padded + k).first < off;
        for (int r = begin; r < end; ++r) {
          float& x = in[as_size(r) * stride + k];
          if (k >= as_size(width) || none || x < -0.5f) x = k % 2 ? 0.f : -0.f;
        }
      }
      tiles.push_back({as_size(begin), end - begin, 0, columns.data() + as_size(t) * padded, nullptr, 0});
    }
    kernels.gather_active({in.data(), stride, rows}, padded, packed.data(), stride, tiles.data(), count);
  }
  int rows, width;
  std::size_t padded, stride;
  std::vector<float> in, packed;
  std::vector<std::uint32_t> columns;
  std::vector<ActiveTile> tiles;
};

template <class F>
void each_case(const NetworkKernels& kernels, F&& f) {
  for (const int tile_rows : {1, 5, kernels.active_rows, 4 * kernels.active_rows})
    for (const auto& [rows, width] : {std::pair{1, 128}, {29, 130}, {64, 100}, {96, 512}})
      for (const double off : {0.0, 0.4, 0.97, 1.0}) f(Case(kernels, rows, width, tile_rows, off));
}

TEST_P(ActiveKernel, GathersWhatIsNotZero) {
  each_case(*GetParam(), [](const Case& at) {
    for (const ActiveTile& tile : at.tiles) {
      int found = 0;
      for (std::size_t k = 0; k < at.padded; ++k) {
        bool any = false;
        for (std::size_t r = tile.row; r < tile.row + as_size(tile.rows); ++r)
          any = any || at.in[r * at.stride + k] != 0;
        if (!any) continue;
        ASSERT_LT(found, tile.active);
        ASSERT_EQ(tile.columns[found], 16 * k);
        for (std::size_t r = tile.row; r < tile.row + as_size(tile.rows); ++r)
          ASSERT_EQ(at.packed[r * at.stride + as_size(found)], at.in[r * at.stride + k]);
        ++found;
      }
      ASSERT_EQ(found, tile.active);
    }
  });
}

TEST_P(ActiveKernel, ProductsHaveTheSameBits) {
  each_case(*GetParam(), [](const Case& at) {
    for (const int panels : {1, 4, 7}) {
      const std::size_t panel_stride = as_size(at.width + 1) * 16, out_stride = as_size(panels) * 16;
      std::vector<float> w = numbers(as_size(panels) * panel_stride, 2);
      const std::vector<float> reference = numbers(as_size(at.rows) * out_stride, 3);
      for (const Epilogue epilogue : {Epilogue::plain, Epilogue::rectify, Epilogue::mask}) {
        std::vector<float> dense(reference.size(), 77.f), sparse = dense;
        Product p{};
        p.in = {const_cast<float*>(at.in.data()), at.stride, at.rows};
        p.depth = at.width;
        p.weights = {w.data(), panel_stride, panels};
        p.bias = epilogue == Epilogue::mask ? nullptr : w.data() + as_size(at.width) * 16;
        p.out = dense.data();
        p.out_stride = out_stride;
        p.epilogue = epilogue;
        p.reference = reference.data();
        p.reference_stride = out_stride;
        GetParam()->product(p);
        p.in.values = const_cast<float*>(at.packed.data());
        p.out = sparse.data();
        GetParam()->product_of_active(p, at.tiles.data(), static_cast<int>(at.tiles.size()));
        ASSERT_EQ(sparse, dense) << at.rows << " " << at.width << " " << panels;
      }
    }
  });
}

TEST_P(ActiveKernel, OuterProductsHaveTheSameBits) {
  each_case(*GetParam(), [](const Case& at) {
    for (const auto& [column, depth] : {std::pair{0, at.width}, {32, 64}, {at.width - 3, 3}}) {
      const int panels = 5;
      const std::size_t panel_stride = as_size(depth + 1) * 16, right_stride = as_size(panels) * 16;
      const std::vector<float> right = numbers(as_size(at.rows) * right_stride, 2);
      for (const bool add : {false, true}) {
        std::vector<float> dense = numbers(as_size(panels) * panel_stride, 3), sparse = dense;
        OuterProduct p{{const_cast<float*>(at.in.data()) + column, at.stride, at.rows},
                       depth,
                       right.data(),
                       right_stride,
                       {dense.data(), panel_stride, panels},
                       add};
        GetParam()->outer_product(p);
        p.left.values = const_cast<float*>(at.packed.data());
        p.out.values = sparse.data();
        GetParam()->outer_product_of_active(p, column, at.tiles.data(), static_cast<int>(at.tiles.size()),
                                            nullptr, nullptr, 0);
        ASSERT_EQ(sparse, dense) << at.rows << " " << at.width << " " << column << " " << add;
      }
    }
  });
}

// Columns that are on in all of a tile's rows, summed once: W₁x + b where it is positive, times weights.
TEST_P(ActiveKernel, LinearFormsAreSummedOnceForATile) {
  for (const auto& [rows, width, inputs, tile_rows] :
       {std::tuple{1, 128, 2, 1}, {29, 130, 1, 9}, {64, 100, 2, 13}, {96, 512, 2, 11}}) {
    const int count = (rows + tile_rows - 1) / tile_rows, panels = 5;
    const std::size_t padded = (as_size(width) + 15) / 16 * 16, stride = padded + 16,
                      packed_stride = padded + most_forms, n = as_size(rows), d = as_size(inputs);
    std::vector<float> x = numbers(n * d, 1), first(padded / 16 * (d + 1) * 16, 0.f), h(n * stride, 0.f);
    for (float& value : x) value = 2 + 0.3f * value;
    for (std::size_t k = 0; k < as_size(width); ++k)
      for (std::size_t i = 0; i <= d; ++i)
        first[k / 16 * (d + 1) * 16 + 16 * i + k % 16] =
            static_cast<float>(2 * uniform_pair(8, 3, k * 3 + i).first - 1);
    for (std::size_t r = 0; r < n; ++r) {
      for (std::size_t k = 0; k < padded; ++k) {
        const float* c = first.data() + k / 16 * (d + 1) * 16 + k % 16;
        float z = c[16 * d];
        for (std::size_t i = 0; i < d; ++i) z += c[16 * i] * x[r * d + i];
        h[r * stride + k] = z > 0 ? z : -0.f;
      }
    }
    std::vector<float> packed(n * packed_stride), coefficients(as_size(count) * most_forms * padded),
        bases = coefficients;
    std::vector<std::uint32_t> lists(2 * as_size(count) * padded);
    std::vector<ActiveTile> tiles, common;
    for (std::size_t t = 0; t < as_size(count); ++t) {
      const int begin = static_cast<int>(t) * rows / count, end = (static_cast<int>(t) + 1) * rows / count;
      tiles.push_back({as_size(begin), end - begin, 0, lists.data() + 2 * t * padded,
                       bases.data() + t * most_forms * padded, 0});
      common.push_back({t * most_forms, 0, 0, lists.data() + (2 * t + 1) * padded, nullptr, 0});
    }
    const LinearForm form{
        {first.data(), (d + 1) * 16, static_cast<int>(padded / 16)}, inputs + 1, inputs, x.data(), d};
    GetParam()->split_active({h.data(), stride, rows}, padded, form, packed.data(), packed_stride,
                             coefficients.data(), tiles.data(), common.data(), count);
    int together = 0, apart = 0;
    for (std::size_t t = 0; t < as_size(count); ++t) {
      together += common[t].active;
      apart += tiles[t].active;
      for (int i = 0; i < common[t].active; ++i)
        for (std::size_t r = tiles[t].row; r < tiles[t].row + as_size(tiles[t].rows); ++r)
          ASSERT_GT(h[r * stride + common[t].columns[i] / 16], 0);
    }
    EXPECT_GT(together, count * width / 4);
    EXPECT_TRUE(rows == 1 ? apart == 0 : apart > 0);

    const std::size_t panel_stride = as_size(width) * 16, out_stride = as_size(panels) * 16;
    std::vector<float> w = numbers(as_size(panels) * panel_stride, 2), out(n * out_stride);
    Product p{};
    p.in = {coefficients.data(), padded, 0};
    p.weights = {w.data(), panel_stride, panels};
    p.out = bases.data();
    p.out_stride = padded;
    GetParam()->product_of_active(p, common.data(), count);
    p.in = {packed.data(), packed_stride, 0};
    p.out = out.data();
    p.out_stride = out_stride;
    p.base_stride = padded;
    GetParam()->product_of_active(p, tiles.data(), count);
    for (std::size_t r = 0; r < n; ++r) {
      for (std::size_t j = 0; j < out_stride; ++j) {
        double total = 0, terms = 0;
        for (std::size_t k = 0; k < as_size(width); ++k) {
          const double term =
              static_cast<double>(h[r * stride + k]) * w[j / 16 * panel_stride + k * 16 + j % 16];
          total += term;
          terms += std::abs(term);
        }
        ASSERT_NEAR(out[r * out_stride + j], total, 2e-6 * terms) << rows << " " << width;
      }
    }

    const std::vector<float> right = numbers(n * out_stride, 4);
    for (const auto& [column, depth] : {std::pair{0, width}, {32, 64}, {width - 3, 3}}) {
      std::vector<float> gradient(as_size(panels * (depth + 1) * 16), 77.f);
      const OuterProduct outer{{packed.data(), packed_stride, 0},
                               depth,
                               right.data(),
                               out_stride,
                               {gradient.data(), as_size(depth + 1) * 16, panels},
                               false};
      GetParam()->outer_product_of_active(outer, column, tiles.data(), count, common.data(),
                                          coefficients.data(), padded);
      for (std::size_t at = 0; at < gradient.size(); ++at) {
        const std::size_t k = at % (as_size(depth + 1) * 16) / 16,
                          j = at / (as_size(depth + 1) * 16) * 16 + at % 16;
        if (k == as_size(depth)) {
          ASSERT_EQ(gradient[at], 77.f);
          continue;
        }
        double total = 0, terms = 0;
        for (std::size_t r = 0; r < n; ++r) {
          const double term =
              static_cast<double>(h[r * stride + as_size(column) + k]) * right[r * out_stride + j];
          total += term;
          terms += 6 * std::abs(right[r * out_stride + j]);  // |W₁x| + |b| may be so much more than h
        }
        ASSERT_NEAR(gradient[at], total, 3e-7 * terms) << rows << " " << width;
      }
    }
  }
}

TEST_P(ActiveKernel, WhatIsNotANumberIsNotSkipped) {
  Case at(*GetParam(), 10, 100, 5, 1);
  at.in[7 * at.stride + 50] = std::numeric_limits<float>::quiet_NaN();
  GetParam()->gather_active({at.in.data(), at.stride, 10}, at.padded, at.packed.data(), at.stride,
                            at.tiles.data(), 2);
  EXPECT_EQ(at.tiles[0].active, 0);
  ASSERT_EQ(at.tiles[1].active, 1);
  EXPECT_TRUE(std::isnan(at.packed[7 * at.stride]));
  EXPECT_EQ(at.packed[6 * at.stride], 0);
}

}  // namespace
}  // namespace dlab
