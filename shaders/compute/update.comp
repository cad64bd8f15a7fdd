// One step of an optimiser, as core/gan/optimiser.hpp describes it, or clipping alone; one parameter to an invocation.
#define SGD 0
#define RMSPROP 1
#define ADAM 2
#define CLIP 3

layout(std430, binding = 0) buffer Parameters { float parameters[]; };
layout(std430, binding = 1) buffer Gradient { float gradient[]; };
layout(std430, binding = 2) buffer Mean { float mean[]; };
layout(std430, binding = 3) buffer MeanSquare { float mean_square[]; };

layout(local_size_x = 64) in;
uniform int count;
uniform float rate, keep, add, keep_square, add_square, root, epsilon;
uniform float bound;  // every parameter within ±, or −1: free

void main() {
  int i = int(gl_GlobalInvocationID.x);
  if (i >= count) return;
  float w = parameters[i];
#if RULE == SGD
  mean[i] = keep * mean[i] + add * gradient[i];
  w -= rate * mean[i];
#elif RULE != CLIP
  float g = gradient[i], square = keep_square * mean_square[i] + add_square * g * g;
  mean_square[i] = square;
  float scale = sqrt(square) * root + epsilon;
#if RULE == RMSPROP
  w -= rate * g / scale;
#else
  float m = keep * mean[i] + add * g;
  mean[i] = m;
  w -= rate * m / scale;
#endif
#endif
  if (bound >= 0.0) w = w > bound ? bound : w < -bound ? -bound : w;
  parameters[i] = w;
}
