#version 330 core
// A marker's square around its middle, in framebuffer pixels.
uniform vec2 framebuffer;
layout(location = 0) in vec4 place;   // x, y, depth; half the square's side
layout(location = 1) in vec4 form;    // lean; size, stroke
layout(location = 2) in float shape;  // as Shape counts them
layout(location = 3) in vec4 fill_in;
layout(location = 4) in vec4 edge_in;
out vec2 from;
flat out vec3 depth;  // in the middle, lean
flat out vec2 sizes;
flat out int kind;
flat out vec4 fill, edge;

void main() {
  from = place.w * (2.0 * vec2(gl_VertexID & 1, gl_VertexID >> 1) - 1.0);
  vec2 at = place.xy + from;
  gl_Position = vec4(2.0 * at.x / framebuffer.x - 1.0, 1.0 - 2.0 * at.y / framebuffer.y, 0.0, 1.0);
  depth = vec3(place.z, form.xy);
  sizes = form.zw;
  kind = int(shape + 0.5);
  fill = fill_in;
  edge = edge_in;
}
