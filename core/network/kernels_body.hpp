// The code of the network kernels, compiled once per instruction set by kernels.cpp, so without an include
// guard. As in kernels_float_body.hpp, nothing here may call an inline function of the standard library.
// clang-format off
#include "core/network/kernels_float_body.hpp"
#include "core/network/kernels_tile_body.hpp"
#include "core/network/kernels_active_body.hpp"
// clang-format on

// Lane groups of 2 · block: the result's first half of each is the sum of x's halves, its second of y's.
#if DLAB_FLOATS == 16
DLAB_KERNEL_INLINE V merge_8(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
         __builtin_shufflevector(x, y, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
}
DLAB_KERNEL_INLINE V merge_4(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27) +
         __builtin_shufflevector(x, y, 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
}
DLAB_KERNEL_INLINE V merge_2(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29) +
         __builtin_shufflevector(x, y, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
}
DLAB_KERNEL_INLINE V merge_1(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30) +
         __builtin_shufflevector(x, y, 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
}
DLAB_KERNEL_INLINE V interleave_low(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
DLAB_KERNEL_INLINE V interleave_high(V x, V y) {
  return __builtin_shufflevector(x, y, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
#elif DLAB_FLOATS == 8
DLAB_KERNEL_INLINE V merge_4(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11) +
         __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15);
}
DLAB_KERNEL_INLINE V merge_2(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13) +
         __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15);
}
DLAB_KERNEL_INLINE V merge_1(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 8, 2, 10, 4, 12, 6, 14) +
         __builtin_shufflevector(x, y, 1, 9, 3, 11, 5, 13, 7, 15);
}
DLAB_KERNEL_INLINE V interleave_low(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 8, 1, 9, 2, 10, 3, 11);
}
DLAB_KERNEL_INLINE V interleave_high(V x, V y) {
  return __builtin_shufflevector(x, y, 4, 12, 5, 13, 6, 14, 7, 15);
}
#else
DLAB_KERNEL_INLINE V merge_2(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 1, 4, 5) + __builtin_shufflevector(x, y, 2, 3, 6, 7);
}
DLAB_KERNEL_INLINE V merge_1(V x, V y) {
  return __builtin_shufflevector(x, y, 0, 4, 2, 6) + __builtin_shufflevector(x, y, 1, 5, 3, 7);
}
DLAB_KERNEL_INLINE V interleave_low(V x, V y) { return __builtin_shufflevector(x, y, 0, 4, 1, 5); }
DLAB_KERNEL_INLINE V interleave_high(V x, V y) { return __builtin_shufflevector(x, y, 2, 6, 3, 7); }
#endif
// Lane r: the sum of x[r]'s lanes, always added in the same order.
DLAB_KERNEL_INLINE V sums_of(V* x) {
#if DLAB_FLOATS == 16
  for (int i = 0; i < 8; ++i) x[i] = merge_8(x[i], x[i + 8]);
#endif
#if DLAB_FLOATS >= 8
  for (int i = 0; i < 4; ++i) x[i] = merge_4(x[i], x[i + 4]);
#endif
  for (int i = 0; i < 2; ++i) x[i] = merge_2(x[i], x[i + 2]);
  return merge_1(x[0], x[1]);
}

