// A network in float on the processor: forward, backward, input gradient and what a gradient penalty needs,
// on blocks of rows, without allocation. Which thread does which block is its owner's business.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/network/arena.hpp"
#include "core/network/kernels.hpp"
#include "core/network/mlp.hpp"

namespace dlab {

// What the passes leave behind for rows of samples: h_l (right) and δ_l (left) of every layer, so that the
// weights' gradient is one product leftᵀ right. Hidden layers' rows are `stride` floats apart.
struct MlpRows {
  std::array<float*, most_depth + 1> right{};  // right[0]: inputs, `inputs` floats a row
  std::array<float*, most_depth + 1> left{};   // left[0] unused
  std::array<float*, most_depth + 1> slope{};  // φ′ where h does not give it (softplus), else right
  float* out = nullptr;                        // `outputs` floats a row
  float* out_gradient = nullptr;               // ∂L/∂out; the left of the last layer
  float* scratch = nullptr;                    // one layer's rows
  // Where zeros are skipped: tiles of rows, in order, each within a range that passes are asked for; the
  // passes pack a layer at a time into scratch. For the gradient of layer l's weights, 0 < l < depth, blocks
  // of more rows, and what is left of h_l, in the last one (if that is not the first) of δ_{l+1}, without the
  // columns that are 0 in a whole block.
  std::size_t tiles = 0, blocks = 0;
  ActiveTile* tile = nullptr;
  // Of each tile, the units that are on in every row: what their layer is made of, and what becomes of it.
  ActiveTile* common = nullptr;
  float *coefficients = nullptr, *bases = nullptr;
  std::array<ActiveTile*, most_depth + 1> block{};
  // Of h₁ and of the last δ, the units that are on in every row of a block.
  std::array<ActiveTile*, most_depth + 1> block_common{};
  std::array<float*, most_depth + 1> block_coefficients{};
  std::array<float*, most_depth + 1> packed{};
  float* turned = nullptr;  // a gradient made from δ, as the transposed weights lie
};

// Consecutive rows.
struct RowRange {
  std::size_t first;
  int count;
};

// A part of the parameters: panels [panel, panel_end) of a layer, its columns (a row's weights) [column,
// column_end); with the last column come the biases.
struct WeightRegion {
  int layer, panel, panel_end, column, column_end;
};

class CpuMlp {
 public:
  // Two constructions with the same arena in the two rounds of its layout.
  CpuMlp() = default;
  CpuMlp(const MlpShape& shape, Arena& arena, const NetworkKernels& kernels = network_kernels());

  const MlpShape& shape() const { return shape_; }
  std::size_t packed_size() const { return size_; }
  std::size_t stride() const { return stride_; }
  // Whether skipping zeros can pay: activations that are often 0, and wide enough.
  bool skips() const;
  // For passes that skip zeros, there may be so many tiles and blocks.
  MlpRows rows(std::size_t count, Arena& arena, std::size_t tiles = 0, std::size_t blocks = 0) const;
  // The rows' tiles and blocks from now on, not more than were made room for; of none, nothing is skipped.
  void set_tiles(MlpRows& rows, std::span<const RowRange> tiles, std::span<const RowRange> blocks) const;
  // Of the sums of the last weight gradient between hidden layers, the share that was taken row by row.
  double active_share(const MlpRows& rows) const;

  // Between mlp.hpp's flat layout and the packed one that all of the arrays below have.
  void pack(std::span<const float> flat, float* packed) const;
  void unpack(const float* packed, std::span<float> flat) const;
  void set_parameters(std::span<const float> flat);
  void get_parameters(std::span<float> flat) const { unpack(values_, flat); }
  float* values() const { return values_; }
  float* gradient() const { return gradient_; }
  float* first_moment() const { return first_; }
  float* second_moment() const { return second_; }

