// The equally wide digits that many typefaces carry beside their proportional ones.
#pragma once
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>

namespace dlab {

// The glyphs of 0 … 9 after the OpenType feature "tnum" (single substitutions only; OpenType 1.9, "GSUB");
// those of the plain digits where the face has no such feature or its table cannot be followed.
std::array<FT_UInt, 10> tabular_digits(FT_Face face);

}  // namespace dlab
