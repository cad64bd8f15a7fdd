// What a landscape on screen holds in OpenGL: its triangles, and the framebuffers that its picture is drawn
// in.
#pragma once
#include "core/figure/surface_mesh.hpp"

namespace dlab {

// Where a surface lies in its picture, whose pixels are the framebuffer's.
struct SurfaceFrame {
  int width = 0, height = 0;
  double scale = 1;          // pixels a point
  double left = 0, top = 0;  // of the surface's rectangle, 0 … 1
  bool operator==(const SurfaceFrame&) const = default;
  Vec pixel(const Surface& s, Vec at) const {
    return {left + (at.x - s.rect.x) * scale, top + (at.y - s.rect.y) * scale};
  }
};

// A new texture, bound, whose pixels are fetched one by one.
unsigned nearest_texture();
// Without it nobody sees anything, and what OpenGL held went with it.
bool has_renderer();
bool same_field(const Surface& a, const Surface& b);

// Where pictures are drawn before they are resolved: as large as the largest needed it.
struct SurfaceTarget {
  unsigned framebuffer = 0, color = 0, depth = 0, resolve = 0;
  int samples = 0, width = 0, height = 0;

  explicit SurfaceTarget(bool rough);  // without multisampling
  ~SurfaceTarget();
  SurfaceTarget(const SurfaceTarget&) = delete;
  SurfaceTarget& operator=(const SurfaceTarget&) = delete;
  bool grow(int to_width, int to_height);  // false: OpenGL has no room
  // Its lower left part into a texture of that size. False: OpenGL cannot.
  bool resolve_into(unsigned texture, int of_width, int of_height);
};

struct SurfaceBuffers {
  Surface of;  // its field only
  bool rough;
  SurfaceMesh shape;
  unsigned array = 0, vertices = 0, indices = 0, field = 0;
  bool used = true;

  SurfaceBuffers(const Surface& surface, bool in_a_hurry);
  ~SurfaceBuffers();
  SurfaceBuffers(const SurfaceBuffers&) = delete;
  SurfaceBuffers& operator=(const SurfaceBuffers&) = delete;
};

}  // namespace dlab
