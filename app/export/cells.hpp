// Words and pictures as densities: what core keeps as cells, drawn from type and read from PNG files.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/export/font_book.hpp"
#include "core/base/error.hpp"
#include "core/distribution/distribution_2d.hpp"

namespace dlab {

// The words in one semibold line, as large as 192 × 128 cells hold, with a cell of room around the ink; 0 … 1
// in steps of 1/255. The error says why nothing could be drawn.
Result<Cells> text_cells(const std::string& text, const FontBook& fonts);

// How dark each pixel of a PNG is, transparent parts on white; larger pictures are averaged down to 192 a
// side; 0 … 1 in steps of 1/255. Colours count by their luminance, as sRGB. Errors: no PNG, a damaged one,
// one of over 64 megapixels, one colour all over.
Result<Cells> picture_cells(std::string_view png);
Result<Cells> picture_cells_of_file(const std::string& path);

// Whether something in it is still to be drawn or read: a text whose cells show another one, an image of a
// file without cells.
bool needs_cells(const Distribution2d& distribution);
// Does that, in a mixture's components too. Files are looked for in `folders` in turn, then in the working
// directory. On an error the distribution stays as it was.
Status fill_cells(Distribution2d& distribution, const std::vector<std::string>& folders,
                  const FontBook& fonts);

}  // namespace dlab
