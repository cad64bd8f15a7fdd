#version 330 core
// A corner of the landscape: its height from the field, its place from the view.
uniform mat4 view;      // of x, y, z, 1: framebuffer and depth
uniform vec2 last;      // columns − 1, rows − 1
uniform float height;
uniform float base;
layout(location = 0) in vec3 corner;  // column, row, place
layout(location = 1) in vec2 wall;    // foot, side
layout(location = 2) in vec2 slope_in;
out vec2 node;
out vec2 slope;
out float foot;
flat out int side;

void main() {
  float z = wall.x > 0.5 ? base : height * (corner.z - 0.5);
  gl_Position = view * vec4(corner.x / last.x - 0.5, 0.5 - corner.y / last.y, z, 1.0);
  node = corner.xy;
  slope = slope_in;
  foot = wall.x;
  side = int(wall.y + 0.5);
}
