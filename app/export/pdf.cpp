// Figures to PDF through Cairo: one page of the figure's size in points, text as text, the scene at the end.
#include <cairo-pdf.h>

#include <cmath>

#include "app/export/cairo_canvas.hpp"
#include "app/export/embedded_scene.hpp"
#include "app/export/export.hpp"

namespace dlab {
namespace {

// Acrobat's largest page is 200 inches.
constexpr double longest_side = 14400;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> pdf_bytes(const Figure& figure, const FontBook& fonts, const ExportOptions& options) {
  const double w = figure.width, h = figure.height;
  if (!(w >= 1 && h >= 1 && w <= longest_side && h <= longest_side)) {
    return Error{"size",
                 N_("a PDF page may have 1 to 14400 points a side, got %1 × %2; give a smaller size"),
                 {std::to_string(std::isfinite(w) ? std::llround(w) : 0),
                  std::to_string(std::isfinite(h) ? std::llround(h) : 0)}};
  }
  std::string bytes;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &bytes, w, h);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Divergence Lab");
  if (!options.title.empty()) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, options.title.c_str());
  }
  cairo_t* context = cairo_create(surface);
  if (options.ground) {
    const Color c = *options.ground;
    cairo_set_source_rgba(context, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
    cairo_paint(context);
  }
  {
    CairoCanvas canvas(context, fonts, true);
    paint(figure, fonts, canvas);
  }
  cairo_show_page(context);
  cairo_status_t status = cairo_status(context);
  cairo_destroy(context);
  cairo_surface_finish(surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    return Error{"", N_("the PDF could not be made (%1)"), {cairo_status_to_string(status)}};
  }
  return options.scene_json.empty() ? bytes : bytes + pdf_scene_comment(bytes, options.scene_json);
}

}  // namespace dlab
