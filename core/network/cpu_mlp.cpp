#include "core/network/cpu_mlp.hpp"

#include <algorithm>

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }
int panels_of(int columns) { return (columns + 15) / 16; }

}  // namespace

CpuMlp::CpuMlp(const MlpShape& shape, Arena& arena, const NetworkKernels& kernels)
    : shape_(shape),
      kernels_(&kernels),
      slope_(shape.activation == Activation::leaky_relu ? static_cast<float>(leaky_slope) : 0.f),
      piecewise_(piecewise_linear(shape.activation)) {
  width_ = as_size(panels_of(shape.width)) * panel_width;
  // An odd number of cache lines: columns of many rows then spread over all of the cache's sets.
  stride_ = width_ <= 2 * panel_width ? width_ : (width_ / panel_width | 1) * panel_width;
  std::size_t transposed = 0;
  for (const LayerPlace& place : layers(shape)) {
    PackedLayer layer{place.rows, place.columns, size_, 0, 0, 0, 0, 0};
    const int index = static_cast<int>(layers_.size());
    if (last(index)) {
      layer.panels = panels_of(place.columns);
      layer.stride = as_size(place.rows) * panel_width;
      layer.bias = layer.at + as_size(layer.panels) * layer.stride;
      size_ = layer.bias + panel_width;
    } else {
      layer.panels = panels_of(place.rows);
      layer.stride = as_size(place.columns + 1) * panel_width;
      layer.bias = layer.at + as_size(place.columns) * panel_width;
      size_ = layer.at + as_size(layer.panels) * layer.stride;
      if (index > 0) {
        layer.transposed = transposed;
        layer.stride_back = as_size(layer.panels) * panel_width * panel_width;
        transposed += as_size(panels_of(place.columns)) * layer.stride_back;
      }
    }
    layers_.push_back(layer);
  }
  values_ = arena.floats(size_);
  gradient_ = arena.floats(size_);
  first_ = arena.floats(size_);
  second_ = arena.floats(size_);
  transposed_ = arena.floats(transposed);
}

void CpuMlp::pack(std::span<const float> flat, float* packed) const {
  std::fill(packed, packed + size_, 0.f);
  std::size_t from = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const PackedLayer& layer = layers_[l];
    for (std::size_t n = 0; n < as_size(layer.rows); ++n) {
      for (std::size_t k = 0; k < as_size(layer.columns); ++k, ++from) {
        const std::size_t to = last(static_cast<int>(l)) ? k / 16 * layer.stride + n * 16 + k % 16
                                                         : n / 16 * layer.stride + k * 16 + n % 16;
        packed[layer.at + to] = flat[from];
      }
    }
    for (std::size_t n = 0; n < as_size(layer.rows); ++n, ++from)
      packed[layer.bias + (last(static_cast<int>(l)) ? n : n / 16 * layer.stride + n % 16)] = flat[from];
  }
}

void CpuMlp::unpack(const float* packed, std::span<float> flat) const {
  std::size_t to = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const PackedLayer& layer = layers_[l];
    for (std::size_t n = 0; n < as_size(layer.rows); ++n) {
      for (std::size_t k = 0; k < as_size(layer.columns); ++k, ++to) {
        const std::size_t from = last(static_cast<int>(l)) ? k / 16 * layer.stride + n * 16 + k % 16
                                                           : n / 16 * layer.stride + k * 16 + n % 16;
        flat[to] = packed[layer.at + from];
      }
    }
    for (std::size_t n = 0; n < as_size(layer.rows); ++n, ++to)
      flat[to] = packed[layer.bias + (last(static_cast<int>(l)) ? n : n / 16 * layer.stride + n % 16)];
  }
}

void CpuMlp::set_parameters(std::span<const float> flat) {
  pack(flat, values_);
  for (const WeightRegion& region : whole()) transpose(region);
}

Panels CpuMlp::panels(int index, const WeightRegion& region, float* base) const {
  const PackedLayer& layer = layers_[as_size(index)];
  return {base + layer.at + as_size(region.panel) * layer.stride + as_size(region.column) * panel_width,
          layer.stride, region.panel_end - region.panel};
}

