// Noise and the places between, of a step: the numbers of draw_noise() and draw_between(), one row to an invocation.
#include "philox.glsl"

layout(local_size_x = 64) in;
layout(std430, binding = 2) buffer Right { float right[]; };      // of the generator: its inputs come first
layout(std430, binding = 6) buffer Between { float between[]; };  // one number a row

uniform uint seed_low, seed_high;
uniform uint noise_stream, between_stream;
uniform uint noise_low, noise_high, between_low, between_high;  // where the step's numbers begin
uniform int count, dimension, normal, with_between;

uvec4 words(uint stream, uint low, uint high, int block) {
  return philox(uvec4(low + uint(block), high, stream, 0u), uvec2(seed_low, seed_high));
}

void main() {
  int row = int(gl_GlobalInvocationID.x);
  if (row >= count) return;
  for (int k = 0; k < dimension; ++k) {
    int number = row * dimension + k;
    uvec4 four = words(noise_stream, noise_low, noise_high, number / 4);
    int at = number % 4;
    vec2 pair = at < 2 ? normal_pair(four.x, four.y) : normal_pair(four.z, four.w);
    right[number] = normal != 0 ? pair[at % 2] : 2.0 * open_unit(four[at]) - 1.0;
  }
  if (with_between != 0) between[row] = unit(words(between_stream, between_low, between_high, row / 4)[row % 4]);
}
