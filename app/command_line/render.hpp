// `divergence-lab render`: a scene to a picture, a document, a table or a film.
#pragma once
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/figure/style.hpp"

namespace dlab {

struct RenderRequest {
  std::string scene, out;
  std::string size;  // "1280x720"; empty: the default
  double scale = 1;  // pixels per point
  int iterations = 0;
  std::vector<std::string> set;  // KEY=VALUE
  bool window = false, transparent = false;
  ThemeKind theme = ThemeKind::light;
  std::string language = "en";
};

Status run_render(const RenderRequest& request);

}  // namespace dlab
