// The export panel in the side column: what, how large, where; asks, the shell does it.
#pragma once
#include <optional>
#include <string>

#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

enum class ExportFormat { png, svg, pdf, csv, json, window_png };
const char* extension(ExportFormat format);

struct ExportRequest {
  ExportFormat format = ExportFormat::png;
  int width = 1600, height = 900;  // points for SVG and PDF, times `pixels` for PNG
  double pixels = 2;               // pixels per point
  bool transparent = false;
  ThemeKind theme = ThemeKind::light;
  std::string path;
};

class ExportPanel {
 public:
  // Proposes a file name for the scene, in `folder`.
  void open(const std::string& folder, const std::string& scene_name, ThemeKind theme);
  // A request when the Save button was pressed (or Enter in the path).
  std::optional<ExportRequest> draw(const Ui& ui, Probe& probe);

 private:
  void set_extension();
  void take_extension();
  ExportRequest request_;
  int size_ = 0;
};

}  // namespace dlab
