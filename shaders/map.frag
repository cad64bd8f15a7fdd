#version 330 core
// A field's colour and its contour lines; colours come in and go out with alpha multiplied in.
uniform sampler2D field;  // heights at the nodes: 0 … 1 on the ramp; above 1e8 there is none
uniform vec4 rect;        // left, top, right, bottom: the first and last nodes, in pixels
uniform vec4 ramp[64];
uniform int ramp_last;
uniform float levels[64];
uniform int level_count;
uniform vec4 line;
uniform float line_width;  // pixels, at least 1
in vec2 at;
out vec4 color;

vec4 ramp_color(float height) {
  float place = clamp(height, 0.0, 1.0) * float(ramp_last);
  int below = min(int(place), max(ramp_last - 1, 0));
  return mix(ramp[below], ramp[min(below + 1, ramp_last)], place - float(below));
}

void main() {
  ivec2 last = textureSize(field, 0) - 1;
  vec2 per_pixel = vec2(last) / (rect.zw - rect.xy);
  vec2 node = clamp((at - rect.xy) * per_pixel, vec2(0.0), vec2(last));
  ivec2 cell = min(ivec2(node), last - 1);
  vec2 share = node - vec2(cell);
  // Nodes fetched and mixed by hand: a sampler's own mixing has 8-bit weights, which a line's edge shows.
  float a = texelFetch(field, cell, 0).r;
  float b = texelFetch(field, cell + ivec2(1, 0), 0).r;
  float c = texelFetch(field, cell + ivec2(0, 1), 0).r;
  float d = texelFetch(field, cell + ivec2(1, 1), 0).r;
  if (max(max(a, b), max(c, d)) > 1e8) discard;
  float top = mix(a, b, share.x), bottom = mix(c, d, share.x);
  float height = mix(top, bottom, share.y);
  // How far the level lies is, to first order, the difference over the slope.
  float slope = length(vec2(mix(b - a, d - c, share.y), bottom - top) * per_pixel);
  float gap = 1e9;
  for (int i = 0; i < level_count; ++i) gap = min(gap, abs(height - levels[i]));
  float ink = slope > 1e-7 ? clamp(0.5 * line_width + 0.5 - gap / slope, 0.0, 1.0) : 0.0;
  color = line * ink + ramp_color(height) * (1.0 - line.a * ink);
  // The share of the pixel that the rectangle covers.
  vec2 cover = clamp(min(at + 0.5, rect.zw) - max(at - 0.5, rect.xy), 0.0, 1.0);
  color *= cover.x * cover.y;
}