// The first hidden layer of rows that are on: W₁x + b, or of tangents W₁t.
LinearForm CpuMlp::first_form(const MlpRows& rows, bool biased) const {
  const PackedLayer& first = layers_.front();
  return {{values_ + first.at, first.stride, first.panels},
          shape_.inputs + (biased ? 1 : 0),
          shape_.inputs,
          rows.right[0],
          as_size(shape_.inputs)};
}

// δ of the last hidden layer where units are on: W_oᵀ ∂L/∂out.
LinearForm CpuMlp::last_form(const MlpRows& rows) const {
  const PackedLayer& output = layers_.back();
  return {{values_ + output.at, output.stride, output.panels},
          shape_.outputs,
          shape_.outputs,
          rows.out_gradient,
          as_size(shape_.outputs)};
}

void CpuMlp::forward(const MlpRows& rows, RowRange range) const {
  const LinearForm form = first_form(rows, true);
  Product p{};
  p.epilogue = piecewise_ ? Epilogue::rectify : Epilogue::plain;
  p.slope = slope_;
  p.out_stride = stride_;
  for (std::size_t l = 0; l < as_size(shape_.depth); ++l) {
    const PackedLayer& layer = layers_[l];
    const std::size_t in_stride = l == 0 ? as_size(shape_.inputs) : stride_;
    p.in = {rows.right[l] + range.first * in_stride, in_stride, range.count};
    p.depth = layer.columns;
    p.weights = {values_ + layer.at, layer.stride, layer.panels};
    p.bias = values_ + layer.bias;
    p.out = rows.right[l + 1] + range.first * stride_;
    if (l == 0) {
      kernels_->product(p);
    } else {
      hidden_product(rows, p, range, l == 1 ? &form : nullptr);
    }
    if (!piecewise_)
      kernels_->activate(shape_.activation, {p.out, stride_, range.count}, width_,
                         rows.slope[l + 1] + range.first * stride_);
  }
  const PackedLayer& output = layers_.back();
  kernels_->dots({rows.right[as_size(shape_.depth)] + range.first * stride_, stride_, range.count},
                 {values_ + output.at, output.stride, output.panels}, shape_.outputs, values_ + output.bias,
                 rows.out + range.first * as_size(shape_.outputs));
}

void CpuMlp::backward(const MlpRows& rows, RowRange at, std::size_t forward_first, long curved_first) const {
  Product p{};
  p.epilogue = piecewise_ ? Epilogue::mask : Epilogue::plain;
  p.slope = slope_;
  p.out_stride = p.reference_stride = stride_;
  const PackedLayer& output = layers_.back();
  const std::size_t outputs = as_size(shape_.outputs);
  p.in = {rows.out_gradient + at.first * outputs, outputs, at.count};
  p.depth = shape_.outputs;
  p.weights = {values_ + output.at, output.stride, output.panels};
  const LinearForm form = last_form(rows);
  for (std::size_t l = as_size(shape_.depth); l > 0; --l) {
    p.out = rows.left[l] + at.first * stride_;
    p.reference = rows.slope[l] + forward_first * stride_;
    if (l == as_size(shape_.depth)) {
      kernels_->product(p);
    } else {
      hidden_product(rows, p, at, l + 1 == as_size(shape_.depth) ? &form : nullptr);
    }
    if (!piecewise_)
      kernels_->apply_slope(
          {shape_.activation, {rows.slope[l] + forward_first * stride_, stride_, at.count}, width_}, p.out,
          curved_first < 0 ? nullptr : rows.left[l] + static_cast<std::size_t>(curved_first) * stride_);
    if (l == 1) break;
    const PackedLayer& layer = layers_[l - 1];
    p.in = {p.out, stride_, at.count};
    p.depth = layer.rows;
    p.weights = {transposed_ + layer.transposed, layer.stride_back, panels_of(layer.columns)};
  }
}

void CpuMlp::input_gradient(const MlpRows& rows, RowRange at, float* gradient) const {
  const PackedLayer& first = layers_.front();
  kernels_->dots({rows.left[1] + at.first * stride_, stride_, at.count},
                 {values_ + first.at, first.stride, first.panels}, shape_.inputs, nullptr, gradient);
}

