// The code of the network kernels, compiled once per instruction set by kernels.cpp, so without an include
// guard. As in kernels_float_body.hpp, nothing here may call an inline function of the standard library.
// clang-format off
#include "core/network/kernels_float_body.hpp"
#include "core/network/kernels_tile_body.hpp"
// clang-format on

static void dots(const Rows& in, const Panels& weights, int outputs, const float* bias, float* out) {
  for (int r = 0; r < in.count; ++r) {
    const float* row = in.values + (Size)r * in.stride;
    for (int o = 0; o < outputs; ++o) {
      V total = all(0);
      for (int p = 0; p < weights.count; ++p) {
        const float* w = weights.values + (Size)p * weights.stride + 16 * o;
        for (int j = 0; j < 16; j += lanes) total += load(row + 16 * p + j) * load(w + j);
      }
      out[r * outputs + o] = (bias ? bias[o] : 0.f) + sum(total);
    }
  }
}

static void column_sums(const Rows& in, const Panels& out, bool add) {
  for (int p = 0; p < out.count; ++p) {
    for (int j = 0; j < 16; j += lanes) {
      float* to = out.values + (Size)p * out.stride + j;
      V total = add ? load(to) : all(0);
      const float* from = in.values + 16 * p + j;
      for (int r = 0; r < in.count; ++r, from += in.stride) total += load(from);
      store(to, total);
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

static void add(Size n, const float* from, float* to) {
  for (Size j = 0; j < n; j += lanes) store(to + j, load(to + j) + load(from + j));
}

#undef DLAB_KERNEL_INLINE
#undef DLAB_FLOATS

constexpr NetworkKernels table{product,       outer_product, dots,   column_sums, activate,     apply_slope,
                               apply_tangent, add_sloped,    update, add,         DLAB_SET_NAME};
