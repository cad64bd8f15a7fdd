// Other people's programs and readers, to check files against: rsvg-convert, pdfinfo, pdftotext, pdftoppm,
// libpng.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/export/export.hpp"

namespace dlab {

bool has_program(const std::string& name);
// What a shell command prints; nothing if it fails.
std::optional<std::string> output_of(const std::string& command);

std::optional<Pixels> decode_png(const std::string& bytes);
// Through rsvg-convert and pdftoppm, `scale` pixels a point; nothing if the program is missing or refuses.
std::optional<Pixels> pixels_of_svg(const std::string& bytes, int scale);
std::optional<Pixels> pixels_of_pdf(const std::string& bytes, int scale);
Color pixel(const Pixels& pixels, int x, int y);

// The texts and tags of an XML document, or what is wrong with it.
struct Xml {
  std::string error;                    // empty: well-formed
  std::vector<std::string> tags;        // names of the elements in order
  std::string text;                     // all character data, entities resolved, elements apart by spaces
  std::vector<std::string> attributes;  // all values, in order
};
Xml parse_xml(const std::string& document);

}  // namespace dlab
