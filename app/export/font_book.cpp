// Metrics through FreeType, unhinted and in font units, so that they hold at every size.
#include "app/export/font_book.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "app/export/font_search.hpp"
#include "app/export/tabular_digits.hpp"
#include "core/base/catalog.hpp"

namespace dlab {
namespace {

// Inter sets ‖ so tightly that KL(P‖Q) clots.
constexpr char32_t double_bar = 0x2016;
constexpr double double_bar_room = 0.1;

constexpr std::array latin_families{Family::inter, Family::noto_sans, Family::dejavu_sans, Family::any};

}  // namespace

bool is_invisible(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
         (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

struct FontBook::Faces {
  // One face of one family; looked for, then opened, when it is first needed.
  struct Slot {
    Family family = Family::inter;
    Weight weight = Weight::regular;
    bool italic = false;
    std::optional<FontFile> file;
    bool tried = false;
    FT_Face face = nullptr;
  };
  struct Glyph {
    Slot* slot;  // null: no face at all
    unsigned index;
    double advance, own;
  };

  explicit Faces(const FontSearch& where) : finder(where) {
    if (FT_Init_FreeType(&library) != 0) library = nullptr;
    for (Family family :
         {Family::inter, Family::noto_sans, Family::dejavu_sans, Family::noto_cjk_sc, Family::any}) {
      for (Weight weight : {Weight::regular, Weight::medium, Weight::semibold}) {
        for (bool italic : {false, true}) {
          Slot& s = slots[index(family, weight, italic)];
          s.family = family;
          s.weight = weight;
          s.italic = italic;
        }
      }
    }
  }
  ~Faces() {
    for (Slot& slot : slots) {
      if (slot.face) FT_Done_Face(slot.face);
    }
    if (library) FT_Done_FreeType(library);
  }
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  static std::size_t index(Family family, Weight weight, bool italic) {
    return (static_cast<std::size_t>(family) * 3 + static_cast<std::size_t>(weight)) * 2 + (italic ? 1 : 0);
  }

  // The slot that stands for these: families other than Inter have no medium, and Chinese has no italics.
  Slot& slot(Family family, Weight weight, bool italic) {
    if (family != Family::inter && weight == Weight::medium) weight = Weight::regular;
    return slots[index(family, weight, italic && family != Family::noto_cjk_sc)];
  }

  // The slot's file, looked for once. Without italics the upright face stands in, without a weight the
  // regular.
  FontFile& file(Slot& s) {
    if (!s.file) {
      s.file = finder.find(s.family, s.weight, s.italic);
      if (s.file->path.empty() && s.italic) s.file = file(slot(s.family, s.weight, false));
      if (s.file->path.empty() && s.weight != Weight::regular)
        s.file = file(slot(s.family, Weight::regular, false));
    }
    return *s.file;
  }

  FT_Face open(Slot& s) {
    if (s.tried) return s.face;
    s.tried = true;
    FontFile& wanted = file(s);
    if (!library || wanted.path.empty()) return nullptr;
    s.face = open_family(wanted, s.family);
    if (!s.face) wanted.path.clear();  // damaged: as if it were not there
    return s.face;
  }

  FT_Face open_face(const FontFile& f) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, f.path.c_str(), f.index, &face) != 0) return nullptr;
    if (FT_IS_SCALABLE(face) && face->units_per_EM > 0) return face;
    FT_Done_Face(face);
    return nullptr;
  }

  // In a collection, the face whose family name is right; sets the file's index.
  FT_Face open_family(FontFile& f, Family family) {
    FT_Face face = open_face(f);
    const auto right = [&] {
      return face && face->family_name && std::string(face->family_name) == family_name(family);
    };
    if (right() || (face && face->num_faces == 1)) return face;
    const FT_Long count = face ? face->num_faces : 1;
    for (int i = 0; i < count; ++i) {
      if (face) FT_Done_Face(face);
      face = open_face({f.path, i});
      if (right()) {
        f.index = i;
        return face;
      }
    }
    if (face) FT_Done_Face(face);
    f.index = 0;
    return open_face(f);
  }

