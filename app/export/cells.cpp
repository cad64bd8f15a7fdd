#include "app/export/cells.hpp"

#include <png.h>

#include <algorithm>
#include <cmath>

#include "app/export/export.hpp"
#include "core/base/file.hpp"
#include "core/distribution/json_parts.hpp"

namespace dlab {
namespace {

constexpr int most_columns = 192, most_rows = 128;
constexpr double most_megapixels = 64;
constexpr std::size_t most_bytes = std::size_t{1} << 28;

// Grey levels, 0 … 255, row by row.
struct Grey {
  int width = 0, height = 0;
  std::vector<std::uint8_t> levels;
};

// How much of each pixel from `from` to `to` lies in each of `cells` equal parts.
struct Share {
  int pixel, cell;
  double length;
};
std::vector<Share> shares(double from, double to, int pixels, int cells) {
  std::vector<Share> out;
  const double step = (to - from) / cells;
  for (int cell = 0; cell < cells; ++cell) {
    const double low = from + cell * step, high = low + step;
    const int first = std::max(0, static_cast<int>(std::floor(low))),
              last = std::min(pixels - 1, static_cast<int>(std::ceil(high)) - 1);
    for (int pixel = first; pixel <= last; ++pixel) {
      const double length = std::min(high, pixel + 1.0) - std::max(low, static_cast<double>(pixel));
      if (length > 0) out.push_back({pixel, cell, length / step});
    }
  }
  return out;
}

// The mean level under each cell of a window onto the picture (which counts as 0 outside), over 255 and
// rounded to steps of 1/255 so that files hold it exactly.
Cells averaged(const Grey& grey, double left, double top, double right, double bottom, int columns,
               int rows) {
  const std::vector<Share> across = shares(left, right, grey.width, columns),
                           down = shares(top, bottom, grey.height, rows);
  std::vector<double> means(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0.0);
  for (const Share& y : down) {
    const std::uint8_t* row =
        grey.levels.data() + static_cast<std::size_t>(y.pixel) * static_cast<std::size_t>(grey.width);
    double* cells = means.data() + static_cast<std::size_t>(y.cell) * static_cast<std::size_t>(columns);
    for (const Share& x : across) cells[x.cell] += y.length * x.length * row[x.pixel];
  }
  for (double& mean : means) mean = std::clamp(std::round(mean), 0.0, 255.0) / 255;
  return {columns, rows, SharedValues(std::move(means))};
}

bool draws_nothing(char32_t code) {
  return is_invisible(code) || code == U' ' || code == U'\u00A0' || code == U'\u3000' ||
         (code >= 0x2000 && code <= 0x200A);
}

// The words in black, large; only their coverage.
Result<Grey> drawn_large(const std::string& text, const FontBook& fonts) {
  Text line;
  line.text = escape_markup(text);
  line.weight = Weight::semibold;
  const double wide = text_width(line.text, 1, line.weight, fonts);
  line.size = std::min(3.0 * most_rows, 8.0 * most_columns / std::max(wide, 0.1));
  line.at = {line.size, 2 * line.size};
  Figure figure{(wide + 2) * line.size, 3 * line.size, {}, {}};
  figure.add(line);
  Result<Pixels> pixels = rasterize(figure, fonts, {});
  if (!pixels) return pixels.error();
  Grey grey{pixels->width, pixels->height, {}};
  for (std::size_t i = 3; i < pixels->rgba.size(); i += 4) grey.levels.push_back(pixels->rgba[i]);
  return grey;
}

Status fill(Simple2d& simple, const std::vector<std::string>& folders, const FontBook& fonts) {
  if (auto* text = std::get_if<Text2d>(&simple)) {
    if (text->text == text->drawn && !text->cells.empty()) return Done{};
    Result<Cells> cells = text_cells(text->text, fonts);
    if (!cells) return cells.error().in_field("text");
    text->cells = *std::move(cells);
    text->drawn = text->text;
  } else if (auto* image = std::get_if<Image2d>(&simple)) {
    if (!image->darkness.empty() || image->file.empty()) return Done{};
    Result<Cells> cells = picture_cells_of_file(locate_file(image->file, folders));
    if (!cells) return cells.error().in_file("file");
    image->darkness = *std::move(cells);
  }
  return Done{};
}

bool needs(const Simple2d& simple) {
  if (const auto* text = std::get_if<Text2d>(&simple))
    return text->text != text->drawn || text->cells.empty();
  const auto* image = std::get_if<Image2d>(&simple);
  return image && image->darkness.empty() && !image->file.empty();
}

}  // namespace

Result<Cells> text_cells(const std::string& text, const FontBook& fonts) {
  const std::u32string codes = decode_utf8(text);
  if (std::ranges::all_of(codes, draws_nothing))
    return Error{"", N_("is empty; give at least one letter or sign"), {}};
  if (std::ranges::none_of(codes, [&](char32_t c) { return !draws_nothing(c) && fonts.has(c); }))
    return Error{"", N_("cannot be drawn: no font has its characters; choose others or install a font"), {}};
  const Result<Grey> grey = drawn_large(text, fonts);
  if (!grey) return grey.error();
  int left = grey->width, right = 0, top = grey->height, bottom = 0;
  for (int y = 0; y < grey->height; ++y) {
    for (int x = 0; x < grey->width; ++x) {
      if (grey->levels[static_cast<std::size_t>(y) * static_cast<std::size_t>(grey->width) +
                       static_cast<std::size_t>(x)] < 128)
        continue;
      left = std::min(left, x), right = std::max(right, x + 1);
      top = std::min(top, y), bottom = std::max(bottom, y + 1);
    }
  }
  if (left >= right)
    return Error{"", N_("cannot be drawn: no font has its characters; choose others or install a font"), {}};
  // Square cells: as many as fit around the ink and a cell of room on every side.
  const double wide = right - left, high = bottom - top;
  const double cell = std::max(wide / (most_columns - 2), high / (most_rows - 2));
  const int columns = std::clamp(static_cast<int>(std::ceil(wide / cell - 1e-9)) + 2, 3, most_columns),
            rows = std::clamp(static_cast<int>(std::ceil(high / cell - 1e-9)) + 2, 3, most_rows);
  const double x = (left + right) / 2.0, y = (top + bottom) / 2.0;
  return averaged(*grey, x - cell * columns / 2, y - cell * rows / 2, x + cell * columns / 2,
                  y + cell * rows / 2, columns, rows);
}

Result<Cells> picture_cells(std::string_view png) {
  constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);
  if (png.substr(0, signature.size()) != signature)
    return Error{"", N_("is not a PNG picture; save it as PNG"), {}};
  const Error damaged{"", N_("is a damaged PNG picture; save it again"), {}};
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, png.data(), png.size())) return damaged;
  const double megapixels = static_cast<double>(image.width) * static_cast<double>(image.height) / 1e6;
  if (megapixels > most_megapixels) {
    png_image_free(&image);
    return Error{"",
                 N_("has %1 megapixels; at most %2 can be read: give a smaller picture"),
                 {std::to_string(std::llround(megapixels)), std::to_string(std::llround(most_megapixels))}};
  }
  image.format = PNG_FORMAT_GA;
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // as viewers show files that do not say
  std::vector<std::uint8_t> pairs(PNG_IMAGE_SIZE(image));
  const bool read = png_image_finish_read(&image, nullptr, pairs.data(), 0, nullptr) != 0;
  png_image_free(&image);
  if (!read) return damaged;
  Grey grey{static_cast<int>(image.width), static_cast<int>(image.height), {}};
  grey.levels.resize(pairs.size() / 2);
  for (std::size_t i = 0; i < grey.levels.size(); ++i)  // darkness; on white, where it is transparent
    grey.levels[i] = static_cast<std::uint8_t>(((255 - pairs[2 * i]) * pairs[2 * i + 1] + 127) / 255);
  const double shrink = std::min(1.0, static_cast<double>(most_columns) / std::max(grey.width, grey.height));
  const auto side = [shrink](int pixels) {
    return std::max(1, static_cast<int>(std::lround(pixels * shrink)));
  };
  Cells cells = averaged(grey, 0, 0, grey.width, grey.height, side(grey.width), side(grey.height));
  const auto [least, most] = std::minmax_element(cells.values.begin(), cells.values.end());
  if (*least == *most)
    return Error{"", N_("is a picture of one color; give one with dark and light parts"), {}};
  return cells;
}

