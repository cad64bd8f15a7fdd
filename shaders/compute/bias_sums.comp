// ∂L/∂b, one unit to an invocation, one layer to a work-group in y. Real and fake rows are summed apart, so that they
// cancel exactly where a unit treats them alike.
#include "network.glsl"

layout(local_size_x = 64) in;
uniform int batch, parts;  // `parts` times `batch` rows, from the first on

void main() {
  int j = int(gl_GlobalInvocationID.x), l = int(gl_WorkGroupID.y);
  if (j >= units_of(l)) return;
  float total = 0.0;
  for (int part = 0; part < parts; ++part) {
    float sum = 0.0;
    for (int row = part * batch; row < (part + 1) * batch; ++row)
      sum += l == depth ? heads[row * outputs + j] : left[hidden_at(l + 1, row) + j];
    total += sum;
  }
  gradient[biases_at(l) + j] = total;
}
