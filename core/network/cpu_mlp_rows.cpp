// The rows of the passes: their memory, and how zeros in them are skipped.
#include <algorithm>

#include "core/network/cpu_mlp.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

constexpr int least_skipping_width = 96;  // below, finding zeros takes longer than adding them

// The tiles within a range of rows.
std::span<ActiveTile> within(ActiveTile* tiles, std::size_t count, RowRange range) {
  const auto before = [](const ActiveTile& tile, std::size_t row) { return tile.row < row; };
  ActiveTile* first = std::lower_bound(tiles, tiles + count, range.first, before);
  return {first, std::lower_bound(first, tiles + count, range.first + as_size(range.count), before)};
}

}  // namespace

bool CpuMlp::skips() const {
  return shape_.activation == Activation::relu && shape_.depth > 1 && shape_.width >= least_skipping_width;
}

MlpRows CpuMlp::rows(std::size_t count, Arena& arena, std::size_t tiles, std::size_t blocks) const {
  MlpRows rows;
  rows.right[0] = arena.floats(count * as_size(shape_.inputs));
  for (std::size_t l = 1; l <= as_size(shape_.depth); ++l) {
    rows.right[l] = arena.floats(count * stride_);
    rows.left[l] = arena.floats(count * stride_);
    rows.slope[l] = shape_.activation == Activation::softplus ? arena.floats(count * stride_) : rows.right[l];
  }
  rows.out = arena.floats(count * as_size(shape_.outputs));
  rows.out_gradient = arena.floats(count * as_size(shape_.outputs));
  rows.scratch = piecewise_ && tiles == 0 ? nullptr : arena.floats(count * packed_stride());
  const auto lists = [&](std::size_t n) {
    auto* list = reinterpret_cast<ActiveTile*>(arena.floats(n * sizeof(ActiveTile) / sizeof(float)));
    auto* columns = reinterpret_cast<std::uint32_t*>(arena.floats(n * width_));
    for (std::size_t t = 0; list && t < n; ++t) list[t].columns = columns + t * width_;
    return list;
  };
  if (tiles > 0) {
    rows.tile = lists(tiles);
    rows.common = lists(tiles);
    rows.coefficients = arena.floats(tiles * most_forms * width_);
    rows.bases = arena.floats(tiles * most_forms * width_);
    for (std::size_t t = 0; rows.bases && t < tiles; ++t) {
      rows.tile[t].base = rows.bases + t * most_forms * width_;
      rows.common[t].row = t * most_forms;
    }
  }
  for (std::size_t l = 1; blocks > 0 && l < as_size(shape_.depth); ++l) {
    rows.packed[l] = arena.floats(count * packed_stride());
    rows.block[l] = lists(blocks);
    if (l > 1 && !packs_delta(l)) continue;
    rows.block_common[l] = lists(blocks);
    rows.block_coefficients[l] = arena.floats(blocks * most_forms * width_);
    for (std::size_t b = 0; rows.block_coefficients[l] && b < blocks; ++b)
      rows.block_common[l][b].row = b * most_forms;
    if (l > 1) rows.turned = arena.floats(width_ * width_);
  }
  return rows;
}

void CpuMlp::set_tiles(MlpRows& rows, std::span<const RowRange> tiles,
                       std::span<const RowRange> blocks) const {
  const auto set = [](ActiveTile* list, std::span<const RowRange> ranges) {
    for (const RowRange& range : ranges) {
      list->row = range.first;
      list++->rows = range.count;
    }
  };
  rows.tiles = tiles.size();
  rows.blocks = blocks.size();
  set(rows.tile, tiles);
  for (std::size_t l = 1; l < as_size(shape_.depth); ++l) set(rows.block[l], blocks);
}

double CpuMlp::active_share(const MlpRows& rows) const {
  double active = 0, all = 0;
  for (std::size_t l = 1; l < as_size(shape_.depth); ++l) {
    for (std::size_t b = 0; b < rows.blocks; ++b) {
      active += static_cast<double>(rows.block[l][b].active) * rows.block[l][b].rows;
      all += static_cast<double>(shape_.width) * rows.block[l][b].rows;
    }
  }
  return all > 0 ? active / all : 1;
}

// What is not a number may reach the padding, for which there are no weights.
void CpuMlp::trim(std::span<ActiveTile> tiles) const {
  const auto end = static_cast<std::uint32_t>(as_size(shape_.width) * panel_width);
  for (ActiveTile& tile : tiles)
    while (tile.active > 0 && tile.columns[tile.active - 1] >= end) --tile.active;
}