  static double advance_of(FT_Face face, FT_UInt glyph) {
    FT_Fixed units = 0;
    if (FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE, &units) != 0) return 0.5;
    return static_cast<double>(units) / face->units_per_EM;
  }

  struct Digits {
    std::array<FT_UInt, 10> glyphs;
    double widest = 0;
  };
  const Digits& digits_of(FT_Face face) {
    const auto [at, fresh] = digits.try_emplace(face);
    if (fresh) {
      at->second.glyphs = tabular_digits(face);
      for (FT_UInt glyph : at->second.glyphs)
        at->second.widest = std::max(at->second.widest, advance_of(face, glyph));
    }
    return at->second;
  }

  // The first of the Latin families that is there.
  Slot* base(Weight weight, bool italic) {
    for (Family family : latin_families) {
      Slot& s = slot(family, weight, italic);
      if (open(s)) return &s;
    }
    return nullptr;
  }

  Slot* slot_with(char32_t code, Weight weight, bool italic) {
    const Slot* first = base(weight, italic);
    const Family own = first ? first->family : Family::inter;
    // Signs come from DejaVu before Noto Sans because it has more of them.
    std::array order{own, Family::dejavu_sans, Family::noto_sans, Family::noto_cjk_sc};
    if (code >= 0x2E80) order = {own, Family::noto_cjk_sc, Family::dejavu_sans, Family::noto_sans};
    for (Family family : order) {
      Slot& s = slot(family, weight, italic);
      if (open(s) && FT_Get_Char_Index(s.face, code) != 0) return &s;
    }
    return nullptr;
  }

  Glyph look_up(char32_t code, Weight weight, bool italic) {
    if (is_invisible(code)) return {base(weight, italic), 0, 0, 0};
    Slot* found = slot_with(code, weight, italic);
    if (!found) found = base(weight, italic);
    if (!found) {
      const double guess = FixedAdvance{}.advance(code, weight, italic);
      return {nullptr, 0, guess, guess};
    }
    if (code >= '0' && code <= '9') {
      const Digits& set = digits_of(found->face);
      const FT_UInt glyph = set.glyphs[code - '0'];
      return {found, glyph, set.widest, advance_of(found->face, glyph)};
    }
    const FT_UInt glyph = FT_Get_Char_Index(found->face, code);
    const double own = advance_of(found->face, glyph);
    return {found, glyph, code == double_bar ? own + double_bar_room : own, own};
  }

  const Glyph& glyph(char32_t code, Weight weight, bool italic) {
    const std::uint64_t key =
        std::uint64_t{code} << 3 | static_cast<std::uint64_t>(weight) << 1 | (italic ? 1 : 0);
    const auto [at, fresh] = glyphs.try_emplace(key);
    if (fresh) at->second = look_up(code, weight, italic);
    return at->second;
  }

  FontFinder finder;
  FT_Library library = nullptr;
  std::array<Slot, 30> slots;
  std::unordered_map<std::uint64_t, Glyph> glyphs;
  std::unordered_map<FT_Face, Digits> digits;
  const FontFile none;
  std::string complaint, chinese_complaint;
};

FontBook::FontBook(const FontSearch& search) : faces_(std::make_unique<Faces>(search)) {
  Faces& f = *faces_;
  if (!f.open(f.slot(Family::inter, Weight::regular, false))) {
    f.complaint =
        f.base(Weight::regular, false)
            ? N_("The typeface Inter is missing and another stands in; install the package fonts-inter.")
            : N_("No typeface was found, so text is coarse; install the package fonts-inter.");
  }
  if (f.file(f.slot(Family::noto_cjk_sc, Weight::regular, false)).path.empty()) {
    f.chinese_complaint = N_("No Chinese typeface was found; install the package fonts-noto-cjk.");
  }
}

FontBook::~FontBook() = default;

double FontBook::advance(char32_t code, Weight weight, bool italic) const {
  return faces_->glyph(code, weight, italic).advance;
}

double FontBook::own_advance(char32_t code, Weight weight, bool italic) const {
  return faces_->glyph(code, weight, italic).own;
}

unsigned FontBook::glyph(char32_t code, Weight weight, bool italic) const {
  return faces_->glyph(code, weight, italic).index;
}

const FontFile& FontBook::file_for(char32_t code, Weight weight, bool italic) const {
  Faces::Slot* slot = faces_->glyph(code, weight, italic).slot;
  return slot ? faces_->file(*slot) : faces_->none;
}

bool FontBook::has(char32_t code) const {
  return is_invisible(code) || faces_->slot_with(code, Weight::regular, false) != nullptr;
}

// The em box of the base face's own line metrics; of a font without any, usual proportions.
double FontBook::ascent() const {
  const auto* slot = faces_->base(Weight::regular, false);
  return slot ? static_cast<double>(slot->face->ascender) / slot->face->units_per_EM : TextMeasurer::ascent();
}

double FontBook::descent() const {
  const auto* slot = faces_->base(Weight::regular, false);
  return slot ? -static_cast<double>(slot->face->descender) / slot->face->units_per_EM
              : TextMeasurer::descent();
}

double FontBook::cap_height() const {
  const auto* slot = faces_->base(Weight::regular, false);
  if (!slot) return TextMeasurer::cap_height();
  const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(slot->face, FT_SFNT_OS2));
  if (!os2 || os2->version < 2 || os2->sCapHeight <= 0) return TextMeasurer::cap_height();
  return static_cast<double>(os2->sCapHeight) / slot->face->units_per_EM;
}

const FontFile& FontBook::latin(Weight weight, bool italic) const {
  auto* slot = faces_->base(weight, italic);
  return slot ? faces_->file(*slot) : faces_->none;
}

const FontFile& FontBook::chinese(Weight weight) const {
  auto& slot = faces_->slot(Family::noto_cjk_sc, weight, false);
  faces_->open(slot);
  return faces_->file(slot);
}

bool FontBook::is_chinese(char32_t code) const {
  const auto* slot = faces_->glyph(code, Weight::regular, false).slot;
  return slot && slot->family == Family::noto_cjk_sc;
}

double FontBook::digit_advance(Weight weight, bool italic) const { return advance('0', weight, italic); }

const std::string& FontBook::complaint() const { return faces_->complaint; }
const std::string& FontBook::chinese_complaint() const { return faces_->chinese_complaint; }

}  // namespace dlab
