// Products of matrices, 64 × 64 numbers to a work-group, 4 × 4 to an invocation; each sum in order of its terms.
#define FORWARD 0   // right_{l+1} = φ(right_l Wᵀ + b)
#define TANGENT 1   // right_{l+1} = φ′ (right_l Wᵀ); where it curves, left_{l+1} of other rows is multiplied by the sums
#define BACKWARD 2  // left_l = φ′ (left_{l+1} W); where it curves, left_l of other rows = φ″ (left_{l+1} W)
#define REVERSE 3   // left_l += φ′ (left_{l+1} W)
#define GRADIENT 4  // ∂L/∂W = leftᵀ right, over the rows
#include "activation.glsl"
#include "network.glsl"

layout(local_size_x = 16, local_size_y = 16) in;
const int side = 64, slice = 16;
shared float tile_a[slice][side + 1], tile_b[slice][side + 1];

uniform int layer;         // l; of a work-group further on in z, more
uniform int first, count;  // rows
uniform int reference;     // the first of the rows that give φ′
uniform int curved;        // the first of the rows that receive what curves, or −1

float a_of(int l, int m, int k) {
#if KIND <= TANGENT
  return right[right_at(l, first + m) + k];
#elif KIND <= REVERSE
  return left[hidden_at(l + 1, first + m) + k];
#else
  return l == depth ? heads[(first + k) * outputs + m] : left[hidden_at(l + 1, first + k) + m];
#endif
}
float b_of(int l, int k, int n) {
#if KIND <= TANGENT
  return weights[weights_at(l) + n * columns_of(l) + k];
#elif KIND <= REVERSE
  return weights[weights_at(l) + k * width + n];
#else
  return right[right_at(l, first + k) + n];
#endif
}

float reference_of(int l, int m, int n) {
#if ACTIVATION == SOFTPLUS
  return slopes[hidden_at(l, reference + m) + n];
#else
  return right[right_at(l, reference + m) + n];
#endif
}

void finish(int l, int m, int n, float sum) {
#if KIND == FORWARD
  float slope, h = value_of(sum + weights[biases_at(l) + n], slope);
  right[right_at(l + 1, first + m) + n] = h;
#if ACTIVATION == SOFTPLUS
  slopes[hidden_at(l + 1, first + m) + n] = slope;
#endif
#elif KIND == TANGENT
  right[right_at(l + 1, first + m) + n] = slope_of(reference_of(l + 1, m, n)) * sum;
  if (curved >= 0) left[hidden_at(l + 1, curved + m) + n] *= sum;
#elif KIND == BACKWARD
  float h = reference_of(l, m, n);
  left[hidden_at(l, first + m) + n] = slope_of(h) * sum;
  if (curved >= 0) left[hidden_at(l, curved + m) + n] = curvature_of(h) * sum;
#elif KIND == REVERSE
  left[hidden_at(l, first + m) + n] += slope_of(reference_of(l, m, n)) * sum;
#else
  gradient[weights_at(l) + m * columns_of(l) + n] = sum;
#endif
}

void main() {
  int l = layer + int(gl_WorkGroupID.z);
#if KIND <= TANGENT
  int height = count, breadth = width, terms = columns_of(l);
#elif KIND <= REVERSE
  int height = count, breadth = width, terms = width;
#else
  int height = units_of(l), breadth = columns_of(l), terms = count;
#endif
  int m0 = int(gl_WorkGroupID.y) * side, n0 = int(gl_WorkGroupID.x) * side;
  int x = int(gl_LocalInvocationID.x), y = int(gl_LocalInvocationID.y), me = 16 * y + x;
  float sums[4][4];
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) sums[i][j] = 0.0;
  for (int k0 = 0; k0 < terms; k0 += slice) {
    for (int i = 0; i < 4; ++i) {
      int at = me + 256 * i;
#if KIND == GRADIENT  // neighbours read neighbours
      int m = at % side, k = at / side;
#else
      int m = at / slice, k = at % slice;
#endif
      tile_a[k][m] = m0 + m < height && k0 + k < terms ? a_of(l, m0 + m, k0 + k) : 0.0;
#if KIND <= TANGENT
      int n = at / slice;
      k = at % slice;
#else
      int n = at % side;
      k = at / side;
#endif
      tile_b[k][n] = n0 + n < breadth && k0 + k < terms ? b_of(l, k0 + k, n0 + n) : 0.0;
    }
    barrier();
    for (int k = 0; k < slice; ++k) {
      float a[4], b[4];
      for (int i = 0; i < 4; ++i) a[i] = tile_a[k][4 * y + i];
      for (int j = 0; j < 4; ++j) b[j] = tile_b[k][x + 16 * j];
      for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) sums[i][j] += a[i] * b[j];
    }
    barrier();
  }
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) {
      int m = m0 + 4 * y + i, n = n0 + x + 16 * j;
      if (m < height && n < breadth) finish(l, m, n, sums[i][j]);
    }
}
