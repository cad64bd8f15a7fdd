// Font files for Cairo. Cairo keeps faces in caches of its own beyond their last use, so each owns its
// FreeType face and shares the library.
#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "app/export/cairo_canvas.hpp"

namespace dlab {

struct CairoFaces::Face {
  std::shared_ptr<void> library;
  FT_Face face = nullptr;
  ~Face() {
    if (face) FT_Done_Face(face);
  }
};

namespace {

const cairo_user_data_key_t face_key{};

}  // namespace

CairoFaces::CairoFaces() {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) == 0) {
    library_ = {library, [](void* p) { FT_Done_FreeType(static_cast<FT_Library>(p)); }};
  }
}

CairoFaces::~CairoFaces() {
  for (auto& [key, face] : faces_) {
    if (face) cairo_font_face_destroy(face);
  }
}

cairo_font_face_t* CairoFaces::face(const FontFile& file) {
  const auto [at, fresh] = faces_.try_emplace(file.path + '#' + std::to_string(file.index));
  if (!fresh || file.path.empty() || !library_) return at->second;
  auto held = std::make_unique<Face>();
  held->library = library_;
  if (FT_New_Face(static_cast<FT_Library>(library_.get()), file.path.c_str(), file.index, &held->face) != 0) {
    return nullptr;
  }
  cairo_font_face_t* made = cairo_ft_font_face_create_for_ft_face(held->face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data(made, &face_key, held.get(),
                                    [](void* p) { delete static_cast<Face*>(p); }) != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy(made);
    return nullptr;
  }
  static_cast<void>(held.release());  // Cairo's now
  return at->second = made;
}

}  // namespace dlab
