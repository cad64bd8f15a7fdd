// Base64 (RFC 4648, section 4): pictures inside an SVG, the scene inside a PDF.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dlab {

std::string base64_encode(std::string_view bytes);
// Nothing if the text is not whole, padded base64.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace dlab
