#version 330 core
// The part of a map that shows, as a strip of two triangles, without vertex data.
uniform vec4 quad;         // left, top, right, bottom in framebuffer pixels, y down
uniform vec2 framebuffer;  // width, height
out vec2 at;               // the same pixels

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  at = mix(quad.xy, quad.zw, corner);
  gl_Position = vec4(2.0 * at.x / framebuffer.x - 1.0, 1.0 - 2.0 * at.y / framebuffer.y, 0.0, 1.0);
}
