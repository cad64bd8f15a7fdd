// Landscapes on screen: a mesh drawn with depth into a picture of its own, shown inside ImGui's draw list.
#pragma once
#include <imgui.h>

#include <memory>
#include <string>
#include <vector>

#include "app/draw/gl_program.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

struct SurfaceShaders {
  ShaderFile land_vertex, land_fragment, point_vertex, point_fragment;
};
SurfaceShaders surface_shaders();  // those of shaders/

// A field is uploaded once per `values` (and ends of the ramp); a picture is drawn anew only where something
// of the surface or its size has changed. Both are freed when a frame did not draw them. All calls need the
// host's OpenGL context; they leave its state as it was.
class SurfacePainter {
 public:
  explicit SurfacePainter(SurfaceShaders shaders = surface_shaders());
  ~SurfacePainter();
  SurfacePainter(const SurfacePainter&) = delete;
  SurfacePainter& operator=(const SurfacePainter&) = delete;

  // Adds the surface, its rectangle's upper left corner at `low` (ImGui's coordinates), `scale` pixels a
  // point. False: this OpenGL cannot, or the surface has too many colours or levels; then draw `flat`
  // instead. Precondition: is_drawable(surface).
  bool draw(ImDrawList* list, ImVec2 low, float scale, const Surface& surface);

  // The same as an image, kept while it is drawn.
  const Raster& flat(const Surface& surface, float scale);

  // Forgets what this frame did not draw. Before or after the frame is rendered.
  void end_frame();

  std::size_t size() const { return meshes_.size() + pictures_.size(); }  // what is held in OpenGL
  std::size_t drawn() const { return drawn_; }                            // pictures drawn so far
  const std::string& complaint() const { return complaint_; }             // why OpenGL could not

 private:
  struct Programs;
  struct Target;
  struct Mesh;
  struct Picture;
  struct KeptFlat {
    Surface surface;
    float scale;
    Raster raster;
    bool used;
  };
  struct Frame;

  bool ready();
  Mesh* mesh(const Surface& surface);
  bool paint(const Surface& surface, const Mesh& mesh, const Frame& frame, unsigned texture);
  void paint_land(const Surface& surface, const Mesh& mesh, const Frame& frame);
  void paint_points(const Surface& surface, const Mesh& mesh, const Frame& frame);

  SurfaceShaders shaders_;
  std::unique_ptr<Programs> programs_;
  std::unique_ptr<Target> target_;
  bool tried_ = false;
  std::string complaint_;
  std::vector<std::unique_ptr<Mesh>> meshes_;
  std::vector<std::unique_ptr<Picture>> pictures_;
  std::vector<KeptFlat> flats_;
  std::size_t drawn_ = 0;
};

}  // namespace dlab
