#version 330 core
// The land's colour: ramp, light, contour lines and its rim, as core/figure/surface_shade.cpp has them; colours
// come in and go out with alpha multiplied in. Without branches: a software renderer walks through all of them.
uniform sampler2D field;  // the nodes' places
uniform sampler2D ramp;   // colours by place
uniform sampler2D level;  // the level next to a place
uniform float spacing;    // of the levels; 0: one or none
uniform vec4 line;
uniform float line_width;  // pixels, at least 1
uniform vec4 rim;
uniform float rim_width;  // 0: none
uniform float under;      // light on the land from below
uniform vec3 light;       // towards it, in the ground's axes
uniform float contrast;
uniform float height;
in vec2 node;
in vec2 slope;  // of places, to the right and to the far edge, over a side of the ground
out vec4 color;

float ink(float gap, float width) { return clamp(0.5 * width + 0.5 - gap, 0.0, 1.0); }
vec4 over(vec4 top, vec4 ground) { return top + ground * (1.0 - top.a); }

void main() {
  vec2 dx = dFdx(node), dy = dFdy(node);
  ivec2 last = textureSize(field, 0) - 1;
  vec2 inside = clamp(node, vec2(0.0), vec2(last));
  ivec2 cell = min(ivec2(inside), last - 1);
  vec2 share = inside - vec2(cell);
  // Nodes fetched and mixed by hand: a sampler's own mixing has 8-bit weights, which a line's edge shows.
  float a = texelFetch(field, cell, 0).r;
  float b = texelFetch(field, cell + ivec2(1, 0), 0).r;
  float c = texelFetch(field, cell + ivec2(0, 1), 0).r;
  float d = texelFetch(field, cell + ivec2(1, 1), 0).r;
  float place = mix(mix(a, b, share.x), mix(c, d, share.x), share.y);
  ivec2 entry = ivec2(int(place * float(textureSize(ramp, 0).x - 1) + 0.5), 0);
  color = texelFetch(ramp, entry, 0);

  vec3 normal = normalize(vec3(-height * slope, 1.0));
  float front = gl_FrontFacing ? 1.0 : 0.0;
  float how = mix(under, 1.0 + contrast * (dot(normal, light) - light.z), front);
  color.rgb = mix(color.rgb * min(how, 1.0), color.aaa, max(how - 1.0, 0.0));

  // How far a level lies is, to first order, the difference over the slope.
  vec2 rise = vec2(mix(b - a, d - c, share.y), mix(c - a, d - b, share.x));
  float per_pixel = length(vec2(dot(rise, dx), dot(rise, dy))) + 1e-8;
  float gap = abs(place - texelFetch(level, entry, 0).r) / per_pixel;
  // Where lines crowd they fade, before they become a pattern of their own.
  float crowd = spacing > 0.0 ? clamp(spacing / (3.0 * line_width * per_pixel) - 0.4, 0.0, 1.0) : 1.0;
  color = over(line * (ink(gap, line_width) * crowd * front), color);

  vec2 edge = min(node, vec2(last) - node) * inversesqrt(dx * dx + dy * dy + 1e-18);
  color = over(rim * (ink(min(edge.x, edge.y) - 0.5 * rim_width, rim_width) * front), color);
}
