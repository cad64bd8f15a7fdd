// Finding the scene in a file that may be anything: every length is checked against what is there, and what a
// compressed chunk may grow to is bounded.
#include "app/export/embedded_scene.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "app/export/base64.hpp"
#include "app/export/export.hpp"
#include "core/figure/text.hpp"

namespace dlab {
namespace {

constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n";
constexpr std::string_view pdf_begin = "\n%divergence-lab-scene:\n", pdf_end = "%divergence-lab-scene-end\n";
constexpr std::size_t most_bytes = std::size_t{1} << 28;  // of a scene, unpacked
constexpr std::size_t line_length = 100;                  // of base64 in a PDF comment

Error no_scene() {
  return {"",
          N_("holds no scene; open a picture that this program saved with its scene, or a scene's .json"),
          {}};
}
Error damaged() { return {"", N_("the scene inside is damaged; open another copy of the file"), {}}; }

std::optional<std::string> unpacked(std::string_view packed) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  char block[1 << 16];
  int state = Z_OK;
  while (state == Z_OK && out.size() <= most_bytes) {
    stream.next_out = reinterpret_cast<Bytef*>(block);
    stream.avail_out = sizeof block;
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(block, sizeof block - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || out.size() > most_bytes) return std::nullopt;
  return out;
}

// iTXt: keyword 0 flag method language 0 translated-keyword 0 text (PNG specification, 11.3.4.5).
Result<std::string> itxt_text(std::string_view data) {
  const std::size_t after_keyword = data.find('\0') + 1;
  if (after_keyword + 2 > data.size()) return damaged();
  const bool packed = data[after_keyword] != 0;
  std::size_t at = after_keyword + 2;
  for (int skipped = 0; skipped < 2; ++skipped) {
    at = data.find('\0', at);
    if (at == std::string_view::npos) return damaged();
    ++at;
  }
  if (!packed) return std::string(data.substr(at));
  std::optional<std::string> text = unpacked(data.substr(at));
  return text ? Result<std::string>(std::move(*text)) : damaged();
}

Result<std::string> from_png(std::string_view bytes) {
  const auto word = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < 4; ++k) value = value << 8 | static_cast<unsigned char>(bytes[at + k]);
    return value;
  };
  const std::string wanted = scene_keyword + std::string(1, '\0');
  for (std::size_t at = png_signature.size(); bytes.size() - at >= 12;) {
    const std::size_t length = word(at);
    if (length > bytes.size() - at - 12) return damaged();
    const std::string_view kind = bytes.substr(at + 4, 4), data = bytes.substr(at + 8, length);
    if (kind == "iTXt" && data.substr(0, wanted.size()) == wanted) {
      const auto* from = reinterpret_cast<const Bytef*>(kind.data());
      if (crc32(0, from, static_cast<uInt>(length + 4)) != word(at + 8 + length)) return damaged();
      return itxt_text(data);
    }
    if (kind == "IEND") break;
    at += length + 12;
  }
  return no_scene();
}

Result<std::string> from_pdf(std::string_view bytes) {
  std::size_t at = bytes.rfind(pdf_begin);
  if (at == std::string_view::npos) return no_scene();
  at += pdf_begin.size();
  std::string base64;
  while (at < bytes.size() && bytes[at] == '%') {
    if (bytes.substr(at, pdf_end.size()) == pdf_end) {
      std::optional<std::string> text = base64_decode(base64);
      return text ? Result<std::string>(std::move(*text)) : damaged();
    }
    const std::size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) break;
    base64 += bytes.substr(at + 1, end - at - 1);
    at = end + 1;
  }
  return damaged();
}

// &amp; &lt; &gt; &quot; &apos; &#10; &#xA; — nothing if there is any other.
std::optional<std::string> xml_unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '&') {
      out += text[i];
      continue;
    }
    const std::size_t end = text.substr(0, std::min(text.size(), i + 12)).find(';', i);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string name(text.substr(i + 1, end - i - 1));
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
      out += name == "amp" ? '&' : name == "lt" ? '<' : name == "gt" ? '>' : name == "quot" ? '"' : '\'';
    } else if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x';
      const std::string digits = name.substr(hex ? 2 : 1);
      if (digits.empty() ||
          digits.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789") != std::string::npos) {
        return std::nullopt;
      }
      out += encode_utf8(static_cast<char32_t>(std::stoul(digits, nullptr, hex ? 16 : 10)));
    } else {
      return std::nullopt;
    }
    i = end;
  }
  return out;
}

Result<std::string> from_svg(std::string_view bytes) {
  // Editors may put a namespace prefix before the name.
  const std::size_t name = bytes.find(scene_keyword);
  if (name == std::string_view::npos) return no_scene();
  const std::size_t open = bytes.find('>', name);
  if (open == std::string_view::npos || bytes[open - 1] == '/') return damaged();
  const std::size_t close = bytes.find("</", open);
  if (close == std::string_view::npos) return damaged();
  std::optional<std::string> text = xml_unescaped(bytes.substr(open + 1, close - open - 1));
  return text ? Result<std::string>(std::move(*text)) : damaged();
}

bool allowed_in_xml(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         c >= 0x10000;
}

}  // namespace

std::string xml_escaped(const std::string& text) {
  std::string out;
  for (char32_t c : decode_utf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += encode_utf8(allowed_in_xml(c) ? c : 0xFFFD);
    }
  }
  return out;
}

std::string svg_scene_element(std::string_view scene_json) {
  const std::string name = scene_keyword;
  return "<" + name + " xmlns=\"urn:divergence-lab:scene\">" + xml_escaped(std::string(scene_json)) + "</" +
         name + ">";
}

std::string pdf_scene_comment(std::string_view pdf, std::string_view scene_json) {
  constexpr std::string_view keyword = "startxref";
  std::string out(pdf_begin);
  const std::string base64 = base64_encode(scene_json);
  for (std::size_t at = 0; at < base64.size(); at += line_length)
    out += '%' + base64.substr(at, line_length) + '\n';
  out += pdf_end;
  const std::size_t pointer = pdf.rfind(keyword);
  if (pointer != std::string_view::npos) out += pdf.substr(pointer);
  return out;
}

Result<std::string> embedded_scene(std::string_view bytes) {
  if (bytes.substr(0, png_signature.size()) == png_signature) return from_png(bytes);
  if (bytes.substr(0, 5) == "%PDF-") return from_pdf(bytes);
  if (bytes.substr(0, 4096).find("<svg") != std::string_view::npos) return from_svg(bytes);
  return Error{
      "", N_("is no picture that this program saves; open a .png, .svg or .pdf, or a scene's .json"), {}};
}

}  // namespace dlab
