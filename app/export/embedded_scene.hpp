// How a scene is carried inside a picture file: the parts that writers put in and embedded_scene finds again.
#pragma once
#include <string>
#include <string_view>

namespace dlab {

// The keyword of the PNG's iTXt chunk and the name of the SVG's element.
inline constexpr const char* scene_keyword = "divergence-lab-scene";

// The child of an SVG's <metadata>.
std::string svg_scene_element(std::string_view scene_json);
// What is appended to a whole PDF: comment lines that hold the scene in base64, and once more the pointer to
// the cross-reference table, because readers look for it in the last kilobyte.
std::string pdf_scene_comment(std::string_view pdf, std::string_view scene_json);

// Text for XML content and attributes; what XML 1.0 does not allow becomes U+FFFD.
std::string xml_escaped(const std::string& text);

}  // namespace dlab
