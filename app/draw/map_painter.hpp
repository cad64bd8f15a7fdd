// Maps on screen: a shader colours the field and draws its contour lines, inside ImGui's draw list.
#pragma once
#include <imgui.h>

#include <memory>
#include <string>
#include <vector>

#include "app/draw/gl_program.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

struct MapShaders {
  ShaderFile vertex, fragment;
};
MapShaders map_shaders();  // those of shaders/

// Fields are uploaded once per `values` (and ends of the ramp) and freed when a frame did not draw them. All
// calls need the host's OpenGL context.
class MapPainter {
 public:
  explicit MapPainter(MapShaders shaders = map_shaders());
  ~MapPainter();
  MapPainter(const MapPainter&) = delete;
  MapPainter& operator=(const MapPainter&) = delete;

  // Adds the map between two corners (ImGui's coordinates), its lines `line_width` pixels wide. False: this
  // OpenGL cannot, or the map has too many colours or levels; then draw `flat` instead.
  bool draw(ImDrawList* list, ImVec2 low, ImVec2 high, float line_width, const Map& map);

  // The same map as an image and lines, kept while it is drawn.
  struct Flat {
    Raster image;
    std::vector<Polyline> lines;
  };
  const Flat& flat(const Map& map);

  // Forgets what this frame did not draw. Before or after the frame is rendered.
  void end_frame();

  std::size_t size() const { return fields_.size(); }          // textures held
  const std::string& complaint() const { return complaint_; }  // why the shaders could not be built

 private:
  struct Program;
  struct Call;
  struct Field {
    std::weak_ptr<const std::vector<float>> values;
    int columns, rows;
    double low, high;
    unsigned texture;
    bool used;
  };
  struct KeptFlat {
    Map map;
    Flat flat;
    bool used;
  };

  bool ready();
  unsigned texture(const Map& map);
  static void render(const ImDrawList* list, const ImDrawCmd* command);

  MapShaders shaders_;
  std::unique_ptr<Program> program_;
  bool tried_ = false;
  std::string complaint_;
  std::vector<Field> fields_;
  std::vector<KeptFlat> flats_;
  std::vector<std::unique_ptr<Call>> calls_, last_calls_;  // ImGui renders them after the frame is built
};

}  // namespace dlab
