// left of the last hidden layer: φ′ (Wᵀ ∂L/∂out), one number to an invocation; where it curves, φ″ (…) in other rows.
#include "activation.glsl"
#include "network.glsl"

layout(local_size_x = 64) in;
uniform int first, count, reference, curved;

void main() {
  int at = int(gl_GlobalInvocationID.x), row = at / width, j = at % width;
  if (row >= count) return;
  float q = 0.0;
  for (int o = 0; o < outputs; ++o) q += heads[(first + row) * outputs + o] * weights[weights_at(depth) + o * width + j];
#if ACTIVATION == SOFTPLUS
  float h = slopes[hidden_at(depth, reference + row) + j];
#else
  float h = right[right_at(depth, reference + row) + j];
#endif
  left[hidden_at(depth, first + row) + j] = slope_of(h) * q;
  if (curved >= 0) left[hidden_at(depth, curved + row) + j] = curvature_of(h) * q;
}
