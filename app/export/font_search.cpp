#include "app/export/font_search.hpp"

#include <fontconfig/fontconfig.h>

#include <array>
#include <cstdlib>
#include <filesystem>

namespace dlab {
namespace {

namespace fs = std::filesystem;

// The style's name as it ends a file's name.
std::string style_name(Family family, Weight weight, bool italic) {
  const bool bold = weight == Weight::semibold;
  switch (family) {
    case Family::inter: {
      const std::string name = bold                       ? "SemiBold"
                               : weight == Weight::medium ? "Medium"
                               : italic                   ? ""
                                                          : "Regular";
      return name + (italic ? "Italic" : "");
    }
    case Family::noto_sans:
      return bold ? (italic ? "BoldItalic" : "Bold") : (italic ? "Italic" : "Regular");
    case Family::dejavu_sans:
      return bold ? (italic ? "-BoldOblique" : "-Bold") : (italic ? "-Oblique" : "");
    case Family::noto_cjk_sc:
      return bold ? "Bold" : "Regular";
    case Family::any:
      break;
  }
  return "";
}

// Paths below a font folder where distributions put the family.
std::vector<std::string> usual_paths(Family family, const std::string& style) {
  switch (family) {
    case Family::inter:
      return {"opentype/inter/Inter-" + style + ".otf", "truetype/inter/Inter-" + style + ".ttf",
              "inter/Inter-" + style + ".otf", "Inter-" + style + ".otf", "Inter-" + style + ".ttf"};
    case Family::noto_sans:
      return {"truetype/noto/NotoSans-" + style + ".ttf", "noto/NotoSans-" + style + ".ttf",
              "NotoSans-" + style + ".ttf"};
    case Family::dejavu_sans:
      return {"truetype/dejavu/DejaVuSans" + style + ".ttf", "TTF/DejaVuSans" + style + ".ttf",
              "dejavu-sans-fonts/DejaVuSans" + style + ".ttf", "DejaVuSans" + style + ".ttf"};
    case Family::noto_cjk_sc:
      return {"opentype/noto/NotoSansCJK-" + style + ".ttc", "noto-cjk/NotoSansCJK-" + style + ".ttc",
              "google-noto-cjk/NotoSansCJK-" + style + ".ttc", "NotoSansCJK-" + style + ".ttc",
              "NotoSansCJKsc-" + style + ".otf"};
    case Family::any:
      break;
  }
  return {};
}

}  // namespace

const char* family_name(Family family) {
  static constexpr std::array names{"Inter", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "sans-serif"};
  return names[static_cast<std::size_t>(family)];
}

std::vector<std::string> FontSearch::standard_folders() {
  std::vector<std::string> folders{"/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"};
  if (const char* home = std::getenv("HOME")) {
    for (const char* below : {"/.local/share/fonts", "/.fonts", "/Library/Fonts"}) {
      folders.push_back(std::string(home) + below);
    }
  }
  return folders;
}

FontFinder::~FontFinder() {
  if (config_) FcConfigDestroy(config_);
}

FontFile FontFinder::find(Family family, Weight weight, bool italic) {
  std::error_code ignored;
  for (const std::string& path : usual_paths(family, style_name(family, weight, italic))) {
    for (const std::string& folder : search_.folders) {
      const fs::path whole = fs::path(folder) / path;
      // 2 is Simplified Chinese in Noto's collections of ten.
      if (fs::is_regular_file(whole, ignored)) {
        return {whole.string(), family == Family::noto_cjk_sc && whole.extension() == ".ttc" ? 2 : 0};
      }
    }
  }
  return search_.fontconfig ? ask_fontconfig(family, weight, italic) : FontFile{};
}

// fontconfig's best match, refused if it is of another family.
FontFile FontFinder::ask_fontconfig(Family family, Weight weight, bool italic) {
  if (!config_) config_ = FcInitLoadConfigAndFonts();
  if (!config_) return {};
  FcPattern* pattern = FcPatternCreate();
  const auto* name = reinterpret_cast<const FcChar8*>(family_name(family));
  FcPatternAddString(pattern, FC_FAMILY, name);
  const int heft = weight == Weight::semibold ? FC_WEIGHT_DEMIBOLD
                   : weight == Weight::medium ? FC_WEIGHT_MEDIUM
                                              : FC_WEIGHT_REGULAR;
  FcPatternAddInteger(pattern, FC_WEIGHT, heft);
  FcPatternAddInteger(pattern, FC_SLANT, italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
  FcConfigSubstitute(config_, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* match = FcFontMatch(config_, pattern, &result);
  FcPatternDestroy(pattern);
  if (!match) return {};
  FontFile found;
  FcChar8 *matched = nullptr, *file = nullptr;
  bool same = family == Family::any;
  for (int i = 0; FcPatternGetString(match, FC_FAMILY, i, &matched) == FcResultMatch; ++i) {
    same = same || FcStrCmpIgnoreCase(matched, name) == 0;
  }
  if (same && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch) {
    found.path = reinterpret_cast<const char*>(file);
    FcPatternGetInteger(match, FC_INDEX, 0, &found.index);
  }
  FcPatternDestroy(match);
  return found;
}

}  // namespace dlab
