// Landscapes on screen: a mesh drawn with depth into a picture of its own, shown inside ImGui's draw list.
#pragma once
#include <imgui.h>

#include <memory>
#include <string>
#include <vector>

#include "app/draw/surface_program.hpp"

namespace dlab {

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
  // point. False: this OpenGL cannot; then draw `flat` inside the rectangle instead. Precondition:
  // is_drawable(surface).
  bool draw(ImDrawList* list, ImVec2 low, float scale, const Surface& surface);

  // The same as an image, kept while it is drawn.
  const Raster& flat(ImVec2 low, float scale, const Surface& surface);

  // Where the processor draws, a surface in motion is drawn in a hurry, its outline coarser and less smooth,
  // and again in full once it has rested for a moment: until then another frame is wanted.
  bool unfinished() const;

  // Forgets what this frame did not draw. Before or after the frame is rendered.
  void end_frame();

  std::size_t size() const { return meshes_.size() + pictures_.size(); }  // what is held in OpenGL
  std::size_t drawn() const { return drawn_; }                            // pictures drawn so far
  const std::string& complaint() const { return complaint_; }             // why OpenGL could not

 private:
  struct Picture;
  struct KeptFlat {
    Surface surface;
    SurfaceFrame frame;
    Raster raster;
    bool used;
  };

  bool ready();
  const SurfaceBuffers* mesh(const Surface& surface, bool rough);
  Picture* renewed_picture(const Surface& surface, const SurfaceFrame& frame);
  void paint_once(Picture& picture);
  bool paint(Picture& picture);

  SurfaceShaders shaders_;
  std::unique_ptr<SurfaceProgram> program_;
  std::unique_ptr<SurfaceTarget> targets_[2];  // smooth, rough
  bool failed_ = false, untold_ = false;       // OpenGL could not, and no frame knows yet
  std::string complaint_;
  std::vector<std::unique_ptr<SurfaceBuffers>> meshes_;
  std::vector<std::unique_ptr<Picture>> pictures_;
  std::vector<KeptFlat> flats_;
  std::size_t drawn_ = 0;
};

}  // namespace dlab