// sums(i) += row i · w
template <int R>
DLAB_KERNEL_INLINE void accumulate_rows(Sums<R, 1>& sums, const float* rows, Size step, const V& w) {
  if constexpr (R > 0) {
    accumulate_rows(sums.before, rows, step, w);
    sums.a += load(rows + (R - 1) * step) * w;
  }
}
template <int R>
DLAB_KERNEL_INLINE void spread(const Sums<R, 1>& sums, V* to) {
  if constexpr (R > 0) {
    spread(sums.before, to);
    to[R - 1] = sums.a;
  }
}
// As many rows as a vector has lanes, one output.
DLAB_KERNEL_INLINE V dots_of_block(const float* rows, Size step, const Panels& weights, int output) {
  Sums<lanes, 1> totals;
  begin(totals, all(0), all(0));
  const float* w = weights.values + 16 * output;
  for (int p = 0; p < weights.count; ++p, w += weights.stride, rows += 16)
    for (int j = 0; j < 16; j += lanes) accumulate_rows(totals, rows + j, step, load(w + j));
  V rows_of[lanes];
  spread(totals, rows_of);
  return sums_of(rows_of);
}
// The rows that fill no block, one by one, with the same bits.
DLAB_KERNEL_INLINE V dots_of_rows(const float* rows, Size step, int count, const Panels& weights,
                                  int output) {
  V totals[lanes];
  for (V& total : totals) total = all(0);
  for (int r = 0; r < count; ++r) {
    const float* w = weights.values + 16 * output;
    V total = all(0);
    for (int p = 0; p < weights.count; ++p, w += weights.stride)
      for (int j = 0; j < 16; j += lanes) total += load(rows + (Size)r * step + 16 * p + j) * load(w + j);
    totals[r] = total;
  }
  return sums_of(totals);
}
static void dots(const Rows& in, const Panels& weights, int outputs, const float* bias, float* out) {
  int first = 0;
  const float* rows = in.values;
  const V bias_0 = all(bias ? bias[0] : 0.f), bias_1 = all(bias && outputs > 1 ? bias[1] : 0.f);
  for (; first + lanes <= in.count; first += lanes, rows += lanes * in.stride) {
    const V a = dots_of_block(rows, in.stride, weights, 0) + bias_0;
    if (outputs == 1) {
      store(out + first, a);
    } else {
      const V b = dots_of_block(rows, in.stride, weights, 1) + bias_1;
      store(out + 2 * first, interleave_low(a, b));
      store(out + 2 * first + lanes, interleave_high(a, b));
    }
  }
  for (int o = 0; o < outputs && first < in.count; ++o) {
    const V sums = dots_of_rows(rows, in.stride, in.count - first, weights, o) + (o == 0 ? bias_0 : bias_1);
    for (int r = 0; r < in.count - first; ++r) out[(first + r) * outputs + o] = sums[r];
  }
}

static void column_sums(const Rows& in, const Panels& out, bool add) {
  for (int p = 0; p < out.count; ++p) {
    for (int j = 0; j < 16; j += lanes) {
      float* to = out.values + (Size)p * out.stride + j;
      V total = all(0);
      const float* from = in.values + 16 * p + j;
      for (int r = 0; r < in.count; ++r, from += in.stride) total += load(from);
      store(to, add ? load(to) + total : total);
    }
  }
}

// As constants of the C++ header are doubles.
const float leaky = (float)leaky_slope;

template <Activation A>
DLAB_KERNEL_INLINE void activate_as(const Rows& z, Size width, float* slopes) {
  for (int r = 0; r < z.count; ++r) {
    float* row = z.values + (Size)r * z.stride;
    for (Size j = 0; j < width; j += lanes) {
      V slope = all(0);
      const V h = value_of<A>(load(row + j), A == Activation::leaky_relu ? leaky : 0.f, slope);
      store(row + j, h);
      if (A == Activation::softplus) store(slopes + (Size)r * z.stride + j, slope);
    }
  }
}
template <Activation A>
DLAB_KERNEL_INLINE void apply_slope_as(const Layer& layer, float* sums, float* curved) {
  for (int r = 0; r < layer.reference.count; ++r) {
    const Size row = (Size)r * layer.reference.stride;
    for (Size j = row; j < row + layer.width; j += lanes) {
      const V h = load(layer.reference.values + j), q = load(sums + j);
      store(sums + j, slope_of<A>(h, A == Activation::leaky_relu ? leaky : 0.f) * q);
      if (curved) store(curved + j, curvature_of<A>(h) * q);
    }
  }
}
template <Activation A>
DLAB_KERNEL_INLINE void apply_tangent_as(const Layer& layer, float* sums, float* curved) {
  for (int r = 0; r < layer.reference.count; ++r) {
    const Size row = (Size)r * layer.reference.stride;
    for (Size j = row; j < row + layer.width; j += lanes) {
      const V h = load(layer.reference.values + j), s = load(sums + j);
      store(sums + j, slope_of<A>(h, A == Activation::leaky_relu ? leaky : 0.f) * s);
      store(curved + j, load(curved + j) * s);
    }
  }
}
template <Activation A>
DLAB_KERNEL_INLINE void add_sloped_as(const Layer& layer, const float* sums, float* out) {
  for (int r = 0; r < layer.reference.count; ++r) {
    const Size row = (Size)r * layer.reference.stride;
    for (Size j = row; j < row + layer.width; j += lanes) {
      const V slope =
          slope_of<A>(load(layer.reference.values + j), A == Activation::leaky_relu ? leaky : 0.f);
      store(out + j, load(out + j) + slope * load(sums + j));
    }
  }
}
#define DLAB_BY_ACTIVATION(activation, f, ...)       \
  switch (activation) {                              \
    case Activation::relu:                           \
      return f<Activation::relu>(__VA_ARGS__);       \
    case Activation::leaky_relu:                     \
      return f<Activation::leaky_relu>(__VA_ARGS__); \
    case Activation::tanh:                           \
      return f<Activation::tanh>(__VA_ARGS__);       \
    case Activation::softplus:                       \
      return f<Activation::softplus>(__VA_ARGS__);   \
    case Activation::elu:                            \
      return f<Activation::elu>(__VA_ARGS__);        \
  }