  // right[0] → right[l], out.
  void forward(const MlpRows& rows, RowRange range) const;
  // out_gradient of rows `at` → left[l], through the slopes of the rows from `forward_first` on. Where
  // curved_first ≥ 0, left[l] of the rows from there on receives φ″ q (for tangent() and reverse()).
  void backward(const MlpRows& rows, RowRange at, std::size_t forward_first, long curved_first = -1) const;
  // left[1] → ∂out/∂x: `inputs` floats a row.
  void input_gradient(const MlpRows& rows, RowRange at, float* gradient) const;
  // Of any number of points (`inputs` numbers each), `capacity` rows at a time: the outputs, and unless empty
  // ∂out/∂x of a network with one output.
  void evaluate(const MlpRows& rows, std::size_t capacity, std::span<const float> points,
                std::span<float> values, std::span<float> gradients) const;
  // The directional derivative: right[0] of rows `at` → t_l in right[l]; the slopes are those of the rows
  // from `forward_first` on (for piecewise linear activations perhaps `at` itself). left[l] of the rows from
  // curved_first on is multiplied by s_l.
  void tangent(const MlpRows& rows, RowRange at, std::size_t forward_first, long curved_first = -1) const;
  // a_l = φ″ q s + φ′ (a_{l+1} W_{l+1}), in left[l] of rows `at`.
  void reverse(const MlpRows& rows, RowRange at, std::size_t forward_first) const;

  // Where zeros are skipped, before weight_gradient(): the blocks of a range's rows, which hold h or
  // tangents.
  void pack_blocks(const MlpRows& rows, RowRange range, bool tangents) const;
  // Of `region`: leftᵀ right over `all` rows, biases over `biased` ones; `gradient` is packed.
  void weight_gradient(const MlpRows& rows, RowRange all, std::span<const RowRange> biased,
                       const WeightRegion& region, float* gradient) const;
  std::vector<WeightRegion> whole() const;  // a region per layer
  // Pieces that threads can own: at most `side` columns and rows.
  std::vector<WeightRegion> regions(int side) const;
  // Where a region lies in the packed arrays: f(offset, floats), each a multiple of 16.
  template <class F>
  void each_run(const WeightRegion& region, F&& f) const;
  void update(const UpdateRule& rule, const WeightRegion& region) const;  // and what is derived from it
  void clamp(float bound, const WeightRegion& region) const;

 private:
  struct PackedLayer {
    int rows, columns;
    std::size_t at, stride;  // panels of outputs; of the last layer, of inputs
    int panels;
    std::size_t bias;        // of the first panel
    std::size_t transposed;  // panels of inputs, for the way back: (columns / 16) × stride_back
    std::size_t stride_back;
  };
  bool last(int layer) const { return layer == shape_.depth; }
  Panels panels(int layer, const WeightRegion& region, float* base) const;
  void transpose(const WeightRegion& region) const;
  void trim(std::span<ActiveTile> tiles) const;
  std::size_t packed_stride() const { return stride_ + 2 * panel_width; }
  LinearForm first_form(const MlpRows& rows, bool biased) const;
  LinearForm last_form(const MlpRows& rows) const;
  // Which side of a weight gradient is packed: h, or δ, if only its units that are on are linear forms.
  bool packs_delta(std::size_t layer) const {
    return layer > 1 && layer + 1 == static_cast<std::size_t>(shape_.depth);
  }
  void block_gradient(const MlpRows& rows, RowRange all, const WeightRegion& region, float* gradient) const;
  // Where zeros are skipped: of a layer whose units that are on are linear forms of few numbers, the share of
  // those that are on in a whole tile is summed once for the tile, and multiplied by each row's numbers.
  void hidden_product(const MlpRows& rows, const Product& product, RowRange range,
                      const LinearForm* form = nullptr) const;

  MlpShape shape_;
  const NetworkKernels* kernels_ = nullptr;
  std::vector<PackedLayer> layers_;
  std::size_t size_ = 0, width_ = 0, stride_ = 0;
  float slope_ = 0;
  bool piecewise_ = true;
  float *values_ = nullptr, *gradient_ = nullptr, *first_ = nullptr, *second_ = nullptr,
        *transposed_ = nullptr;
};

template <class F>
void CpuMlp::each_run(const WeightRegion& region, F&& f) const {
  const PackedLayer& layer = layers_[static_cast<std::size_t>(region.layer)];
  if (last(region.layer)) {  // panels of all outputs, then 16 places of biases
    f(layer.at, static_cast<std::size_t>(layer.panels) * layer.stride + panel_width);
    return;
  }
  const int rows = region.column_end - region.column + (region.column_end == layer.columns ? 1 : 0);
  for (int p = region.panel; p < region.panel_end; ++p)
    f(layer.at + static_cast<std::size_t>(p) * layer.stride +
          static_cast<std::size_t>(region.column) * panel_width,
      static_cast<std::size_t>(rows) * panel_width);
}

}  // namespace dlab
