// Figures to pixels through Cairo, and pixels to PNG through libpng, the scene in an iTXt chunk.
#include <cairo.h>
#include <png.h>

#include <cmath>
#include <csetjmp>
#include <cstring>

#include "app/export/cairo_canvas.hpp"
#include "app/export/embedded_scene.hpp"
#include "app/export/export.hpp"

namespace dlab {
namespace {

constexpr int longest_side = 32767;  // Cairo's limit
constexpr double most_pixels = 1e8;

Error bad_size(double width, double height) {
  const auto text = [](double v) {
    return std::isfinite(v) ? std::to_string(std::llround(v)) : std::string("?");
  };
  return {"size",
          N_("a picture may have 1 to 32767 pixels a side and 100 million in all, got %1 × %2; give a "
             "smaller size"),
          {text(width), text(height)}};
}

bool good_size(double width, double height) {
  return width >= 1 && height >= 1 && width <= longest_side && height <= longest_side &&
         width * height <= most_pixels;
}

Error no_memory() {
  return {"", N_("there is not enough memory for the picture; choose a smaller size"), {}};
}

struct SurfaceOwner {
  cairo_surface_t* surface;
  cairo_t* context;
  explicit SurfaceOwner(int width, int height)
      : surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)),
        context(cairo_create(surface)) {}
  ~SurfaceOwner() {
    cairo_destroy(context);
    cairo_surface_destroy(surface);
  }
  SurfaceOwner(const SurfaceOwner&) = delete;
  SurfaceOwner& operator=(const SurfaceOwner&) = delete;
};

// Cairo's premultiplied words to straight bytes, rounded to the nearest.
void straighten(const std::uint32_t* row, int width, std::uint8_t* out) {
  for (int x = 0; x < width; ++x, out += 4) {
    const std::uint32_t word = row[x], a = word >> 24;
    const auto straight = [a](std::uint32_t c) {
      return static_cast<std::uint8_t>(a == 0 ? 0 : (c * 255 + a / 2) / a);
    };
    out[0] = straight(word >> 16 & 0xFF);
    out[1] = straight(word >> 8 & 0xFF);
    out[2] = straight(word & 0xFF);
    out[3] = static_cast<std::uint8_t>(a);
  }
}

void append(png_structp png, png_bytep data, png_size_t length) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), length);
}

png_text text_chunk(const char* key, const std::string& text, bool compress) {
  png_text chunk{};
  chunk.compression = compress ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE;
  chunk.key = const_cast<char*>(key);
  chunk.text = const_cast<char*>(text.c_str());
  chunk.itxt_length = text.size();
  return chunk;
}

// Everything that libpng may jump out of, without any object that would need destroying.
bool encode(png_structp png, png_infop info, const std::uint8_t* rgba, int width, int height,
            double per_meter, png_text* texts, int text_count) {
  if (setjmp(png_jmpbuf(png))) return false;
  const auto w = static_cast<png_uint_32>(width), h = static_cast<png_uint_32>(height);
  png_set_IHDR(png, info, w, h, 8, PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  const auto density = static_cast<png_uint_32>(std::lround(per_meter));
  png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
  png_set_compression_level(png, 6);
  if (text_count > 0) png_set_text(png, info, texts, text_count);
  png_write_info(png, info);
  for (std::size_t y = 0; y < h; ++y) png_write_row(png, const_cast<png_bytep>(rgba + y * w * 4));
  png_write_end(png, info);
  return true;
}

}  // namespace

Result<Pixels> rasterize(const Figure& figure, const FontBook& fonts, const ExportOptions& options) {
  const double scale = options.pixels_per_point;
  const double wide = std::round(figure.width * scale), high = std::round(figure.height * scale);
  if (!good_size(wide, high)) return bad_size(wide, high);
  Pixels pixels{static_cast<int>(wide), static_cast<int>(high), {}};
  const SurfaceOwner owner(pixels.width, pixels.height);
  if (options.ground) {
    const Color c = *options.ground;
    cairo_set_source_rgba(owner.context, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
    cairo_paint(owner.context);
  }
  cairo_scale(owner.context, wide / figure.width, high / figure.height);
  {
    CairoCanvas canvas(owner.context, fonts, false);
    paint(figure, fonts, canvas);
  }
  cairo_surface_flush(owner.surface);
  if (cairo_status(owner.context) != CAIRO_STATUS_SUCCESS) return no_memory();
  const auto row = static_cast<std::size_t>(pixels.width) * 4;
  pixels.rgba.resize(row * static_cast<std::size_t>(pixels.height));
  const unsigned char* data = cairo_image_surface_get_data(owner.surface);
  for (int y = 0; y < pixels.height; ++y) {
    const unsigned char* from =
        data + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(owner.surface);
    straighten(reinterpret_cast<const std::uint32_t*>(from), pixels.width,
               pixels.rgba.data() + static_cast<std::size_t>(y) * row);
  }
  return pixels;
}

Result<std::string> png_bytes(const std::vector<std::uint8_t>& rgba, int width, int height,
                              const ExportOptions& options) {
  if (!good_size(width, height)) return bad_size(width, height);
  if (rgba.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4) {
    return bad_size(width, height);
  }
  static const std::string software = "Divergence Lab";
  std::vector<png_text> texts{text_chunk("Software", software, false)};
  if (!options.title.empty()) texts.push_back(text_chunk("Title", options.title, false));
  if (!options.scene_json.empty()) texts.push_back(text_chunk(scene_keyword, options.scene_json, true));
  std::string bytes;
  png_structp png = png_create_write_struct(
      PNG_LIBPNG_VER_STRING, nullptr, [](png_structp p, png_const_charp) { png_longjmp(p, 1); },
      [](png_structp, png_const_charp) {});
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool good = false;
  if (info) {
    png_set_write_fn(png, &bytes, append, nullptr);
    good = encode(png, info, rgba.data(), width, height, options.pixels_per_point * 72 / 0.0254, texts.data(),
                  static_cast<int>(texts.size()));
  }
  png_destroy_write_struct(&png, &info);
  if (!good) return no_memory();
  return bytes;
}

Result<std::string> png_bytes(const Figure& figure, const FontBook& fonts, const ExportOptions& options) {
  const Result<Pixels> pixels = rasterize(figure, fonts, options);
  if (!pixels) return pixels.error();
  return png_bytes(pixels->rgba, pixels->width, pixels->height, options);
}

}  // namespace dlab
