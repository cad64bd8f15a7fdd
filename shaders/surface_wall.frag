#version 330 core
// The sides of a landscape's block, as core/figure/surface_shade.cpp has them.
uniform vec4 wall_color;
uniform float wall_light[4];
uniform float under;
uniform vec4 rim;
uniform float rim_width;
uniform vec2 last;
in vec2 node;
in float foot;
flat in int side;
out vec4 color;

// How many pixels the share of a length that is left takes.
float pixels(float left, float by_x, float by_y) { return left / max(length(vec2(by_x, by_y)), 1e-9); }

void main() {
  vec2 dx = dFdx(node), dy = dFdy(node);
  vec2 left = min(node, last - node);
  float along = side <= 2 ? pixels(left.y, dx.y, dy.y) : pixels(left.x, dx.x, dy.x);
  float gap = min(along, pixels(1.0 - foot, dFdx(foot), dFdy(foot)));
  float how = wall_light[side - 1] * (gl_FrontFacing ? 1.0 : under);
  color = vec4(mix(wall_color.rgb * min(how, 1.0), wall_color.aaa, max(how - 1.0, 0.0)), wall_color.a);
  float ink = gl_FrontFacing ? clamp(rim_width + 0.5 - gap, 0.0, 1.0) : 0.0;
  color = rim * ink + color * (1.0 - rim.a * ink);
}
