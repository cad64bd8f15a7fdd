// The inner loops of networks in float, with the widest vectors that the machine has. Rows are samples.
// Vectors lie along outputs, never along a sum: what a number is does not depend on where its tile begins.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/activation.hpp"

namespace dlab {

// Matrices that are summed over are kept in panels of 16 columns: element (k, j) lies at
// (j / 16) · stride + 16 k + j % 16.
inline constexpr std::size_t panel_width = 16;
struct Panels {
  float* values;
  std::size_t stride;
  int count;
};

// `count` rows, `stride` floats apart.
struct Rows {
  float* values;
  std::size_t stride;
  int count;
};

// What becomes of a sum z before it is stored.
enum class Epilogue {
  plain,    // z
  rectify,  // z > 0 ? z : slope z
  mask      // reference > 0 ? z : slope z
};

// out(r, j) = epilogue(bias_j + Σ_k in(r, k) w(k, j)), k < depth, in this order.
struct Product {
  Rows in;
  int depth;
  Panels weights;
  const float* bias;  // the first panel's; the others lie as the weights do. Null: 0
  float* out;
  std::size_t out_stride;
  Epilogue epilogue = Epilogue::plain;
  float slope = 0;
  const float* reference = nullptr;  // as out
  std::size_t reference_stride = 0;
  std::size_t base_stride = 0;  // product_of_active: between the rows that tiles begin with
};

// out(k, j) (+)= Σ_r left(r, k) right(r, j), over the rows in order.
struct OuterProduct {
  Rows left;
  int depth;  // columns of left: k < depth
  const float* right;
  std::size_t right_stride;
  Panels out;
  bool add;
};

// Rows that follow each other, of which only those columns count that are not 0 in all of them.
struct ActiveTile {
  std::size_t row;  // the first
  int rows;         // up to NetworkKernels::active_rows
  int active;       // columns that count, ascending: columns[i] / 16
  std::uint32_t* columns;
  // Rows that are summed before those of the weights, of as many columns as out; their factors lie before the
  // columns that count.
  const float* base;
  int bases;
};

// Columns that are one linear form in every row where they are not 0: column k of row r is
// Σ_i factor(r, i) c_i(k), i < count. c_i lies in panels 16 · i floats further on; the first `given` factors
// of row r lie at factors + r · factor_stride, one more may be 1.
struct LinearForm {
  Panels coefficients;
  int count, given;
  const float* factors;
  std::size_t factor_stride;
};
inline constexpr int most_forms = 3;

// One row of elementwise work per row of `reference`; all strides are equal.
struct Layer {
  Activation activation;
  Rows reference;     // h, for softplus φ′
  std::size_t width;  // a multiple of 16
};

struct UpdateRule {
  enum class Kind { sgd, rmsprop, adam } kind;
  float rate;          // Adam: over 1 − beta1ᵗ
  float momentum;      // SGD
  float beta1, beta2;  // rest1 = 1 − beta1 …
  float rest1, rest2;
  float root_scale;  // Adam: 1/√(1 − beta2ᵗ)
  float epsilon;
  float bound;  // every parameter is held within ± this
};

struct NetworkKernels {
  void (*product)(const Product&);
  void (*outer_product)(const OuterProduct&);
  // out(r, o) = bias_o + Σ_j in(r, j) w_o(j), o < outputs ≤ 2; w_o lies in panels 16 · o floats further on.
  void (*dots)(const Rows& in, const Panels& weights, int outputs, const float* bias, float* out);
  // out(j) (+)= Σ_r in(r, j); the sum begins at 0, so that opposite rows cancel exactly.
  void (*column_sums)(const Rows& in, const Panels& out, bool add);
  // z → φ(z) in place; slopes, where not null, receives φ′.
  void (*activate)(Activation activation, const Rows& z, std::size_t width, float* slopes);
  // sums → φ′ sums; curved, where not null, receives φ″ sums.
  void (*apply_slope)(const Layer& layer, float* sums, float* curved);
  // curved → curved · sums, then sums → φ′ sums
  void (*apply_tangent)(const Layer& layer, float* sums, float* curved);
  // out += φ′ sums
  void (*add_sloped)(const Layer& layer, const float* sums, float* out);
  // One step of an optimiser on n parameters, n a multiple of 16.
  void (*update)(const UpdateRule& rule, std::size_t n, const float* gradient, float* values, float* first,
                 float* second);
  // to(i, j) = from(j, i), i < columns, j < rows, both up to 16; rows of both are 16 apart.
  void (*turn)(const float* from, float* to, int rows, int columns);
  // to += from, n a multiple of 16
  void (*add)(std::size_t n, const float* from, float* to);
  // Finds the columns of each tile's rows that are not 0, and lays their numbers side by side: packed(r, i) =
  // in(r, column i), rows of it `packed_stride` apart, which is at least width. Lists have `width` places.
  void (*gather_active)(const Rows& in, std::size_t width, float* packed, std::size_t packed_stride,
                        ActiveTile* tiles, int count);
  // As gather_active, but columns that are not 0 in any row of the tile are set apart: `common` lists them,
  // and its rows, `width` apart, get their coefficients; the tiles' rows begin with their factors.
  // packed_stride is at least width + most_forms.
  void (*split_active)(const Rows& in, std::size_t width, const LinearForm& form, float* packed,
                       std::size_t packed_stride, float* coefficients, ActiveTile* tiles, ActiveTile* common,
                       int count);
  // product() for the rows of the tiles, the sums over the columns that count; `in` is packed, depth is
  // theirs.
  void (*product_of_active)(const Product&, const ActiveTile* tiles, int count);
  // outer_product() over the rows of the tiles; `left` is packed, and its columns are column … column + depth
  // − 1 of those that the lists count. Where not null, `common` and its coefficients, rows of them
  // `coefficient_stride` apart, are what split_active() made.
  void (*outer_product_of_active)(const OuterProduct&, int column, const ActiveTile* tiles, int count,
                                  const ActiveTile* common, const float* coefficients,
                                  std::size_t coefficient_stride);
  int active_rows;  // of a tile
  const char* name;
};
const NetworkKernels& network_kernels();
std::vector<const NetworkKernels*> network_kernel_sets();  // all that this machine can run, for tests

}  // namespace dlab
