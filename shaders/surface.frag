#version 330 core
// The landscape's colour: ramp, light, contour lines and the block's edges, as core/figure/surface_shade.cpp
// has them; colours come in and go out with alpha multiplied in.
uniform sampler2D field;  // at the nodes: place, slopes to the right and to the far edge
uniform vec4 ramp[64];
uniform int ramp_last;
uniform float levels[64];
uniform int level_count;
uniform float spacing;  // of the levels; 0: one or none
uniform vec4 line;
uniform float line_width;  // pixels, at least 1; 0: none
uniform vec4 rim;
uniform float rim_width;
uniform vec4 wall_color;
uniform float wall_light[4];
uniform float under;  // light on the land from below
uniform vec3 light;   // towards it, in the ground's axes
uniform float contrast;
uniform float height;
in vec2 node;
in float foot;
flat in int side;
out vec4 color;

vec4 ramp_color(float place) {
  float at = clamp(place, 0.0, 1.0) * float(ramp_last);
  int below = min(int(at), max(ramp_last - 1, 0));
  return mix(ramp[below], ramp[min(below + 1, ramp_last)], at - float(below));
}
vec4 lit(vec4 c, float how) {
  return how <= 1.0 ? vec4(c.rgb * how, c.a) : vec4(mix(c.rgb, vec3(c.a), min(how - 1.0, 1.0)), c.a);
}
float ink(float gap, float width) { return clamp(0.5 * width + 0.5 - gap, 0.0, 1.0); }
vec4 over(vec4 top, vec4 ground) { return top + ground * (1.0 - top.a); }
// How many pixels the share of a length that is left takes.
float pixels(float left, vec2 by) { return left / max(length(by), 1e-9); }

void main() {
  vec2 dx = dFdx(node), dy = dFdy(node);
  vec2 foot_by = vec2(dFdx(foot), dFdy(foot)), column_by = vec2(dx.x, dy.x), row_by = vec2(dx.y, dy.y);
  ivec2 last = textureSize(field, 0) - 1;
  vec2 ahead = vec2(last) - node;
  if (side > 0) {
    color = lit(wall_color, wall_light[side - 1] * (gl_FrontFacing ? 1.0 : under));
    if (rim_width == 0.0 || !gl_FrontFacing) return;
    float gap = side <= 2 ? min(pixels(node.y, row_by), pixels(ahead.y, row_by))
                          : min(pixels(node.x, column_by), pixels(ahead.x, column_by));
    gap = min(gap, pixels(1.0 - foot, foot_by));
    color = over(rim * ink(gap - 0.5 * rim_width, rim_width), color);
    return;
  }
  vec2 inside = clamp(node, vec2(0.0), vec2(last));
  ivec2 cell = min(ivec2(inside), last - 1);
  vec2 share = inside - vec2(cell);
  // Nodes fetched and mixed by hand: a sampler's own mixing has 8-bit weights, which a line's edge shows.
  vec3 a = texelFetch(field, cell, 0).rgb;
  vec3 b = texelFetch(field, cell + ivec2(1, 0), 0).rgb;
  vec3 c = texelFetch(field, cell + ivec2(0, 1), 0).rgb;
  vec3 d = texelFetch(field, cell + ivec2(1, 1), 0).rgb;
  vec3 here = mix(mix(a, b, share.x), mix(c, d, share.x), share.y);
  color = ramp_color(here.x);
  if (!gl_FrontFacing) {
    color = lit(color, under);
    return;
  }
  vec3 normal = normalize(vec3(-height * here.y, -height * here.z, 1.0));
  color = lit(color, 1.0 + contrast * (dot(normal, light) - light.z));
  // How far a level lies is, to first order, the difference over the slope.
  vec2 rise = vec2(mix(b.x - a.x, d.x - c.x, share.y), mix(c.x - a.x, d.x - b.x, share.x));
  float slope = length(vec2(dot(rise, dx), dot(rise, dy)));
  if (slope > 1e-7 && level_count > 0) {
    float gap = 1e9;
    for (int i = 0; i < level_count; ++i) gap = min(gap, abs(here.x - levels[i]));
    // Where lines crowd they fade, before they become a pattern of their own.
    float crowd = spacing > 0.0 ? clamp(spacing / slope / (3.0 * line_width) - 0.4, 0.0, 1.0) : 1.0;
    color = over(line * (ink(gap / slope, line_width) * crowd), color);
  }
  if (rim_width > 0.0) {
    float gap = min(min(pixels(node.x, column_by), pixels(ahead.x, column_by)),
                    min(pixels(node.y, row_by), pixels(ahead.y, row_by)));
    color = over(rim * ink(gap - 0.5 * rim_width, rim_width), color);
  }
}
