// The code of the Sinkhorn kernels, compiled once per instruction set by sinkhorn_kernels.cpp, so without an
// include guard. As in kernels_vector.hpp, nothing here may call an inline function of the standard library.
#include "core/math/kernels_vector.hpp"

// Below this a sum of at most 2^16 terms may have lost some to underflow.
const double faint_sum = 1e-280;

// c (m × n) = a (m × k) b (k × n), row-major; n a multiple of 2 · lanes or of lanes.
static void multiply(const double* a, unsigned long a_stride, const double* b, unsigned long b_stride,
                     unsigned long m, unsigned long k, unsigned long n, double* c, unsigned long c_stride) {
  unsigned long i = 0;
  for (; i + 4 <= m; i += 4) {
    for (unsigned long j = 0; j < n; j += lanes) {
      W s0 = all(0), s1 = all(0), s2 = all(0), s3 = all(0);
      const double* row = a + i * a_stride;
      for (unsigned long l = 0; l < k; ++l) {
        const W x = load(b + l * b_stride + j);
        s0 += row[l] * x;
        s1 += row[l + a_stride] * x;
        s2 += row[l + 2 * a_stride] * x;
        s3 += row[l + 3 * a_stride] * x;
      }
      store(c + i * c_stride + j, s0);
      store(c + (i + 1) * c_stride + j, s1);
      store(c + (i + 2) * c_stride + j, s2);
      store(c + (i + 3) * c_stride + j, s3);
    }
  }
  for (; i < m; ++i) {
    for (unsigned long j = 0; j < n; j += lanes) {
      W s = all(0);
      for (unsigned long l = 0; l < k; ++l) s += a[i * a_stride + l] * load(b + l * b_stride + j);
      store(c + i * c_stride + j, s);
    }
  }
}

DLAB_KERNEL_INLINE double largest_lane(W x) { return -lowest(-x); }

// log Σ_l e^{vector[l] + scalar[l]} for one block of lanes, the largest taken out of the sum.
DLAB_KERNEL_INLINE W careful(const double* vector, unsigned long vector_step, const double* scalar,
                             unsigned long scalar_step, unsigned long n) {
  W top = all(-1e300);
  for (unsigned long l = 0; l < n; ++l)
    top = larger(top, load(vector + l * vector_step) + scalar[l * scalar_step]);
  W sum = all(0);
  for (unsigned long l = 0; l < n; ++l)
    sum += exponential((load(vector + l * vector_step) + scalar[l * scalar_step]) - top);
  return choose(top < -1e299, top, top + logarithm(larger(sum, all(1))));
}

static void along_rows(const LogGrid& in, const AxisKernel& axis, double* scratch, double* out) {
  for (unsigned long r = 0; r < in.rows; ++r) {
    const double* row = in.values + r * in.stride;
    W top = all(-1e300);
    for (unsigned long j = 0; j < in.stride; j += lanes) top = larger(top, load(row + j));
    const double most = largest_lane(top);
    for (unsigned long j = 0; j < in.stride; j += lanes)
      store(scratch + r * in.stride + j, exponential(load(row + j) - most));
  }
  multiply(scratch, in.stride, axis.k, axis.stride, in.rows, in.columns, in.stride, out, in.stride);
  for (unsigned long r = 0; r < in.rows; ++r) {
    const double* row = in.values + r * in.stride;
    W top = all(-1e300);
    for (unsigned long j = 0; j < in.stride; j += lanes) top = larger(top, load(row + j));
    const double most = largest_lane(top);
    for (unsigned long j = 0; j < in.stride; j += lanes) {
      double* place = out + r * in.stride + j;
      const W sum = load(place);
      const Mask faint = sum < faint_sum;
      const W plain = most + logarithm(choose(faint, all(1), sum));
      if (__builtin_expect(!any(faint), 1)) {
        store(place, plain);
      } else {
        store(place, careful(axis.log_k + j, axis.stride, row, 1, in.columns));
      }
    }
  }
}

static void along_columns(const LogGrid& in, const AxisKernel& axis, double* scratch, double* out) {
  for (unsigned long j = 0; j < in.stride; j += lanes) {
    W top = all(-1e300);
    for (unsigned long r = 0; r < in.rows; ++r) top = larger(top, load(in.values + r * in.stride + j));
    for (unsigned long r = 0; r < in.rows; ++r)
      store(scratch + r * in.stride + j, exponential(load(in.values + r * in.stride + j) - top));
  }
  multiply(axis.k, axis.stride, scratch, in.stride, in.rows, in.rows, in.stride, out, in.stride);
  for (unsigned long j = 0; j < in.stride; j += lanes) {
    W top = all(-1e300);
    for (unsigned long r = 0; r < in.rows; ++r) top = larger(top, load(in.values + r * in.stride + j));
    for (unsigned long r = 0; r < in.rows; ++r) {
      double* place = out + r * in.stride + j;
      const W sum = load(place);
      const Mask faint = sum < faint_sum;
      const W plain = top + logarithm(choose(faint, all(1), sum));
      if (__builtin_expect(!any(faint), 1)) {
        store(place, plain);
      } else {
        store(place, careful(in.values + j, in.stride, axis.log_k + r * axis.stride, 1, in.rows));
      }
    }
  }
}

static double soft_maximum(const double* h, const double* cost, double scale, std::size_t n) {
  W top = all(-1e300);
  for (unsigned long j = 0; j < n; j += lanes) top = larger(top, load(h + j) - scale * load(cost + j));
  const double most = largest_lane(top);
  if (most < -1e299) return most;
  W total = all(0);
  for (unsigned long j = 0; j < n; j += lanes)
    total += exponential((load(h + j) - scale * load(cost + j)) - most);
  double logs[lanes];
  store(logs, logarithm(all(sum(total))));
  return most + logs[0];
}

static void add_exponentials(const double* h, const double* cost, double add, double scale, std::size_t n,
                             double* sums) {
  for (unsigned long j = 0; j < n; j += lanes) {
    const W x = (load(h + j) - scale * load(cost + j)) + add;
    store(sums + j, load(sums + j) + exponential(smaller(x, all(700))));
  }
}

static void exponentials(const double* x, std::size_t n, double* out) {
  for (unsigned long j = 0; j < n; j += lanes) store(out + j, exponential(load(x + j)));
}

#undef DLAB_KERNEL_INLINE

constexpr SinkhornKernels table{along_rows,       along_columns, soft_maximum,
                                add_exponentials, exponentials,  DLAB_SET_NAME};
