#include "tests/figure/tools.hpp"

#include <unistd.h>

#include <gtest/gtest.h>
#include <png.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "core/base/file.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {

namespace fs = std::filesystem;

bool has_program(const std::string& name) {
  return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

std::optional<std::string> output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return std::nullopt;
  std::string out;
  char block[4096];
  while (const std::size_t got = std::fread(block, 1, sizeof block, pipe)) out.append(block, got);
  return pclose(pipe) == 0 ? std::optional(out) : std::nullopt;
}

std::optional<Pixels> decode_png(const std::string& bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) return std::nullopt;
  image.format = PNG_FORMAT_RGBA;
  Pixels pixels{static_cast<int>(image.width), static_cast<int>(image.height), {}};
  pixels.rgba.resize(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, pixels.rgba.data(), 0, nullptr)) return std::nullopt;
  return pixels;
}

namespace {

std::optional<Pixels> converted(const std::string& bytes, const std::string& extension,
                                const std::string& command) {
  const TemporaryFolder folder;
  const std::string in = folder / ("in" + extension), out = folder / "out.png";
  if (!write_file(in, bytes)) return std::nullopt;
  if (!output_of("cd '" + folder / "" + "' && " + command + " 2>/dev/null")) return std::nullopt;
  const Result<std::string> png = read_file(out);
  return png ? decode_png(*png) : std::nullopt;
}

}  // namespace

std::optional<Pixels> pixels_of_svg(const std::string& bytes, int scale) {
  return converted(bytes, ".svg", "rsvg-convert -z " + std::to_string(scale) + " in.svg -o out.png");
}

std::optional<Pixels> pixels_of_pdf(const std::string& bytes, int scale) {
  return converted(bytes, ".pdf",
                   "pdftoppm -r " + std::to_string(72 * scale) + " -png -singlefile in.pdf out");
}

Color pixel(const Pixels& pixels, int x, int y) {
  const std::uint8_t* p =
      pixels.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                                static_cast<std::size_t>(x));
  return {p[0], p[1], p[2], p[3]};
}

namespace {

// Just enough of XML 1.0 to notice anything that a strict parser would refuse in our files.
class XmlReader {
 public:
  explicit XmlReader(const std::string& document) : s_(document) {}

  Xml read() {
    if (s_.rfind("<?xml", 0) == 0) at_ = s_.find("?>") + 2;
    while (at_ < s_.size() && xml_.error.empty()) {
      if (s_[at_] == '<') {
        tag();
      } else {
        xml_.text += data_until('<');
      }
    }
    if (xml_.error.empty() && !open_.empty()) fail("<" + open_.back() + "> is not closed");
    if (xml_.error.empty() && roots_ != 1) fail("not one root");
    return xml_;
  }

 private:
  void fail(const std::string& what) {
    if (xml_.error.empty()) xml_.error = what + " before byte " + std::to_string(at_);
    at_ = s_.size();
  }

  void tag() {
    const bool closes = s_.compare(at_, 2, "</") == 0;
    at_ += closes ? 2 : 1;
    const std::string name = word();
    if (name.empty()) return fail("a tag without a name");
    xml_.text += ' ';
    if (closes) {
      if (open_.empty() || open_.back() != name) return fail("</" + name + "> closes nothing");
      open_.pop_back();
    } else {
      if (open_.empty()) ++roots_;
      xml_.tags.push_back(name);
      attributes();
      if (s_.compare(at_, 2, "/>") == 0) {
        ++at_;
      } else {
        open_.push_back(name);
      }
    }
    if (at_ >= s_.size() || s_[at_] != '>') return fail("a tag without an end");
    ++at_;
  }

  void attributes() {
    std::vector<std::string> names;
    while (at_ < s_.size() && s_[at_] == ' ') {
      ++at_;
      const std::string name = word();
      for (const std::string& other : names) {
        if (other == name) return fail("attribute " + name + " twice");
      }
      names.push_back(name);
      if (name.empty() || s_.compare(at_, 2, "=\"") != 0) return fail("an attribute without a value");
      at_ += 2;
      xml_.attributes.push_back(data_until('"'));
      ++at_;
    }
  }

  std::string word() {
    const std::size_t from = at_;
    while (at_ < s_.size() &&
           (std::isalnum(static_cast<unsigned char>(s_[at_])) || std::strchr(":-_", s_[at_])))
      ++at_;
    return s_.substr(from, at_ - from);
  }

  std::string data_until(char end) {
    std::string out;
    for (; at_ < s_.size() && s_[at_] != end; ++at_) {
      const auto c = static_cast<unsigned char>(s_[at_]);
      if (c == '<' || (c < 0x20 && c != '\n' && c != '\t')) fail("a character that must be escaped");
      if (c != '&') {
        out += s_[at_];
        continue;
      }
      static const std::pair<const char*, char> known[] = {
          {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#13;", '\r'}};
      bool found = false;
      for (const auto& [entity, character] : known) {
        if (s_.compare(at_, std::strlen(entity), entity) != 0) continue;
        out += character;
        at_ += std::strlen(entity) - 1;
        found = true;
        break;
      }
      if (!found) fail("an unknown entity");
    }
    if (at_ >= s_.size() && end == '"') fail("a value without an end");
    return out;
  }

  const std::string& s_;
  std::size_t at_ = 0;
  int roots_ = 0;
  std::vector<std::string> open_;
  Xml xml_;
};

}  // namespace

Xml parse_xml(const std::string& document) { return XmlReader(document).read(); }

}  // namespace dlab