void CpuMlp::evaluate(const MlpRows& memory, std::size_t capacity, std::span<const float> points,
                      std::span<float> values, std::span<float> gradients) const {
  MlpRows rows = memory;
  rows.tiles = 0;  // points in any order have few zeros in common
  const std::size_t inputs = as_size(shape_.inputs), outputs = as_size(shape_.outputs);
  const std::size_t total = points.size() / inputs;
  for (std::size_t first = 0; first < total; first += capacity) {
    const std::size_t count = std::min(capacity, total - first);
    const RowRange range{0, static_cast<int>(count)};
    std::copy_n(points.data() + first * inputs, count * inputs, rows.right[0]);
    forward(rows, range);
    std::copy_n(rows.out, count * outputs, values.data() + first * outputs);
    if (gradients.empty()) continue;
    std::fill_n(rows.out_gradient, count, 1.f);
    backward(rows, range, 0);
    input_gradient(rows, range, gradients.data() + first * inputs);
  }
}

void CpuMlp::tangent(const MlpRows& rows, RowRange at, std::size_t forward_first, long curved_first) const {
  const LinearForm form = first_form(rows, false);
  Product p{};
  p.epilogue = piecewise_ ? Epilogue::mask : Epilogue::plain;
  p.slope = slope_;
  p.out_stride = p.reference_stride = stride_;
  for (std::size_t l = 0; l < as_size(shape_.depth); ++l) {
    const PackedLayer& layer = layers_[l];
    const std::size_t in_stride = l == 0 ? as_size(shape_.inputs) : stride_;
    p.in = {rows.right[l] + at.first * in_stride, in_stride, at.count};
    p.depth = layer.columns;
    p.weights = {values_ + layer.at, layer.stride, layer.panels};
    p.out = rows.right[l + 1] + at.first * stride_;
    p.reference = rows.slope[l + 1] + forward_first * stride_;
    if (l == 0) {
      kernels_->product(p);
    } else {
      hidden_product(rows, p, at, l == 1 ? &form : nullptr);
    }
    if (!piecewise_)
      kernels_->apply_tangent(
          {shape_.activation, {rows.slope[l + 1] + forward_first * stride_, stride_, at.count}, width_},
          p.out, rows.left[l + 1] + static_cast<std::size_t>(curved_first) * stride_);
  }
}

void CpuMlp::reverse(const MlpRows& rows, RowRange at, std::size_t forward_first) const {
  Product p{};
  p.out_stride = stride_;
  p.out = rows.scratch + at.first * stride_;
  for (std::size_t l = as_size(shape_.depth) - 1; l > 0; --l) {
    const PackedLayer& layer = layers_[l];
    p.in = {rows.left[l + 1] + at.first * stride_, stride_, at.count};
    p.depth = layer.rows;
    p.weights = {transposed_ + layer.transposed, layer.stride_back, panels_of(layer.columns)};
    kernels_->product(p);
    kernels_->add_sloped(
        {shape_.activation, {rows.slope[l] + forward_first * stride_, stride_, at.count}, width_}, p.out,
        rows.left[l] + at.first * stride_);
  }
}