// From one hidden layer to another. The product's pointers are at the range's first row, tiles count from 0.
void CpuMlp::hidden_product(const MlpRows& rows, const Product& product, RowRange range,
                            const LinearForm* form) const {
  if (rows.tiles == 0) return kernels_->product(product);
  const std::span<ActiveTile> tiles = within(rows.tile, rows.tiles, range);
  const int count = static_cast<int>(tiles.size());
  const std::size_t back = range.first * stride_;
  const Rows in{product.in.values - back, stride_, 0};
  Product packed = product;
  packed.in = {rows.scratch, packed_stride(), 0};
  packed.base_stride = width_;
  if (form) {
    const std::span<ActiveTile> common{rows.common + (tiles.data() - rows.tile), tiles.size()};
    kernels_->split_active(in, width_, *form, rows.scratch, packed_stride(), rows.coefficients, tiles.data(),
                           common.data(), count);
    trim(common);
    Product base{};
    base.in = {rows.coefficients, width_, 0};
    base.weights = product.weights;
    base.out = rows.bases;
    base.out_stride = width_;
    kernels_->product_of_active(base, common.data(), count);
  } else {
    kernels_->gather_active(in, width_, rows.scratch, packed_stride(), tiles.data(), count);
  }
  trim(tiles);
  packed.out -= back;
  if (packed.reference) packed.reference -= back;
  kernels_->product_of_active(packed, tiles.data(), count);
}

// Between hidden layers. Of the last one the sums are taken for the units of δ, and turned.
void CpuMlp::block_gradient(const MlpRows& rows, RowRange all, const WeightRegion& region,
                            float* gradient) const {
  const std::size_t l = as_size(region.layer), panel = as_size(region.panel), column = as_size(region.column);
  const PackedLayer& layer = layers_[l];
  const int columns = region.column_end - region.column;
  const std::span<const ActiveTile> blocks = within(rows.block[l], rows.blocks, all);
  const ActiveTile* common =
      rows.block_common[l] ? rows.block_common[l] + (blocks.data() - rows.block[l]) : nullptr;
  OuterProduct p{};
  p.left = {rows.packed[l], packed_stride(), 0};
  p.right_stride = stride_;
  const auto add_up = [&](int first) {
    kernels_->outer_product_of_active(p, first, blocks.data(), static_cast<int>(blocks.size()), common,
                                      rows.block_coefficients[l], width_);
  };
  if (!packs_delta(l)) {
    p.out = panels(region.layer, region, gradient);
    p.depth = columns;
    p.right = rows.left[l + 1] + panel * panel_width;
    return add_up(region.column);
  }
  float* turned = rows.turned + column / panel_width * layer.stride_back + panel * panel_width * panel_width;
  p.out = {turned, layer.stride_back, (columns + 15) / 16};
  p.depth = (region.panel_end - region.panel) * static_cast<int>(panel_width);
  p.right = rows.right[l] + column;
  add_up(region.panel * static_cast<int>(panel_width));
  for (std::size_t k = 0; k < as_size(columns); k += panel_width)
    for (std::size_t i = 0; i < as_size(region.panel_end) - panel; ++i)
      kernels_->turn(turned + k / panel_width * layer.stride_back + i * panel_width * panel_width,
                     gradient + layer.at + (panel + i) * layer.stride + (column + k) * panel_width, 16,
                     std::min(16, columns - static_cast<int>(k)));
}

void CpuMlp::pack_blocks(const MlpRows& rows, RowRange range, bool tangents) const {
  for (std::size_t l = 1; rows.blocks > 0 && l < as_size(shape_.depth); ++l) {
    const std::span<ActiveTile> blocks = within(rows.block[l], rows.blocks, range);
    const int count = static_cast<int>(blocks.size());
    const Rows from{packs_delta(l) ? rows.left[l + 1] : rows.right[l], stride_, 0};
    if (rows.block_common[l]) {
      const LinearForm form = packs_delta(l) ? last_form(rows) : first_form(rows, !tangents);
      const std::span<ActiveTile> common{rows.block_common[l] + (blocks.data() - rows.block[l]),
                                         blocks.size()};
      kernels_->split_active(from, width_, form, rows.packed[l], packed_stride(), rows.block_coefficients[l],
                             blocks.data(), common.data(), count);
      trim(common);
    } else {
      kernels_->gather_active(from, width_, rows.packed[l], packed_stride(), blocks.data(), count);
    }
    trim(blocks);
  }
}

}  // namespace dlab
