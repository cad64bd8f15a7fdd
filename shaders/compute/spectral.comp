// Spectral normalisation as core/gan/spectral_norm.hpp describes it, one layer to a work-group.
#define ITERATE 0    // one power iteration
#define EFFECTIVE 1  // weights = parameters/σ
#define PULL_BACK 2  // the gradient by the weights becomes that by the parameters
#include "network.glsl"

layout(std430, binding = 6) buffer Parameters { float parameters[]; };  // before normalisation
layout(std430, binding = 7) buffer Vectors { float vectors[]; };        // u of all layers, v of all, σ of all

layout(local_size_x = 256) in;
shared float parts[256];
const float least_norm = 1e-12;

float sum_of_group(float mine) {
  int me = int(gl_LocalInvocationID.x);
  parts[me] = mine;
  for (int half_size = 128; half_size > 0; half_size /= 2) {
    barrier();
    if (me < half_size) parts[me] += parts[me + half_size];
  }
  barrier();
  float sum = parts[0];
  barrier();
  return sum;
}

void main() {
  int l = int(gl_WorkGroupID.x), me = int(gl_LocalInvocationID.x);
  int m = units_of(l), n = columns_of(l), w = weights_at(l);
  int u = l * width, v = depth * width + outputs + (l == 0 ? 0 : inputs + (l - 1) * width);
  int sigma = depth * width + outputs + inputs + depth * width + l;
#if OP == ITERATE
  float square = 0.0;
  for (int j = me; j < n; j += 256) {
    float sum = 0.0;
    for (int i = 0; i < m; ++i) sum += vectors[u + i] * parameters[w + i * n + j];
    vectors[v + j] = sum;
    square += sum * sum;
  }
  float norm = max(sqrt(sum_of_group(square)), least_norm);
  for (int j = me; j < n; j += 256) vectors[v + j] /= norm;
  memoryBarrierBuffer();
  barrier();
  square = 0.0;
  for (int i = me; i < m; i += 256) {
    float sum = 0.0;
    for (int j = 0; j < n; ++j) sum += parameters[w + i * n + j] * vectors[v + j];
    vectors[u + i] = sum;
    square += sum * sum;
  }
  norm = max(sqrt(sum_of_group(square)), least_norm);
  for (int i = me; i < m; i += 256) vectors[u + i] /= norm;
#elif OP == EFFECTIVE
  float along = 0.0;
  for (int i = me; i < m; i += 256) {
    float sum = 0.0;
    for (int j = 0; j < n; ++j) sum += parameters[w + i * n + j] * vectors[v + j];
    along += vectors[u + i] * sum;
  }
  along = sum_of_group(along);
  if (me == 0) vectors[sigma] = along;
  float scale = abs(along) < least_norm ? 0.0 : 1.0 / along;
  for (int i = me; i < m * n; i += 256) weights[w + i] = scale * parameters[w + i];
  for (int i = me; i < m; i += 256) weights[biases_at(l) + i] = parameters[biases_at(l) + i];
#else
  float size = vectors[sigma], scale = abs(size) < least_norm ? 0.0 : 1.0 / size;
  float along = 0.0;
  for (int i = me; i < m * n; i += 256) along += gradient[w + i] * parameters[w + i];
  along = scale * sum_of_group(along);
  for (int i = me; i < m * n; i += 256)
    gradient[w + i] = scale * (gradient[w + i] - along * vectors[u + i / n] * vectors[v + i % n]);
#endif
}