void CpuMlp::weight_gradient(const MlpRows& rows, RowRange all, std::span<const RowRange> biased,
                             const WeightRegion& region, float* gradient) const {
  // So many rows at a time stay in the second cache.
  constexpr int rows_at_once = 256;
  const std::size_t l = as_size(region.layer);
  const PackedLayer& layer = layers_[l];
  const Panels out = panels(region.layer, region, gradient);
  OuterProduct p{};
  p.out = out;
  p.depth = region.column_end - region.column;
  const std::size_t depth = as_size(shape_.depth), outputs = as_size(shape_.outputs);
  const bool active = rows.blocks > 0 && l > 0 && !last(region.layer);
  if (active) block_gradient(rows, all, region, gradient);
  for (int done = 0; !active && done < all.count; done += rows_at_once) {
    const std::size_t first = all.first + as_size(done);
    const int count = std::min(rows_at_once, all.count - done);
    p.add = done > 0;
    if (last(region.layer)) {
      p.left = {rows.out_gradient + first * outputs, outputs, count};
      p.right = rows.right[depth] + first * stride_;
    } else {
      const std::size_t left_stride = l == 0 ? as_size(shape_.inputs) : stride_;
      p.left = {rows.right[l] + first * left_stride + region.column, left_stride, count};
      p.right = rows.left[l + 1] + first * stride_ + as_size(region.panel) * panel_width;
    }
    p.right_stride = stride_;
    kernels_->outer_product(p);
  }
  if (last(region.layer)) {
    // Summed in double, which is exact for the ±1/batch of a critic: its bias has the gradient 0.
    for (std::size_t o = 0; o < outputs; ++o) {
      double total = 0;
      for (const RowRange& range : biased) {
        for (std::size_t r = range.first; r < range.first + as_size(range.count); ++r)
          total += static_cast<double>(rows.out_gradient[r * outputs + o]);
      }
      gradient[layer.bias + o] = static_cast<float>(total);
    }
    // φ(0) may not be 0: nothing may reach the padding.
    for (std::size_t o = 0; o < outputs; ++o) {
      float* end = gradient + layer.at + as_size(layer.panels - 1) * layer.stride + o * panel_width;
      for (int k = layer.columns - (layer.panels - 1) * 16; k < 16; ++k) end[k] = 0;
    }
  } else if (region.column_end == layer.columns) {
    const Panels sums{gradient + layer.bias + as_size(region.panel) * layer.stride, layer.stride, out.count};
    bool add = false;
    for (const RowRange& range : biased) {
      kernels_->column_sums({rows.left[l + 1] + range.first * stride_ + as_size(region.panel) * panel_width,
                             stride_, range.count},
                            sums, add);
      add = true;
    }
  }
}

std::vector<WeightRegion> CpuMlp::whole() const {
  std::vector<WeightRegion> all;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const int columns = last(static_cast<int>(l)) ? layers_[l].rows : layers_[l].columns;
    all.push_back({static_cast<int>(l), 0, layers_[l].panels, 0, columns});
  }
  return all;
}

std::vector<WeightRegion> CpuMlp::regions(int side) const {
  std::vector<WeightRegion> pieces;
  const int panels = std::max(1, side / 16), columns = panels * 16;
  for (const WeightRegion& layer : whole()) {
    if (last(layer.layer)) {
      pieces.push_back(layer);
      continue;
    }
    for (int p = 0; p < layer.panel_end; p += panels) {
      for (int k = 0; k < layer.column_end; k += columns)
        pieces.push_back({layer.layer, p, std::min(p + panels, layer.panel_end), k,
                          std::min(k + columns, layer.column_end)});
    }
  }
  return pieces;
}

void CpuMlp::update(const UpdateRule& rule, const WeightRegion& region) const {
  each_run(region, [&](std::size_t at, std::size_t n) {
    kernels_->update(rule, n, gradient_ + at, values_ + at, first_ + at, second_ + at);
  });
  transpose(region);
}

void CpuMlp::clamp(float bound, const WeightRegion& region) const {
  each_run(region, [&](std::size_t at, std::size_t n) {
    for (std::size_t i = at; i < at + n; ++i) {
      const float w = values_[i];
      values_[i] = w > bound ? bound : w < -bound ? -bound : w;
    }
  });
  transpose(region);
}

void CpuMlp::transpose(const WeightRegion& region) const {
  if (region.layer == 0 || last(region.layer)) return;
  const PackedLayer& layer = layers_[as_size(region.layer)];
  for (std::size_t p = as_size(region.panel); p < as_size(region.panel_end); ++p) {
    for (std::size_t k = as_size(region.column); k < as_size(region.column_end); k += 16) {
      kernels_->turn(
          values_ + layer.at + p * layer.stride + k * 16,
          transposed_ + layer.transposed + k / 16 * layer.stride_back + p * panel_width * panel_width,
          static_cast<int>(std::min(panel_width, as_size(region.column_end) - k)), 16);
    }
  }
}

}  // namespace dlab
