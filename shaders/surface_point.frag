#version 330 core
// A marker with an edge whose depth follows the land, as core/figure/surface_mesh.hpp describes it.
uniform float depth_scale;  // from depth to −1 … 1
in vec2 from;
flat in vec3 depth;
flat in vec2 sizes;
flat in int kind;
flat in vec4 fill, edge;
out vec4 color;

// marker_distance of core/figure/surface_mesh.cpp.
float distance_outside(vec2 p, float size) {
  float area = 0.78539816 * size * size, x = abs(p.x);
  if (kind == 0) return length(p) - 0.5 * size;
  if (kind == 1) return (x + abs(p.y) - sqrt(0.5 * area)) * 0.70710678;
  if (kind == 2) return max(x, abs(p.y)) - 0.5 * sqrt(area);
  return max(p.y, 0.86602540 * x - 0.5 * p.y) - sqrt(area / 1.73205081) / 1.73205081;
}

void main() {
  float outside = distance_outside(from, sizes.x);
  float outer = clamp(0.5 - (outside - 0.5 * sizes.y), 0.0, 1.0);
  float inner = clamp(0.5 - (outside + 0.5 * sizes.y), 0.0, 1.0);
  if (outer <= 0.0) discard;
  color = fill * inner + edge * (outer - inner);
  gl_FragDepth = 0.5 - 0.5 * depth_scale * (depth.x + max(0.0, dot(depth.yz, from)));
}
