// The inner loops of entropic transport, with the widest vectors that the machine has: log-sum-exps against a
// matrix of costs and along the axes of a grid.
#pragma once
#include <cstddef>
#include <vector>

namespace dlab {

inline constexpr std::size_t sinkhorn_block = 16;  // rows are padded to a multiple of this
inline constexpr double log_zero = -1e300;         // the log of no mass

// Log values on rows × columns places; `stride` ≥ columns is a multiple of the block. Padding holds log_zero.
struct LogGrid {
  double* values;
  std::size_t rows, columns, stride;
};
// k(i, j) = e^{log_k(i, j)} of one axis, n × n with rows of `stride`; symmetric. Padding is k = 1, log_k = 0.
struct AxisKernel {
  const double *k, *log_k;
  std::size_t n, stride;
};

struct SinkhornKernels {
  // out(r, c) = log Σ_c' e^{in(r, c') + log_k(c', c)}; scratch is as large as the grid.
  void (*along_rows)(const LogGrid& in, const AxisKernel& axis, double* scratch, double* out);
  // out(r, c) = log Σ_r' e^{log_k(r, r') + in(r', c)}
  void (*along_columns)(const LogGrid& in, const AxisKernel& axis, double* scratch, double* out);
  // log Σ_j e^{h_j − scale · cost_j}, n a multiple of the block (pad with h = log_zero).
  double (*soft_maximum)(const double* h, const double* cost, double scale, std::size_t n);
  // sums[j] += e^{h_j + add − scale · cost_j}
  void (*add_exponentials)(const double* h, const double* cost, double add, double scale, std::size_t n,
                           double* sums);
  void (*exponentials)(const double* x, std::size_t n, double* out);  // e^x, x ≤ 709
  const char* name;
};
const SinkhornKernels& sinkhorn_kernels();
std::vector<const SinkhornKernels*> sinkhorn_kernel_sets();  // all that this machine can run, for tests

}  // namespace dlab
