// Figures to the bytes of picture files, with the scene inside; write_file puts them on disk.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/export/font_book.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"  // read_file, write_file
#include "core/figure/figure.hpp"

namespace dlab {

struct ExportOptions {
  std::optional<Color> ground;  // filled first; none: transparent (PNG, SVG) or paper (PDF)
  double pixels_per_point = 1;  // PNG only
  std::string scene_json;       // embedded, so that opening the file brings the scene back; may be empty
  std::string title;            // document title
};

// The file's bytes. A PNG has at most 32767 pixels a side and 100 million in all.
Result<std::string> png_bytes(const Figure& figure, const FontBook& fonts, const ExportOptions& options);
Result<std::string> pdf_bytes(const Figure& figure, const FontBook& fonts, const ExportOptions& options);
Result<std::string> svg_bytes(const Figure& figure, const FontBook& fonts, const ExportOptions& options);
// RGBA rows from the top (straight alpha), for window pictures and movie frames.
Result<std::string> png_bytes(const std::vector<std::uint8_t>& rgba, int width, int height,
                              const ExportOptions& options);
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};
Result<Pixels> rasterize(const Figure& figure, const FontBook& fonts, const ExportOptions& options);

// The scene JSON inside a PNG (iTXt chunk "divergence-lab-scene"), SVG (<metadata>) or PDF (comment lines
// at the end) that this program wrote; an Error says that there is none, or that the file is not one of
// these.
Result<std::string> embedded_scene(std::string_view bytes);

}  // namespace dlab
