// The means of a step's terms, each by one work-group's fixed tree: losses[at …] = real, fake, penalty, and the means
// of the critic's outputs at real and fake points and of ‖∇f‖; or the generator's loss alone.
layout(std430, binding = 8) buffer Terms { vec2 terms[]; };
layout(std430, binding = 9) buffer Losses { float losses[]; };

layout(local_size_x = 256) in;
shared vec2 sums[256];
uniform int batch;
uniform int at, outputs_at;  // outputs_at < 0: their mean is not asked for

void main() {
  int me = int(gl_LocalInvocationID.x), part = int(gl_WorkGroupID.x);
  vec2 sum = vec2(0.0);
  for (int row = me; row < batch; row += 256) sum += terms[part * batch + row];
  sums[me] = sum;
  for (int half_size = 128; half_size > 0; half_size /= 2) {
    barrier();
    if (me < half_size) sums[me] += sums[me + half_size];
  }
  barrier();
  if (me != 0) return;
  losses[at + part] = sums[0].x / float(batch);
  if (outputs_at >= 0) losses[outputs_at + part] = sums[0].y / float(batch);
}
