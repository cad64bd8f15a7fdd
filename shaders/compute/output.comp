// The last layer, one row to a work-group, and what comes of it.
#define GENERATE 0   // generated samples go to the critic's rows, and with them the places where the penalty looks
#define CRITICISE 1  // the critic's losses and their slopes
#define PLEASE 2     // the generator's loss
#define LIST 3       // the outputs themselves; the slope of their sum is 1
#include "activation.glsl"
#include "objective.glsl"
#include "network.glsl"

layout(std430, binding = 6) buffer Between { float between[]; };
layout(std430, binding = 7) buffer Critic { float critic_right[]; };  // the critic's inputs come first; LIST: outputs
layout(std430, binding = 8) buffer Terms { vec2 terms[]; };           // a row's share of a mean, and its output

layout(local_size_x = 64) in;
shared float parts[2][64];

uniform int batch;
uniform int first;  // row; a work-group further on, more
#define REAL_POINTS 1
#define FAKE_POINTS 2
uniform int fake_first;      // GENERATE: the critic's row of the first sample
uniform int points_first;    // where the penalty looks, or −1
uniform int penalty_points;  // 0: between; REAL_POINTS, FAKE_POINTS
uniform int tangent_first;   // CRITICISE: of rows apart from those where it looks, or −1

float fetched(int o) {
  float sum = parts[o][0];
  return sum + weights[biases_at(depth) + o];
}

void main() {
  int row = first + int(gl_WorkGroupID.x), me = int(gl_LocalInvocationID.x);
  for (int o = 0; o < outputs; ++o) {
    float sum = 0.0;
    for (int j = me; j < width; j += 64) sum += right[right_at(depth, row) + j] * weights[weights_at(depth) + o * width + j];
    parts[o][me] = sum;
  }
  for (int half_size = 32; half_size > 0; half_size /= 2) {
    barrier();
    if (me < half_size)
      for (int o = 0; o < outputs; ++o) parts[o][me] += parts[o][me + half_size];
  }
  barrier();
  if (me != 0) return;
#if ROLE == GENERATE
  for (int o = 0; o < outputs; ++o) {
    float fake = fetched(o);
    critic_right[(fake_first + row) * outputs + o] = fake;
    if (points_first < 0) continue;
    float real = critic_right[row * outputs + o];
    float t = between[row];
    critic_right[(points_first + row) * outputs + o] =
        penalty_points == REAL_POINTS ? real : penalty_points == FAKE_POINTS ? fake : t * real + (1.0 - t) * fake;
  }
#elif ROLE == CRITICISE
  float f = fetched(0);
  if (row < 2 * batch) {
    Term term = row < batch ? critic_real(f) : critic_fake(f);
    terms[row] = vec2(term.value, f);
    heads[row] = term.slope / float(batch);
  } else if (tangent_first >= 0) {
    heads[row] = 0.0;
    heads[tangent_first + row - 2 * batch] = 1.0;
  } else {
    heads[row] = 1.0;
  }
#elif ROLE == LIST
  for (int o = 0; o < outputs; ++o) {
    critic_right[row * outputs + o] = fetched(o);
    heads[row * outputs + o] = 1.0;
  }
#else
  float f = fetched(0);
  Term term = generator_term(f);
  terms[row] = vec2(term.value, f);
  heads[row] = term.slope / float(batch);
#endif
}
