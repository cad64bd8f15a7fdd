// ∂out/∂x = left_1 W, one row to a work-group, and what comes of it.
#define PENALISE 0  // the penalty, and its pull u at the inputs of the same rows
#define TEACH 1     // ∂L/∂x is what the generator's output is to follow
#include "activation.glsl"
#include "objective.glsl"
#include "network.glsl"

layout(std430, binding = 7) buffer Other { float other_heads[]; };  // TEACH: of the generator
layout(std430, binding = 8) buffer Terms { vec2 terms[]; };

layout(local_size_x = 64) in;
shared float parts[2][64];

uniform int first;       // row; a work-group further on, more
uniform int term_first;  // PENALISE: of the penalty's terms
uniform float share;     // λ/batch

void main() {
  int i = int(gl_WorkGroupID.x), row = first + i, me = int(gl_LocalInvocationID.x);
  for (int k = 0; k < inputs; ++k) {
    float sum = 0.0;
    for (int j = me; j < width; j += 64) sum += left[hidden_at(1, row) + j] * weights[j * inputs + k];
    parts[k][me] = sum;
  }
  for (int half_size = 32; half_size > 0; half_size /= 2) {
    barrier();
    if (me < half_size)
      for (int k = 0; k < inputs; ++k) parts[k][me] += parts[k][me + half_size];
  }
  barrier();
  if (me != 0) return;
#if ROLE == PENALISE
  float square = 0.0;
  for (int k = 0; k < inputs; ++k) square += parts[k][0] * parts[k][0];
  float norm = sqrt(square);
  Term term = penalty_term(norm);
  terms[term_first + i] = vec2(term.value, norm);
  for (int k = 0; k < inputs; ++k) right[row * inputs + k] = share * term.slope * parts[k][0];
#else
  for (int k = 0; k < inputs; ++k) other_heads[i * inputs + k] = parts[k][0];
#endif
}