static void activate(Activation activation, const Rows& z, Size width, float* slopes) {
  DLAB_BY_ACTIVATION(activation, activate_as, z, width, slopes)
}
static void apply_slope(const Layer& layer, float* sums, float* curved) {
  DLAB_BY_ACTIVATION(layer.activation, apply_slope_as, layer, sums, curved)
}
static void apply_tangent(const Layer& layer, float* sums, float* curved) {
  DLAB_BY_ACTIVATION(layer.activation, apply_tangent_as, layer, sums, curved)
}
static void add_sloped(const Layer& layer, const float* sums, float* out) {
  DLAB_BY_ACTIVATION(layer.activation, add_sloped_as, layer, sums, out)
}
#undef DLAB_BY_ACTIVATION

template <UpdateRule::Kind K>
DLAB_KERNEL_INLINE void update_as(const UpdateRule& u, Size n, const float* gradient, float* values,
                                  float* first, float* second) {
  for (Size j = 0; j < n; j += lanes) {
    const V g = load(gradient + j);
    V w = load(values + j);
    if constexpr (K == UpdateRule::Kind::sgd) {
      const V v = u.momentum * load(first + j) + g;
      store(first + j, v);
      w -= u.rate * v;
    } else {
      const V s = u.beta2 * load(second + j) + u.rest2 * g * g;
      store(second + j, s);
      if constexpr (K == UpdateRule::Kind::rmsprop) {
        w -= u.rate * g / (square_root(s) + u.epsilon);
      } else {
        const V m = u.beta1 * load(first + j) + u.rest1 * g;
        store(first + j, m);
        w -= u.rate * m / (square_root(s) * u.root_scale + u.epsilon);
      }
    }
    w = w > u.bound ? all(u.bound) : w < -u.bound ? all(-u.bound) : w;
    store(values + j, w);
  }
}
static void update(const UpdateRule& u, Size n, const float* gradient, float* values, float* first,
                   float* second) {
  switch (u.kind) {
    case UpdateRule::Kind::sgd:
      return update_as<UpdateRule::Kind::sgd>(u, n, gradient, values, first, second);
    case UpdateRule::Kind::rmsprop:
      return update_as<UpdateRule::Kind::rmsprop>(u, n, gradient, values, first, second);
    case UpdateRule::Kind::adam:
      return update_as<UpdateRule::Kind::adam>(u, n, gradient, values, first, second);
  }
}

// Half of the rows interleaved with the other half, as often as halves can be halved, turns a square.
DLAB_KERNEL_INLINE void turn_square(const float* from, float* to) {
  V rows[lanes], next[lanes];
  for (int i = 0; i < lanes; ++i) rows[i] = load(from + 16 * i);
  for (int side = lanes; side > 1; side /= 2) {
    for (int i = 0; i < lanes / 2; ++i) {
      next[2 * i] = interleave_low(rows[i], rows[i + lanes / 2]);
      next[2 * i + 1] = interleave_high(rows[i], rows[i + lanes / 2]);
    }
    for (int i = 0; i < lanes; ++i) rows[i] = next[i];
  }
  for (int i = 0; i < lanes; ++i) store(to + 16 * i, rows[i]);
}
static void turn(const float* from, float* to, int rows, int columns) {
  if (rows == 16 && columns == 16) {
    for (int j = 0; j < 16; j += lanes)
      for (int i = 0; i < 16; i += lanes) turn_square(from + 16 * j + i, to + 16 * i + j);
    return;
  }
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) to[i * 16 + j] = from[j * 16 + i];
}

static void add(Size n, const float* from, float* to) {
  for (Size j = 0; j < n; j += lanes) store(to + j, load(to + j) + load(from + j));
}

#undef DLAB_KERNEL_INLINE
#undef DLAB_FLOATS

constexpr NetworkKernels table{product,
                               outer_product,
                               dots,
                               column_sums,
                               activate,
                               apply_slope,
                               apply_tangent,
                               add_sloped,
                               update,
                               turn,
                               add,
                               gather_active,
                               split_active,
                               product_of_active,
                               outer_product_of_active,
                               active_rows,
                               DLAB_SET_NAME};