Result<Cells> picture_cells_of_file(const std::string& path) {
  const Result<std::string> bytes = read_file(path, most_bytes);
  if (!bytes) return bytes.error();
  if (bytes->empty()) return Error{path, N_("is empty; give a PNG picture"), {}};
  Result<Cells> cells = picture_cells(*bytes);
  if (!cells) return cells.error().in_file(path);
  return cells;
}

bool needs_cells(const Distribution2d& distribution) {
  if (const std::optional<Simple2d> simple = narrowed(distribution)) return needs(*simple);
  const auto& parts = std::get<Mixture2d>(distribution).components;
  return std::ranges::any_of(parts, [](const Component2d& part) { return needs(part.distribution); });
}

Status fill_cells(Distribution2d& distribution, const std::vector<std::string>& folders,
                  const FontBook& fonts) {
  if (!needs_cells(distribution)) return Done{};
  if (std::optional<Simple2d> simple = narrowed(distribution)) {
    if (const Status status = fill(*simple, folders, fonts); !status) return status;
    distribution = widened(*simple);
    return Done{};
  }
  Mixture2d mixture = std::get<Mixture2d>(distribution);
  for (std::size_t i = 0; i < mixture.components.size(); ++i) {
    const Status status = fill(mixture.components[i].distribution, folders, fonts);
    if (!status) return status.error().in_field("components[" + std::to_string(i) + "].distribution");
  }
  distribution = std::move(mixture);
  return Done{};
}

}  // namespace dlab
